import { Protocol } from './protocol';

const CONTENT_TYPE = 'application/x-amz-json-1.1';

/** The awsJson protocol of EventBridge, CloudWatch Logs, SQS and Systems Manager: the operation is in a header. */
export const AWS_JSON: Protocol = {
  parseRequest: ({ headers, body }) => ({ operation: headers['x-amz-target'].split('.')[1], params: JSON.parse(body.toString()) }),
  serializeResult: (_, result) => ({ status: 200, contentType: CONTENT_TYPE, body: JSON.stringify(result) }),
  serializeError: ({ code, message, status }) => ({ status, contentType: CONTENT_TYPE, body: JSON.stringify({ __type: code, message }) }),
};
