/**
 * IAM's quotas that a synthesized template can exceed, in characters where they are sizes.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const QUOTAS = {
  /** A role's trust policy, before the quota is raised. */
  trustPolicySize: 2048,
  /**
   * The most to which the quota for a trust policy can be raised. A copy of AWS's table of March 2026 has 4,096, and later ones are
   * reported to have 8,192: only what no table allows is an error.
   */
  maxTrustPolicySize: 8192,
  /** All inline policies of a user together. */
  userInlinePoliciesSize: 2048,
  /** All inline policies of a group together. */
  groupInlinePoliciesSize: 5120,
  /** All inline policies of a role together. */
  roleInlinePoliciesSize: 10240,
  /** A managed policy. */
  managedPolicySize: 6144,
  /** Managed policies attached to a group. */
  groupManagedPolicies: 10,
  /** Groups of which a user can be a member. AWS does not raise it. */
  groupsOfUser: 10,
  /** Managed policies attached to a role, before the quota is raised. */
  roleManagedPoliciesByDefault: 10,
  /** Managed policies attached to a role, after the quota is raised to its maximum. */
  roleManagedPolicies: 25,
  /** A role's path and name together, for a switch in the console. */
  switchRolePathAndName: 64,
  /** Tags of a role, of a session, or of a principal. */
  tags: 50,
  tagKey: 128,
  tagValue: 256,
  /** An event pattern. @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
  eventPatternSize: 2048,
  /** The maximum session duration of a role. */
  maxSessionHours: { min: 1, max: 12 },
  /** A session of a role that a session of another role assumes. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html */
  chainedSessionSeconds: 3600,
};
