import { randomUUID } from 'crypto';
import { Credentials, RoleSession } from '../accounts/credentials';
import { Params } from '../wire/protocol';

/** A management event, as CloudTrail records it in one account and its trail sends it to EventBridge. */
export interface CloudTrailRecord {
  readonly recipientAccountId: string;
  readonly awsRegion: string;
  readonly eventTime: string;
  readonly eventSource: string;
  readonly readOnly: boolean;
  readonly [field: string]: unknown;
}

/** What a record takes from a call. */
interface RecordedCall {
  readonly caller: Credentials;
  readonly region: string;
  readonly params: Params;
  readonly sourceIp: string;
}

/**
 * The records of an allowed AssumeRole: one in the caller's account and one in the role's. Of a caller in another account, the role's
 * account sees the principal id and the account only. A denied call is recorded in neither here.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
 */
export function assumeRoleRecords({ caller, region, params, sourceIp }: RecordedCall, session: RoleSession): CloudTrailRecord[] {
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

function userIdentity(caller: Credentials, recipientAccountId: string): object {
  const common = { principalId: caller.userId, accountId: caller.account.id };
  return caller.account.id === recipientAccountId
    ? { type: caller instanceof RoleSession ? 'AssumedRole' : 'IAMUser', ...common, arn: caller.arn }
    : { type: 'AWSAccount', ...common };
}
