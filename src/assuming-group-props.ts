import { IUser } from 'aws-cdk-lib/aws-iam';
import { AwsLogin } from './assume-role-policy/aws-login';
import { SelfManagedMfa } from './assume-role-policy/self-managed-mfa';
import { IdentityPoliciesOptions } from './permissions/identity-policies-options';
import { ReadOnlyPermissions } from './permissions/read-only-permissions';
import { TrustingTarget } from './targets/trusting-target';
import { SessionTag } from './trust/conditions/session-tag';
import { SourceIdentityRequirement } from './trust/conditions/source-identity';

/** Properties of the group that do not depend on its role. */
export interface AssumingGroupOptions extends IdentityPoliciesOptions {
  /**
   * The accounts whose roles the members can assume: at least one target.
   *
   * An account that is named twice is an error, and so is the assuming account.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html
   */
  readonly trusting: TrustingTarget[];

  /**
   * Users of the assuming account to add to the group, made in this app or imported. They stay in their other groups.
   *
   * An imported user must exist when the stack is deployed. If it is deleted and recreated later, somebody must add it to the group again:
   * CloudFormation does not see the change.
   *
   * @default - no members; add them later with `addUser`, or outside of the CDK
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups_manage_add-remove-users.html
   */
  readonly users?: IUser[];

  /**
   * The group's name: at most 128 letters, digits and `_+=,.@-`.
   *
   * IAM ignores upper and lower case when it compares names.
   *
   * @default - CloudFormation generates one
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
   */
  readonly groupName?: string;

  /**
   * The group's path, such as `/security/`, for organizations whose service control policies demand one.
   *
   * It begins and ends with a slash, and is at most 512 characters long. The managed policies that are made for the group have this path
   * too. It has nothing to do with the path of the roles.
   *
   * To change it for a group with a `groupName`, change the name as well: a new path makes a new group, while the old one still has the
   * name.
   *
   * @default '/'
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-friendly-names
   */
  readonly groupPath?: string;

  /**
   * What members can read in the assuming account itself.
   *
   * Permissions that members have otherwise stay, because a group has no permissions boundary. What a level denies is denied to members
   * whatever else allows it, so a level with denials is a warning.
   *
   * @default ReadOnlyPermissions.readOnlyAccess()
   * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/ReadOnlyAccess.html
   */
  readonly groupPermissions?: ReadOnlyPermissions;

  /**
   * How members register their own MFA devices, of any name, and whether they can change their own password.
   *
   * Without an MFA device, a user cannot assume a role that requires MFA.
   *
   * @default - SelfManagedMfa.fromConsole() if the roles require MFA of IAM users, otherwise SelfManagedMfa.none(); always
   * SelfManagedMfa.fromConsole() for an `AssumingGroup` that you make yourself
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_enable_virtual.html
   */
  readonly selfManagedMfa?: SelfManagedMfa;

  /**
   * Whether members can sign in to the AWS CLI through the console, with `aws login`.
   *
   * AWS does not document whether a session of `aws login` has the MFA of the console, so a role that requires MFA may deny it.
   *
   * @default AwsLogin.none()
   * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sign-in.html
   */
  readonly awsLogin?: AwsLogin;
}

/** Properties of an `AssumingGroup`: its members, and the roles that they can assume. */
export interface AssumingGroupProps extends AssumingGroupOptions {
  /**
   * The name of the role to assume, the same in every trusting account: at most 64 letters, digits and `_+=,.@-`.
   *
   * @default 'SecurityReadOnlyRole'
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
   */
  readonly roleName?: string;

  /**
   * The path of the role to assume, the same in every trusting account, such as `/security/`.
   *
   * It begins and ends with a slash, and is at most 512 characters long.
   *
   * @default '/'
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-friendly-names
   */
  readonly path?: string;

  /**
   * The source identity that the roles require or accept. It must be the same for role and group: members need permission to set it.
   *
   * @default - members cannot set one
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
   */
  readonly sourceIdentity?: SourceIdentityRequirement;

  /**
   * The session tags that the roles require or accept, at most 50. They must be the same for role and group: members need permission to
   * pass them.
   *
   * @default - members cannot pass any
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
   */
  readonly sessionTags?: SessionTag[];
}
