import { SwitchRoleColor } from './switch-role-color';

/**
 * How the console shows a role that a user has switched to.
 *
 * Use them for the same display name or colour in every account; `AccountOptions` are for one account.
 */
export interface SwitchRoleOptions {
  /**
   * The text in the console's navigation bar: at most 64 characters.
   *
   * A `CrossAccountReadOnlyAccess` with several accounts shows the same text for all of them, so users cannot tell them apart.
   *
   * @default - the name of the account or of the stack if it is known and short enough, else the role's name and the account
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-console.html
   */
  readonly displayName?: string;

  /**
   * The colour in the console's navigation bar. The `color` of a `TrustingTarget` takes precedence for its account.
   *
   * @default - by the stage of the account, which the names of the account, the stack and the stage tell: red for production, yellow for
   * staging, green for development; otherwise blue or orange, always the same for one account
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-console.html
   */
  readonly color?: SwitchRoleColor;

  /**
   * The Region whose sign-in host the link names, such as `eu-west-1` for `eu-west-1.signin.aws.amazon.com`: a Region of the role's partition.
   *
   * AWS lists the hosts, but does not document the *Switch role* form on them.
   *
   * @default - the partition's host without a Region, which in `aws` is in us-east-1; where no such host is known, that of the stack's Region
   * @see https://docs.aws.amazon.com/general/latest/gr/signin-service.html
   */
  readonly signInRegion?: string;
}
