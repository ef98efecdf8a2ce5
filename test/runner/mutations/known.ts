import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isKilled, keyOf, Mutant } from './mutant';

/** The results for the mutants of a file. */
interface KnownFile {
  /** The digest of the file's content that was mutated. */
  readonly digest: string;
  readonly mutants: number;
  /** The surviving mutants. */
  readonly alive: Mutant[];
}

/** The results of all runs, by file. They are committed, so that a run tests only new and changed files. */
export type Known = Record<string, KnownFile>;

const FILE = 'test/runner/mutations/known.json';

export function known(): Known {
  return existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {};
}

/** Writes one line for each mutant. */
export function keep(all: Known): void {
  const files = Object.keys(all).sort().map((file) => {
    const { digest, mutants, alive } = all[file];
    const lines = alive.map((mutant) => `\n    ${JSON.stringify(mutant)}`).join(',');
    return `\n  ${JSON.stringify(file)}: { "digest": "${digest}", "mutants": ${mutants}, "alive": [${lines}${lines && '\n  '}] }`;
  });
  writeFileSync(FILE, `{${files.join(',')}\n}\n`);
}

/** Returns the results with those of other files added; a file may have no mutants. */
export function withFiles(before: Known, files: string[], mutants: Mutant[]): Known {
  const tried = new Set([...files, ...mutants.map(({ file }) => file)]);
  return {
    ...before,
    ...Object.fromEntries([...tried].map((file) => {
      const those = mutants.filter((mutant) => mutant.file === file);
      return [file, { digest: digestOf(file), mutants: those.length, alive: those.filter((mutant) => !isKilled(mutant)) }];
    })),
  };
}

/** Returns the results after a new run of surviving mutants. A killed mutant stays killed. */
export function afterTrying(before: Known, mutants: Mutant[]): Known {
  const again = new Map(mutants.map((mutant) => [keyOf(mutant), mutant]));
  return Object.fromEntries(Object.entries(before).map(([file, of]) =>
    [file, { ...of, alive: of.alive.map((mutant) => again.get(keyOf(mutant)) ?? mutant).filter((mutant) => !isKilled(mutant)) }]));
}

/** The results of files that have not changed. */
export function unchanged(all: Known): Known {
  return Object.fromEntries(Object.entries(all).filter(([file, { digest }]) => existsSync(file) && digest === digestOf(file)));
}

function digestOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);
}
