import { Identity } from './describe-identities';

/** Who can assume a role: plain text, of which each may contain any character. */
export interface TrustDescription {
  /** The principals that the role trusts, such as `the users ann and bob`. */
  readonly trusted: string[];
  /** The conditions of the trust, each with "the caller" as its subject, such as `has signed in with MFA`. */
  readonly conditions: string[];
  /** The statements of the trust policy that this library did not write. */
  readonly addedStatements: string[];
  /** The identities with permission to assume this role, besides those that may assume all roles. */
  readonly alsoAllowed: string[];
  /** Why this app does not decide that the role exists and whom it trusts; undefined if it does. */
  readonly declared?: string;
}

/** The same with tokens, and with identities instead of their descriptions. */
export interface RoleTrust extends Omit<TrustDescription, 'alsoAllowed'> {
  readonly alsoAllowed: Identity[];
}
