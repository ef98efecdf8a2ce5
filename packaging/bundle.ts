/* eslint-disable @typescript-eslint/no-require-imports -- What the library exports is asked of itself. */
import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, Plugin } from 'esbuild';

/** A module of the peers is looked up once for the whole library. Node takes its time for it, however often it has been found before. */
const PEERS_ONCE: Plugin = {
  name: 'peers-once',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^(aws-cdk-lib|constructs)(\/|$)/ }, ({ path, namespace }) =>
      namespace === 'peer' ? { path, external: true } : { path, namespace: 'peer' });
    onLoad({ filter: /.*/, namespace: 'peer' }, ({ path }) => ({ contents: `module.exports = require(${JSON.stringify(path)});` }));
  },
};

/**
 * Puts the compiled library, some ninety small files, into its `index.js`: Node takes longer to find and open a file than to
 * run what is in it. The data, most of which an app never needs, stay files of their own.
 *
 * The exports are named one by one, so that ES modules can import them by name.
 */
export async function bundle(folder: string): Promise<void> {
  const names = Object.keys(require(resolve(folder)) as object);
  const { metafile } = await build({
    absWorkingDir: resolve(folder),
    stdin: { contents: `export { ${names.join(', ')} } from './index';`, resolveDir: resolve(folder) },
    outfile: 'index.js',
    allowOverwrite: true,
    bundle: true,
    plugins: [PEERS_ONCE],
    resolveExtensions: ['.js', '.json'],
    external: [join(resolve(folder), 'permissions/data/*.json')],
    // Where two files have the same local name, one is renamed; classes still go by their own.
    keepNames: true,
    platform: 'node',
    target: 'node20',
    metafile: true,
  });
  const bundled = Object.keys(metafile.inputs).filter((file) => file !== 'index.js' && existsSync(join(folder, file)));
  bundled.forEach((file) => rmSync(join(folder, file)));
}

if (require.main === module) {
  void bundle(process.argv[2]);
}
