import { IUser } from 'aws-cdk-lib/aws-iam';
import { ReadOnlyPermissions } from './permissions/read-only-permissions';
import { TrustingTarget } from './targets/trusting-target';
import { SessionTag } from './trust/conditions/session-tag';
import { SourceIdentityRequirement } from './trust/conditions/source-identity';

/** Who looks: what a group of an access is given. */
export interface AssumingGroupOptions {
  /**
   * The accounts whose roles the members may assume, by at least one target.
   *
   * To name an account twice, or the assuming account itself, is an error.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html
   */
  readonly trusting: TrustingTarget[];

  /**
   * Users to add to the group, made here or elsewhere, all of the assuming account. They stay in their other groups.
   *
   * @default - nobody is added; add members later with `addUser`, or outside CDK
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups_manage_add-remove-users.html
   */
  readonly users?: IUser[];

  /**
   * The group's name: at most 128 letters, digits and `_+=,.@-`.
   *
   * IAM does not tell names apart by upper and lower case.
   *
   * @default - CloudFormation makes one up
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
   */
  readonly groupName?: string;

  /**
   * What members may read in the assuming account itself.
   *
   * A group has no boundary: what members may do otherwise, they may still do. But what a level denies, it denies to them
   * whatever allows it, so that a level with denials is warned of.
   *
   * @default ReadOnlyPermissions.readOnlyAccess()
   * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/ReadOnlyAccess.html
   */
  readonly groupPermissions?: ReadOnlyPermissions;

  /**
   * Whether members may change their own password and manage their own MFA devices, whatever a device is called.
   *
   * Nobody without an MFA device gets into a role that asks for MFA. To deactivate one takes MFA.
   *
   * @default - they may where the roles ask IAM users for MFA, and always where an `AssumingGroup` is made by itself
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_iam_mfa-selfmanage.html
   */
  readonly selfManagedMfa?: boolean;
}

/** Who looks, and by which role, where the roles are made elsewhere. */
export interface AssumingGroupProps extends AssumingGroupOptions {
  /**
   * The name of the role that is assumed, the same in every trusting account: at most 64 letters, digits and `_+=,.@-`.
   *
   * @default 'SecurityReadOnlyRole'
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
   */
  readonly roleName?: string;

  /**
   * The path of the role that is assumed, the same in every trusting account, such as `/security/`.
   *
   * It begins and ends with a slash, and has at most 512 characters.
   *
   * @default '/'
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-friendly-names
   */
  readonly path?: string;

  /**
   * The source identity that the roles ask for, the same in both halves: members need a permission to set it.
   *
   * @default - members set none
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
   */
  readonly sourceIdentity?: SourceIdentityRequirement;

  /**
   * The session tags that the roles ask for, the same in both halves: members need a permission to pass them. At most 50.
   *
   * @default - members pass none
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
   */
  readonly sessionTags?: SessionTag[];
}
