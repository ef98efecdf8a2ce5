import { Expiration } from 'aws-cdk-lib';
import { assumeRole, assumeRoleByConsole, CALLING, CloudTrailEvent, ROLE_ARN, ROLES, switchRole } from './cloudtrail';
import { AccessWindow, AssumptionFilter, OnAssumedOptions, TrustingRoleProps } from '../../../src';

/** An event, and whether the rule fires. */
export type Case = [what: string, event: CloudTrailEvent, fires: boolean];

/** The cases of one rule. */
export interface Rule {
  readonly what: string;
  readonly options?: OnAssumedOptions;
  readonly props?: Partial<TrustingRoleProps>;
  readonly cases: Case[];
}

const until = (time: string) => AccessWindow.endingAt(Expiration.fromString(time));
const at = (eventTime: string) => assumeRole({ eventTime });
const from = (sourceIPAddress: string) => assumeRole({ sourceIPAddress });
const by = (principalId?: string, accountId?: string) => assumeRole({ userIdentity: { principalId, accountId } });
const session = (roleSessionName: string) => assumeRole({ requestParameters: { roleSessionName } });
const switchBy = (name: string) => switchRole({
  userIdentity: { principalId: `AROAQRSTUVWXYZEXAMPLE:${name}`, arn: `arn:aws:sts::${ROLES}:assumed-role/EC2-dev/${name}` },
});
const switchFrom = (SwitchFrom?: string) => switchRole({ additionalEventData: { SwitchFrom } });
const service = assumeRole({ userIdentity: { type: 'AWSService', principalId: undefined, accountId: undefined, invokedBy: 'ec2.amazonaws.com' } });

/** The current time in the tests; the windows are around it. */
export const NOW = '2026-06-15T12:00:00Z';

