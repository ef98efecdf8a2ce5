/** The section of a role in the configuration file of the AWS CLI. */
export interface ProfileSnippet {
  readonly name: string;
  readonly text: string;
  /** Why the AWS CLI cannot assume the role by a profile. The text is then only a comment. */
  readonly unsupportedReason?: string;
}
