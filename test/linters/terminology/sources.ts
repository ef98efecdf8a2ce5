import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** Files that people write for readers. */
const WRITTEN = [/\.md$/, /\.ts$/, /^\.github\/ISSUE_TEMPLATE\/.*\.yml$/, /^docs\/.*\.(svg|schema\.json)$/];

/** Made by a command, whose own texts are linted; or by somebody else, word by word. */
const NOT_WRITTEN = [/^API\.md$/, /^docs\/(benchmarks|levels|mutations)\.md$/, /\.generated\.ts$/, /\/declared-types\.ts$/, /\.snapshot\//, /\.d\.ts$/];

/** Code whose strings somebody reads: users of the library and of its commands. */
const WITH_MESSAGES = [/^src\//, /^demo\//, /^(tools|bench|levels|packaging)\//, /^test\/(mutations|runner\/mutations)\//, /^\.projenrc\.ts$/];

function matches(path: string, patterns: readonly RegExp[]): boolean {
  return patterns.some((pattern) => pattern.test(path));
}

/** Whether the strings in a file are linted, besides its comments; the path is one within the project. */
export function hasMessages(path: string): boolean {
  return path.endsWith('.ts') && matches(path, WITH_MESSAGES);
}

/** The path within the project that a file belongs to, which may be another working copy than this one. */
export function pathWithin(file: string): string {
  const path = resolve(file);
  let root = dirname(path);
  while (!existsSync(join(root, '.projenrc.ts')) && root !== dirname(root)) {
    root = dirname(root);
  }
  return relative(root, path);
}

/** All files of the project that are linted, tracked by Git or new. */
export function sources(): string[] {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate'], { encoding: 'utf8' });
  return files.split('\n').filter((path) => matches(path, WRITTEN) && !matches(path, NOT_WRITTEN));
}
