/** Options of an account that is given by its id. */
export interface AccountOptions {
  /**
   * The account's display name, such as `Payments production`, in links, profiles and the access guide: one line of at most 200
   * characters.
   *
   * @default - the account id
   */
  readonly name?: string;
}
