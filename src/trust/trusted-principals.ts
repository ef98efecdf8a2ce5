import { PrincipalType } from './principal-type';
import { ErrorContext } from '../core/validation-error';

/** Principals of one kind, as a value. */
export interface TrustedPrincipals {
  readonly type: PrincipalType;
  /**
   * The values that the condition compares, for each principal; an empty list for a whole account.
   *
   * Fails for invalid names, with the path of the construct that trusts them.
   */
  values(errors: ErrorContext, assumingAccount: string): string[][];
}

export function wholeAccount(): TrustedPrincipals {
  return { type: PrincipalType.ACCOUNT, values: () => [] };
}
