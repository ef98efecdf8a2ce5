import { SwitchRoleColor } from './switch-role-color';

/** How the console shows a role that people have switched to. */
export interface SwitchRoleOptions {
  /**
   * What stands in the console's navigation bar, at most 64 characters.
   *
   * An access over several accounts gives all of them the same, so that people cannot tell them apart there.
   *
   * @default - the name of the account or of the stack where that is known and short enough, else the role's name and the account
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-console.html
   */
  readonly displayName?: string;

  /**
   * The colour in the console's navigation bar.
   *
   * @default - by the account's name, the stack's and the stage's: red for production, yellow for staging, green for
   * development; else blue or orange, always the same for one account
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-console.html
   */
  readonly color?: SwitchRoleColor;
}
