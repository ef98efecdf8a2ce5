import { styleText } from 'node:util';
import Table from 'cli-table3';
import { Attempt } from './attempts';
import { DemoResult, Listener } from './demo';

/** The width that the other columns leave, and at least 40 characters. */
const REASON_WIDTH = Math.max(40, (process.stdout.columns ?? 160) - 95);

/** Prints each step on the terminal. */
export const terminal: Listener = {
  step: (title) => console.log(`\n${styleText('bold', title)}`),
  progress: (line) => console.log(styleText('dim', `  ${line}`)),
  attempt: (attempt) => console.log(`  ${mark(attempt)} ${attempt.who}: ${attempt.what}: ${attempt.actual}`),
};

export function isAsExpected({ expected, actual }: Attempt): boolean {
  return expected === actual;
}

/** Prints the table of all calls, and returns whether every result is as expected and all resources are deleted. */
export function printResult({ attempts, switchRoleUrl, leftBehind }: DemoResult): boolean {
  const table = new Table({
    head: ['caller', 'call', 'result', 'as expected', 'reason'],
    colWidths: [null, null, null, null, REASON_WIDTH],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  table.push(...attempts.map((attempt) => [attempt.who, attempt.what, attempt.actual, isAsExpected(attempt) ? 'yes' : 'NO', attempt.why]));
  console.log(`\n${table.toString()}`);

  const unexpected = attempts.filter((attempt) => !isAsExpected(attempt)).length;
  console.log(`\n${attempts.length - unexpected} of ${attempts.length} calls had the expected result`);
  console.log(leftBehind.length > 0 ? `Not deleted:\n${leftBehind.join('\n')}` : 'All resources are deleted');
  console.log(`\nSwitch role in the console: ${switchRoleUrl}`);
  return unexpected === 0 && leftBehind.length === 0;
}

function mark(attempt: Attempt): string {
  return isAsExpected(attempt) ? styleText('green', '✓') : styleText('red', '✗');
}
