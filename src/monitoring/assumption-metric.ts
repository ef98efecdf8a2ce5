import { Alarm, Metric, MetricOptions, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, IFilterPattern, ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Duration, Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { AlarmOnAssumedOptions } from './alarm-on-assumed-options';
import { MonitoredRole } from './monitored-role';
import { checkSameEnvironment } from './same-environment';
import { roleArn, stsArn } from '../core/arns';
import { checkLine, checkText } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';
import { validateKnownValues } from '../finished-template/known-values';

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
const ALARM_NAME_LENGTH = 255;
const ALARM_DESCRIPTION_LENGTH = 1024;

const NAMESPACE = 'CrossAccountReadOnlyAccess';

/** The log group in which the assumptions of a role are counted, by the construct of the role. */
const LOG_GROUPS = new WeakMap<Construct, ILogGroup>();

/** How often a role is assumed, counted in a log group. */
export function assumptionMetric(role: MonitoredRole, logGroup: ILogGroup, options?: MetricOptions): Metric {
  countInLogGroup(ErrorContext.of(role.construct), role, logGroup);
  return metricOf(role, options);
}

/** An alarm for a role's assumptions, counted in a log group. */
export function assumptionAlarm(role: MonitoredRole, id: string, options: AlarmOnAssumedOptions): Alarm {
  const errors = ErrorContext.of(role.construct, id);
  const { logGroup, alarmName, alarmDescription, threshold = 1, period = Duration.minutes(5) } = options;
  const check = (known: ErrorContext) => {
    checkThreshold(known, threshold);
    checkTexts(known, options);
  };
  check(errors);
  checkPeriod(errors, period);
  countInLogGroup(errors, role, logGroup);
  const alarm = new Alarm(role.construct, id, {
    metric: metricOf(role, { period }),
    alarmName,
    alarmDescription: alarmDescription ?? `${role.identity.roleName} of account ${accountOf(role)} is assumed`,
    threshold,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
  alarm.node.addValidation({ validate: () => validateKnownValues(errors, alarm, check) });
  return alarm;
}

function checkThreshold(errors: ErrorContext, given: number): void {
  const threshold = errors.known(given);
  if (!Token.isUnresolved(threshold) && !(Number.isInteger(threshold) && threshold >= 1)) {
    errors.fail(`threshold ${threshold} is not a whole number of at least 1`, 'give the number of assumptions that sets off the alarm');
  }
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
    errors.fail('period is a token, but the CDK needs the period of a metric at synth', 'use Duration.minutes(5), for example');
  }
  const minutes = period.toMinutes({ integral: false });
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 24 * 60) {
    errors.fail(`period of ${minutes} minutes is not 1 minute to 24 hours in whole minutes`, 'use Duration.minutes(5), for example');
  }
}

/** Makes one metric filter for each role: a second one would count everything twice. */
function countInLogGroup(errors: ErrorContext, role: MonitoredRole, logGroup: ILogGroup): void {
  const { construct } = role;
  checkSameEnvironment(errors, `logGroup ${logGroup.node.path}`, Stack.of(construct), logGroup.env,
    'give the log group of a trail there, or make a metric filter in the stack of the log group');
  const known = LOG_GROUPS.get(construct);
  if (known && known !== logGroup) {
    errors.fail(`logGroup ${logGroup.node.path} is not ${known.node.path}, where the role's assumptions are counted already`,
      'give the same log group to every metric and alarm of a role');
  }
  if (!known) {
    LOG_GROUPS.set(construct, logGroup);
    new MetricFilter(construct, 'AssumedFilter', {
      logGroup,
      filterPattern: assumptionFilterPattern(role),
      metricNamespace: NAMESPACE,
      metricName: metricName(role),
      metricValue: '1',
      defaultValue: 0,
    });
  }
}

/** The metric by the role's name, which is unique in the account. */
function metricOf(role: MonitoredRole, options?: MetricOptions): Metric {
  return new Metric({ namespace: NAMESPACE, metricName: metricName(role), statistic: Stats.SUM, period: Duration.minutes(5), ...options })
    .attachTo(role.construct);
}

function metricName({ identity }: MonitoredRole): string {
  return `${identity.roleName}Assumed`;
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html */
function assumptionFilterPattern(role: MonitoredRole): IFilterPattern {
  const { all, any, stringValue, notExists } = FilterPattern;
  const [account, { identity }] = [accountOf(role), role];
  const session = stsArn(account, `assumed-role/${identity.roleName}/*`);
  return any(
    all(stringValue('$.eventName', '=', 'AssumeRole*'), stringValue('$.requestParameters.roleArn', '=', roleArn(account, identity)), notExists('$.errorCode')),
    all(stringValue('$.eventName', '=', 'SwitchRole'), stringValue('$.userIdentity.arn', '=', session), stringValue('$.responseElements.SwitchRole', '=', 'Success')),
  );
}

function accountOf({ construct }: MonitoredRole): string {
  return Stack.of(construct).account;
}
