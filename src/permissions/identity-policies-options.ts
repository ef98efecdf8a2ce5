import { IdentityPolicies } from './identity-policies';

/**
 * Options of the policies that the library makes for a role or group.
 *
 * Use them if a rule of your organization forbids inline policies.
 */
export interface IdentityPoliciesOptions {
  /**
   * Whether the library makes inline policies for the role and the group.
   *
   * It is about the library's own policies: what you add, such as by `addToPolicy`, stays as you add it, and what `grantAssumeRole` adds to a grantee stays inline.
   *
   * @default IdentityPolicies.INLINE_AND_MANAGED
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
   */
  readonly identityPolicies?: IdentityPolicies;
}
