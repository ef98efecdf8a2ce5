import { Aws, Duration, Expiration, Lazy, Stack } from 'aws-cdk-lib';
import { CfnRule, EventBus } from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AccessWindow, AlarmOnAssumedOptions, AssumptionFilter, OnAssumedOptions, PrincipalScope, TrustingRole, TrustingRoleProps } from '../../../src';
import { policySize } from '../../../src/core/policy-size';
import { atTime } from '../../support/clock';
import { Input, rejects, synth } from '../../support/invalid-props';
import { A, B, C, TwoAccounts } from '../../support/two-accounts';
import { rejectionOf } from '../../support/validation-messages';

const RULE = 'Workload/Role/Assumed';
const ALARM = 'Workload/Role/Alarm';
const ROLE = 'Workload/Role';

type Options<T> = (accounts: TwoAccounts) => T;

function monitored(options: OnAssumedOptions | Options<OnAssumedOptions>, props: Partial<TrustingRoleProps> = {}): Input {
  return (accounts) => new TrustingRole(accounts.b, 'Role', { assumingAccount: A, ...props })
    .onAssumed('Assumed', typeof options === 'function' ? options(accounts) : options);
}

function alarmed(options: Options<AlarmOnAssumedOptions>): Input {
  return (accounts) => new TrustingRole(accounts.b, 'Role', { assumingAccount: A }).alarmOnAssumed('Alarm', options(accounts));
}

const filtered = (filter: AssumptionFilter, props?: Partial<TrustingRoleProps>) => monitored({ filter }, props);
const queueIn = (stack: Stack) => ({ target: new targets.SqsQueue(new Queue(stack, 'Queue', { queueName: 'notified' })) });
const otherRegion = ({ app }: TwoAccounts) => new Stack(app, 'Elsewhere', { env: { account: B, region: 'eu-central-1' } });
const until = (time: string) => AccessWindow.endingAt(Expiration.fromString(time));
const from = (time: string) => AccessWindow.startingAt(Expiration.fromString(time));
const trail = (stack: Stack) => new LogGroup(stack, 'Trail', { logGroupName: 'trail' });
const { exceptAccounts, exceptPrincipals, exceptUsers, outsideNetworks, outsideWindow } = AssumptionFilter;

describe('targets are in the account and Region of the rule', () => {
  const byArn = (account: string) => ({ target: { bind: () => ({ arn: `arn:aws:sqs:eu-west-1:${account}:notified` }) } });
  rejects([
    ['in another account', RULE, 'target Identity/Queue is in account 111111111111, not in 222222222222', monitored(({ a }) => queueIn(a)), monitored(({ b }) => queueIn(b))],
    ['in another Region', RULE, 'is in region eu-central-1, not in eu-west-1', monitored((accounts) => queueIn(otherRegion(accounts))), monitored(({ b }) => queueIn(b))],
    ['in another account by an ARN alone', RULE, `target arn:aws:sqs:eu-west-1:${C}:notified is in account ${C}`, monitored(byArn(C)), monitored(byArn(B))],
    ['in another account by ARN', RULE, `is in account ${C}`,
      monitored(({ b }) => ({ target: new targets.SqsQueue(Queue.fromQueueArn(b, 'Queue', `arn:aws:sqs:eu-west-1:${C}:notified`)) })),
      monitored(({ b }) => ({ target: new targets.EventBus(EventBus.fromEventBusArn(b, 'Bus', `arn:aws:events:eu-west-1:${C}:event-bus/notified`)) }))],
  ]);
});

