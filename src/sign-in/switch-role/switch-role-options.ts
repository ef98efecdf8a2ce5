import { SwitchRoleColor } from './switch-role-color';

/** How the console shows a role that a user has switched to. */
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
   * The colour in the console's navigation bar.
   *
   * @default - by words in the names of the account, the stack and the stage: red for production, yellow for staging, green for
   * development; otherwise blue or orange, always the same for one account
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-console.html
   */
  readonly color?: SwitchRoleColor;
}
