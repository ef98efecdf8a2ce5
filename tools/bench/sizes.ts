import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Kilobytes on disk. */
export interface InstalledSizes {
  readonly library: number;
  readonly awsCdkLib: number;
}

/** The size of the library's last build, and of the installed aws-cdk-lib. */
export function installedSizes(): InstalledSizes {
  const [pack] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8' }));
  const has = (file: string) => pack.files.some(({ path }: { path: string }) => path === file);
  if (!has('lib/index.js') || has('lib/trusting-role.js')) {
    throw new Error('lib is missing or not bundled: run `npx projen compile && npx projen bundle` first');
  }
  return { library: pack.unpackedSize / 1000, awsCdkLib: bytesIn(join(ROOT, 'node_modules/aws-cdk-lib')) / 1000 };
}

function bytesIn(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
