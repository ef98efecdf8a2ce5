import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compareAwsData, installedAwsData, shippedAwsData } from './compare-aws-data';
import { compareRecipe, Comparison, differs, factsOfTexts } from './comparison';
import { readSource } from './read-source';
import { record, RECORDED, recordedSources } from './recorded-sources';
import { reportOf } from './report';

/** 0: nothing differs. 1: something does. 2: nothing differs that could be read, but something could not be read. */
export type ExitCode = 0 | 1 | 2;

/** Where it is printed: a process, or a test. */
export interface Output {
  stdout(text: string): void;
  stderr(text: string): void;
}

/**
 * Compares the recipes with their sources, and AWS's data with the installed packages, and prints what differs. `--report FILE` also
 * writes it to a file. `--record NAME` records what the sources of a recipe have today, when the recipe has been changed to it.
 * `--recorded FOLDER` reads other records, for tests.
 */
export async function compareRecipes(args: string[], output: Output): Promise<ExitCode> {
  const { values } = parseArgs({ args, options: { report: { type: 'string' }, record: { type: 'string' }, recorded: { type: 'string', default: RECORDED } } });
  const recorded = recordedSources(values.recorded!);
  if (values.record !== undefined) {
    return recordToday(values.recorded!, values.record);
  }
  const recipes = await Promise.all([...recorded].map(([name, sources]) => compareRecipe(name, sources)));
  const comparisons = [...recipes, ...compareAwsData(shippedAwsData(), await installedAwsData())];
  const report = reportOf(comparisons);
  output.stdout(report);
  if (values.report) {
    writeFileSync(values.report, report);
  }
  warnOfUnread(recipes, output);
  return comparisons.some(differs) ? 1 : recipes.some(({ unread }) => unread.length > 0) ? 2 : 0;
}

function warnOfUnread(recipes: Comparison[], output: Output): void {
  const unread = recipes.filter((recipe) => recipe.unread.length > 0);
  const sources = recipes.filter(({ skipped }) => skipped === undefined);
  if (unread.length > 0) {
    const all = unread.length === sources.length ? 'Is there a network? ' : '';
    output.stderr(`\nNOT COMPARED: ${unread.length} of ${sources.length} recipes, because their sources could not be read. ${all}See "Not compared" above.\n`);
  }
}

async function recordToday(folder: string, name: string): Promise<ExitCode> {
  const before = recordedSources(folder).get(name);
  if (!before) {
    throw new Error(`there is no record of ${name}; use one of ${[...recordedSources(folder).keys()].join(', ')}`);
  }
  const texts = await Promise.all(before.sources.map(readSource));
  const missing = texts.filter(({ text }) => text === undefined);
  if (missing.length > 0) {
    throw new Error(`${missing.map(({ url, failure = 'not there' }) => `${url}: ${failure}`).join(', ')}; nothing was recorded`);
  }
  record(folder, name, { sources: before.sources, read: new Date().toISOString().slice(0, 10), ...factsOfTexts(texts) });
  return 0;
}
