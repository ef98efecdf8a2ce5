/** The section of a profile in the configuration file of the AWS CLI. */
export interface ProfileSnippet {
  readonly name: string;
  /** The kind of caller that the profile is for, such as `IAM user with an MFA code`. */
  readonly caller: string;
  readonly text: string;
  /** Why the AWS CLI cannot assume the role by a profile. The text is then only a comment. */
  readonly unsupportedReason?: string;
}
