import { resourceType } from './resources/iam';
import { ResourceDefinition, Template } from './template';
import { AwsError } from '../aws-error';

/**
 * Refuses a template whose IAM resources are not acknowledged.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html
 */
export function checkCapability(template: Template, acknowledged: string[]): void {
  const required = requiredCapability(template);
  if (required && !acknowledged.includes(required) && !acknowledged.includes('CAPABILITY_NAMED_IAM')) {
    throw new AwsError('InsufficientCapabilitiesException', `Requires capabilities : [${required}]`);
  }
}

function requiredCapability({ Resources }: Template): 'CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM' | undefined {
  const definitions = Object.values(Resources).filter(({ Type }) => Type.startsWith('AWS::IAM::'));
  const isNamed = ({ Type, Properties = {} }: ResourceDefinition) => {
    const { identity, nameProperty } = resourceType(Type, Properties);
    return identity && nameProperty! in Properties;
  };
  if (definitions.some(isNamed)) {
    return 'CAPABILITY_NAMED_IAM';
  }
  return definitions.length > 0 ? 'CAPABILITY_IAM' : undefined;
}
