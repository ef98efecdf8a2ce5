import { createHash } from 'crypto';
import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest as SignableRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { HttpRequest } from './protocol';
import { AwsError } from '../aws-error';

const AUTHORIZATION = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
const MAX_CLOCK_SKEW = 5 * 60 * 1000;

/** The content of a request's Authorization header. */
export interface Authorization {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: string[];
  readonly signature: string;
}

export interface SigningKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export function parseAuthorization({ headers }: HttpRequest): Authorization {
  const [, accessKeyId, region, service, signedHeaders, signature] = AUTHORIZATION.exec(headers.authorization ?? '') ?? [];
  if (!accessKeyId) {
    throw new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);
  }
  return { accessKeyId, region, service, signedHeaders: signedHeaders.split(';'), signature };
}

/** Verifies Signature Version 4: signs the request again, with the signer that the SDKs use, and compares. */
export async function verifySignature(request: HttpRequest, authorization: Authorization, key: SigningKey): Promise<void> {
  const date = signingDate(request.headers['x-amz-date'] ?? '');
  const expected = await signer(key, authorization).sign(signableRequest(request, authorization.signedHeaders), { signingDate: date });
  if (!expected.headers.authorization.endsWith(`Signature=${authorization.signature}`) || !isBodyAsSigned(request)) {
    throw new AwsError('SignatureDoesNotMatch', 'The request signature we calculated does not match the signature you provided.', 403);
  }
}

function signer({ accessKeyId, secretAccessKey }: SigningKey, { service, region }: Authorization): SignatureV4 {
  return new SignatureV4({
    credentials: { accessKeyId, secretAccessKey },
    service,
    region,
    sha256: Sha256,
    applyChecksum: false,
    uriEscapePath: service !== 's3',
  });
}

/** The session token is among the signed headers, so the signer must not add it. */
function signableRequest({ method, path, query, headers, body }: HttpRequest, signedHeaders: string[]): SignableRequest {
  return new SignableRequest({
    method,
    path,
    query: Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name)])),
    headers: Object.fromEntries(signedHeaders.map((name) => [name, headers[name] ?? ''])),
    body: new Uint8Array(body),
  });
}

function signingDate(text: string): Date {
  const date = new Date(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!(Math.abs(date.getTime() - Date.now()) < MAX_CLOCK_SKEW)) {
    throw new AwsError('RequestExpired', `Request date ${text} is too far from now`, 403);
  }
  return date;
}

/** The signature covers a hash of the body. A stream, whose length is unknown in advance, has no hash to compare. */
function isBodyAsSigned({ headers, body }: HttpRequest): boolean {
  const hash = headers['x-amz-content-sha256'];
  return !hash || !/^[0-9a-f]{64}$/.test(hash) || hash === createHash('sha256').update(body).digest('hex');
}
