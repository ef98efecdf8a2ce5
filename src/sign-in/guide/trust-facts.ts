import { AccessDescription, AccountDescription } from './access-description';
import { namesOf } from './names-of';
import { TrustDescription } from './trust-description';

/** Accounts whose roles have the same trust. */
export interface TrustGroup extends TrustDescription {
  /** Names the accounts in a heading, such as ` in Payments and Shop`; empty if all accounts are in the group. */
  readonly inAccounts: string;
}

/** What the guide tells about the trust of the roles, once for all accounts where it is the same. */
export interface TrustFact {
  readonly name: string;
  /** As in `TrustGroup`. */
  readonly inAccounts: string;
  readonly values: string[];
}

interface Fact {
  readonly name: string;
  readonly of: (trust: TrustDescription) => string[];
  /** Whether the guide has it where there is nothing of it, too. */
  readonly isAlwaysShown?: boolean;
}

const FACTS: Fact[] = [
  { name: 'Trusted by the role', of: ({ trusted }) => trusted, isAlwaysShown: true },
  { name: 'Conditions', of: ({ conditions }) => conditions.map((condition) => `the caller ${condition}`), isAlwaysShown: true },
  { name: 'Statements that others added to the trust policy', of: ({ addedStatements }) => addedStatements },
  { name: 'Permission to assume this role only', of: ({ alsoAllowed }) => alsoAllowed },
  { name: 'Declared, not decided by this app', of: ({ declared }) => declared === undefined ? [] : [declared] },
];

/** The distinct trusts of the accounts, in order. */
export function trustGroups(accounts: AccountDescription[]): TrustGroup[] {
  return groupsBy(accounts, ({ trust }) => trust).map((group) => ({ ...group[0].trust, inAccounts: inAccounts(group, accounts) }));
}

/** Each fact with the accounts that have it: accounts that differ in one fact share the others. */
export function trustFacts({ accounts }: AccessDescription): TrustFact[] {
  return FACTS.flatMap(({ name, of, isAlwaysShown }) => groupsBy(accounts, ({ trust }) => of(trust))
    .map((group) => ({ name, inAccounts: inAccounts(group, accounts), values: of(group[0].trust) }))
    .filter(({ values }) => isAlwaysShown || values.length > 0));
}

function groupsBy(accounts: AccountDescription[], valueOf: (account: AccountDescription) => unknown): AccountDescription[][] {
  const groups = new Map<string, AccountDescription[]>();
  accounts.forEach((account) => {
    const key = JSON.stringify(valueOf(account));
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(account);
  });
  return [...groups.values()];
}

function inAccounts(group: AccountDescription[], { length }: AccountDescription[]): string {
  return group.length === length ? '' : ` in ${namesOf(group)}`;
}
