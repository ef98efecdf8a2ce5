import { PrincipalKind } from './principal-type';
import { Place } from '../core/validation-error';

/** Principals of one kind, as a value that knows IAM and nothing of constructs. */
export interface TrustedPrincipals {
  readonly kind: PrincipalKind;
  /**
   * What the kind's condition key is compared with, for each principal; nothing for a whole account.
   *
   * Bad names are rejected at the place of the construct that trusts them.
   */
  values(at: Place, assumingAccount: string): string[][];
}

export function wholeAccount(): TrustedPrincipals {
  return { kind: PrincipalKind.ACCOUNT, values: () => [] };
}
