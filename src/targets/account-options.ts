/** What is known of an account besides its id. */
export interface AccountOptions {
  /**
   * What people call the account, such as `Payments production`, in links, profiles and the access guide: one line of at most
   * 200 characters.
   *
   * @default - the account goes by its id
   */
  readonly name?: string;
}
