/**
 * The purpose of an account.
 *
 * Use it if the name of an account does not say its stage, or says another one. Stages group accounts in the access guide, and choose
 * their colour.
 */
export enum AccountStage {
  /** Serves customers. */
  PRODUCTION = 'production',

  /** Tests changes before they go to production. */
  STAGING = 'staging',

  /** Serves the work of developers. */
  DEVELOPMENT = 'development',
}