describe('regions are Regions', () => {
  rejects([
    ['misspelt', RULE, 'regions "us-esat-1" is not a Region', monitored({ regions: ['us-esat-1'] }), monitored({ regions: ['us-east-1'] })],
    ['a zone', RULE, '"us-east-1a"', monitored({ regions: ['us-east-1a'] }), monitored({ regions: ['us-east-1'] })],
    ['nothing', RULE, 'regions ""', monitored({ regions: [''] }), monitored({ regions: [] })],
    ['behind a good one', RULE, '"everywhere"', monitored({ regions: ['us-east-1', 'everywhere'] }), monitored({ regions: ['us-east-1', 'us-west-2'] })],
    ['of another partition', RULE, '"cn-north-1" is not in the partition of eu-west-1', monitored({ regions: ['cn-north-1'] }), monitored({ regions: ['ap-east-1'] })],
    ['a token', RULE, 'regions has a token', monitored({ regions: [Lazy.string({ produce: () => 'us-east-1' })] }), monitored({ regions: ['us-east-1'] })],
    ['given where the role\'s own is not known', 'Somewhere/Role/Assumed', 'is not known at synth',
      ({ app }) => new TrustingRole(new Stack(app, 'Somewhere', { env: { account: B } }), 'Role', { assumingAccount: A }).onAssumed('Assumed', { regions: ['us-east-1'] }),
      ({ app }) => new TrustingRole(new Stack(app, 'Somewhere', { env: { account: B } }), 'Role', { assumingAccount: A }).onAssumed('Assumed')],
  ]);
});

