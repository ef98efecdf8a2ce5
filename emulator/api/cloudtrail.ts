import { randomUUID } from 'crypto';
import { Call } from './operation';
import { Credentials, RoleSession } from '../accounts/credentials';

/** What CloudTrail records in one account of a call, and its trail hands to EventBridge. */
export interface CloudTrailRecord {
  readonly recipientAccountId: string;
  readonly awsRegion: string;
  readonly eventTime: string;
  readonly eventSource: string;
  readonly readOnly: boolean;
  readonly [field: string]: unknown;
}

/**
 * A granted assumption, in the accounts of the caller and of the role. The role's account is told no more of a stranger than an id
 * and an account, and nothing of what is refused.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
 */
export function assumeRoleRecords({ caller, region, params, sourceIp }: Call, session: RoleSession): CloudTrailRecord[] {
  const sharedEventID = randomUUID();
  return [...new Set([caller.account.id, session.account.id])].map((recipientAccountId) => ({
    eventVersion: '1.08',
    userIdentity: userIdentity(caller, recipientAccountId),
    eventTime: `${new Date().toISOString().slice(0, 19)}Z`,
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    awsRegion: region,
    sourceIPAddress: sourceIp,
    requestParameters: {
      roleArn: params.RoleArn,
      roleSessionName: params.RoleSessionName,
      externalId: params.ExternalId,
      serialNumber: params.SerialNumber,
      durationSeconds: params.DurationSeconds && Number(params.DurationSeconds),
    },
    responseElements: { assumedRoleUser: { assumedRoleId: session.userId, arn: session.arn } },
    eventID: randomUUID(),
    readOnly: true,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId,
    sharedEventID,
    eventCategory: 'Management',
  }));
}

function userIdentity(caller: Credentials, recipient: string): object {
  const known = { principalId: caller.userId, accountId: caller.account.id };
  return caller.account.id === recipient
    ? { type: caller instanceof RoleSession ? 'AssumedRole' : 'IAMUser', ...known, arn: caller.arn }
    : { type: 'AWSAccount', ...known };
}
