import { HttpRequest, Params, Protocol } from './protocol';
import { requestId, withListElements, xmlResponse } from './xml';

/** The awsQuery protocol of IAM, STS and CloudFormation. */
export const AWS_QUERY: Protocol = {
  parseRequest,
  serializeResult: (operation, result) => xmlResponse(200, {
    [`${operation}Response`]: {
      [`${operation}Result`]: withListElements(result, 'member'),
      ResponseMetadata: { RequestId: requestId() },
    },
  }),
  serializeError: ({ code, message, status }) => xmlResponse(status, {
    ErrorResponse: { Error: { Type: 'Sender', Code: code, Message: message }, RequestId: requestId() },
  }),
};

/** The ec2Query protocol, a variant of awsQuery. */
export const EC2_QUERY: Protocol = {
  parseRequest,
  serializeResult: (operation, result) => xmlResponse(200, {
    [`${operation}Response`]: { requestId: requestId(), ...withListElements(result, 'item') as object },
  }),
  serializeError: ({ code, message, status }) => xmlResponse(status, {
    Response: { Errors: { Error: { Code: code, Message: message } }, RequestID: requestId() },
  }),
};

function parseRequest({ body }: HttpRequest) {
  const { Action, Version, ...params } = unflatten(new URLSearchParams(body.toString()));
  return { operation: Action as string, params };
}

/** Turns `Tags.member.1.Key=a` into `{ Tags: [{ Key: 'a' }] }`. */
function unflatten(form: URLSearchParams): Params {
  const tree: Params = {};
  for (const [name, value] of form) {
    const path = name.split('.').filter((part) => part !== 'member');
    const last = path.pop()!;
    const parent = path.reduce((node, part) => node[part] ??= {}, tree);
    parent[last] = value;
  }
  return toLists(tree) as Params;
}

function toLists(node: unknown): unknown {
  if (typeof node !== 'object' || node === null) {
    return node;
  }
  const entries = Object.entries(node).map(([key, value]) => [key, toLists(value)] as const);
  return entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key)) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}
