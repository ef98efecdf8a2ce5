import { Token } from 'aws-cdk-lib/core';
import { PrincipalType } from './principal-type';
import { TrustAccounts } from './trust-accounts';
import { checkAccountId, quoted } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';

/** The only partition with account access manager. */
const COMMERCIAL = 'aws';

/** Principals of one kind, as a value. */
export interface TrustedPrincipals {
  readonly type: PrincipalType;
  /** The account that the principals are moved to. If undefined, they are in the assuming account. */
  readonly account?: string;
  /**
   * The values that the condition compares, for each principal; an empty list for a whole account.
   *
   * Fails for invalid names, with the path of the construct that trusts them.
   *
   * @param account The account of the principals. It has no meaning for principals of any account.
   */
  values(errors: ErrorContext, account: string): string[][];
}

export function wholeAccount(): TrustedPrincipals {
  return { type: PrincipalType.ACCOUNT, values: () => [] };
}

/** The account that principals are in. It has no meaning for principals of any account, and for a service. */
export function accountOfPrincipals(
  errors: ErrorContext, { type, account }: TrustedPrincipals, { assuming, trusting, partition }: TrustAccounts,
): string {
  if (type.service && partition !== COMMERCIAL && !Token.isUnresolved(partition)) {
    errors.fail(`principals has account access manager, which is not available in the partition ${partition} of the role`, 'use PrincipalScope.permissionSets()');
  }
  if (account === undefined) {
    return assuming;
  }
  checkAccountId(errors, 'PrincipalScope.inAccount', account);
  if (type.anyAccount) {
    errors.fail(`PrincipalScope.inAccount ${quoted(account)} is given for an organization, whose principals are in all of its accounts`,
      'leave inAccount out, or trust PrincipalScope.account().inAccount(...)');
  }
  if (type.service) {
    errors.fail(`PrincipalScope.inAccount ${quoted(account)} is given for account access manager, whose account is in the ARN of its application`, 'leave inAccount out');
  }
  if (account === trusting) {
    errors.fail(`PrincipalScope.inAccount ${quoted(account)} is the role's own account`, 'give the account of the callers');
  }
  return account;
}
