import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const DIST = join(__dirname, '../../../dist/js');

/** The built package for npm. */
export const TARBALL = join(DIST, readdirSync(DIST).find((name) => name.endsWith('.tgz'))!);

export const BYTES = statSync(TARBALL).size;

/** The folder into which npm unpacks it. */
export const FOLDER = unpacked();

/** Its files. */
export const FILES = (readdirSync(FOLDER, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name).slice(FOLDER.length + 1));

export function read(file: string): string {
  return readFileSync(join(FOLDER, file), 'utf8');
}

function unpacked(): string {
  const folder = mkdtempSync(join(tmpdir(), 'npm-package-'));
  execFileSync('tar', ['--extract', '--gzip', '--file', TARBALL, '--directory', folder]);
  return join(folder, 'package');
}
