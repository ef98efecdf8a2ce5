import { Stack, Token } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { quoted } from '../../core/validate-names';
import { ErrorContext } from '../../core/validation-error';

/** A label of S3 in a host, with an object's key behind the host. A static website, which CloudFormation does not read, has another label. */
const S3_OBJECT = /^https:\/\/(?:[\w-]+\.)*s3(?:-(?!website)[\w-]+)?\.[\w.-]+\/[^\s?#<>"]+$/;

/**
 * The console's host in a Region of a partition. For the European Sovereign Cloud only hosts with the Region are documented: the AWS CLI's
 * `aws console` has them from the endpoints reference of that partition. The hosts of other partitions are not documented publicly.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/mgmt-console.html
 */
const CONSOLE_HOSTS: Readonly<Record<string, (region: string) => string>> = {
  'aws': () => 'console.aws.amazon.com',
  'aws-cn': () => 'console.amazonaws.cn',
  'aws-us-gov': () => 'console.amazonaws-us-gov.com',
  'aws-eusc': (region) => `${region}.console.amazonaws-eusc.eu`,
};

/** What a quick-create link opens. */
export interface QuickCreate {
  /** A token if the stack of the access has no Region. */
  readonly partition: string;
  readonly region: string;
  readonly templateUrl: string;
  readonly stackName: string;
}

/** @param prop What has the URL, in messages. */
export function checkTemplateUrl(errors: ErrorContext, prop: string, given: string): void {
  const url = errors.known(given);
  if (!Token.isUnresolved(url) && !S3_OBJECT.test(url)) {
    errors.fail(`${prop} ${quoted(url)} is not the https URL of an object in S3, and CloudFormation reads no other`,
      'give one such as "https://bucket.s3.eu-west-1.amazonaws.com/template.yaml"');
  }
}

/** The URL as the finished template has it: the instructions cannot contain a value that is known at deployment only. */
export function templateUrlAtSynth(errors: ErrorContext, scope: IConstruct, given: string): string {
  const url: unknown = Stack.of(scope).resolve(given);
  return typeof url === 'string' ? url : errors.fail('TrustingTarget.template templateUrl is a token, which is not known at synth',
    'give the URL as a literal: the instructions for the owner are written at synth');
}

/**
 * The link that opens CloudFormation's form filled in; undefined if the console's host, or the Region, is not known.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-create-stacks-quick-create-links.html
 */
export function quickCreateLink({ partition, region, templateUrl, stackName }: QuickCreate): string | undefined {
  const hostIn = Object.hasOwn(CONSOLE_HOSTS, partition) ? CONSOLE_HOSTS[partition] : undefined;
  if (hostIn === undefined || Token.isUnresolved(region)) {
    return undefined;
  }
  const query = Object.entries({ templateURL: templateUrl, stackName }).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  return `https://${hostIn(region)}/cloudformation/home?region=${region}#/stacks/quickcreate?${query.join('&')}`;
}
