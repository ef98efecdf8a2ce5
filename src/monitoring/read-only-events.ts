import { CfnRule, Rule } from 'aws-cdk-lib/aws-events';

/**
 * Makes a rule receive the events of read-only calls too. `AssumeRole` counts as one, and EventBridge does not send such events to
 * ordinary rules.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html
 */
export function receiveReadOnlyEvents(rule: Rule): void {
  (rule.node.defaultChild as CfnRule).state = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
}
