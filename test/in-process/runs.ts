import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { useFloor } from './floor';

/** Under which conditions the tests run again. */
export interface Run {
  /** Tests that are not for this run, by how their path in `test` begins. */
  readonly leftOut: RegExp;
  prepare?(): unknown;
}

const NEED_JEST = /^unit\/template-changes\./;

export const RUNS: Record<string, Run> = {
  node: { leftOut: /^contracts\/(api|levels)\// },
  // What is left out goes by what is newer, or is the same whatever the CDK.
  floor: { leftOut: /^(contracts\/(api|levels|docs\/cdk-nag)|linters\/cdk-nag|unit\/validation-report)/, prepare: useFloor },
  // What is left out spells out what the flags merge, or counts characters.
  flags: {
    leftOut: /^(contracts\/(api|docs|levels|upgrades)\/|properties\/|linters\/cdk-nag|unit\/((feature-flags|assume-role-policy\/many-accounts|quotas|validation-report)\.|permissions\/read-only-permissions))/,
    prepare: () => createRequire(__filename)('../flags/set-flags'),
  },
};

const TESTS = join(__dirname, '..');

export function testFiles({ leftOut }: Run): string[] {
  return readdirSync(TESTS, { recursive: true }).map(String)
    .filter((file) => file.endsWith('.test.ts') && !NEED_JEST.test(file) && !leftOut.test(file)).sort();
}
