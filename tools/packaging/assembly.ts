import { spawnSync } from 'child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Assembly, loadAssemblyFromPath } from '@jsii/spec';

const ROOT = join(__dirname, '../..');

/** The library as users of other languages see it. */
export interface Compiled {
  readonly assembly: Assembly;
  /** What the compiler said of it. */
  readonly warnings: string;
}

/** What jsii makes of the sources that are here: a clone has no assembly until it is compiled, and may have an old one. */
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

/** In a process of its own, because the compiler is another one than that of the tests. */
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
