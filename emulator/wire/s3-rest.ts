import { HttpRequest, Protocol } from './protocol';
import { requestId, xmlReply } from './xml';
import { notEmulated } from '../aws-error';

/** Operations by method, and by what the path names. */
const ROUTES: Record<string, string> = {
  'GET /': 'ListBuckets',
  'PUT /BUCKET': 'CreateBucket',
  'DELETE /BUCKET': 'DeleteBucket',
  'GET /BUCKET/KEY': 'GetObject',
  'PUT /BUCKET/KEY': 'PutObject',
  'DELETE /BUCKET/KEY': 'DeleteObject',
};

/** Headers that say what is wanted, unlike those that belong to every request. */
const OPTION = /^(x-amz-(?!content-sha256$|date$|security-token$|user-agent$|checksum-|sdk-checksum-algorithm$)|range$|if-|expires$|cache-control$|content-(?!type$|length$|md5$))/;

/** S3's REST, with the bucket in the path, and an object's content as it is. */
export const S3_REST: Protocol = {
  read: (request) => {
    const [, bucket, ...rest] = request.path.split('/').map(decodeURIComponent);
    const key = rest.join('/');
    const route = `${request.method} /${bucket ? 'BUCKET' : ''}${key ? '/KEY' : ''}`;
    if (!ROUTES[route] || !hasNoSubresource(request)) {
      throw notEmulated(`s3 ${route}?${request.query}`);
    }
    const option = Object.keys(request.headers).find((name) => OPTION.test(name));
    if (option) {
      throw notEmulated(`s3 ${route} with ${option}`);
    }
    const operation = ROUTES[route];
    return { operation, params: { ...(bucket && { Bucket: bucket }), ...(key && { Key: key }), ...(operation === 'PutObject' && { Body: request.body }) } };
  },
  write: (_, result) => Buffer.isBuffer(result) ? { status: 200, contentType: 'binary/octet-stream', body: result } : xmlReply(200, result),
  writeError: ({ code, message, status }) => xmlReply(status, { Error: { Code: code, Message: message, RequestId: requestId() } }),
};

/** A query such as `?policy` asks for something else; `x-id` is the SDK's own mark. */
function hasNoSubresource({ query }: HttpRequest): boolean {
  return [...query.keys()].every((name) => name === 'x-id');
}
