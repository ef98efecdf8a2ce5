import { readFileSync, writeFileSync } from 'node:fs';
import { Known } from './known';
import { isUntried, Mutant, shortened } from './mutant';

/** Why no test can find some of the changes to a file, by what is changed into what. */
interface Reason {
  readonly file: string;
  readonly changes: string[];
  readonly reason: string;
}

const REASONS = 'test/runner/mutations/survivors.json';
const PAGE = 'docs/mutations.md';

/** As it is listed. */
const asChange = ({ original, replacement }: Mutant) => `${original} → ${shortened(replacement)}`;

const folderOf = (file: string) => /^src\/([^/]+)\//.exec(file)?.[1] ?? '(the constructs)';

const reasons: Reason[] = JSON.parse(readFileSync(REASONS, 'utf8'));

/** Whether it is known why no test can find it. */
export const isExplained = (mutant: Mutant) =>
  reasons.some(({ file, changes }) => file === mutant.file && changes.includes(asChange(mutant)));

/** A line of the table: how many were tried, and how many of them were found. */
function row(name: string, files: Known[string][]): string {
  const untried = files.flatMap(({ alive }) => alive.filter(isUntried)).length;
  const tried = files.reduce((sum, { mutants }) => sum + mutants, -untried);
  const live = files.reduce((sum, { alive }) => sum + alive.length, -untried);
  return `| ${[name, tried, tried - live, live, `${(100 * (tried - live) / tried).toFixed(2)} %`].join(' | ')} |`;
}

/** Writes the page, and fails where a mutant lives on without a reason. */
export function report(known: Known): void {
  const files = Object.entries(known);
  const alive = files.flatMap(([, file]) => file.alive);
  const unexplained = alive.filter((mutant) => !isExplained(mutant));
  const untried = unexplained.filter(isUntried).length;
  const total = row('**all**', Object.values(known));
  const folders = [...new Set(files.map(([file]) => folderOf(file)))].sort();
  writeFileSync(PAGE, [
    '# What the tests find',
    'Tests that find nothing prove nothing. [StrykerJS](https://stryker-mutator.io) changes the library in one place after the other, a condition'
      + ' turned round, a text emptied, a call left out, and runs the tests on each of these mutants: one that no test fails on lives.'
      + ' `npm run mutations` does it, in hours, and writes this page.',
    [
      '| in `src` | mutants | found | live | score |', '| --- | --- | --- | --- | --- |',
      ...folders.map((name) => row(name, files.filter(([file]) => folderOf(file) === name).map(([, file]) => file))), total,
    ].join('\n'),
    ...untried > 0 ? [`${untried} more are made when a file is loaded, for which all has to be loaded anew. They have not been tried.`] : [],
    '## Those that live, and why',
    'Each of these changes leaves what the library does as it is.',
    reasons.map(({ file, changes, reason }) => {
      const living = changes.filter((change) => alive.some((mutant) => mutant.file === file && asChange(mutant) === change));
      return living.length > 0 ? `- \`${file}\`: ${reason}\n${living.map((change) => `  - ${code(change)}`).join('\n')}` : '';
    }).filter(Boolean).join('\n'),
    ...unexplained.length > untried ? [
      '## Those that live, and no reason is known',
      'No test has found these in the time that they had. Most have met only the first seconds of tests that take minutes: each is a matter of time,'
        + ' a test to be written, or a reason.',
      unexplained.filter((mutant) => !isUntried(mutant)).map((mutant) => `- \`${mutant.file}:${mutant.start.line}\`: ${code(asChange(mutant))}`).join('\n'),
    ] : [],
  ].join('\n\n') + '\n');
  console.log(`mutants, found, alive: ${total}; ${unexplained.length} without a reason, of which ${untried} were not tried: see ${PAGE}`);
  process.exitCode = unexplained.length > 0 ? 1 : 0;
}

/** As code of Markdown, whatever backticks it has. */
function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}
