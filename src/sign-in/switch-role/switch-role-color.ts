/**
 * A colour that the console can show for a role that a user has switched to.
 *
 * Use it to choose another colour than that of the account's stage.
 */
export enum SwitchRoleColor {
  /** The default for production. */
  RED = 'red',

  /** The default for some accounts of an unknown stage. */
  ORANGE = 'orange',

  /** The default for staging. */
  YELLOW = 'yellow',

  /** The default for development. */
  GREEN = 'green',

  /** The default for the other accounts of an unknown stage. */
  BLUE = 'blue',
}
