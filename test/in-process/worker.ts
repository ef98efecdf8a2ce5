/** Runs the tests of one file after the other in one process, which loads the CDK once. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as framework from './framework';
import { RUNS } from './runs';

export interface Result {
  readonly id: string;
  readonly failure?: string;
  readonly milliseconds: number;
}

export function setup(run: string): void {
  RUNS[run].prepare?.();
}

/** The version of the CDK that the tests meet. */
export function cdkVersion(): string {
  return createRequire(__filename)('aws-cdk-lib/package.json').version;
}

export async function resultsOf(file: string): Promise<Result[]> {
  const results: Result[] = [];
  framework.forget();
  framework.load(join(__dirname, '..', file));
  const failures = await framework.runTests([...framework.tests], () => undefined, ({ id }, failure, milliseconds) => {
    results.push({ id, failure: failure ? asText(failure) : undefined, milliseconds });
  });
  return [...results, ...failures.map((failure) => ({ id: `${file}: after all tests`, failure: asText(failure), milliseconds: 0 }))];
}

function asText(failure: unknown): string {
  return String(failure instanceof Error ? failure.stack : failure);
}
