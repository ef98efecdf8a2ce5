import { styleText } from 'node:util';
import Table from 'cli-table3';
import { Attempt } from './attempts';
import { Audience, Ending } from './story';

/** As wide as the other columns leave it on the terminal, but never too narrow to read. */
const REASON_WIDTH = Math.max(40, (process.stdout.columns ?? 160) - 95);

/** Tells the story on the terminal. */
export const terminal: Audience = {
  chapter: (title) => console.log(`\n${styleText('bold', title)}`),
  progress: (line) => console.log(styleText('dim', `  ${line}`)),
  attempt: (attempt) => console.log(`  ${mark(attempt)} ${attempt.who}: ${attempt.what}: ${attempt.actual}`),
};

export function isAsExpected({ expected, actual }: Attempt): boolean {
  return expected === actual;
}

/** Prints the table of all attempts and returns whether everything went as expected. */
export function printEnding({ attempts, switchRoleUrl, leftBehind }: Ending): boolean {
  const table = new Table({
    head: ['who', 'tried to', 'result', 'as expected', 'why'],
    colWidths: [null, null, null, null, REASON_WIDTH],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  table.push(...attempts.map((attempt) => [attempt.who, attempt.what, attempt.actual, isAsExpected(attempt) ? 'yes' : 'NO', attempt.why]));
  console.log(`\n${table.toString()}`);

  const unexpected = attempts.filter((attempt) => !isAsExpected(attempt)).length;
  console.log(`\n${attempts.length - unexpected} of ${attempts.length} attempts as expected`);
  console.log(leftBehind.length > 0 ? `left behind:\n${leftBehind.join('\n')}` : 'nothing is left behind');
  console.log(`\nSwitch role in the console: ${switchRoleUrl}`);
  return unexpected === 0 && leftBehind.length === 0;
}

function mark(attempt: Attempt): string {
  return isAsExpected(attempt) ? styleText('green', '✓') : styleText('red', '✗');
}
