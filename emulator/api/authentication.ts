import { Credentials } from '../accounts/credentials';
import { Partition } from '../accounts/partition';
import { AwsError, invalidToken } from '../aws-error';
import { HttpRequest } from '../wire/protocol';
import { parseAuthorization, verifySignature } from '../wire/signature';

/** Who signed a request, for which service and Region. */
export interface AuthenticatedRequest {
  readonly caller: Credentials;
  readonly service: string;
  readonly region: string;
}

export async function authenticate(partition: Partition, request: HttpRequest): Promise<AuthenticatedRequest> {
  const authorization = parseAuthorization(request);
  const caller = findCaller(partition, authorization.accessKeyId, request.headers['x-amz-security-token']);
  await verifySignature(request, authorization, caller);
  return { caller, service: authorization.service, region: authorization.region };
}

function findCaller(partition: Partition, accessKeyId: string, sessionToken?: string): Credentials {
  const caller = partition.findCredentials(accessKeyId);
  if (!caller?.principalExists || caller.sessionToken !== sessionToken) {
    throw invalidToken();
  }
  if (caller.expiration && caller.expiration <= new Date()) {
    throw new AwsError('ExpiredToken', 'The security token included in the request is expired', 403);
  }
  return caller;
}
