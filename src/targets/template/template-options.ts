import { AccountOptions } from '../account-options';

/**
 * How the owner of an account gets the template of the role, and how links, profiles and the access guide show the account.
 *
 * Use them with `TrustingTarget.template`.
 */
export interface TemplateOptions extends AccountOptions {
  /**
   * The `https` URL of the S3 object to which you will upload the template, such as `https://bucket.s3.eu-west-1.amazonaws.com/template.yaml`.
   *
   * The owner's instructions then have a link that opens CloudFormation's *Quick create stack* page. CloudFormation reads no other URLs,
   * and the owner must be able to read the object. The library uploads nothing. A value that is not known at synth is an error.
   *
   * @default - the owner deploys the file by the AWS CLI, or uploads it in the console
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-create-stacks-quick-create-links.html
   */
  readonly templateUrl?: string;
}
