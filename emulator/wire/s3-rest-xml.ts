import { HttpRequest, Protocol } from './protocol';
import { requestId, xmlResponse } from './xml';
import { notEmulated } from '../aws-error';

/** Operations by HTTP method, kind of path, and query. */
const ROUTES: Record<string, string> = {
  'GET /': 'ListBuckets',
  'GET /BUCKET?encryption': 'GetBucketEncryption',
  'GET /BUCKET?location': 'GetBucketLocation',
  'GET /BUCKET?list-type=2': 'ListObjectsV2',
  'PUT /BUCKET': 'CreateBucket',
  'DELETE /BUCKET': 'DeleteBucket',
  'GET /BUCKET/KEY': 'GetObject',
  'PUT /BUCKET/KEY': 'PutObject',
  'DELETE /BUCKET/KEY': 'DeleteObject',
};

/** Headers that are options of an operation. Others belong to every request. */
const OPTION_HEADER = /^(x-amz-(?!content-sha256$|date$|security-token$|user-agent$|checksum-|sdk-checksum-algorithm$)|range$|if-|expires$|cache-control$|content-(?!type$|length$|md5$))/;

/** Options that ask for the default. */
const DEFAULTS: Record<string, string> = { 'x-amz-server-side-encryption': 'AES256' };

/** The restXml protocol of S3, with path-style addresses. The body of an object is sent unchanged. */
export const S3_REST_XML: Protocol = {
  parseRequest: (request) => {
    const [, bucket, ...rest] = request.path.split('/').map(decodeURIComponent);
    const key = rest.join('/');
    const path = `${request.method} /${bucket ? 'BUCKET' : ''}${key ? '/KEY' : ''}`;
    const { subresource, options } = readQuery(request);
    const route = `${path}${subresource}`;
    if (!ROUTES[route]) {
      throw notEmulated(`s3 ${path}?${request.query}`);
    }
    const option = Object.keys(request.headers).find((name) => OPTION_HEADER.test(name) && request.headers[name] !== DEFAULTS[name]);
    if (option) {
      throw notEmulated(`s3 ${route} with ${option}`);
    }
    const operation = ROUTES[route];
    return { operation, params: { ...options, ...(bucket && { Bucket: bucket }), ...(key && { Key: key }), ...(operation === 'PutObject' && { Body: request.body }) } };
  },
  serializeResult: (_, result) => Buffer.isBuffer(result) ? { status: 200, contentType: 'binary/octet-stream', body: result } : xmlResponse(200, result),
  serializeError: ({ code, message, status }) => xmlResponse(status, { Error: { Code: code, Message: message, RequestId: requestId() } }),
};

/** The query names a subresource or a kind of list, and has the options of lists. The SDK adds `x-id` to name the operation. */
function readQuery({ query }: HttpRequest): { subresource: string; options: Record<string, string> } {
  const entries = [...query].filter(([name]) => name !== 'x-id');
  const isOption = ([name]: [string, string]) => query.has('list-type') && name !== 'list-type';
  const named = entries.filter((entry) => !isOption(entry)).map(([name, value]) => value ? `${name}=${value}` : name);
  return { subresource: named.length > 0 ? `?${named.join('&')}` : '', options: Object.fromEntries(entries.filter(isOption)) };
}
