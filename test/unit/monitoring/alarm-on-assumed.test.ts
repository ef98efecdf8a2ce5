import { Duration, Stack } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { TrustingRole, TrustingRoleProps } from '../../../src';
import { RULES } from '../../support/events/cases';
import { CALLING, ROLES } from '../../support/events/cloudtrail';
import { counts } from '../../support/events/metric-filter';
import { inPartition } from '../../support/events/monitored-role';
import { only } from '../../support/resources';
import { templateOf, TwoAccounts } from '../../support/two-accounts';

function made(props: Partial<TrustingRoleProps> = {}): { stack: Stack; role: TrustingRole; logGroup: LogGroup } {
  const stack = new TwoAccounts().stack('Roles', ROLES);
  const role = new TrustingRole(stack, 'Role', { assumingAccount: CALLING, roleName: 'EC2-dev', ...props });
  return { stack, role, logGroup: new LogGroup(stack, 'Trail') };
}

function filterOf(props: Partial<TrustingRoleProps> = {}): any {
  const { stack, role, logGroup } = made(props);
  role.alarmOnAssumed('Alarm', { logGroup });
  return inPartition(only(templateOf(stack), 'AWS::Logs::MetricFilter'));
}

describe.each(RULES.filter(({ options }) => !options))('the log group counts $what', ({ props, cases }) => {
  test.each(cases)('%s', (_, event, counted) => {
    expect(counts(filterOf(props).FilterPattern, event.detail)).toBe(counted);
  });
});

describe('the alarm', () => {
  test('fires at one event in five minutes, and not without data', () => {
    const { stack, role, logGroup } = made();
    role.alarmOnAssumed('Alarm', { logGroup });
    const { MetricTransformations } = only(templateOf(stack), 'AWS::Logs::MetricFilter');
    const [{ MetricNamespace, MetricName }] = MetricTransformations;
    expect(MetricTransformations).toEqual([expect.objectContaining({ MetricValue: '1', DefaultValue: 0 })]);
    expect(only(templateOf(stack), 'AWS::CloudWatch::Alarm')).toEqual({
      AlarmDescription: 'EC2-dev of account 111122223333 is assumed',
      Namespace: MetricNamespace,
      MetricName,
      Statistic: 'Sum',
      Period: 300,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      EvaluationPeriods: 1,
      TreatMissingData: 'notBreaching',
    });
  });

  test('has the given properties', () => {
    const { stack, role, logGroup } = made();
    const alarm = role.alarmOnAssumed('Alarm', { logGroup, alarmName: 'assumed', alarmDescription: 'Often.', threshold: 20, period: Duration.hours(1) });
    alarm.addAlarmAction(new SnsAction(new Topic(stack, 'Topic')));
    expect(only(templateOf(stack), 'AWS::CloudWatch::Alarm'))
      .toMatchObject({ AlarmName: 'assumed', AlarmDescription: 'Often.', Threshold: 20, Period: 3600, AlarmActions: [expect.anything()] });
  });

  test('may be one of several, and counts once', () => {
    const { stack, role, logGroup } = made();
    role.alarmOnAssumed('Any', { logGroup });
    role.alarmOnAssumed('Many', { logGroup, threshold: 100 });
    templateOf(stack).resourceCountIs('AWS::CloudWatch::Alarm', 2);
    templateOf(stack).resourceCountIs('AWS::Logs::MetricFilter', 1);
  });

  test('has a filter that CloudWatch Logs accepts, however long the role\'s name', () => {
    const { FilterPattern } = filterOf({ roleName: 'r'.repeat(64), path: `/${'p'.repeat(510)}/` });
    expect(FilterPattern.length).toBeLessThanOrEqual(1024);
  });
});

describe('the metric', () => {
  test('is what the alarm counts', () => {
    const { stack, role, logGroup } = made();
    expect(stack.resolve(role.metricAssumed(logGroup).toMetricConfig().metricStat)).toMatchObject({
      namespace: 'CrossAccountReadOnlyAccess', metricName: 'EC2-devAssumed', statistic: 'Sum', period: Duration.minutes(5),
    });
  });

  test.each(RULES.filter(({ options }) => !options))('has data without an alarm: the log group counts $what', ({ props, cases }) => {
    const { stack, role, logGroup } = made(props);
    role.metricAssumed(logGroup);
    const { FilterPattern } = inPartition(only(templateOf(stack), 'AWS::Logs::MetricFilter'));
    cases.forEach(([what, event, counted]) => expect([what, counts(FilterPattern, event.detail)]).toEqual([what, counted]));
  });

  test('counts once, however many metrics and alarms there are', () => {
    const { stack, role, logGroup } = made();
    role.metricAssumed(logGroup);
    role.metricAssumed(logGroup, { period: Duration.days(1) });
    role.alarmOnAssumed('Alarm', { logGroup });
    templateOf(stack).resourceCountIs('AWS::Logs::MetricFilter', 1);
  });

  test('has the given properties', () => {
    const { role, logGroup } = made();
    expect(role.metricAssumed(logGroup, { period: Duration.days(1), statistic: Stats.SAMPLE_COUNT, label: 'Assumptions' }))
      .toMatchObject({ period: Duration.days(1), statistic: 'SampleCount', label: 'Assumptions' });
  });

  test('is in the account and Region of the role', () => {
    const { role, logGroup } = made();
    const elsewhere = new TwoAccounts().stack('Elsewhere', CALLING);
    expect(role.metricAssumed(logGroup).toMetricConfig().metricStat).toMatchObject({ account: ROLES, region: 'eu-west-1' });
    expect(elsewhere.account).not.toBe(ROLES);
  });
});
