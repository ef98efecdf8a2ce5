/** What an account is for. */
export enum AccountStage {
  /** What customers depend on. */
  PRODUCTION = 'production',

  /** What is tried before it goes to production. */
  STAGING = 'staging',

  /** What developers work with. */
  DEVELOPMENT = 'development',
}
