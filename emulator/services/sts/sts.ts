import { usesMfa } from './mfa-code';
import { Credentials, RoleSession, UserCredentials, UserSession } from '../../accounts/credentials';
import { Role } from '../../accounts/identity';
import { Partition } from '../../accounts/partition';
import { parsePolicy } from '../../accounts/policy-document';
import { resolveTrustPolicy } from '../../accounts/trust-policy';
import { assumeRoleRecords } from '../../api/cloudtrail';
import { Call, Operations, Permission } from '../../api/operation';
import { AwsError, notEmulated } from '../../aws-error';

const ROLE_ARN = /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/;
const MINUTE = 60;
const HOUR = 60 * MINUTE;

export const STS: Operations = {
  GetCallerIdentity: {
    run: ({ caller, account }) => ({ Account: account.id, Arn: caller.arn, UserId: caller.userId }),
  },
  GetSessionToken: {
    run: ({ partition, caller, account, params }) => {
      if (!(caller instanceof UserCredentials) || caller.sessionToken) {
        throw new AwsError('AccessDenied', 'Cannot call GetSessionToken with session credentials', 403);
      }
      const seconds = duration(params.DurationSeconds, 12 * HOUR, 36 * HOUR);
      const session = new UserSession(account, caller.user, secondsFromNow(seconds), usesMfa(account, caller.user, params));
      return { Credentials: toOutput(partition.addSession(session)) };
    },
  },
  AssumeRole: {
    permission: assumeRolePermission,
    run: ({ partition, caller, params }) => {
      const role = roleOf(partition, params.RoleArn)!;
      const sessionPolicy = params.Policy && parsePolicy('session', params.Policy);
      const isChained = caller instanceof RoleSession;
      const seconds = duration(params.DurationSeconds, HOUR, isChained ? HOUR : role.maxSessionSeconds);
      const session = new RoleSession(partition.account(role.account), role, params.RoleSessionName, secondsFromNow(seconds), sessionPolicy);
      return {
        Credentials: toOutput(partition.addSession(session)),
        AssumedRoleUser: { Arn: session.arn, AssumedRoleId: session.userId },
      };
    },
    cloudTrailRecords: (call, { Credentials: { AccessKeyId } }) =>
      assumeRoleRecords(call, call.partition.findCredentials(AccessKeyId) as RoleSession),
  },
};

/** A role that does not exist is denied like a role that does not trust the caller. */
function assumeRolePermission({ partition, caller, params }: Call): Permission {
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
  const role = roleOf(partition, params.RoleArn);
  return {
    action: 'sts:AssumeRole',
    resource: params.RoleArn,
    account,
    resourcePolicy: role && resolveTrustPolicy(partition, role.trustPolicy),
    context: {
      'sts:RoleSessionName': params.RoleSessionName,
      ...(params.ExternalId && { 'sts:ExternalId': params.ExternalId }),
      ...(caller instanceof UserCredentials && usesMfa(caller.account, caller.user, params) && { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': '0' }),
    },
  };
}

function roleOf(partition: Partition, arn: string): Role | undefined {
  const role = partition.findIdentity((identity) => identity.arn === arn);
  return role instanceof Role ? role : undefined;
}

function duration(requested: string | undefined, defaultSeconds: number, maximum: number): number {
  const seconds = Number(requested ?? Math.min(defaultSeconds, maximum));
  if (!(seconds >= 15 * MINUTE && seconds <= maximum)) {
    throw new AwsError('ValidationError', `The requested DurationSeconds ${requested} is not between ${15 * MINUTE} and the MaxSessionDuration ${maximum}.`);
  }
  return seconds;
}

function secondsFromNow(seconds: number): Date {
  return new Date(Date.now() + seconds * 1000);
}

function toOutput({ accessKeyId, secretAccessKey, sessionToken, expiration }: Credentials): object {
  return { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken, Expiration: expiration!.toISOString() };
}
