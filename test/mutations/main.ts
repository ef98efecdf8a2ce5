/**
 * Changes the library in one place after the other, and writes which of the changes no test finds to docs/mutations.md.
 *
 * First, each change meets the tests likeliest to find it, for as long as most changes need. What is left then, and what is made when the
 * library is loaded, meets them for longer.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { afterTrying, keep, Known, known, unchanged, withFiles } from './known';
import { Mutant, shortened } from './mutant';
import { isExplained, report } from './report';

/** What the runner has tried since what is known was kept, and what helps it to try first what is likely to find a mutant. */
const TRIED = 'test-reports/mutations/tried.jsonl';
const FINDERS = 'test-reports/mutations/finders.jsonl';
const DURATIONS = 'test-reports/mutations/durations.json';

/** Seconds of tests, in which all but a few mutants that are found at all are found. */
const FIRST = process.env.MUTATIONS_SECONDS ?? '20';
const AGAIN = process.env.MUTATIONS_SECONDS_AGAIN ?? '240';

/** Lists, what is generated, and what the runner puts something else in the place of. */
const NOT_MUTATED = /(^|\/)(index|declared-types|memoized)\.ts$/;

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
  mkdirSync(dirname(TRIED), { recursive: true });
  Object.assign(process.env, {
    MUTATIONS_SECONDS: seconds,
    MUTATIONS_TRIED: resolve(TRIED),
    MUTATIONS_FINDERS: resolve(FINDERS),
    MUTATIONS_DURATIONS: resolve(DURATIONS),
  });
  const { Stryker } = await import('@stryker-mutator/core');
  const results = await new Stryker({ configFile: 'test/mutations/stryker.config.json', mutate, ignoreStatic }).runMutationTest();
  return results.map(asMutant);
}

function asMutant({ fileName, location: { start, end }, mutatorName, replacement = '', status }: Tried): Mutant {
  const file = relative(process.cwd(), fileName);
  return { file, start, end, original: shortened(original(file, start, end)), mutator: mutatorName, replacement, status };
}

function original(file: string, start: Mutant['start'], end: Mutant['end']): string {
  const lines = readFileSync(file, 'utf8').split('\n').slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines[lines.length - 1].slice(0, end.column - 1);
  return [lines[0].slice(start.column - 1), ...lines.slice(1)].join('\n');
}

/** Whole lines, as Stryker takes them. */
const asRange = ({ file, start, end }: Mutant) => `${file}:${start.line}-${end.line}`;

/** A second try that was cut off has found something, too. */
function knownSoFar(): Known {
  const since: Tried[] = existsSync(TRIED) ? readFileSync(TRIED, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)) : [];
  const same = unchanged(known());
  return afterTrying(same, since.filter(({ fileName }) => relative(process.cwd(), fileName) in same).map(asMutant));
}

function sources(): string[] {
  return readdirSync('src', { recursive: true }).map((file) => join('src', String(file))).filter((file) => file.endsWith('.ts') && !NOT_MUTATED.test(file));
}

/** Keeps what is known, after which what was tried is in it. */
function kept(all: Known): Known {
  keep(all);
  rmSync(TRIED, { force: true });
  return all;
}

async function firstTry(before: Known, globs: string[]): Promise<Known> {
  const unknown = globs.length > 0 ? [] : sources().filter((file) => !(file in before));
  return withFiles(before, unknown, await tried([...globs, ...unknown], true, FIRST));
}

/** Of a part of the library, only what has just been tried. */
async function secondTry(all: Known, before: Known, isPart: boolean): Promise<Known> {
  const alive = Object.keys(all).filter((file) => !isPart || all[file] !== before[file]).flatMap((file) => all[file].alive);
  return afterTrying(all, await tried([...new Set(alive.filter((mutant) => !isExplained(mutant)).map(asRange))], false, AGAIN));
}

/** With `--quick`, nothing is tried twice; with `--again`, only what lives, and files that are new; with `--report`, nothing. */
async function main(given: string[]): Promise<void> {
  const globs = given.filter((each) => !each.startsWith('--'));
  const range = globs.find((glob) => /:\d/.test(glob));
  if (range) {
    throw new Error(`${range}: what is known is known of whole files; name the file without lines`);
  }
  const before = given.includes('--again') || given.includes('--report') || globs.length > 0 ? kept(knownSoFar()) : {};
  if (given.includes('--report')) {
    return report(before);
  }
  const all = kept(await firstTry(before, globs));
  report(given.includes('--quick') ? all : kept(await secondTry(all, before, globs.length > 0)));
}

void main(process.argv.slice(2));
