/**
 * Whether the policies that the library makes for a role or group are inline or managed policies.
 *
 * Use it if a rule of your organization forbids inline policies. Both allow and deny the same.
 */
export enum IdentityPolicies {
  /** Inline policies first, because they are deleted with the role or group. What does not fit is in managed policies. */
  INLINE_AND_MANAGED = 'inline-and-managed',

  /**
   * Managed policies only, for organizations whose rules forbid inline policies, such as AWS Config's `iam-no-inline-policy-check`.
   *
   * Each counts towards the quota of 10 managed policies of a role or group.
   */
  MANAGED_ONLY = 'managed-only',
}
