import { EventPattern } from 'aws-cdk-lib/aws-events';
import { roleArn, stsArn } from '../core/arns';
import { RoleIdentity } from '../core/role-name';

/** What is asked of fields of an event, by their names in CloudTrail. */
type Fields = Record<string, unknown>;

/** What is asked besides of the events of a role's assumption. */
export interface AssumptionPattern {
  readonly both?: Fields;
  readonly api?: Fields;
  /** `none` where the console's event does not tell. */
  readonly console?: Fields | 'none';
}

/**
 * The events of a role's assumption: of the call of the API, whoever makes it, and of the switch in the console.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html#cloudtrail-integration_examples-sts-api
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
 */
export function eventsOfAssumption(account: string, role: RoleIdentity, { both, api, console }: AssumptionPattern = {}): EventPattern {
  const byApi = { eventName: [{ prefix: 'AssumeRole' }], ...withFields({ requestParameters: { roleArn: [roleArn(account, role)] } }, api) };
  const byConsole = (more?: Fields) => ({
    eventName: ['SwitchRole'],
    responseElements: { SwitchRole: ['Success'] },
    // The session's ARN has the role's name without its path.
    ...withFields({ userIdentity: { arn: [{ prefix: stsArn(account, `assumed-role/${role.roleName}/`) }] } }, more),
  });
  return {
    source: ['aws.sts', 'aws.signin'],
    detailType: ['AWS API Call via CloudTrail', 'AWS Console Sign In via CloudTrail'],
    detail: { errorCode: [{ exists: false }], ...both, ...console === 'none' ? byApi : { $or: [byApi, byConsole(console)] } },
  };
}

function withFields(fields: Record<string, Fields>, more: Fields = {}): Fields {
  return Object.entries(more).reduce((all, [name, asked]) => ({ ...all, [name]: { ...all[name] as Fields, ...asked as Fields } }), fields as Fields);
}
