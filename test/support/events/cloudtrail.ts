/**
 * CloudTrail records as EventBridge events, with the fields and values of AWS's examples.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html#cloudtrail-integration_examples-sts-api
 */
export interface CloudTrailEvent {
  readonly 'source': string;
  readonly 'detail-type': string;
  readonly 'account': string;
  readonly 'region': string;
  readonly 'time': string;
  readonly 'detail': Record<string, any>;
}

/** The accounts of AWS's example. */
export const CALLING = '777788889999';
export const ROLES = '111122223333';
export const ROLE_ARN = `arn:aws:iam::${ROLES}:role/EC2-dev`;

interface Recorded {
  readonly source: string;
  readonly detailType: string;
  readonly detail: Record<string, any>;
}

function delivered({ source, detailType, detail }: Recorded, changes: object): CloudTrailEvent {
  const changed = merged(detail, changes);
  return {
    'version': '0',
    'id': '36eb8523-97d0-4518-b33d-ee3579ff19f0',
    'detail-type': detailType,
    source,
    'account': ROLES,
    'time': changed.eventTime,
    'region': changed.awsRegion,
    'resources': [],
    'detail': changed,
  } as CloudTrailEvent;
}

/** Replaces fields by name; `undefined` removes one. */
function merged(fields: any, changes: any): any {
  const entries = Object.entries({ ...fields, ...changes }).map(([name, value]) => {
    const [old, change] = [fields[name], changes[name]];
    return [name, isObject(old) && isObject(change) ? merged(old, change) : value];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The record of `AssumeRole` in the role's account, which has only the id and account of the caller. */
export function assumeRole(changes: object = {}): CloudTrailEvent {
  const session = { assumedRoleId: 'AIDAQRSTUVWXYZEXAMPLE:JohnDoe-EC2-dev', arn: `arn:aws:sts::${ROLES}:assumed-role/EC2-dev/JohnDoe-EC2-dev` };
  return delivered({
    source: 'aws.sts',
    detailType: 'AWS API Call via CloudTrail',
    detail: {
      eventVersion: '1.05',
      userIdentity: { type: 'AWSAccount', principalId: 'AIDAQRSTUVWXYZEXAMPLE', accountId: CALLING },
      eventTime: '2014-07-18T15:07:39Z',
      eventSource: 'sts.amazonaws.com',
      eventName: 'AssumeRole',
      awsRegion: 'us-east-2',
      sourceIPAddress: '192.0.2.101',
      userAgent: 'aws-cli/1.11.10 Python/2.7.8',
      requestParameters: { roleArn: ROLE_ARN, roleSessionName: 'JohnDoe-EC2-dev', sourceIdentity: 'JohnDoe', serialNumber: `arn:aws:iam::${CALLING}:mfa` },
      responseElements: { assumedRoleUser: session, sourceIdentity: 'JohnDoe' },
      requestID: '4EXAMPLE-0e8d-11e4-96e4-e55c0EXAMPLE',
      sharedEventID: 'bEXAMPLE-efea-4a70-b951-19a88EXAMPLE',
      eventID: 'dEXAMPLE-ac7f-466c-a608-4ac8dEXAMPLE',
      eventType: 'AwsApiCall',
      managementEvent: true,
      readOnly: true,
    },
  }, changes);
}

/** The additional record of a role switch in the console, where AWS makes the call of `AssumeRole`. */
export function switchRole(changes: object = {}): CloudTrailEvent {
  return delivered({
    source: 'aws.signin',
    detailType: 'AWS Console Sign In via CloudTrail',
    detail: {
      eventVersion: '1.08',
      userIdentity: {
        type: 'AssumedRole', principalId: 'AROAQRSTUVWXYZEXAMPLE:JohnDoe', arn: `arn:aws:sts::${ROLES}:assumed-role/EC2-dev/JohnDoe`, accountId: ROLES,
      },
      eventTime: '2014-07-18T15:07:39Z',
      eventSource: 'signin.amazonaws.com',
      eventName: 'SwitchRole',
      awsRegion: 'us-east-1',
      sourceIPAddress: '192.0.2.101',
      userAgent: 'Mozilla/5.0',
      requestParameters: null,
      responseElements: { SwitchRole: 'Success' },
      additionalEventData: { SwitchFrom: `arn:aws:iam::${CALLING}:user/JohnDoe`, RedirectTo: 'https://console.aws.amazon.com/console/home' },
      eventID: 'dEXAMPLE-265a-41e0-9352-4401bEXAMPLE',
      eventType: 'AwsConsoleSignIn',
      managementEvent: true,
      readOnly: false,
    },
  }, changes);
}

/** The call of `AssumeRole` that AWS makes for a user who switches roles in the console. */
export function assumeRoleByConsole(changes: object = {}): CloudTrailEvent {
  return assumeRole(merged({
    sourceIPAddress: 'AWS Internal',
    userAgent: 'AWS Internal',
    requestParameters: { roleSessionName: 'JohnDoe', sourceIdentity: undefined, serialNumber: undefined },
  }, changes));
}