describe('filters tell some assumptions from others', () => {
  const today = (input: Input): Input => (accounts) => atTime('2026-06-15T12:00:00Z', () => input(accounts));
  const ends = today(filtered(outsideWindow(until('2026-12-31T23:59:59Z'))));
  rejects([
    ['a window that is over, which everything is outside of', RULE, 'ended on 2026-01-31T00:00:00Z', today(filtered(outsideWindow(until('2026-01-31T00:00:00Z')))), ends],
    ['a window that ended a second ago', RULE, 'ended on 2026-06-15T11:59:59Z',
      today(filtered(outsideWindow(until('2026-06-15T11:59:59Z')))), today(filtered(outsideWindow(until('2026-06-15T12:00:00Z'))))],
    ['a window that never ends, which nothing can be outside of', RULE, 'began on 2026-01-31T00:00:00Z and does not end',
      today(filtered(outsideWindow(from('2026-01-31T00:00:00Z')))), today(filtered(outsideWindow(from('2026-07-01T00:00:00Z'))))],
    ['a window that ends in another century', RULE, 'does not end',
      today(filtered(outsideWindow(AccessWindow.between(Expiration.fromString('2026-01-31T00:00:00Z'), Expiration.fromString('2100-01-01T00:00:00Z'))))), ends],
    ['a window that only ends in another century', RULE, 'does not end', today(filtered(outsideWindow(until('2100-01-01T00:00:00Z')))), ends],
    ['a window that is none', RULE, 'outsideWindow has a date that is not valid', today(filtered(outsideWindow(until('never')))), ends],
    ['a window that ends before it begins', RULE, 'outsideWindow ends on 2027-01-01T00:00:00Z, before it begins',
      today(filtered(outsideWindow(AccessWindow.between(Expiration.fromString('2027-01-31T00:00:00Z'), Expiration.fromString('2027-01-01T00:00:00Z'))))), ends],
    ['no networks', RULE, 'outsideNetworks is an empty list', filtered(outsideNetworks()), filtered(outsideNetworks('203.0.113.7'))],
    ['everywhere', RULE, 'outsideNetworks "0.0.0.0/0" allows every address', filtered(outsideNetworks('0.0.0.0/0')), filtered(outsideNetworks('0.0.0.0/1'))],
    ['no network', RULE, 'outsideNetworks "office" is not a network', filtered(outsideNetworks('203.0.113.7', 'office')), filtered(outsideNetworks('203.0.113.7'))],
    ['an IPv4 address written as IPv6', RULE, '::ffff:203.0.113.7', filtered(outsideNetworks('::ffff:203.0.113.7')), filtered(outsideNetworks('203.0.113.7'))],
    ['an IPv6 network within a group', RULE, '"2001:db8:1::/44" cannot be matched', filtered(outsideNetworks('2001:db8:1::/44')), filtered(outsideNetworks('2001:db8:1::/48'))],
    ['an IPv6 network that begins with zeros', RULE, '"::1/16" cannot be matched', filtered(outsideNetworks('::1/16')), filtered(outsideNetworks('::1', '2001:db8::1/128', '2001:db8::/16'))],
    ['an IPv6 network with zeros', RULE, '"2001:db8::/48" cannot be matched', filtered(outsideNetworks('2001:db8::/48')), filtered(outsideNetworks('2001:db8::/32'))],
    ['a network that is a token', RULE, 'outsideNetworks is a token', filtered(outsideNetworks(Lazy.string({ produce: () => '203.0.113.7' }))), filtered(outsideNetworks('203.0.113.7'))],
    ['more than a pattern holds', RULE, 'over EventBridge\'s quota of 2048',
      filtered(outsideNetworks('203.0.113.0/25')), filtered(outsideNetworks('203.0.113.0/26'))],
    ['no users', RULE, 'exceptUsers is an empty list',
      filtered(exceptUsers(), { requireUserNameAsRoleSessionName: true }), filtered(exceptUsers('userA'), { requireUserNameAsRoleSessionName: true })],
    ['a user of 65 characters', RULE, 'is 65 characters long',
      filtered(exceptUsers('u'.repeat(65)), { requireUserNameAsRoleSessionName: true }), filtered(exceptUsers('u'.repeat(64)), { requireUserNameAsRoleSessionName: true })],
    ['a user by path', RULE, 'exceptUsers "/team/userA"',
      filtered(exceptUsers('/team/userA'), { requireUserNameAsRoleSessionName: true }), filtered(exceptUsers('userA'), { requireUserNameAsRoleSessionName: true })],
    ['users whose sessions may have any name', RULE, 'which some trusted principals can choose freely', filtered(exceptUsers('userA')), filtered(exceptUsers('userA'), { requireUserNameAsRoleSessionName: true })],
    ['users, where roles are trusted whose sessions may have any name', RULE, 'which some trusted principals can choose freely',
      filtered(exceptUsers('userA'), { requireUserNameAsRoleSessionName: true, principals: [PrincipalScope.users('userA'), PrincipalScope.roles('ci')] }),
      filtered(exceptUsers('userA'), { requireUserNameAsRoleSessionName: true, principals: [PrincipalScope.users('userA')] })],
    ['users, where those of other accounts may have the same name', RULE, 'which some trusted principals can choose freely',
      filtered(exceptUsers('userA'), { requireUserNameAsRoleSessionName: true, principals: [PrincipalScope.organization('o-a1b2c3d4e5')] }),
      filtered(exceptUsers('userA'), { requireUserNameAsRoleSessionName: true })],
    ['users whose sessions may have any name, in a network', RULE, 'which some trusted principals can choose freely', filtered(exceptUsers('userA'), { sourceIps: ['203.0.113.7'] }),
      filtered(exceptUsers('userA'), { requireUserNameAsRoleSessionName: true, sourceIps: ['203.0.113.7'], principalTags: { team: ['a'] } })],
    ['users, where roles are trusted later', RULE, 'which some trusted principals can choose freely',
      ({ b }) => {
        const role = new TrustingRole(b, 'Role', { assumingAccount: A, requireUserNameAsRoleSessionName: true, principals: [PrincipalScope.users('userA')] });
        role.onAssumed('Assumed', { filter: exceptUsers('userA') });
        role.addPrincipals(PrincipalScope.roles('ci'));
      },
      ({ b }) => {
        const role = new TrustingRole(b, 'Role', { assumingAccount: A, requireUserNameAsRoleSessionName: true, principals: [PrincipalScope.users('userA')] });
        role.onAssumed('Assumed', { filter: exceptUsers('userA') });
        role.addPrincipals(PrincipalScope.users('userB'));
      }],
    ['no principals', RULE, 'exceptPrincipals is an empty list', filtered(exceptPrincipals()), filtered(exceptPrincipals('AIDACKCEVSQ6C2EXAMPLE'))],
    ['a principal by ARN', RULE, 'user/userA', filtered(exceptPrincipals(`arn:aws:iam::${A}:user/userA`)), filtered(exceptPrincipals('AIDACKCEVSQ6C2EXAMPLE'))],
    ['something before an id', RULE, '"-AIDACKCEVSQ6C2EXAMPLE"', filtered(exceptPrincipals('-AIDACKCEVSQ6C2EXAMPLE')), filtered(exceptPrincipals('AIDACKCEVSQ6C2EXAMPLE'))],
    ['a session of an id', RULE, '"AROAJBP4A5WSXVNY72RLE:ci"', filtered(exceptPrincipals('AROAJBP4A5WSXVNY72RLE:ci')), filtered(exceptPrincipals('AROAJBP4A5WSXVNY72RLE'))],
    ['an access key', RULE, 'AKIA', filtered(exceptPrincipals('AKIAIOSFODNN7EXAMPLE')), filtered(exceptPrincipals('AROAJBP4A5WSXVNY72RLE'))],
    ['no accounts', RULE, 'exceptAccounts is an empty list', filtered(exceptAccounts()), filtered(exceptAccounts(A))],
    ['a short account', RULE, '"1111"', filtered(exceptAccounts('1111')), filtered(exceptAccounts(A))],
    ['an account twice', RULE, 'more than once', filtered(exceptAccounts(A, A)), filtered(exceptAccounts(A, C))],
  ]);
});

