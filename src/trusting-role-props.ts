import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Duration, Expiration } from 'aws-cdk-lib/core';
import { ReadOnlyPermissions } from './permissions/read-only-permissions';
import { CliProfileOptions } from './sign-in/profiles/cli-profile-options';
import { SwitchRoleOptions } from './sign-in/switch-role/switch-role-options';
import { TrustConditionOptions } from './trust/conditions/trust-condition-options';
import { PrincipalScope } from './trust/principal-scope';

/** How a role is read-only and whom it lets in: what every role of an access has in common. */
export interface TrustingRoleOptions extends TrustConditionOptions {
  /**
   * Who may assume the role, by scopes of any kind together.
   *
   * @default - everybody in the assuming account whose own policies allow it: `PrincipalScope.account()`
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
   */
  readonly principals?: PrincipalScope[];

  /**
   * The role's name: at most 64 letters, digits and `_+=,.@-`.
   *
   * Both halves must be given the same one. A token that is another text in each, such as `Aws.STACK_NAME`, is an error where both
   * are in one app. IAM does not tell names apart by upper and lower case.
   *
   * @default 'SecurityReadOnlyRole'
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
   */
  readonly roleName?: string;

  /**
   * The role's path, such as `/security/`.
   *
   * Both halves must be given the same one. It begins and ends with a slash, and has at most 512 characters. The console can only
   * switch to a role whose path and name together have at most 64 characters.
   *
   * To change it, change `roleName` as well: IAM makes another role for another path, and a name is taken until the first is gone.
   *
   * @default '/'
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-friendly-names
   */
  readonly path?: string;

  /**
   * What the role is for, in at most 1,000 printable Latin-1 characters, tabs and line breaks.
   *
   * A variable such as `${AWS::Region}` is an error, as CloudFormation leaves it as it is.
   *
   * @default - says which account reads, and from when until when
   * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
   */
  readonly description?: string;

  /**
   * What the role may read. Unless there is a `permissionsBoundary`, it is also the most that the role can ever do.
   *
   * @default ReadOnlyPermissions.readOnlyAccess()
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissions?: ReadOnlyPermissions;

  /**
   * The longest that a session of the role may last: 1 to 12 hours.
   *
   * @default Duration.hours(1)
   * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
   */
  readonly maxSessionDuration?: Duration;

  /**
   * Denies everything to sessions that began before this time, as *Revoke sessions* does in the console. Whoever is trusted may
   * begin another one.
   *
   * A time that has not come yet is an error. Leave it in for as long as `maxSessionDuration` after that time, when the last of
   * them has ended.
   *
   * @default - sessions go on until they end by themselves
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
   */
  readonly revokeSessionsBefore?: Expiration;

  /**
   * How the console shows the role to people who switch to it.
   *
   * @default - by the name of the account or of the stack, in a colour that tells production from the rest
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-console.html
   */
  readonly switchRole?: SwitchRoleOptions;

  /**
   * What the profiles of command-line tools say, beyond what follows from the role.
   *
   * @default - people use the credentials of their profile `default`
   * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html
   */
  readonly cliProfile?: CliProfileOptions;

  /**
   * What the role can do at most, whatever policies are attached to it later. It replaces the guard that comes with
   * `permissions`.
   *
   * It is an error if it is an AWS managed policy that is known not to allow what `permissions` ask for, or a policy of another account.
   *
   * @default - what `permissions` allow, or `ReadOnlyAccess` where they are not known: attaching an administrator policy later
   * changes nothing
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * The characters that a trust policy may have in the trusting account, at least 2,048.
   *
   * A longer trust policy is an error. Give more only where AWS has raised the quota named "Role trust policy length" for that account.
   *
   * @default 2048
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
   */
  readonly trustPolicyQuota?: number;
}

/** Whom a `TrustingRole` trusts, under which conditions, and what it may read. */
export interface TrustingRoleProps extends TrustingRoleOptions {
  /**
   * The account whose people may assume the role: 12 digits, never a token, and not the role's own account.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
   */
  readonly assumingAccount: string;
}
