/* eslint-disable @typescript-eslint/no-require-imports -- What the library exports is asked of itself. */
import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';

/**
 * Puts the compiled library, some ninety small files, into its `index.js`: Node takes longer to find and open a file than to
 * run what is in it. The data, most of which an app never needs, stay files of their own.
 *
 * The exports are named one by one, so that ES modules can import them by name.
 */
export function bundle(folder: string): void {
  const names = Object.keys(require(resolve(folder)) as object);
  const { metafile } = buildSync({
    absWorkingDir: resolve(folder),
    stdin: { contents: `export { ${names.join(', ')} } from './index';`, resolveDir: resolve(folder) },
    outfile: 'index.js',
    allowOverwrite: true,
    bundle: true,
    packages: 'external',
    external: [join(resolve(folder), 'permissions/data/*.json')],
    // Where two files have the same local name, one is renamed; classes still go by their own.
    keepNames: true,
    platform: 'node',
    target: 'node20',
    metafile: true,
  });
  Object.keys(metafile.inputs).filter((file) => file !== 'index.js' && existsSync(join(folder, file))).forEach((file) => rmSync(join(folder, file)));
}

if (require.main === module) {
  bundle(process.argv[2]);
}
