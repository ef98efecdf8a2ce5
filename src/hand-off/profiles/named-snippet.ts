/** A section of the AWS CLI's configuration. */
export interface NamedSnippet {
  readonly name: string;
  readonly text: string;
}
