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

const NEED_JEST = /^changes\./;

export const RUNS: Record<string, Run> = {
  node: { leftOut: /^(docs\/api|levels)/ },
  // What is left out goes by what is newer, or is the same whatever the CDK.
  floor: { leftOut: /^(levels\/|docs\/api|(docs\/)?cdk-nag|validation-report)/, prepare: useFloor },
  // What is left out spells out what the flags merge, or counts characters.
  flags: {
    leftOut: /^((docs|levels|properties|upgrades)\/|(cdk-nag|feature-flags|many-accounts|quotas|validation-report)\.|permissions\/levels)/,
    prepare: () => createRequire(__filename)('../flags/set-flags'),
  },
};

const TESTS = join(__dirname, '..');

export function testFiles({ leftOut }: Run): string[] {
  return readdirSync(TESTS, { recursive: true }).map(String)
    .filter((file) => file.endsWith('.test.ts') && !NEED_JEST.test(file) && !leftOut.test(file)).sort();
}
