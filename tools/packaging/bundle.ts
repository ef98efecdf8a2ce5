/* eslint-disable @typescript-eslint/no-require-imports -- The names of the exports come from the library itself. */
import { appendFileSync, existsSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { build, Plugin } from 'esbuild';

const MAIN = 'index.js';

/** The code that renders an access guide, that writes a template for an owner, and that monitors a role. Most apps need none, and do not load it. */
const ON_DEMAND = ['sign-in/guide/guide-files.js', 'targets/template/owner-files.js', 'monitoring/monitoring.js'];

const SEPARATE_FILES: Plugin = {
  name: 'separate-files',
  setup: ({ onResolve, onLoad }) => {
    // One lookup of each peer module for the whole library: every lookup takes time in Node.js, even of a loaded module.
    onResolve({ filter: /^(aws-cdk-lib|constructs)(\/|$)/ }, ({ path, namespace }) =>
      namespace === 'peer' ? { path, external: true } : { path, namespace: 'peer' });
    onLoad({ filter: /.*/, namespace: 'peer' }, ({ path }) => ({ contents: `module.exports = require(${JSON.stringify(path)});` }));
    ON_DEMAND.forEach((file) => onResolve({ filter: new RegExp(`/${basename(file, '.js')}$`) }, () => ({ path: `./${file}`, external: true })));
  },
};

/**
 * Bundles the compiled library, about a hundred small files, into its `index.js`: Node.js takes longer to find and open a file than
 * to run it. The data, most of which an app never needs, stays in separate files.
 */
export async function bundle(folder: string): Promise<void> {
  const names = Object.keys(require(resolve(folder)) as object);
  const { metafile } = await build({
    absWorkingDir: resolve(folder),
    entryPoints: [MAIN, ...ON_DEMAND],
    outdir: '.',
    allowOverwrite: true,
    bundle: true,
    plugins: [SEPARATE_FILES],
    resolveExtensions: ['.js', '.json'],
    external: [join(resolve(folder), 'permissions/data/*.json')],
    platform: 'node',
    target: 'node20',
    metafile: true,
  });
  // Never runs: Node.js reads it to find the exports when an ES module imports them by name.
  appendFileSync(join(folder, MAIN), `0 && (module.exports = { ${names.join(', ')} });\n`);
  const bundled = Object.keys(metafile.inputs).filter((file) => ![MAIN, ...ON_DEMAND].includes(file) && existsSync(join(folder, file)));
  bundled.forEach((file) => rmSync(join(folder, file)));
}

if (require.main === module) {
  void bundle(process.argv[2]);
}
