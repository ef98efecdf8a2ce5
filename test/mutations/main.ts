/**
 * Changes the library in one place after the other, and writes which of the changes no test finds to docs/mutations.md.
 *
 * First, each change meets the tests likeliest to find it, for as long as most changes need. What is left then, and what is made when the
 * library is loaded, meets all tests.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { isExplained, isFound, Mutant, report } from './report';

const RESULTS = 'test-reports/mutations/results.json';
/** What the runner is told not to try, and what it has tried since the results were kept. */
const FOUND = 'test-reports/mutations/found.json';
const TRIED = 'test-reports/mutations/tried.jsonl';
const DURATIONS = 'test-reports/mutations/durations.json';
const CONFIGURATION = 'test/mutations/stryker.config.json';

/** Seconds of tests, in which all but a few mutants that are found at all are found. */
const FIRST = process.env.MUTATIONS_SECONDS ?? '20';
const AGAIN = process.env.MUTATIONS_SECONDS_AGAIN ?? '240';

interface Results {
  /** What each file was when its mutants were tried. */
  readonly sources: Record<string, string>;
  readonly mutants: Mutant[];
}

/** As Stryker tells of it. */
interface Tried {
  readonly fileName: string;
  readonly location: Pick<Mutant, 'start' | 'end'>;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: string;
}

async function tried(mutate: string[], ignoreStatic: boolean, seconds: string): Promise<Mutant[]> {
  if (mutate.length === 0) {
    return [];
  }
  Object.assign(process.env, {
    MUTATIONS_SECONDS: seconds,
    MUTATIONS_FOUND: existsSync(FOUND) ? resolve(FOUND) : '',
    MUTATIONS_TRIED: resolve(TRIED),
    MUTATIONS_DURATIONS: resolve(DURATIONS),
  });
  const { Stryker } = await import('@stryker-mutator/core');
  const results = await new Stryker({ configFile: CONFIGURATION, mutate, ignoreStatic }).runMutationTest();
  return results.map(asMutant);
}

function asMutant({ fileName, location: { start, end }, mutatorName, replacement = '', status }: Tried): Mutant {
  const file = relative(process.cwd(), fileName);
  return { file, start, end, original: original(file, start, end), mutator: mutatorName, replacement, status };
}

function original(file: string, start: Mutant['start'], end: Mutant['end']): string {
  const lines = readFileSync(file, 'utf8').split('\n').slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines[lines.length - 1].slice(0, end.column - 1);
  return [lines[0].slice(start.column - 1), ...lines.slice(1)].join('\n');
}

/** Whole lines, as Stryker takes them. */
const asRange = ({ file, start, end }: Mutant) => `${file}:${start.line}-${end.line}`;

/** As the runner tells mutants apart. */
const keyOf = ({ file, start, end, replacement }: Mutant) => `${file} ${start.line}:${start.column} ${end.line}:${end.column} ${replacement}`;

const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

function replaced(mutants: Mutant[], by: Mutant[]): Mutant[] {
  return [...new Map([...mutants, ...by].map((mutant) => [keyOf(mutant), mutant])).values()];
}

/** What was tried the last time, even if the second try was cut off, of files that are the same; and those that are not. */
function known(): { same: Mutant[]; changed: string[] } {
  const { sources, mutants }: Results = JSON.parse(readFileSync(RESULTS, 'utf8'));
  const isSame = (file: string) => existsSync(file) && sources[file] === digest(file);
  const since: Tried[] = existsSync(TRIED) ? readFileSync(TRIED, 'utf8').trim().split('\n').map((line) => JSON.parse(line)) : [];
  return {
    same: replaced(
      mutants.filter(({ file }) => isSame(file)),
      since.filter(({ fileName }) => isSame(relative(process.cwd(), fileName))).map(asMutant),
    ),
    changed: Object.keys(sources).filter((file) => existsSync(file) && !isSame(file)),
  };
}

function keep(mutants: Mutant[]): void {
  const files = [...new Set(mutants.map(({ file }) => file))];
  mkdirSync(dirname(RESULTS), { recursive: true });
  writeFileSync(RESULTS, JSON.stringify({ sources: Object.fromEntries(files.map((file) => [file, digest(file)])), mutants }));
  writeFileSync(FOUND, JSON.stringify(mutants.filter(isFound).map(keyOf)));
  rmSync(TRIED, { force: true });
}

/** With `--quick`, nothing is tried twice; with `--again`, what is known to be found is not tried again, unless its file has changed. */
async function main(given: string[]): Promise<void> {
  const isQuick = given.includes('--quick');
  const isAgain = given.includes('--again') && existsSync(RESULTS);
  const { same, changed } = isAgain ? known() : { same: [], changed: [] };
  [FOUND, ...isAgain ? [] : [TRIED]].forEach((file) => rmSync(file, { force: true }));
  const globs = isAgain ? changed : given.filter((glob) => !glob.startsWith('--'));
  const found = await tried(isAgain || globs.length > 0 ? globs : JSON.parse(readFileSync(CONFIGURATION, 'utf8')).mutate, true, FIRST);
  keep(replaced(same, found));
  const alive = [...same, ...found].filter((mutant) => !isFound(mutant) && !isExplained(mutant));
  const again = isQuick ? [] : await tried([...new Set(alive.map(asRange))], false, AGAIN);
  const mutants = replaced([...same, ...found], again);
  keep(mutants);
  report(mutants);
}

void main(process.argv.slice(2));
