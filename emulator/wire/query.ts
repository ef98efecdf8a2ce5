import { HttpRequest, Protocol } from './protocol';
import { requestId, withListElements, xmlReply } from './xml';
import { Params } from '../api/operation';

/** The query protocol of IAM, STS and CloudFormation. */
export const QUERY: Protocol = {
  read,
  write: (operation, result) => xmlReply(200, {
    [`${operation}Response`]: {
      [`${operation}Result`]: withListElements(result, 'member'),
      ResponseMetadata: { RequestId: requestId() },
    },
  }),
  writeError: ({ code, message, status }) => xmlReply(status, {
    ErrorResponse: { Error: { Type: 'Sender', Code: code, Message: message }, RequestId: requestId() },
  }),
};

/** EC2's own form of it. */
export const EC2_QUERY: Protocol = {
  read,
  write: (operation, result) => xmlReply(200, {
    [`${operation}Response`]: { requestId: requestId(), ...withListElements(result, 'item') as object },
  }),
  writeError: ({ code, message, status }) => xmlReply(status, {
    Response: { Errors: { Error: { Code: code, Message: message } }, RequestID: requestId() },
  }),
};

function read({ body }: HttpRequest) {
  const { Action, Version, ...params } = unflattened(new URLSearchParams(body.toString()));
  return { operation: Action as string, params };
}

/** `Tags.member.1.Key=a` as `{ Tags: [{ Key: 'a' }] }`. */
function unflattened(form: URLSearchParams): Params {
  const tree: Params = {};
  for (const [name, value] of form) {
    const path = name.split('.').filter((part) => part !== 'member');
    const last = path.pop()!;
    const parent = path.reduce((node, part) => node[part] ??= {}, tree);
    parent[last] = value;
  }
  return lists(tree) as Params;
}

function lists(node: unknown): unknown {
  if (typeof node !== 'object' || node === null) {
    return node;
  }
  const entries = Object.entries(node).map(([key, value]) => [key, lists(value)] as const);
  return entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key)) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}
