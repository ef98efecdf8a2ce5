import { RuleTargetInput } from 'aws-cdk-lib/aws-events';

/** Where CloudTrail has it, by the name that it has in a message. What an event does not have is empty. */
const FIELDS = {
  event: '$.detail.eventName',
  time: '$.detail.eventTime',
  region: '$.detail.awsRegion',
  sourceIp: '$.detail.sourceIPAddress',
  account: '$.detail.userIdentity.accountId',
  principalId: '$.detail.userIdentity.principalId',
  identity: '$.detail.userIdentity.arn',
  switchedFrom: '$.detail.additionalEventData.SwitchFrom',
  sessionName: '$.detail.requestParameters.roleSessionName',
  sourceIdentity: '$.detail.requestParameters.sourceIdentity',
  mfaDevice: '$.detail.requestParameters.serialNumber',
  eventId: '$.detail.eventID',
  sharedEventId: '$.detail.sharedEventID',
};

/**
 * What a target is told. Each value is within quotes: where an event does not have it, EventBridge leaves it out.
 *
 * @param what Which role's assumption it is, and which of them are told of, around `<event>`.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function assumptionMessage(what: string, role: string): RuleTargetInput {
  const inputTemplate = JSON.stringify({
    summary: `${what}, at <time> from <sourceIp>: <principalId> of account <account> <switchedFrom>`,
    role,
    ...Object.fromEntries(Object.keys(FIELDS).map((name) => [name, `<${name}>`])),
  });
  return { bind: () => ({ inputPathsMap: FIELDS, inputTemplate }) } as RuleTargetInput;
}
