import { App, Duration, Lazy, Stack, Token } from 'aws-cdk-lib';
import { User } from 'aws-cdk-lib/aws-iam';
import { AccessGuide, AssumingGroup, CrossAccountReadOnlyAccess, TrustingRole, TrustingRoleStackSet } from '../src';
import { aRole, MAKERS, typesOf } from './support/makers';
import { rejectionOf } from './support/rejections';
import { only } from './support/resources';
import { A, templateOf, TwoAccounts } from './support/two-accounts';

/** JavaScript lets any of these through; other languages do for lists and maps. */
const WRONG: Record<string, unknown> = {
  'a string': 'x',
  'a number': 42,
  'NaN': NaN,
  'true': true,
  'null': null,
  'an object': {},
  'an object of strings': { a: 'b' },
  'a date': new Date(0),
  'an empty list': [],
  'a list of strings': ['x'],
  'a list of null': [null],
  'a list of numbers': [42],
  'a list of objects': [{}],
  'a list of lists': [['x']],
  'a function': () => 1,
  'a class': User,
  'a symbol': Symbol('x'),
  'a big number': BigInt(1),
  'a duration': Duration.hours(1),
  'a user': User.fromUserName(new Stack(), 'User', 'userA'),
  'an app': new App(),
  'an object without a class': Object.create(null),
};

/** What is right of each type, by how it is written in PROP_TYPES: the rest must be refused. */
function isRight(type: string, wrong: string): boolean {
  switch (type.replace(/\?$/, '')) {
    case 'string': return wrong === 'a string';
    case 'number': return wrong === 'a number';
    case 'boolean': return wrong === 'true';
    case 'Duration': return wrong === 'a duration';
    case 'string[]': return ['an empty list', 'a list of strings'].includes(wrong);
    case '{string[]}': return ['an object', 'an object without a class'].includes(wrong);
    case 'IUser[]': return wrong === 'an empty list';
    case 'SwitchRoleOptions': case 'ProfileOptions': return wrong.startsWith('an object') || ['a date', 'a duration', 'a user', 'an app'].includes(wrong);
    default: return type.includes('[]') && wrong === 'an empty list';
  }
}

describe.each(Object.entries(MAKERS))('%s', (struct, make) => {
  test.each(typesOf(struct))('%s is refused where it is not of its type, %s', (prop, type) => {
    const refused = Object.keys(WRONG).filter((wrong) => !isRight(type, wrong));
    expect(refused.length).toBeGreaterThan(10);
    refused.forEach((wrong) => {
      const { problem } = rejectionOf(() => make(new TwoAccounts(), { [prop]: WRONG[wrong] }));
      expect([wrong, problem]).toEqual([wrong, expect.stringMatching(new RegExp(`^${prop}(\\[.*\\])? .* is not (a|an|true or false)\\b`))]);
    });
  });
});

test.each<[string, (accounts: TwoAccounts, props: any) => unknown]>([
  ['TrustingRole', ({ b }, props) => new TrustingRole(b, 'Access', props)],
  ['AssumingGroup', ({ a }, props) => new AssumingGroup(a, 'Access', props)],
  ['CrossAccountReadOnlyAccess', ({ a }, props) => new CrossAccountReadOnlyAccess(a, 'Access', props)],
  ['TrustingRoleStackSet', ({ b }, props) => new TrustingRoleStackSet(b, 'Access', props)],
  ['AccessGuide', ({ a }, props) => new AccessGuide(a, 'Access', props)],
  ['alarmOnAssumed', ({ b }, props) => aRole(b).alarmOnAssumed('Access', props)],
])('%s without props, or with something else in their place, is refused', (_, make) => {
  [undefined, null, 'x', 42, [], () => 1].forEach((props) =>
    expect(rejectionOf(() => make(new TwoAccounts(), props))).toMatchObject({ problem: expect.stringMatching(/^props .* is not an object$/), remedy: 'give an object' }));
});

test.each<[string, (accounts: TwoAccounts, props: any) => unknown]>([
  ['assumingAccount', MAKERS.TrustingRoleProps],
  ['trusting', MAKERS.CrossAccountReadOnlyAccessProps],
  ['target', MAKERS.TrustingRoleStackSetProps],
  ['access', MAKERS.AccessGuideProps],
  ['logGroup', MAKERS.AlarmOnAssumedOptions],
])('%s cannot be left out', (prop, make) => {
  expect(rejectionOf(() => make(new TwoAccounts(), { [prop]: undefined })).problem).toMatch(new RegExp(`^${prop} undefined is not `));
});

test('tokens of each type are of that type', () => {
  const { b } = new TwoAccounts();
  const token = (value: any) => Lazy.any({ produce: () => value });
  new TrustingRole(b, 'Access', {
    assumingAccount: A,
    roleName: Token.asString(token('looker')),
    sourceIps: Token.asList(token(['192.0.2.0/24'])),
    trustPolicyQuota: Token.asNumber(token(4096)),
    maxSessionDuration: Duration.seconds(Token.asNumber(token(7200))),
  });
  expect(only(templateOf(b), 'AWS::IAM::Role')).toMatchObject({ RoleName: 'looker', MaxSessionDuration: 7200 });
});

test('a class of another copy of a library is the same class', () => {
  jest.isolateModules(() => {
    const { Duration: Other } = jest.requireActual('aws-cdk-lib');
    expect(Other).not.toBe(Duration);
    const { b } = new TwoAccounts();
    new TrustingRole(b, 'Access', { assumingAccount: A, maxSessionDuration: Other.hours(2) });
    expect(only(templateOf(b), 'AWS::IAM::Role').MaxSessionDuration).toBe(7200);
  });
});
