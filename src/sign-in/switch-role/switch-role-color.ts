/** A colour that the console has for a role that people have switched to. */
export enum SwitchRoleColor {
  /** By default for production. */
  RED = 'red',

  /** By default for some accounts whose stage is not known. */
  ORANGE = 'orange',

  /** By default for staging. */
  YELLOW = 'yellow',

  /** By default for development. */
  GREEN = 'green',

  /** By default for the other accounts whose stage is not known. */
  BLUE = 'blue',
}
