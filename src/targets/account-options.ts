import { AccountStage } from '../sign-in/account-stage';
import { SwitchRoleColor } from '../sign-in/switch-role/switch-role-color';

/**
 * How links, profiles and the access guide show an account.
 *
 * Use them to give an account its name, stage or colour, if its id or the name of its stack would not tell users which account it is.
 */
export interface AccountOptions {
  /**
   * The account's display name, such as `Payments production`: one line of at most 200 characters.
   *
   * @default - the name of the account's stack if the target is a scope, otherwise the account id
   */
  readonly name?: string;

  /**
   * The purpose of the account: the access guide shows it, and the colour follows from it.
   *
   * @default - by words in the names of the account, the stack and the stage, of which the last decides
   */
  readonly stage?: AccountStage;

  /**
   * The colour of the account in links and profiles. It takes precedence over `switchRole.color`.
   *
   * @default - the colour in `switchRole`; otherwise red for production, yellow for staging, green for development, and blue or orange
   * for an account of an unknown stage
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-console.html
   */
  readonly color?: SwitchRoleColor;
}
