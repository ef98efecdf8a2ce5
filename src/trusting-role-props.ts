import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Duration, Expiration } from 'aws-cdk-lib/core';
import { IdentityPoliciesOptions } from './permissions/identity-policies-options';
import { ReadOnlyPermissions } from './permissions/read-only-permissions';
import { CliProfileOptions } from './sign-in/profiles/cli-profile-options';
import { SwitchRoleOptions } from './sign-in/switch-role/switch-role-options';
import { AccountOptions } from './targets/account-options';
import { TrustConditionOptions } from './trust/conditions/trust-condition-options';
import { PrincipalScope } from './trust/principal-scope';

/** Properties that all roles of a `CrossAccountReadOnlyAccess` have in common. */
export interface TrustingRoleOptions extends TrustConditionOptions, IdentityPoliciesOptions {
  /**
   * The principals that can assume the role. You can combine scopes of any kind.
   *
   * @default - `PrincipalScope.account()`: any principal in the assuming account that its own policies allow
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
   */
  readonly principals?: PrincipalScope[];

  /**
   * The role's name: at most 64 letters, digits and `_+=,.@-`.
   *
   * The group must have the same one. A token that has another value in each stack, such as `Aws.STACK_NAME`, is an error if role and
   * group are in one app. IAM ignores upper and lower case when it compares names.
   *
   * @default 'SecurityReadOnlyRole'
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
   */
  readonly roleName?: string;

  /**
   * The role's path, such as `/security/`.
   *
   * The group must have the same one. It begins and ends with a slash, and is at most 512 characters long. The console can switch only
   * to a role whose path and name together are at most 64 characters long. The managed policies that are made for the role have this path
   * too.
   *
   * To change it, change `roleName` as well: a new path makes a new role, while the old one still has the name.
   *
   * @default '/'
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-friendly-names
   */
  readonly path?: string;

  /**
   * The role's description: at most 1,000 printable Latin-1 characters, tabs and line breaks.
   *
   * A variable such as `${AWS::Region}` is an error, because CloudFormation does not substitute it.
   *
   * @default - names the assuming account and the access window
   * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
   */
  readonly description?: string;

  /**
   * What the role can read. Without a `permissionsBoundary`, it is also the maximum that the role can ever do.
   *
   * @default ReadOnlyPermissions.readOnlyAccess()
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissions?: ReadOnlyPermissions;

  /**
   * The maximum duration of a session: 1 to 12 hours, in whole seconds.
   *
   * @default Duration.hours(1)
   * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
   */
  readonly maxSessionDuration?: Duration;

  /**
   * Denies everything to sessions that began before this time, as *Revoke sessions* does in the console. Trusted principals can begin
   * a new session.
   *
   * A time in the future is an error. Keep the property until `maxSessionDuration` after that time, when the last of these sessions has
   * ended.
   *
   * @default - sessions last until they expire
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
   */
  readonly revokeSessionsBefore?: Expiration;

  /**
   * How the console shows the role after a switch.
   *
   * @default - the name of the account or of the stack, in a colour that depends on the account's stage
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-console.html
   */
  readonly switchRole?: SwitchRoleOptions;

  /**
   * Settings of the CLI profiles that do not follow from the role.
   *
   * @default - profiles use the credentials of the profile `default`
   * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html
   */
  readonly cliProfile?: CliProfileOptions;

  /**
   * The permissions boundary: the maximum that the role can do, whatever policies are attached later. It replaces the boundary that
   * comes with `permissions`.
   *
   * The role is still denied writes where a resource policy could allow them, except for the actions in `allowedWriteActions` of
   * `permissions`.
   *
   * It must be a policy of the role's account or of AWS. An AWS managed policy that is known not to allow what `permissions` allow is an
   * error, and such a policy of the app is a warning.
   *
   * @default - what `permissions` allow, or `ReadOnlyAccess` if that is not known: the role stays read-only even with an administrator
   * policy
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary?: IManagedPolicy;

  /**
   * The quota for the length of a trust policy in the trusting account, in characters: at least 2,048.
   *
   * A longer trust policy is an error. Set it only if AWS has raised the quota "Role trust policy length" of that account.
   *
   * @default 2048
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
   */
  readonly trustPolicyQuota?: number;
}

/** Properties of a `TrustingRole`: who can assume it, under which conditions, and what it can read. */
export interface TrustingRoleProps extends TrustingRoleOptions {
  /**
   * The account whose principals can assume the role: 12 digits, and not the role's own account.
   *
   * In a template that you hand out, it can be the `valueAsString` of a `CfnParameter`. Give the parameter the `allowedPattern` `\d{12}`:
   * without one there is a warning. Any other token is an error.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
   */
  readonly assumingAccount: string;

  /**
   * How links and profiles show the role's account, if a `TrustingTarget` says so.
   *
   * @internal
   */
  readonly _account?: AccountOptions;
}
