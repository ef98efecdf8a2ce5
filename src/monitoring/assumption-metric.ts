import { Alarm, Metric, MetricOptions, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, IFilterPattern, ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Duration, Stack, Token } from 'aws-cdk-lib/core';
import { AlarmOnAssumedOptions } from './alarm-on-assumed-options';
import { checkSameEnvironment } from './same-environment';
import { roleArn, stsArn } from '../core/arns';
import { checkLine, checkText } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';
import type { TrustingRole } from '../trusting-role';

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
const ALARM_NAME_LENGTH = 255;
const ALARM_DESCRIPTION_LENGTH = 1024;

const NAMESPACE = 'CrossAccountReadOnlyAccess';

/** How often a role is assumed, as a log group tells. */
export function countedAssumptions(role: TrustingRole, logGroup: ILogGroup, options?: MetricOptions): Metric {
  countIn(ErrorContext.of(role), role, logGroup);
  return assumptionMetric(role, options);
}

/** The metric by the role's name, which is but once in an account. */
function assumptionMetric(role: TrustingRole, options?: MetricOptions): Metric {
  return new Metric({ namespace: NAMESPACE, metricName: metricName(role), statistic: Stats.SUM, period: Duration.minutes(5), ...options })
    .attachTo(role);
}

/** Counts the assumptions that a log group tells of, and alarms of them. */
export function assumptionAlarm(role: TrustingRole, id: string, options: AlarmOnAssumedOptions): Alarm {
  const errors = ErrorContext.of(role, id);
  const { logGroup, alarmName, alarmDescription, threshold = 1, period = Duration.minutes(5) } = options;
  if (!Token.isUnresolved(threshold) && !(Number.isInteger(threshold) && threshold >= 1)) {
    errors.fail(`threshold ${threshold} is not a whole number from 1 on`, 'give how many assumptions are an alarm');
  }
  checkPeriod(errors, period);
  checkTexts(errors, options);
  countIn(errors, role, logGroup);
  return new Alarm(role, id, {
    metric: assumptionMetric(role, { period }),
    alarmName,
    alarmDescription: alarmDescription ?? `${role._config.identity.roleName} of account ${Stack.of(role).account} is assumed`,
    threshold,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
}

function checkTexts(errors: ErrorContext, { alarmName, alarmDescription }: AlarmOnAssumedOptions): void {
  if (alarmName !== undefined) {
    checkLine(errors, 'alarmName', alarmName, ALARM_NAME_LENGTH);
    checkText(errors, 'alarmName', alarmName, ALARM_NAME_LENGTH);
  }
  if (alarmDescription !== undefined) {
    checkText(errors, 'alarmDescription', alarmDescription, ALARM_DESCRIPTION_LENGTH);
  }
}

function checkPeriod(errors: ErrorContext, period: Duration): void {
  if (period.isUnresolved()) {
    errors.fail('period is a token, and a metric of the CDK has a period known at synth', 'use Duration.minutes(5) or another');
  }
  const minutes = period.toMinutes({ integral: false });
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 24 * 60) {
    errors.fail(`period of ${minutes} minutes is not 1 minute to 24 hours in whole minutes`, 'use Duration.minutes(5) or another');
  }
}

function metricName(role: TrustingRole): string {
  return `${role._config.identity.roleName}Assumed`;
}

/** One filter a role: a second would count everything twice. */
function countIn(errors: ErrorContext, role: TrustingRole, logGroup: ILogGroup): void {
  checkSameEnvironment(errors, `logGroup ${logGroup.node.path}`, role.env, logGroup.env, 'give the log group of a trail there, or make a metric filter where the log group is');
  const known = counted.get(role);
  if (known && known !== logGroup) {
    errors.fail(`logGroup ${logGroup.node.path} is not ${known.node.path}, in which the role's assumptions are counted already`, 'give the same log group to every metric and alarm of a role');
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
  const session = stsArn(Stack.of(role).account, `assumed-role/${role._config.identity.roleName}/*`);
  return any(
    all(stringValue('$.eventName', '=', 'AssumeRole*'), stringValue('$.requestParameters.roleArn', '=', roleArn(Stack.of(role).account, role._config.identity)), notExists('$.errorCode')),
    all(stringValue('$.eventName', '=', 'SwitchRole'), stringValue('$.userIdentity.arn', '=', session), stringValue('$.responseElements.SwitchRole', '=', 'Success')),
  );
}
