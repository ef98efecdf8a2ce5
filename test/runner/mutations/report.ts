import { readFileSync, writeFileSync } from 'node:fs';
import { Known, unchanged } from './known';
import { isUntried, Mutant, shortened } from './mutant';

/** Why no test can kill some mutants of a file. */
interface Reason {
  readonly file: string;
  readonly changes: string[];
  readonly reason: string;
}

const REASONS = 'test/runner/mutations/survivors.json';
const PAGE = 'docs/mutations.md';

/** A mutant as the lists have it. */
const asChange = ({ original, replacement }: Mutant) => `${original} → ${shortened(replacement)}`;

const folderOf = (file: string) => /^src\/([^/]+)\//.exec(file)?.[1] ?? '(the constructs)';

const reasons: Reason[] = JSON.parse(readFileSync(REASONS, 'utf8'));

/** Whether the reason is known why no test can kill a mutant. */
export const isExplained = (mutant: Mutant) =>
  reasons.some(({ file, changes }) => file === mutant.file && changes.includes(asChange(mutant)));

/** A row of the table: how many mutants were run, killed and survived. */
function row(name: string, files: Known[string][]): string {
  const untried = files.flatMap(({ alive }) => alive.filter(isUntried)).length;
  const tried = files.reduce((sum, { mutants }) => sum + mutants, -untried);
  const live = files.reduce((sum, { alive }) => sum + alive.length, -untried);
  return `| ${[name, tried, tried - live, live, `${(100 * (tried - live) / tried).toFixed(2)} %`].join(' | ')} |`;
}

/** Writes the page, and fails if a mutant survives without a known reason. */
export function report(known: Known): void {
  const files = Object.entries(known);
  const alive = files.flatMap(([, file]) => file.alive);
  const unexplained = alive.filter((mutant) => !isExplained(mutant));
  const untried = unexplained.filter(isUntried).length;
  const stale = files.length - Object.keys(unchanged(known)).length;
  const total = row('**all**', Object.values(known));
  const folders = [...new Set(files.map(([file]) => folderOf(file)))].sort();
  writeFileSync(PAGE, [
    '# Mutation testing',
    'A test that cannot fail proves nothing. [StrykerJS](https://stryker-mutator.io) changes the library in one place after the other: it negates a'
      + ' condition, empties a string, removes a call. It runs the tests on each of these mutants. A mutant is killed if a test fails, and survives'
      + ' otherwise. `npm run mutations` takes hours and writes this page.',
    [
      '| folder of `src` | mutants | killed | survived | score |', '| --- | --- | --- | --- | --- |',
      ...folders.map((name) => row(name, files.filter(([file]) => folderOf(file) === name).map(([, file]) => file))), total,
    ].join('\n'),
    ...stale > 0 ? [`${stale} of ${files.length} files have changed since these results. \`npm run mutations -- --again\` runs their mutants again.`] : [],
    ...untried > 0 ? [`${untried} more are active only while a file is loaded, so everything must be reloaded for each. They have not been run.`] : [],
    '## Surviving mutants without an effect',
    'None of these changes alters what the library does.',
    reasons.map(({ file, changes, reason }) => {
      const surviving = changes.filter((change) => alive.some((mutant) => mutant.file === file && asChange(mutant) === change));
      return surviving.length > 0 ? `- \`${file}\`: ${reason}\n${surviving.map((change) => `  - ${code(change)}`).join('\n')}` : '';
    }).filter(Boolean).join('\n'),
    ...unexplained.length > untried ? [
      '## Surviving mutants without a known reason',
      'No test killed these in the time limit. Most have run only against the first seconds of tests that take minutes. Each needs more time, a new test,'
        + ' or a reason.',
      unexplained.filter((mutant) => !isUntried(mutant)).map((mutant) => `- \`${mutant.file}:${mutant.start.line}\`: ${code(asChange(mutant))}`).join('\n'),
    ] : [],
  ].join('\n\n') + '\n');
  console.log(`mutants, killed, survived: ${total}; ${unexplained.length} without a reason, of which ${untried} were not run: see ${PAGE}`);
  process.exitCode = unexplained.length > 0 ? 1 : 0;
}

/** Markdown code, even if the text contains backticks. */
function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}
