import { Credentials, RoleSession, UserCredentials, UserSession } from '../../accounts/credentials';
import { Role } from '../../accounts/identity';
import { useCode } from '../../accounts/mfa-device';
import { World } from '../../accounts/partition';
import { policyDocument } from '../../accounts/policy-document';
import { currentTrustPolicy } from '../../accounts/trust-policy';
import { assumeRoleRecords } from '../../api/cloudtrail';
import { Call, Operations, Params, Permission } from '../../api/operation';
import { AwsError, notEmulated } from '../../aws-error';

const ROLE_ARN = /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/;
const MINUTE = 60;
const HOUR = 60 * MINUTE;

export const STS: Operations = {
  GetCallerIdentity: {
    run: ({ caller, account }) => ({ Account: account.id, Arn: caller.arn, UserId: caller.userId }),
  },
  GetSessionToken: {
    run: ({ world, caller, account, params }) => {
      if (!(caller instanceof UserCredentials) || caller.sessionToken) {
        throw new AwsError('AccessDenied', 'Cannot call GetSessionToken with session credentials', 403);
      }
      const seconds = duration(params.DurationSeconds, 12 * HOUR, 36 * HOUR);
      const session = new UserSession(account, caller.user, inSeconds(seconds), usesMfa(caller, params));
      return { Credentials: described(world.issue(session)) };
    },
  },
  AssumeRole: {
    permission: assumeRolePermission,
    run: ({ world, caller, params }) => {
      const role = roleOf(world, params.RoleArn)!;
      const sessionPolicy = params.Policy && policyDocument('session', params.Policy);
      const chained = caller instanceof RoleSession;
      const seconds = duration(params.DurationSeconds, HOUR, chained ? HOUR : role.maxSessionSeconds);
      const session = new RoleSession(world.account(role.account), role, params.RoleSessionName, inSeconds(seconds), sessionPolicy);
      return {
        Credentials: described(world.issue(session)),
        AssumedRoleUser: { Arn: session.arn, AssumedRoleId: session.userId },
      };
    },
    records: (call, { Credentials: { AccessKeyId } }) => assumeRoleRecords(call, call.world.credentials(AccessKeyId) as RoleSession),
  },
};

/** A role that does not exist is denied like one that does not trust. */
function assumeRolePermission({ world, caller, params }: Call): Permission {
  for (const unknown of ['Tags', 'TransitiveTagKeys', 'SourceIdentity', 'PolicyArns', 'ProvidedContexts']) {
    if (params[unknown]) {
      throw notEmulated(`AssumeRole with ${unknown}`);
    }
  }
  if (!/^[\w+=,.@-]{2,64}$/.test(params.RoleSessionName ?? '')) {
    throw new AwsError('ValidationError', `RoleSessionName ${params.RoleSessionName} is not valid`);
  }
  const [, account] = ROLE_ARN.exec(params.RoleArn) ?? [];
  if (!account) {
    throw new AwsError('ValidationError', `${params.RoleArn} is invalid`);
  }
  const role = roleOf(world, params.RoleArn);
  return {
    action: 'sts:AssumeRole',
    resource: params.RoleArn,
    account,
    resourcePolicy: role && currentTrustPolicy(world, role.trustPolicy),
    context: {
      'sts:RoleSessionName': params.RoleSessionName,
      ...(params.ExternalId && { 'sts:ExternalId': params.ExternalId }),
      ...(caller instanceof UserCredentials && usesMfa(caller, params) && { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': '0' }),
    },
  };
}

function roleOf(world: World, arn: string): Role | undefined {
  const role = world.findIdentity((identity) => identity.arn === arn);
  return role instanceof Role ? role : undefined;
}

/** Whether a valid MFA code comes with the call; an invalid one fails it. */
function usesMfa({ account, user }: UserCredentials, { SerialNumber, TokenCode }: Params): boolean {
  if (!SerialNumber && !TokenCode) {
    return false;
  }
  const device = account.mfaDevices.get(SerialNumber);
  if (device?.owner !== user || !useCode(device, TokenCode)) {
    throw new AwsError('AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code.', 403);
  }
  return true;
}

function duration(asked: string | undefined, usual: number, longest: number): number {
  const seconds = Number(asked ?? Math.min(usual, longest));
  if (!(seconds >= 15 * MINUTE && seconds <= longest)) {
    throw new AwsError('ValidationError', `The requested DurationSeconds ${asked} is not between ${15 * MINUTE} and the MaxSessionDuration ${longest}.`);
  }
  return seconds;
}

function inSeconds(seconds: number): Date {
  return new Date(Date.now() + seconds * 1000);
}

function described({ accessKeyId, secretAccessKey, sessionToken, expiration }: Credentials): object {
  return { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken, Expiration: expiration!.toISOString() };
}
