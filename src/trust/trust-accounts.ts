/** The account that assumes, and the account of the role with its partition. */
export interface TrustAccounts {
  readonly assuming: string;
  /** Can be a token, because only the trusting account's template contains it. */
  readonly trusting: string;
  /** A literal if it is known at synth. */
  readonly partition: string;
}
