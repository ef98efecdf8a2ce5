import { HttpRequest, Protocol } from './protocol';
import { requestId, xmlReply } from './xml';
import { notEmulated } from '../aws-error';

/** Operations by method, and by what the path names. */
const ROUTES: Record<string, string> = {
  'GET /': 'ListBuckets',
  'PUT /BUCKET': 'CreateBucket',
  'DELETE /BUCKET': 'DeleteBucket',
};

/** Headers that say what is wanted, unlike those that belong to every request. */
const OPTION = /^x-amz-(?!content-sha256$|date$|security-token$|user-agent$|checksum-|sdk-checksum-algorithm$)/;

/** S3's REST, with the bucket in the path. */
export const S3_REST: Protocol = {
  read: (request) => {
    const [, bucket, key] = request.path.split('/').map(decodeURIComponent);
    const route = `${request.method} /${bucket ? 'BUCKET' : ''}${key ? '/KEY' : ''}`;
    if (!ROUTES[route] || !hasNoSubresource(request)) {
      throw notEmulated(`s3 ${route}?${request.query}`);
    }
    const option = Object.keys(request.headers).find((name) => OPTION.test(name));
    if (option) {
      throw notEmulated(`s3 ${route} with ${option}`);
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
