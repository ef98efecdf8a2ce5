import type { Stack } from 'aws-cdk-lib/core';

export const ASSUMING_ACCOUNT = '111111111111';

/** One of the two ways to write the apps: with the library, or with the CDK's own constructs. */
export interface Implementation {
  /** A group in account A, and a role in each of the stacks that its members may assume. */
  access(accountA: Stack, trusting: Stack[]): void;

  /** A group whose members may assume the roles of these accounts. */
  group(accountA: Stack, accounts: string[]): void;

  /** A group whose members may assume the roles of all accounts of its organization. */
  organization(accountA: Stack): void;
}
