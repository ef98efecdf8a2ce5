import { HttpRequest, Protocol } from './protocol';
import { requestId, xmlReply } from './xml';
import { notEmulated } from '../aws-error';

/** Operations by method, and by what the path names. */
const ROUTES: Record<string, string> = {
  'GET /': 'ListBuckets',
  'PUT /BUCKET': 'CreateBucket',
  'DELETE /BUCKET': 'DeleteBucket',
};

/** S3's REST, with the bucket in the path. */
export const S3_REST: Protocol = {
  read: (request) => {
    const [, bucket, key] = request.path.split('/').map(decodeURIComponent);
    const route = `${request.method} /${bucket ? 'BUCKET' : ''}${key ? '/KEY' : ''}`;
    if (!ROUTES[route] || !hasNoSubresource(request)) {
      throw notEmulated(`s3 ${route}?${request.query}`);
    }
    return { operation: ROUTES[route], params: bucket ? { Bucket: bucket } : {} };
  },
  write: (_, result) => xmlReply(200, result),
  writeError: ({ code, message, status }) => xmlReply(status, { Error: { Code: code, Message: message, RequestId: requestId() } }),
};

/** A query such as `?policy` asks for something else; `x-id` is the SDK's own mark. */
function hasNoSubresource({ query }: HttpRequest): boolean {
  return [...query.keys()].every((name) => name === 'x-id');
}
