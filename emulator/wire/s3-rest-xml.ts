import { HttpRequest, Protocol } from './protocol';
import { requestId, xmlResponse } from './xml';
import { notEmulated } from '../aws-error';

/** Operations by HTTP method and kind of path. */
const ROUTES: Record<string, string> = {
  'GET /': 'ListBuckets',
  'PUT /BUCKET': 'CreateBucket',
  'DELETE /BUCKET': 'DeleteBucket',
  'GET /BUCKET/KEY': 'GetObject',
  'PUT /BUCKET/KEY': 'PutObject',
  'DELETE /BUCKET/KEY': 'DeleteObject',
};

/** Headers that are options of an operation. Others belong to every request. */
const OPTION_HEADER = /^(x-amz-(?!content-sha256$|date$|security-token$|user-agent$|checksum-|sdk-checksum-algorithm$)|range$|if-|expires$|cache-control$|content-(?!type$|length$|md5$))/;

/** The restXml protocol of S3, with path-style addresses. The body of an object is sent unchanged. */
export const S3_REST_XML: Protocol = {
  parseRequest: (request) => {
    const [, bucket, ...rest] = request.path.split('/').map(decodeURIComponent);
    const key = rest.join('/');
    const route = `${request.method} /${bucket ? 'BUCKET' : ''}${key ? '/KEY' : ''}`;
    if (!ROUTES[route] || !hasNoSubresource(request)) {
      throw notEmulated(`s3 ${route}?${request.query}`);
    }
    const option = Object.keys(request.headers).find((name) => OPTION_HEADER.test(name));
    if (option) {
      throw notEmulated(`s3 ${route} with ${option}`);
    }
    const operation = ROUTES[route];
    return { operation, params: { ...(bucket && { Bucket: bucket }), ...(key && { Key: key }), ...(operation === 'PutObject' && { Body: request.body }) } };
  },
  serializeResult: (_, result) => Buffer.isBuffer(result) ? { status: 200, contentType: 'binary/octet-stream', body: result } : xmlResponse(200, result),
  serializeError: ({ code, message, status }) => xmlResponse(status, { Error: { Code: code, Message: message, RequestId: requestId() } }),
};

/** `?policy` and the like address a subresource; the SDK adds `x-id` to name the operation. */
function hasNoSubresource({ query }: HttpRequest): boolean {
  return [...query.keys()].every((name) => name === 'x-id');
}
