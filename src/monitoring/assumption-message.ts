import { RuleTargetInput } from 'aws-cdk-lib/aws-events';

/** The fields of a message, with their paths in CloudTrail's event. A field that an event does not have is empty. */
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
 * The message that a target receives. Each value is in quotes: EventBridge leaves out a value that the event does not have.
 *
 * @param what The role and the filter of the rule, around `<event>`.
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
