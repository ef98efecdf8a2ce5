import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Duration } from 'aws-cdk-lib/core';

/**
 * The log group in which a role's assumptions are counted, and the count that sets off the alarm.
 *
 * Use them with `alarmOnAssumed` of a role.
 */
export interface AlarmOnAssumedOptions {
  /**
   * The log group that CloudTrail writes management events to, in the account and Region of the role's stack.
   *
   * A trail for all Regions counts assumptions in all of them. All alarms and metrics of one role need the same log group.
   *
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html
   */
  readonly logGroup: ILogGroup;

  /**
   * The alarm's name: one line of 1 to 255 characters.
   *
   * @default - CloudFormation generates a name
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
   */
  readonly alarmName?: string;

  /**
   * The alarm's description: at most 1,024 characters.
   *
   * @default - says that the role with this name in this account is assumed
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
   */
  readonly alarmDescription?: string;

  /**
   * The number of events in one period that sets off the alarm: a whole number of at least 1.
   *
   * A switch in the console counts as two events: the call that AWS makes, and the switch.
   *
   * @default 1
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#CloudWatchAlarms
   */
  readonly threshold?: number;

  /**
   * The time over which events are counted: 1 minute to 24 hours, in whole minutes.
   *
   * @default Duration.minutes(5)
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
   */
  readonly period?: Duration;
}
