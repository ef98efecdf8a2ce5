import { ApiCall, ResourceType } from './resource-type';

/** In an API call: no service of AWS, but the request that CloudFormation sends to the function of a custom resource. */
export const CUSTOM_RESOURCE_REQUEST = 'custom-resource';

/**
 * A resource that a function creates, updates and deletes.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html
 */
export const CUSTOM_RESOURCE: ResourceType = {
  properties: [],
  steps: ({ logicalId, type, properties }) => {
    const ResourceProperties = withStrings(properties);
    const request = (operation: string, more: object = {}): ApiCall => ({
      service: CUSTOM_RESOURCE_REQUEST, operation, params: { LogicalResourceId: logicalId, ResourceType: type, ResourceProperties, ...more },
    });
    return [{
      key: `custom resource ${logicalId}`,
      create: [request('Create')],
      update: ({ create: [before] }) => [request('Update', { OldResourceProperties: before.params.ResourceProperties })],
      delete: request('Delete'),
    }];
  },
};

export function isCustomResource(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}

/** CloudFormation turns numbers and booleans into strings. */
function withStrings(value: any): any {
  if (Array.isArray(value)) {
    return value.map(withStrings);
  }
  return typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withStrings(entry)])) : String(value);
}
