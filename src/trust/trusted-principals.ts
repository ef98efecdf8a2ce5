import { PrincipalType } from './principal-type';
import { ErrorContext } from '../core/validation-error';

/** Principals of one kind, as a value that knows IAM and nothing of constructs. */
export interface TrustedPrincipals {
  readonly type: PrincipalType;
  /**
   * What the kind's condition key is compared with, for each principal; nothing for a whole account.
   *
   * Bad names are rejected at the place of the construct that trusts them.
   */
  values(errors: ErrorContext, assumingAccount: string): string[][];
}

export function wholeAccount(): TrustedPrincipals {
  return { type: PrincipalType.ACCOUNT, values: () => [] };
}