test('a pattern may have as many characters as EventBridge allows', () => {
  /** Ids of all lengths together, the last of so many characters. */
  const ids = (last: number) => [...Array.from({ length: 12 }, (_, i) => `AIDA${String(i).padStart(124, '0')}`), `AROA${'0'.repeat(last)}`];
  const size = (last: number) => {
    const { a } = new TwoAccounts();
    const role = new TrustingRole(a, 'Role', { assumingAccount: B });
    const { node } = role.onAssumed('Assumed', { filter: exceptPrincipals(...ids(last)) });
    return policySize(a, (node.defaultChild as CfnRule).eventPattern);
  };
  const most = 12 + 2048 - size(12);
  expect(size(most)).toBe(2048);
  synth(filtered(exceptPrincipals(...ids(most))));
  expect(rejectionOf(() => synth(filtered(exceptPrincipals(...ids(most + 1))))).problem).toContain('filter and eventPattern make an event pattern of 2049 characters, over EventBridge\'s quota of 2048');
});

describe('assumptions are counted in the role\'s account and Region, and once', () => {
  const metric = (logGroups: (accounts: TwoAccounts) => LogGroup[]): Input => (accounts) => {
    const role = new TrustingRole(accounts.b, 'Role', { assumingAccount: A });
    logGroups(accounts).forEach((logGroup) => role.metricAssumed(logGroup));
  };
  rejects([
    ['a log group in another account', ALARM, 'logGroup Identity/Trail is in account 111111111111', alarmed(({ a }) => ({ logGroup: trail(a) })), alarmed(({ b }) => ({ logGroup: trail(b) }))],
    ['in another Region', ALARM, 'is in region eu-central-1', alarmed((accounts) => ({ logGroup: trail(otherRegion(accounts)) })), alarmed(({ b }) => ({ logGroup: trail(b) }))],
    ['no assumption', ALARM, 'threshold 0 ', alarmed(({ b }) => ({ logGroup: trail(b), threshold: 0 })), alarmed(({ b }) => ({ logGroup: trail(b), threshold: 1 }))],
    ['half an assumption', ALARM, 'threshold 1.5 ', alarmed(({ b }) => ({ logGroup: trail(b), threshold: 1.5 })), alarmed(({ b }) => ({ logGroup: trail(b), threshold: 2 }))],
    ['no time', ALARM, 'period of 0 minutes', alarmed(({ b }) => ({ logGroup: trail(b), period: Duration.minutes(0) })), alarmed(({ b }) => ({ logGroup: trail(b), period: Duration.minutes(1) }))],
    ['a minute and a half', ALARM, 'period of 1.5 minutes', alarmed(({ b }) => ({ logGroup: trail(b), period: Duration.seconds(90) })), alarmed(({ b }) => ({ logGroup: trail(b), period: Duration.minutes(2) }))],
    ['half a minute', ALARM, 'period of 0.5 minutes', alarmed(({ b }) => ({ logGroup: trail(b), period: Duration.seconds(30) })), alarmed(({ b }) => ({ logGroup: trail(b), period: Duration.minutes(1) }))],
    ['more than a day', ALARM, 'period of 1441 minutes', alarmed(({ b }) => ({ logGroup: trail(b), period: Duration.minutes(1441) })), alarmed(({ b }) => ({ logGroup: trail(b), period: Duration.hours(24) }))],
    ['a token', ALARM, 'period is a token', alarmed(({ b }) => ({ logGroup: trail(b), period: Duration.seconds(Lazy.number({ produce: () => 300 })) })), alarmed(({ b }) => ({ logGroup: trail(b), period: Duration.seconds(300) }))],
    ['two log groups', 'Workload/Role/Other', 'logGroup Workload/Audit is not Workload/Trail',
      ({ b }) => {
        const role = new TrustingRole(b, 'Role', { assumingAccount: A });
        role.alarmOnAssumed('Alarm', { logGroup: trail(b) });
        role.alarmOnAssumed('Other', { logGroup: new LogGroup(b, 'Audit') });
      },
      alarmed(({ b }) => ({ logGroup: trail(b) }))],
    ['two log groups of a metric', ROLE, 'logGroup Workload/Audit is not Workload/Trail',
      metric(({ b }) => [trail(b), new LogGroup(b, 'Audit')]), metric(({ b }) => Array(2).fill(trail(b)))],
    ['a log group of a metric in another account', ROLE, 'logGroup Identity/Trail is in account 111111111111', metric(({ a }) => [trail(a)]), metric(({ b }) => [trail(b)])],
  ]);
});

