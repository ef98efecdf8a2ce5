import { randomUUID } from 'crypto';
import { AwsError, notEmulated } from '../../aws-error';
import { CustomResourceResponses } from '../../cloudformation/custom-resource-responses';
import { CallApi } from '../../cloudformation/deployment';
import { ApiCall } from '../../cloudformation/resources/resource-type';
import { Stack } from '../../cloudformation/stack';

/**
 * Sends a request to the function of a custom resource, waits for its response, and remembers it with the stack.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources.html
 */
export async function requestCustomResource(
  stack: Stack, responses: CustomResourceResponses, callApi: CallApi, { operation, params }: ApiCall,
): Promise<void> {
  const { LogicalResourceId, ResourceProperties: { ServiceToken } } = params;
  const before = stack.customResources.get(LogicalResourceId);
  const ResponseURL = responses.open(stack.region);
  const event = {
    ...params,
    RequestType: operation,
    RequestId: randomUUID(),
    StackId: stack.id,
    ServiceToken,
    ResponseURL,
    PhysicalResourceId: before?.physicalId,
  };
  await callApi({ service: 'lambda', operation: 'Invoke', params: { FunctionName: ServiceToken, Payload: JSON.stringify(event) } });
  const response = responses.close(ResponseURL);
  if (response?.Status !== 'SUCCESS') {
    throw new AwsError('NotStabilized', response
      ? `Received response status [FAILED] from custom resource. Message returned: ${response.Reason} (RequestId: ${event.RequestId})`
      : `CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [${event.RequestId}].`);
  }
  if (operation === 'Delete') {
    stack.customResources.delete(LogicalResourceId);
    return;
  }
  const physicalId = response.PhysicalResourceId;
  if (before && before.physicalId !== physicalId) {
    throw notEmulated(`the replacement of the custom resource ${LogicalResourceId}, whose physical id has changed,`);
  }
  stack.customResources.set(LogicalResourceId, { physicalId, attributes: response.Data ?? {} });
}
