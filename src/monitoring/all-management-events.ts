import { CfnRule, Rule } from 'aws-cdk-lib/aws-events';

/**
 * Has a rule receive the events of calls that only read, such as `AssumeRole`, which EventBridge else keeps back.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html
 */
export function allManagementEvents(rule: Rule): void {
  (rule.node.defaultChild as CfnRule).state = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
}
