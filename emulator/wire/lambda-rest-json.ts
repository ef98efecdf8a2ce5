import { HttpRequest, Protocol } from './protocol';
import { notEmulated } from '../aws-error';

const INVOCATION = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;
const INVOCATION_TYPE = 'x-amz-invocation-type';

/** What the operation `Invoke` answers. */
export interface InvocationResult {
  readonly Payload: string;
  readonly FunctionError?: string;
}

/** The restJson protocol of Lambda, with the operation `Invoke` only. Stacks create functions without it. */
export const LAMBDA_REST_JSON: Protocol = {
  parseRequest: ({ method, path, query, headers, body }: HttpRequest) => {
    const [, functionName] = INVOCATION.exec(path) ?? [];
    if (method !== 'POST' || !functionName || query.size > 0) {
      throw notEmulated(`lambda ${method} ${path}?${query}`);
    }
    const type = headers[INVOCATION_TYPE];
    return {
      operation: 'Invoke',
      params: { FunctionName: decodeURIComponent(functionName), Payload: body.toString(), ...type && { InvocationType: type } },
    };
  },
  serializeResult: (_, result) => {
    const { Payload, FunctionError } = result as InvocationResult;
    return {
      status: 200,
      contentType: 'application/json',
      headers: { ...FunctionError && { 'x-amz-function-error': FunctionError }, 'x-amz-executed-version': '$LATEST' },
      body: Payload,
    };
  },
  serializeError: ({ code, message, status }) => ({
    status, contentType: 'application/json', headers: { 'x-amzn-errortype': code }, body: JSON.stringify({ Type: 'User', Message: message }),
  }),
};
