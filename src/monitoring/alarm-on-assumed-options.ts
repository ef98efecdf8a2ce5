import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Duration } from 'aws-cdk-lib/core';

/** Where a role's assumptions are counted, and how many of them are an alarm. */
export interface AlarmOnAssumedOptions {
  /**
   * The log group that CloudTrail writes management events to, in the account and Region of the role's stack.
   *
   * With a trail of all Regions, assumptions in all of them are counted. A role is counted in one log group only.
   *
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html
   */
  readonly logGroup: ILogGroup;

  /**
   * The alarm's name: one line of 1 to 255 characters.
   *
   * @default - CloudFormation makes one up
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
   */
  readonly alarmName?: string;

  /**
   * What the alarm says: at most 1,024 characters.
   *
   * @default - that the role of this name and account is assumed
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
   */
  readonly alarmDescription?: string;

  /**
   * How many events in one period are an alarm, at least 1 event.
   *
   * A switch in the console is two: one of the call that AWS makes, and one of the console.
   *
   * @default 1
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#CloudWatchAlarms
   */
  readonly threshold?: number;

  /**
   * How long events are counted together: 1 minute to 24 hours, in whole minutes.
   *
   * @default Duration.minutes(5)
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
   */
  readonly period?: Duration;
}
