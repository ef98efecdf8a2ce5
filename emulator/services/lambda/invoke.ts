import { existingFunction, onFunction, PRINCIPAL } from './function-operation';
import { Api } from '../../api/api';
import { Operation } from '../../api/operation';
import { assumeServiceRole } from '../../api/service-role';
import { AwsError, notEmulated } from '../../aws-error';
import { runFunction } from '../../lambda-runtime/invocation';

/** What an invocation needs besides the call. Functions, as both are complete only when the emulator runs. */
export interface InvokeContext {
  api(): Api;
  endpoint(): string;
}

/**
 * Waits for the function's result. It runs with a session of its role, which must trust Lambda.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function invokeOperation({ api, endpoint }: InvokeContext): Operation {
  return {
    permission: onFunction('InvokeFunction'),
    run: async (call) => {
      const { InvocationType = 'RequestResponse', Payload } = call.params;
      if (InvocationType !== 'RequestResponse') {
        throw notEmulated(`lambda Invoke with InvocationType ${InvocationType}`);
      }
      const lambda = existingFunction(call);
      const credentials = await assumeServiceRole(call.partition, (request) => api().decide(request), {
        service: PRINCIPAL, roleArn: lambda.settings.role, sessionName: lambda.name, sourceArn: lambda.arn,
      });
      if (!credentials) {
        throw new AwsError('AccessDeniedException', 'The role defined for the function cannot be assumed by Lambda.', 403);
      }
      return runFunction(lambda, Payload, { region: call.region, endpoint: endpoint(), credentials });
    },
  };
}
