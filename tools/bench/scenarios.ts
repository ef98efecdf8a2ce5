import type { App } from 'aws-cdk-lib/core';
import { Stack } from 'aws-cdk-lib/core';
import { ASSUMING_ACCOUNT, Implementation } from './implementation';

/** Apps of any size, written by an implementation. */
export const SCENARIOS = {
  /** Account A, and `size` accounts with a stack that has the role. */
  access: (app: App, implementation: Implementation, size: number) =>
    implementation.access(accountA(app), accounts(size).map((account) => stackIn(app, `Workload${account}`, account))),

  /** Account A alone, with a group for `size` accounts. */
  group: (app: App, implementation: Implementation, size: number) => implementation.group(accountA(app), accounts(size)),

  /** Account A alone, with a group for an organization of any size. */
  organization: (app: App, implementation: Implementation) => implementation.organization(accountA(app)),
};

export type ScenarioName = keyof typeof SCENARIOS;

export const SCENARIO_NAMES = Object.keys(SCENARIOS) as ScenarioName[];

function accountA(app: App): Stack {
  return stackIn(app, 'Identity', ASSUMING_ACCOUNT);
}

function stackIn(app: App, id: string, account: string): Stack {
  return new Stack(app, id, { env: { account, region: 'eu-west-1' } });
}

/** Account ids divisible by three. The library prefers to end a policy at such an account, so it fills all policies equally. */
function accounts(count: number): string[] {
  return Array.from({ length: count }, (_, i) => String(222222222222 + 3 * i));
}
