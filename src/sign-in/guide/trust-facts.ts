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

type Fact = Omit<TrustFact, 'inAccounts'>;

/** The distinct trusts of the accounts, in order. */
export function trustGroups(accounts: AccountDescription[]): TrustGroup[] {
  const groups = new Map<string, AccountDescription[]>();
  accounts.forEach((account) => {
    const key = JSON.stringify(account.trust);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(account);
  });
  return [...groups.values()].map((group) => ({ ...group[0].trust, inAccounts: groups.size === 1 ? '' : ` in ${namesOf(group)}` }));
}

export function trustFacts({ accounts }: AccessDescription): TrustFact[] {
  return trustGroups(accounts).flatMap((group) => factsOf(group).map((fact) => ({ ...fact, inAccounts: group.inAccounts })));
}

function factsOf({ trusted, conditions, addedStatements, alsoAllowed, declared }: TrustGroup): Fact[] {
  return [
    { name: 'Trusted by the role', values: trusted },
    { name: 'Conditions', values: conditions.map((condition) => `the caller ${condition}`) },
    ...some('Statements that others added to the trust policy', addedStatements),
    ...some('Permission to assume this role only', alsoAllowed),
    ...some('Declared, not decided by this app', declared === undefined ? [] : [declared]),
  ];
}

function some(name: string, values: string[]): Fact[] {
  return values.length > 0 ? [{ name, values }] : [];
}
