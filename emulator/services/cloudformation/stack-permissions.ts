import { CloudFormationContext, PRINCIPAL } from './context';
import { requestCustomResource } from './custom-resources';
import { RoleSession } from '../../accounts/credentials';
import { Call, Permission } from '../../api/operation';
import { assumeServiceRole } from '../../api/service-role';
import { AwsError } from '../../aws-error';
import { CallApi } from '../../cloudformation/deployment';
import { CUSTOM_RESOURCE_REQUEST } from '../../cloudformation/resources/custom-resource';
import { Stack } from '../../cloudformation/stack';

/** Who calls CloudFormation with a role must be allowed to pass it. */
export function passesRole({ params: { RoleARN } }: Call): Permission[] {
  return RoleARN ? [{ action: 'iam:PassRole', resource: RoleARN, context: { 'iam:PassedToService': PRINCIPAL } }] : [];
}

/**
 * Calls services for a stack, with the permissions of the role that the stack was given, or else of the caller.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html
 */
export function callApiFor({ api, customResourceResponses }: CloudFormationContext, call: Call, stack: Stack): CallApi {
  stack.roleArn = call.params.RoleARN ?? stack.roleArn;
  let session: Promise<RoleSession> | undefined;
  const callApi: CallApi = async (apiCall) => {
    if (apiCall.service === CUSTOM_RESOURCE_REQUEST) {
      return requestCustomResource(stack, customResourceResponses, callApi, apiCall);
    }
    const caller = stack.roleArn ? await (session ??= assumeRole(stack.roleArn)) : call.caller;
    const { service, operation, params } = apiCall;
    return api().invoke(service, operation, { ...call, caller, account: caller.account, params, calledVia: PRINCIPAL });
  };
  const assumeRole = async (roleArn: string): Promise<RoleSession> => {
    const role = { service: PRINCIPAL, roleArn, sessionName: 'AWSCloudFormation', sourceArn: stack.id };
    const assumed = await assumeServiceRole(call.partition, (request) => api().decide(request), role);
    if (!assumed) {
      throw new AwsError('ValidationError', `Role ${roleArn} is invalid or cannot be assumed`);
    }
    return assumed;
  };
  return callApi;
}
