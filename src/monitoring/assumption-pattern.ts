import { EventPattern } from 'aws-cdk-lib/aws-events';
import { roleArn, stsArn } from '../core/arns';
import { RoleIdentity } from '../core/role-name';

/** Fields of an event with what they must match, by their names in CloudTrail. */
type Fields = Record<string, unknown>;

/** What a filter requires of the events of an assumption, in addition to the role. */
export interface AssumptionPattern {
  readonly both?: Fields;
  readonly api?: Fields;
  /** `none` if the console's event does not have the field. */
  readonly console?: Fields | 'none';
}

/**
 * The events of a role's assumption: each call of the API, and each switch in the console.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html#cloudtrail-integration_examples-sts-api
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
 */
export function assumptionEventPattern(account: string, role: RoleIdentity, { both, api, console }: AssumptionPattern = {}): EventPattern {
  const byApi = { eventName: [{ prefix: 'AssumeRole' }], ...mergeFields({ requestParameters: { roleArn: [roleArn(account, role)] } }, api) };
  const byConsole = (more?: Fields) => ({
    eventName: ['SwitchRole'],
    responseElements: { SwitchRole: ['Success'] },
    // The session's ARN has the role's name without its path.
    ...mergeFields({ userIdentity: { arn: [{ prefix: stsArn(account, `assumed-role/${role.roleName}/`) }] } }, more),
  });
  return {
    source: ['aws.sts', 'aws.signin'],
    detailType: ['AWS API Call via CloudTrail', 'AWS Console Sign In via CloudTrail'],
    detail: { errorCode: [{ exists: false }], ...both, ...console === 'none' ? byApi : { $or: [byApi, byConsole(console)] } },
  };
}

function mergeFields(fields: Record<string, Fields>, more: Fields = {}): Fields {
  return Object.entries(more).reduce(
    (all, [name, required]) => ({ ...all, [name]: { ...all[name] as Fields, ...required as Fields } }), fields as Fields);
}
