import { AwsError } from '../../aws-error';
import { checkCapabilities } from '../capabilities';
import { parseTemplate } from '../template';

/** The quota of a template in bytes, unless it is in a bucket. */
const MAX_BODY = 51_200;

/** Validates a stack set's template as far as possible without an account. */
export function checkStackSetTemplate(body: string, capabilities: string[]): void {
  const bytes = Buffer.byteLength(body ?? '');
  if (bytes === 0 || bytes > MAX_BODY) {
    throw new AwsError('ValidationError', `Value at 'templateBody' of ${bytes} bytes failed to satisfy constraint: Member must have length less than or equal to ${MAX_BODY}`);
  }
  const template = parseTemplate(body);
  if (Object.values(template.Resources).some(({ Type }) => Type === 'AWS::CloudFormation::StackSet')) {
    throw new AwsError('ValidationError', 'Nested AWS::CloudFormation::StackSet is not supported in AWS::CloudFormation::StackSet');
  }
  checkCapabilities(template, capabilities);
}
