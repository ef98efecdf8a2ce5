import { createHash } from 'crypto';
import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest as SignableRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { HttpRequest } from './protocol';
import { Credentials } from '../accounts/credentials';
import { World } from '../accounts/partition';
import { AwsError, invalidToken } from '../aws-error';

const AUTHORIZATION = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
const LONGEST_SKEW = 5 * 60 * 1000;

/** Who signed a request, for which service and Region. */
export interface Signed {
  readonly caller: Credentials;
  readonly service: string;
  readonly region: string;
}

/** Verifies Signature Version 4 by signing the request again, with the same signer that SDKs use. */
export async function verified(world: World, request: HttpRequest): Promise<Signed> {
  const [, accessKeyId, region, service, signedHeaders, signature] = AUTHORIZATION.exec(request.headers.authorization ?? '') ?? [];
  if (!accessKeyId) {
    throw new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);
  }
  const caller = callerOf(world, accessKeyId, request.headers['x-amz-security-token']);
  const date = signingDate(request.headers['x-amz-date'] ?? '');
  const expected = await signer(caller, service, region).sign(signable(request, signedHeaders.split(';')), { signingDate: date });
  if (!expected.headers.authorization.endsWith(`Signature=${signature}`) || !isBodyAsSigned(request)) {
    throw new AwsError('SignatureDoesNotMatch', 'The request signature we calculated does not match the signature you provided.', 403);
  }
  return { caller, service, region };
}

function callerOf(world: World, accessKeyId: string, token?: string): Credentials {
  const caller = world.credentials(accessKeyId);
  if (!caller?.alive || caller.sessionToken !== token) {
    throw invalidToken();
  }
  if (caller.expiration && caller.expiration <= new Date()) {
    throw new AwsError('ExpiredToken', 'The security token included in the request is expired', 403);
  }
  return caller;
}

function signer({ accessKeyId, secretAccessKey }: Credentials, service: string, region: string): SignatureV4 {
  return new SignatureV4({
    credentials: { accessKeyId, secretAccessKey },
    service,
    region,
    sha256: Sha256,
    applyChecksum: false,
    uriEscapePath: service !== 's3',
  });
}

/** The session token is one of the signed headers, so that the signer need not add it. */
function signable({ method, path, query, headers, body }: HttpRequest, signedHeaders: string[]): SignableRequest {
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
  if (!(Math.abs(date.getTime() - Date.now()) < LONGEST_SKEW)) {
    throw new AwsError('RequestExpired', `Request date ${text} is too far from now`, 403);
  }
  return date;
}

/** The signature covers a hash; the hash must be the body's, but for streams, whose length nobody knows beforehand. */
function isBodyAsSigned({ headers, body }: HttpRequest): boolean {
  const hash = headers['x-amz-content-sha256'];
  return !hash || !/^[0-9a-f]{64}$/.test(hash) || hash === createHash('sha256').update(body).digest('hex');
}
