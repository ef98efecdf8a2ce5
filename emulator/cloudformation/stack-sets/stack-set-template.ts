import { AwsError } from '../../aws-error';
import { checkCapability } from '../capabilities';
import { parsedTemplate } from '../template';

/** The bytes of a template that is passed as it is, rather than in a bucket. */
const LONGEST_BODY = 51_200;

/** Checks a stack set's template, as far as that goes without an account. */
export function checkStackSetTemplate(body: string, capabilities: string[]): void {
  const bytes = Buffer.byteLength(body ?? '');
  if (bytes === 0 || bytes > LONGEST_BODY) {
    throw new AwsError('ValidationError', `Value at 'templateBody' of ${bytes} bytes failed to satisfy constraint: Member must have length less than or equal to ${LONGEST_BODY}`);
  }
  const template = parsedTemplate(body);
  if (Object.values(template.Resources).some(({ Type }) => Type === 'AWS::CloudFormation::StackSet')) {
    throw new AwsError('ValidationError', 'Nested AWS::CloudFormation::StackSet is not supported in AWS::CloudFormation::StackSet');
  }
  checkCapability(template, capabilities);
}
