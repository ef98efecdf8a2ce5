import type { App } from 'aws-cdk-lib/core';
import { Stack } from 'aws-cdk-lib/core';
import { ASSUMING_ACCOUNT, Author } from './author';

/** Apps of a size, as an author writes them. */
export const SCENARIOS = {
  /** Account A, and so many accounts with a stack that has the role. */
  access: (app: App, author: Author, size: number) =>
    author.access(accountA(app), accounts(size).map((account) => stackIn(app, `Workload${account}`, account))),

  /** Account A alone, with a group over so many accounts. */
  group: (app: App, author: Author, size: number) => author.group(accountA(app), accounts(size)),

  /** Account A alone, with a group over an organization, of whatever size. */
  organization: (app: App, author: Author) => author.organization(accountA(app)),
};

export type ScenarioName = keyof typeof SCENARIOS;

export const SCENARIO_NAMES = Object.keys(SCENARIOS) as ScenarioName[];

function accountA(app: App): Stack {
  return stackIn(app, 'Identity', ASSUMING_ACCOUNT);
}

function stackIn(app: App, id: string, account: string): Stack {
  return new Stack(app, id, { env: { account, region: 'eu-west-1' } });
}

/** All divisible by three, so that the library, which ends a policy at such an account where it can, fills all policies alike. */
function accounts(count: number): string[] {
  return Array.from({ length: count }, (_, i) => String(222222222222 + 3 * i));
}
