import { Alarm, Metric, MetricOptions, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, IFilterPattern, ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Duration, Stack, Token } from 'aws-cdk-lib/core';
import { AlarmOnAssumedOptions } from './alarm-on-assumed-options';
import { checkSameEnvironment } from './same-environment';
import { roleArn, stsArn } from '../core/arns';
import { checkLine, checkText } from '../core/validate-names';
import { Place } from '../core/validation-error';
import type { TrustingRole } from '../trusting-role';

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
const ALARM_NAME_LENGTH = 255;
const ALARM_DESCRIPTION_LENGTH = 1024;

const NAMESPACE = 'CrossAccountReadOnlyAccess';

/** How often a role is assumed, as a log group tells. */
export function countedAssumptions(role: TrustingRole, logGroup: ILogGroup, options?: MetricOptions): Metric {
  countIn(Place.of(role), role, logGroup);
  return assumptionMetric(role, options);
}

/** The metric by the role's name, which is but once in an account. */
function assumptionMetric(role: TrustingRole, options?: MetricOptions): Metric {
  return new Metric({ namespace: NAMESPACE, metricName: metricName(role), statistic: Stats.SUM, period: Duration.minutes(5), ...options })
    .attachTo(role);
}

/** Counts the assumptions that a log group tells of, and alarms of them. */
export function assumptionAlarm(role: TrustingRole, id: string, options: AlarmOnAssumedOptions): Alarm {
  const at = Place.of(role, id);
  const { logGroup, alarmName, alarmDescription, threshold = 1, period = Duration.minutes(5) } = options;
  if (!Token.isUnresolved(threshold) && !(Number.isInteger(threshold) && threshold >= 1)) {
    at.reject(`threshold ${threshold} is not a whole number from 1 on`, 'give how many assumptions are an alarm');
  }
  checkPeriod(at, period);
  checkTexts(at, options);
  countIn(at, role, logGroup);
  return new Alarm(role, id, {
    metric: assumptionMetric(role, { period }),
    alarmName,
    alarmDescription: alarmDescription ?? `${role._identity.roleName} of account ${Stack.of(role).account} is assumed`,
    threshold,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
}

function checkTexts(at: Place, { alarmName, alarmDescription }: AlarmOnAssumedOptions): void {
  if (alarmName !== undefined) {
    checkLine(at, 'alarmName', alarmName, ALARM_NAME_LENGTH);
    checkText(at, 'alarmName', alarmName, ALARM_NAME_LENGTH);
  }
  if (alarmDescription !== undefined) {
    checkText(at, 'alarmDescription', alarmDescription, ALARM_DESCRIPTION_LENGTH);
  }
}

function checkPeriod(at: Place, period: Duration): void {
  if (period.isUnresolved()) {
    at.reject('period is a token, and a metric of the CDK has a period known at synth', 'use Duration.minutes(5) or another');
  }
  const minutes = period.toMinutes({ integral: false });
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 24 * 60) {
    at.reject(`period of ${minutes} minutes is not 1 minute to 24 hours in whole minutes`, 'use Duration.minutes(5) or another');
  }
}

function metricName(role: TrustingRole): string {
  return `${role._identity.roleName}Assumed`;
}

/** One filter a role: a second would count everything twice. */
function countIn(at: Place, role: TrustingRole, logGroup: ILogGroup): void {
  checkSameEnvironment(at, `logGroup ${logGroup.node.path}`, role.env, logGroup.env, 'give the log group of a trail there, or make a metric filter where the log group is');
  const known = counted.get(role);
  if (known && known !== logGroup) {
    at.reject(`logGroup ${logGroup.node.path} is not ${known.node.path}, in which the role's assumptions are counted already`, 'give the same log group to every metric and alarm of a role');
  }
  if (!known) {
    counted.set(role, logGroup);
    new MetricFilter(role, 'AssumedFilter', {
      logGroup,
      filterPattern: assumptions(role),
      metricNamespace: NAMESPACE,
      metricName: metricName(role),
      metricValue: '1',
      defaultValue: 0,
    });
  }
}

const counted = new WeakMap<TrustingRole, ILogGroup>();

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html */
function assumptions(role: TrustingRole): IFilterPattern {
  const { all, any, stringValue, notExists } = FilterPattern;
  const session = stsArn(Stack.of(role).account, `assumed-role/${role._identity.roleName}/*`);
  return any(
    all(stringValue('$.eventName', '=', 'AssumeRole*'), stringValue('$.requestParameters.roleArn', '=', roleArn(Stack.of(role).account, role._identity)), notExists('$.errorCode')),
    all(stringValue('$.eventName', '=', 'SwitchRole'), stringValue('$.userIdentity.arn', '=', session), stringValue('$.responseElements.SwitchRole', '=', 'Success')),
  );
}