export const RULES: Rule[] = [
  {
    what: 'every assumption of the role',
    cases: [
      ['a call of AssumeRole', assumeRole(), true],
      ['that the console makes', assumeRoleByConsole(), true],
      ['a switch in the console', switchRole(), true],
      ['by a session of a role', by('AROAQRSTUVWXYZEXAMPLE:JohnDoe', CALLING), true],
      ['by an account that the role should not trust', by('AIDAQRSTUVWXYZEXAMPLE', '444455556666'), true],
      ['by a service that the role should not trust', service, true],
      ['by an identity provider that the role should not trust', assumeRole({ eventName: 'AssumeRoleWithSAML' }), true],
      ['in another Region, when it has been forwarded', assumeRole({ awsRegion: 'ap-south-1' }), true],
      ['a denied call', assumeRole({ errorCode: 'AccessDenied' }), false],
      ['a switch that failed', switchRole({ responseElements: { SwitchRole: 'Failure' } }), false],
      ['of another role', assumeRole({ requestParameters: { roleArn: `arn:aws:iam::${ROLES}:role/EC2-devs` } }), false],
      ['of the role of that name in another account', assumeRole({ requestParameters: { roleArn: `arn:aws:iam::${CALLING}:role/EC2-dev` } }), false],
      ['of a role of that name with a path', assumeRole({ requestParameters: { roleArn: `arn:aws:iam::${ROLES}:role/a/EC2-dev` } }), false],
      ['a switch to another role', switchRole({ userIdentity: { arn: `arn:aws:sts::${ROLES}:assumed-role/EC2-devs/JohnDoe` } }), false],
      ['a switch in another account', switchRole({ userIdentity: { arn: `arn:aws:sts::${CALLING}:assumed-role/EC2-dev/JohnDoe` } }), false],
      ['a sign-in', switchRole({ eventName: 'ConsoleLogin' }), false],
      ['what a session does', assumeRole({ eventName: 'GetCallerIdentity' }), false],
    ],
  },
  {
    what: 'every assumption of a role with a path',
    props: { path: '/security/' },
    cases: [
      ['a call of AssumeRole', assumeRole({ requestParameters: { roleArn: `arn:aws:iam::${ROLES}:role/security/EC2-dev` } }), true],
      ['of a role without it', assumeRole(), false],
      ['a switch in the console, whose session has no path', switchRole(), true],
    ],
  },
  {
    what: 'with an additional event pattern',
    options: { eventPattern: { detail: { awsRegion: ['us-east-2'] } } },
    cases: [
      ['an event that both patterns match', assumeRole(), true],
      ['an event that only the rule\'s pattern matches', assumeRole({ awsRegion: 'us-east-1' }), false],
      ['an event that only the additional pattern matches', assumeRole({ requestParameters: { roleArn: `${ROLE_ARN}s` } }), false],
    ],
  },
  {
    what: 'outside a window that ends',
    options: { filter: AssumptionFilter.outsideWindow(until('2026-12-31T23:59:59Z')) },
    cases: [
      ['in its last second', at('2026-12-31T23:59:59Z'), false],
      ['a second later', at('2027-01-01T00:00:00Z'), true],
      ['years later', at('2043-01-01T00:00:00Z'), true],
      ['long before', at('2014-07-18T15:07:39Z'), false],
      ['a switch in time', switchRole({ eventTime: '2026-12-31T23:59:59Z' }), false],
      ['a switch too late', switchRole({ eventTime: '2027-01-01T00:00:00Z' }), true],
      ['of another role', assumeRole({ eventTime: '2027-01-01T00:00:00Z', requestParameters: { roleArn: `${ROLE_ARN}s` } }), false],
    ],
  },
  {
    what: 'outside a window with two ends',
    options: {
      filter: AssumptionFilter.outsideWindow(AccessWindow.between(Expiration.fromString('2026-07-01T08:30:00Z'), Expiration.fromString('2026-09-30T17:45:10Z'))),
    },
    cases: [
      ['a second before', at('2026-07-01T08:29:59Z'), true],
      ['in the first', at('2026-07-01T08:30:00Z'), false],
      ['between', at('2026-08-19T23:11:05Z'), false],
      ['in the last', at('2026-09-30T17:45:10Z'), false],
      ['a second after', at('2026-09-30T17:45:11Z'), true],
    ],
  },
  {
    what: 'outside networks',
    options: { filter: AssumptionFilter.outsideNetworks('192.0.2.0/24', '198.51.100.7', '203.0.112.0/22', '2001:db8:1::/48', '2001:DB8:0:0::9') },
    cases: [
      ['from an address in one', from('192.0.2.101'), false],
      ['from the next network', from('192.0.3.101'), true],
      ['from the address', from('198.51.100.7'), false],
      ['from one that begins like it', from('198.51.100.77'), true],
      ['from the last of a network within a number', from('203.0.115.255'), false],
      ['from the first behind it', from('203.0.116.0'), true],
      ['from the last before it', from('203.0.111.255'), true],
      ['from an IPv6 address in one', from('2001:db8:1:2:3:4:5:6'), false],
      ['from its first', from('2001:db8:1::'), false],
      ['from an IPv6 network that begins like it', from('2001:db8:11::1'), true],
      ['from an IPv6 address in another notation', from('2001:db8::9'), false],
      ['from any other', from('2001:db8::8'), true],
      ['by AWS for the console, whose own event has the source', assumeRoleByConsole(), false],
      ['by a service', from('cloudformation.amazonaws.com'), false],
      ['by a service in China', from('cloudformation.amazonaws.com.cn'), false],
      ['a switch inside', switchRole(), false],
      ['a switch from outside', switchRole({ sourceIPAddress: '192.0.3.101' }), true],
    ],
  },
  {
    what: 'by other users',
    options: { filter: AssumptionFilter.exceptUsers('JohnDoe', 'JaneDoe') },
    props: { requireUserNameAsRoleSessionName: true },
    cases: [
      ['by one of them', session('JohnDoe'), false],
      ['by the other', session('JaneDoe'), false],
      ['by a third', session('MaryMajor'), true],
      ['by one whose name begins alike', session('JohnDoe2'), true],
      ['by one whose name ends alike', session('xJohnDoe'), true],
      ['the console for one of them', assumeRoleByConsole(), false],
      ['a switch by one of them', switchRole(), false],
      ['a switch by a third', switchBy('MaryMajor'), true],
      ['a switch by one whose name ends alike', switchBy('xJohnDoe'), true],
    ],
  },
  {
    what: 'by other principals',
    options: { filter: AssumptionFilter.exceptPrincipals('AIDAQRSTUVWXYZEXAMPLE', 'AROAJBP4A5WSXVNY72RLE') },
    cases: [
      ['by the user', assumeRole(), false],
      ['by the user through the console', assumeRoleByConsole(), false],
      ['by a session of the role', by('AROAJBP4A5WSXVNY72RLE:JaneDoe', CALLING), false],
      ['by a recreated user of the same name', by('AIDACKCEVSQ6C2EXAMPLE', CALLING), true],
      ['by a session of another role', by('AROAIDPPEZS35WEXAMPLE:JohnDoe', CALLING), true],
      ['by a service', service, true],
      ['the switch, whose call has been decided', switchRole(), false],
      ['of another role', assumeRole({ requestParameters: { roleArn: `${ROLE_ARN}s` }, userIdentity: { principalId: 'AIDACKCEVSQ6C2EXAMPLE' } }), false],
    ],
  },
  {
    what: 'from other accounts',
    options: { filter: AssumptionFilter.exceptAccounts(CALLING, '444455556666') },
    cases: [
      ['from one of them', assumeRole(), false],
      ['from the other', by('AIDAQRSTUVWXYZEXAMPLE', '444455556666'), false],
      ['from a third', by('AIDAQRSTUVWXYZEXAMPLE', '999999999999'), true],
      ['by a service', service, true],
      ['a switch by a user of one', switchRole(), false],
      ['a switch by a session of one', switchFrom(`arn:aws:sts::${CALLING}:assumed-role/Admin/JohnDoe`), false],
      ['a switch from a third', switchFrom('arn:aws:iam::999999999999:user/JohnDoe'), true],
      ['a switch from an unknown account', switchFrom(), true],
    ],
  },
];
