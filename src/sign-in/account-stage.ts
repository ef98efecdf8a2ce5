/** The purpose of an account. */
export enum AccountStage {
  /** Serves customers. */
  PRODUCTION = 'production',

  /** Tests changes before they go to production. */
  STAGING = 'staging',

  /** Serves the work of developers. */
  DEVELOPMENT = 'development',
}
