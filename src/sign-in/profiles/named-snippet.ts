/** A role's section of the AWS CLI's configuration. */
export interface NamedSnippet {
  readonly name: string;
  readonly text: string;
  /** Why the text is but a comment. */
  readonly unsupportedReason?: string;
}
