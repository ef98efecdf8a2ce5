import { Protocol } from './protocol';

const CONTENT_TYPE = 'application/x-amz-json-1.1';

/** The JSON protocol of EventBridge and SQS, with the operation in a header. */
export const JSON_TARGET: Protocol = {
  read: ({ headers, body }) => ({ operation: headers['x-amz-target'].split('.')[1], params: JSON.parse(body.toString()) }),
  write: (_, result) => ({ status: 200, contentType: CONTENT_TYPE, body: JSON.stringify(result) }),
  writeError: ({ code, message, status }) => ({ status, contentType: CONTENT_TYPE, body: JSON.stringify({ __type: code, message }) }),
};