describe('an alarm has a name and a description that CloudWatch accepts', () => {
  const called = (alarmName: string) => alarmed(({ b }) => ({ logGroup: trail(b), alarmName }));
  const saying = (alarmDescription: string) => alarmed(({ b }) => ({ logGroup: trail(b), alarmDescription }));
  rejects([
    ['a name of 256 characters', ALARM, 'alarmName "nnn', called('n'.repeat(256)), called('n'.repeat(255))],
    ['no name', ALARM, 'alarmName ""', called(''), called('n')],
    ['a name of two lines', ALARM, 'alarmName "one\\ntwo"', called('one\ntwo'), called('one two')],
    ['a description of 1,025 characters', ALARM, 'alarmDescription is 1025 characters long', saying('d'.repeat(1025)), saying('d'.repeat(1024))],
    ['a variable, which CloudFormation does not substitute', ALARM, 'alarmDescription has "${AWS::AccountId}", which CloudFormation does not substitute there',
      saying('account ${AWS::AccountId}'), saying(`account ${Aws.ACCOUNT_ID} for $ {1}`)],
    ['a variable in the name', ALARM, 'alarmName has "${AWS::Region}"', called('${AWS::Region}'), called(Aws.REGION)],
    ['a control character', ALARM, 'has characters that a template cannot contain', saying('bell \u0007'), saying('lines\r\n\tand tabs')],
    ['half a character', ALARM, 'has characters that a template cannot contain', saying('\ud83d'), saying('\ud83d\udd14')],
    ['half a character in the name', ALARM, 'is not one line of text', called('a\ud83d'), called('a\ud83d\udd14')],
  ]);
});
