/* eslint-disable @typescript-eslint/no-require-imports -- What the library exports is asked of itself. */
import { appendFileSync, existsSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { build, Plugin } from 'esbuild';

const MAIN = 'index.js';

/** What renders an access guide, and what monitors a role. Most apps do neither, and load nothing of it. */
const ON_DEMAND = ['sign-in/guide/files.js', 'monitoring/monitoring.js'];

const APART: Plugin = {
  name: 'apart',
  setup: ({ onResolve, onLoad }) => {
    // A module of the peers is looked up once for the whole library: Node takes its time, however often it has found it before.
    onResolve({ filter: /^(aws-cdk-lib|constructs)(\/|$)/ }, ({ path, namespace }) =>
      namespace === 'peer' ? { path, external: true } : { path, namespace: 'peer' });
    onLoad({ filter: /.*/, namespace: 'peer' }, ({ path }) => ({ contents: `module.exports = require(${JSON.stringify(path)});` }));
    ON_DEMAND.forEach((file) => onResolve({ filter: new RegExp(`/${basename(file, '.js')}$`) }, () => ({ path: `./${file}`, external: true })));
  },
};

/**
 * Puts the compiled library, some hundred small files, into its `index.js`: Node takes longer to find and open a file than to
 * run what is in it. The data, most of which an app never needs, stay files of their own.
 */
export async function bundle(folder: string): Promise<void> {
  const names = Object.keys(require(resolve(folder)) as object);
  const { metafile } = await build({
    absWorkingDir: resolve(folder),
    entryPoints: [MAIN, ...ON_DEMAND],
    outdir: '.',
    allowOverwrite: true,
    bundle: true,
    plugins: [APART],
    resolveExtensions: ['.js', '.json'],
    external: [join(resolve(folder), 'permissions/data/*.json')],
    platform: 'node',
    target: 'node20',
    metafile: true,
  });
  // Never run: it is for Node to find the exports when an ES module imports them by name.
  appendFileSync(join(folder, MAIN), `0 && (module.exports = { ${names.join(', ')} });\n`);
  const bundled = Object.keys(metafile.inputs).filter((file) => ![MAIN, ...ON_DEMAND].includes(file) && existsSync(join(folder, file)));
  bundled.forEach((file) => rmSync(join(folder, file)));
}

if (require.main === module) {
  void bundle(process.argv[2]);
}
