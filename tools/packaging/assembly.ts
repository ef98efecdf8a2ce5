import { spawnSync } from 'child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Assembly, loadAssemblyFromPath } from '@jsii/spec';

const ROOT = join(__dirname, '../..');

/** The library as jsii compiles it. */
export interface Compiled {
  readonly assembly: Assembly;
  /** The compiler's output. */
  readonly warnings: string;
}

/** Compiles the current sources with jsii. The assembly in the clone may be missing or outdated. */
export function compiled(): Compiled {
  const directory = mkdtempSync(join(tmpdir(), 'api-'));
  try {
    ['package.json', 'tsconfig.json', 'src'].forEach((name) => cpSync(join(ROOT, name), join(directory, name), { recursive: true }));
    symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'), 'junction');
    const warnings = compile(directory);
    return { assembly: loadAssemblyFromPath(directory), warnings };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** In a separate process, because jsii has another version of the TypeScript compiler than the tests. */
function compile(directory: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [require.resolve('jsii/bin/jsii'), directory], {
    encoding: 'utf8',
    env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
  });
  if (status !== 0) {
    throw new Error(`jsii does not compile the library:\n${stdout}${stderr}`);
  }
  return stdout + stderr;
}
