import { resourceType } from './resources/resource-types';
import { ResourceDefinition, Template } from './template';
import { AwsError } from '../aws-error';

/**
 * Throws if a template has IAM resources and the caller has not passed the capability that they require.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html
 */
export function checkCapabilities(template: Template, capabilities: string[]): void {
  const required = requiredCapability(template);
  if (required && !capabilities.includes(required) && !capabilities.includes('CAPABILITY_NAMED_IAM')) {
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
