import { readFileSync, writeFileSync } from 'node:fs';

interface Position {
  readonly line: number;
  readonly column: number;
}

/** A change, and whether a test finds it. */
export interface Mutant {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
  readonly original: string;
  readonly mutator: string;
  readonly replacement: string;
  readonly status: string;
}

/** Why no test can find some of the changes to a file, by what is changed into what. */
interface Reason {
  readonly file: string;
  readonly changes: string[];
  readonly reason: string;
}

const REASONS = 'test/mutations/survivors.json';
const PAGE = 'docs/mutations.md';

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

/** As it is listed, with no more of either side than tells it from others. */
const asChange = ({ original, replacement }: Mutant) => `${cut(oneLine(original))} → ${cut(oneLine(replacement))}`;

const cut = (text: string) => text.length > 100 ? `${text.slice(0, 99)}…` : text;

const folderOf = ({ file }: Mutant) => /^src\/([^/]+)\//.exec(file)?.[1] ?? '(the constructs)';

export const isFound = ({ status }: Mutant) => status === 'Killed' || status === 'Timeout';

const reasons: Reason[] = JSON.parse(readFileSync(REASONS, 'utf8'));

/** Whether it is known why no test can find it. */
export const isExplained = (mutant: Mutant) =>
  reasons.some(({ file, changes }) => file === mutant.file && changes.includes(asChange(mutant)));

const score = (mutants: Mutant[]) => `${(100 * mutants.filter(isFound).length / mutants.length).toFixed(2)} %`;

/** Writes the page, and fails where a mutant lives on without a reason. */
export function report(all: Mutant[]): void {
  const mutants = all.filter(({ status }) => status !== 'Ignored');
  const alive = mutants.filter((mutant) => !isFound(mutant));
  const unexplained = alive.filter((mutant) => !isExplained(mutant));
  const folders = [...new Set(mutants.map(folderOf))].sort();
  writeFileSync(PAGE, [
    '# What the tests find',
    'Tests that find nothing prove nothing. [StrykerJS](https://stryker-mutator.io) changes the library in one place after the other, a condition'
      + ' turned round, a text emptied, a call left out, and runs the tests on each of these mutants: one that no test fails on lives.'
      + ' `npm run mutations` does it, in hours, and writes this page.',
    [
      '| in `src` | mutants | found | live | score |', '| --- | --- | --- | --- | --- |',
      ...[...folders.map((name): [string, Mutant[]] => [name, mutants.filter((mutant) => folderOf(mutant) === name)]), ['**all**', mutants] as [string, Mutant[]]]
        .map(([name, those]) => `| ${name} | ${those.length} | ${those.filter(isFound).length} | ${those.filter((one) => !isFound(one)).length} | ${score(those)} |`),
    ].join('\n'),
    'Folders that are not named have not been tried. What is made when a file is loaded is counted as far as it was tried with all tests.',
    '## Those that live, and why',
    'Each of these changes leaves what the library does as it is.',
    reasons.map(({ file, changes, reason }) => {
      const living = changes.filter((change) => alive.some((mutant) => mutant.file === file && asChange(mutant) === change));
      return living.length > 0 ? `- \`${file}\`: ${reason}\n${living.map((change) => `  - ${code(change)}`).join('\n')}` : '';
    }).filter(Boolean).join('\n'),
    ...unexplained.length > 0 ? [
      '## Those that live, and no reason is known',
      'No test has found them in the time that it had: a few seconds, unless they were tried again. Each is a test to be written, or a reason.',
      unexplained.map((mutant) => `- \`${mutant.file}:${mutant.start.line}\`: ${code(asChange(mutant))}`).join('\n'),
    ] : [],
  ].join('\n\n') + '\n');
  console.log(`${mutants.length} mutants, ${score(mutants)} found, ${alive.length} live, ${unexplained.length} of them without a reason: see ${PAGE}`);
  process.exitCode = unexplained.length > 0 ? 1 : 0;
}

/** As code of Markdown, whatever backticks it has. */
function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}
