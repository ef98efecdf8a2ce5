/** Changes the library in one place after the other, runs the tests on each of these mutants, and lists those that survive in docs/mutations.md. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { afterTrying, keep, Known, known, unchanged, withFiles } from './known';
import { Mutant, shortened } from './mutant';
import { isExplained, report } from './report';

/** The results since the last write to known.json. */
const TRIED = 'test-reports/mutations/tried.jsonl';

/** Index files and generated files. */
const NOT_MUTATED = /(^|\/)(index|.*\.generated|declared-types)\.ts$/;

/** A result of Stryker. */
interface Tried {
  readonly fileName: string;
  readonly location: Pick<Mutant, 'start' | 'end'>;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: string;
}

async function tryMutants(mutate: string[]): Promise<Mutant[]> {
  if (mutate.length === 0) {
    return [];
  }
  mkdirSync(dirname(TRIED), { recursive: true });
  Object.assign(process.env, { MUTATIONS_TRIED: resolve(TRIED), TEST_RUN: 'mutations' });
  const { Stryker } = await import('@stryker-mutator/core');
  const results = await new Stryker({ configFile: join(__dirname, 'stryker.config.json'), mutate }).runMutationTest();
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

/** A range of whole lines, in Stryker's notation. */
const asRange = ({ file, start, end }: Mutant) => `${file}:${start.line}-${end.line}`;

/** The known results, with those of an interrupted run. */
function knownSoFar(): Known {
  const since: Tried[] = existsSync(TRIED) ? readFileSync(TRIED, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)) : [];
  const before = known();
  const same = unchanged(before);
  return afterTrying(before, since.filter(({ fileName }) => relative(process.cwd(), fileName) in same).map(asMutant));
}

function sources(): string[] {
  return readdirSync('src', { recursive: true }).map((file) => join('src', String(file))).filter((file) => file.endsWith('.ts') && !NOT_MUTATED.test(file));
}

/** Writes the results, which include those of an interrupted run. */
function kept(all: Known): Known {
  keep(all);
  rmSync(TRIED, { force: true });
  return all;
}

/** Tests the mutants of new and changed files, or of the given files. */
async function tryFiles(before: Known, globs: string[]): Promise<Known> {
  const same = unchanged(before);
  const unknown = globs.length > 0 ? [] : sources().filter((file) => !(file in same));
  return withFiles(before, unknown, await tryMutants([...globs, ...unknown]));
}

/** Tests the surviving mutants without a reason again. */
async function tryAgain(before: Known): Promise<Known> {
  const unexplained = Object.values(unchanged(before)).flatMap(({ alive }) => alive).filter((mutant) => !isExplained(mutant));
  return afterTrying(before, await tryMutants([...new Set(unexplained.map(asRange))]));
}

/** With `--again`, it tests surviving mutants and changed files; with `--report`, nothing; with globs, these files. */
async function main(given: string[]): Promise<void> {
  const globs = given.filter((each) => !each.startsWith('--'));
  const range = globs.find((glob) => /:\d/.test(glob));
  if (range) {
    throw new Error(`${range}: results are kept for whole files; name the file without lines`);
  }
  const before = given.length > 0 ? kept(knownSoFar()) : {};
  if (given.includes('--report')) {
    return report(before);
  }
  const again = given.includes('--again') ? await tryAgain(before) : before;
  report(kept(await tryFiles(again, globs)));
}

void main(process.argv.slice(2));
