import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isFound, keyOf, Mutant } from './mutant';

/** What is known of the mutants of a file. */
interface KnownFile {
  /** What it was when they were made. */
  readonly digest: string;
  readonly mutants: number;
  /** Those that no test has found so far. */
  readonly alive: Mutant[];
}

/** What all runs together have found, by file: it is committed, so that only what is new needs to be tried. */
export type Known = Record<string, KnownFile>;

const FILE = 'test/runner/mutations/known.json';

export function known(): Known {
  return existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {};
}

/** A line for a mutant. */
export function keep(all: Known): void {
  const files = Object.keys(all).sort().map((file) => {
    const { digest, mutants, alive } = all[file];
    const lines = alive.map((mutant) => `\n    ${JSON.stringify(mutant)}`).join(',');
    return `\n  ${JSON.stringify(file)}: { "digest": "${digest}", "mutants": ${mutants}, "alive": [${lines}${lines && '\n  '}] }`;
  });
  writeFileSync(FILE, `{${files.join(',')}\n}\n`);
}

/** The same, with all mutants of some files, of which there may be none. */
export function withFiles(before: Known, files: string[], mutants: Mutant[]): Known {
  const tried = new Set([...files, ...mutants.map(({ file }) => file)]);
  return {
    ...before,
    ...Object.fromEntries([...tried].map((file) => {
      const those = mutants.filter((mutant) => mutant.file === file);
      return [file, { digest: digestOf(file), mutants: those.length, alive: those.filter((mutant) => !isFound(mutant)) }];
    })),
  };
}

/** The same, after some that live were tried again. What was found once stays found. */
export function afterTrying(before: Known, mutants: Mutant[]): Known {
  const again = new Map(mutants.map((mutant) => [keyOf(mutant), mutant]));
  return Object.fromEntries(Object.entries(before).map(([file, of]) =>
    [file, { ...of, alive: of.alive.map((mutant) => again.get(keyOf(mutant)) ?? mutant).filter((mutant) => !isFound(mutant)) }]));
}

/** The files whose mutants are those that are known. */
export function unchanged(all: Known): Known {
  return Object.fromEntries(Object.entries(all).filter(([file, { digest }]) => existsSync(file) && digest === digestOf(file)));
}

function digestOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);
}
