/* eslint-disable @typescript-eslint/no-require-imports -- Each author is loaded when it is asked for. */
import type { Stack } from 'aws-cdk-lib/core';

export const ASSUMING_ACCOUNT = '111111111111';

/** Somebody who writes the same things in one of two ways: with the library, or by hand. */
export interface Author {
  /** A group in account A, and a role in each of the stacks that its members may assume. */
  access(accountA: Stack, trusting: Stack[]): void;

  /** A group whose members may assume the roles of these accounts, each named by itself. */
  group(accountA: Stack, accounts: string[]): void;

  /** A group whose members may assume the roles of all accounts of its organization. */
  organization(accountA: Stack): void;
}

/** Loads one author only, so that the other costs neither time nor memory. */
export const AUTHORS = {
  library: (): Author => (require('./by-library') as typeof import('./by-library')).byLibrary,
  hand: (): Author => (require('./by-hand') as typeof import('./by-hand')).byHand,
};

export type AuthorName = keyof typeof AUTHORS;
