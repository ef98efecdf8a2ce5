import { App, Duration, Expiration, Lazy, PhysicalName, Stack, Token } from 'aws-cdk-lib';
import { User } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import * as library from '../../../../src';
import { AccessGuide, AssumingGroup, CrossAccountReadOnlyAccess, TrustingRole, TrustingRoleStackSet } from '../../../../src';
import { PARAMETER_TYPES, PROP_TYPES } from '../../../../src/core/runtime-types/declared-types.generated';
import { exampleRole, CONSTRUCT_BY_PROPS, propTypesOf } from '../../../support/constructs-by-props';
import { only } from '../../../support/resources';
import { A, B, C, templateOf, TwoAccounts } from '../../../support/two-accounts';
import { rejectionOf } from '../../../support/validation-messages';

/** JavaScript accepts all of these; other languages accept them in lists and maps. */
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

/** The valid values of each type, as written in `declared-types.generated.ts`. All others must be an error. */
function isRight(type: string, wrong: string): boolean {
  switch (type.replace(/^\.\.\.|\?$/g, '')) {
    case 'string': return wrong === 'a string';
    case 'number': return wrong === 'a number';
    case 'boolean': return wrong === 'true';
    case 'Duration': return wrong === 'a duration';
    case 'string[]': return ['an empty list', 'a list of strings'].includes(wrong);
    case '{string[]}': return ['an object', 'an object without a class'].includes(wrong);
    case 'IUser[]': return wrong === 'an empty list';
    case 'IConstruct': return ['a user', 'an app'].includes(wrong);
    case 'IUser': case 'IGrantable': case 'IPrincipal': return wrong === 'a user';
    case 'object': return wrong.startsWith('an object') || ['a date', 'a duration', 'a user', 'an app'].includes(wrong);
    default: return type.includes('[]') ? wrong === 'an empty list' : isOfOptionalProps(type) && isRight('object', wrong);
  }
}

function isOfOptionalProps(type: string): boolean {
  const struct = type.replace(/\?$/, '');
  return struct in PROP_TYPES && requiredOf(struct).length === 0;
}

/** The required props of a struct. */
function requiredOf(type: string): string[] {
  return type in PROP_TYPES ? propTypesOf(type).filter(([, of]) => !of.endsWith('?')).map(([prop]) => prop) : [];
}

/** Arguments that come before others. */
const GOOD: Record<string, unknown> = {
  notBefore: Expiration.fromString('2030-01-01T00:00:00Z'),
  id: 'Id',
  scanner: 'prowler',
  key: 'team',
  accountId: B,
  accountIds: [B],
  scope: new Stack(),
  logGroup: LogGroup.fromLogGroupName(new Stack(), 'Trail', 'trail'),
};

/** One of a list of arguments, by its type where that is no string. */
const GOOD_OF_MANY: Record<string, unknown> = {
  '...ReadOnlyPermissions': library.ReadOnlyPermissions.billing(), '...PrincipalScope': library.PrincipalScope.users('ann'),
};

const CONSTRUCTS: Record<string, (accounts: TwoAccounts) => any> = {
  AssumingGroup: ({ b }) => CONSTRUCT_BY_PROPS.AssumingGroupProps({ a: b } as TwoAccounts, { trusting: [library.TrustingTarget.account(A)] }),
  CrossAccountReadOnlyAccess: ({ a, b }) => CONSTRUCT_BY_PROPS.CrossAccountReadOnlyAccessProps({ a: b, b: a } as TwoAccounts, {}),
  TrustingRole: (accounts) => CONSTRUCT_BY_PROPS.TrustingRoleProps(accounts, {}),
};

/** The class of a static method, or what another is called on. */
function ownerOf(name: string, method: string): any {
  const type = (library as any)[name];
  return name in CONSTRUCTS ? CONSTRUCTS[name](new TwoAccounts()) : Object.hasOwn(type, method) ? type : (type.securityAudit ?? type.anyRole)();
}

describe.each(Object.entries(CONSTRUCT_BY_PROPS))('%s', (struct, make) => {
  test.each(propTypesOf(struct))('%s is refused where it is not of its type, %s', (prop, type) => {
    const refused = Object.keys(WRONG).filter((wrong) => !isRight(type, wrong));
    expect(refused.length).toBeGreaterThan(10);
    refused.forEach((wrong) => {
      const { problem } = rejectionOf(() => make(new TwoAccounts(), { [prop]: WRONG[wrong] }));
      expect([wrong, problem]).toEqual([wrong, expect.stringMatching(new RegExp(`^${prop}(\\[.*\\])? .* is not (a|an|true or false)\\b`))]);
    });
  });
});

/** Each parameter of each method, with good arguments before it. */
const PARAMETERS = Object.entries(PARAMETER_TYPES).flatMap(([name, methods]) => Object.entries(methods).flatMap(([method, parameters]) =>
  Object.entries(parameters).map(([parameter, type], i): [string, string, string, string, unknown[]] =>
    [name, method, parameter, type, Object.keys(parameters).slice(0, i).map((before) => GOOD[before])])));

/** Of values that can be long or circular, the message has only the type. */
test.each<[string, string, unknown, string]>([
  ['a text as it is', 'sourceIps', 'yes', '"yes" is not a list'],
  ['a number', 'roleName', 42, '42 is not a string'],
  ['a boolean', 'roleName', false, 'false is not a string'],
  ['nothing', 'roleName', null, 'null is not a string'],
  ['a list', 'roleName', ['a', 'b'], 'of 2 entries is not a string'],
  ['an object of a class', 'roleName', new Date(0), 'of class Date is not a string'],
  ['an object of none', 'roleName', Object.create(null), 'of class none is not a string'],
  ['a function', 'roleName', () => 1, 'of type function is not a string'],
  ['what is neither true nor false', 'requireUserNameAsRoleSessionName', 'yes', '"yes" is not true or false'],
])('a wrong value is shown: %s', (_, prop, value, shown) => {
  const { problem, remedy } = rejectionOf(() => CONSTRUCT_BY_PROPS.TrustingRoleProps(new TwoAccounts(), { [prop]: value }));
  expect(problem).toBe(`${prop} ${shown}`);
  expect(remedy).toBe(`give ${shown.split(' is not ')[1]}`);
});

describe('case 2026-11-51: a text or number that is undefined may come from an environment variable that is missing', () => {
  const { account } = library.TrustingTarget;
  const { users } = library.PrincipalScope;
  test.each<[string, () => unknown, string]>([
    ['an argument', () => account(process.env.MISSING_ACCOUNT!), 'accountId undefined is not a string'],
    ['one of several arguments', () => users('ann', process.env.MISSING_USER!), 'userNames[1] undefined is not a string'],
    ['a prop', () => CONSTRUCT_BY_PROPS.TrustingRoleProps(new TwoAccounts(), { assumingAccount: process.env.MISSING_ACCOUNT }), 'assumingAccount undefined is not a string'],
    ['an entry of a list', () => CONSTRUCT_BY_PROPS.TrustingRoleProps(new TwoAccounts(), { sourceIps: [process.env.MISSING_NETWORK] }), 'sourceIps[0] undefined is not a string'],
    ['an account of a StackSet', () => library.TrustingTarget.stackSetToAccounts([B, process.env.MISSING_ACCOUNT!]), 'accountIds[1] undefined is not a string'],
    ['an account of a filter', () => library.AccountFilter.only(process.env.MISSING_ACCOUNT!), 'accountIds[0] undefined is not a string'],
    ['an account that a filter excludes', () => library.AccountFilter.allExcept(B, process.env.MISSING_ACCOUNT!), 'accountIds[1] undefined is not a string'],
    ['an account of a filter of events', () => library.AssumptionFilter.exceptAccounts(process.env.MISSING_ACCOUNT!), 'accounts[0] undefined is not a string'],
  ])('%s', (_, make, problem) => {
    expect(rejectionOf(make)).toMatchObject({ problem, remedy: 'give a string: if the value comes from an environment variable, that variable may be missing' });
  });

  describe('and an account id in which that has become a text', () => {
    const access = (target: library.TrustingTarget) => new CrossAccountReadOnlyAccess(new TwoAccounts().a, 'Access', { trusting: [target] });
    const units = (accountFilter: library.AccountFilter) => access(
      library.TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'], accountFilter }));
    const hint = ': if the value comes from an environment variable, that variable may be missing';

    test.each<[string, (id: string) => unknown]>([
      ['assumingAccount', (id) => CONSTRUCT_BY_PROPS.TrustingRoleProps(new TwoAccounts(), { assumingAccount: id })],
      ['TrustingTarget.account', (id) => access(account(id))],
      ['TrustingTarget.stackSetToAccounts', (id) => access(library.TrustingTarget.stackSetToAccounts([B, id]))],
      ['accountFilter AccountFilter.only', (id) => units(library.AccountFilter.only(id))],
      ['accountFilter AccountFilter.allExcept', (id) => units(library.AccountFilter.allExcept(id))],
    ])('%s', (prop, make) => {
      // What a template literal, an empty variable and JSON make of it.
      for (const id of ['undefined', '', 'null']) {
        expect(rejectionOf(() => make(id))).toMatchObject({
          problem: `${prop} ${JSON.stringify(id)} is not an account id`, remedy: `give the 12 digits, without dashes, as a string${hint}`,
        });
      }
      expect(rejectionOf(() => make('2222-2222-2222')).remedy).toBe('give the 12 digits, without dashes, as a string');
    });
  });

  test('another undefined value has no such reason', () => {
    expect(rejectionOf(() => library.AccessWindow.endingAt(undefined as any)).remedy).toBe('give an Expiration');
  });
});

test.each<[string, unknown, string]>([
  ['in an object', { switchRole: { color: 7 } }, 'switchRole.color 7 is not a string'],
  ['in a list', { sourceIps: ['203.0.113.7', 7] }, 'sourceIps[1] 7 is not a string'],
  ['in a list of a map', { principalTags: { team: ['a', 7] } }, 'principalTags["team"][1] 7 is not a string'],
])('a wrong value %s is named by where it is', (_, props, problem) => {
  expect(rejectionOf(() => CONSTRUCT_BY_PROPS.TrustingRoleProps(new TwoAccounts(), props as any)).problem).toBe(problem);
});

test.each<[string, unknown, string]>([
  ['an account\'s name by itself', 'Shop', 'accountOptions["222222222222"] "Shop" is not an object'],
  ['a name that is no text', { name: 7 }, 'accountOptions["222222222222"].name 7 is not a string'],
])('a wrong value in a map of options is named by where it is: %s', (_, options, problem) => {
  expect(rejectionOf(() => library.TrustingTarget.stackSetToAccounts([B], { accountOptions: { [B]: options as any } })).problem).toBe(problem);
});

describe('each argument', () => {
  test.each(PARAMETERS)('of %s.%s(): %s is refused where it is not of its type, %s', (name, method, parameter, type, before) => {
    const refused = Object.keys(WRONG).filter((wrong) => !isRight(type, wrong));
    expect(refused.length).toBeGreaterThan(10);
    refused.forEach((wrong) => {
      const { path, problem } = rejectionOf(() => ownerOf(name, method)[method](...before, WRONG[wrong]));
      expect([wrong, path]).toEqual([wrong, name in CONSTRUCTS ? 'Workload/Access' : `${name}.${method}`]);
      expect([wrong, problem]).toEqual([wrong, expect.stringMatching(new RegExp(`^(${[parameter, ...requiredOf(type)].join('|')})(\\[.*\\])? .* is not (a|an) `))]);
    });
  });

  test.each(PARAMETERS.filter(([, , , type]) => type.startsWith('...')))('of %s.%s(): none of %s is left out beside others', (name, method, parameter, type, before) => {
    const good = GOOD_OF_MANY[type] ?? 'x';
    [undefined, null].forEach((missing) =>
      expect(rejectionOf(() => ownerOf(name, method)[method](...before, good, missing)).problem).toMatch(new RegExp(`^${parameter}\\[1\\] ${missing === null ? 'null' : 'undefined'} is not a `)));
  });

  test.each<[string, () => unknown, string]>([
    ['an end that is undefined', () => library.AccessWindow.endingAt(undefined as any), 'notAfter undefined is not an Expiration'],
    ['an end that is null, after a beginning', () => library.AccessWindow.between(GOOD.notBefore as Expiration, null as any), 'notAfter null is not an Expiration'],
    ['a beginning that is a text', () => library.AccessWindow.startingAt('2026-01-02' as any), 'notBefore "2026-01-02" is not an Expiration'],
  ])('%s leaves no window open', (_, make, problem) => {
    expect(rejectionOf(make).problem).toBe(problem);
  });

  test('that is left out is refused, unless it may be', () => {
    const needed = PARAMETERS.filter(([, , , type]) => !/^\.\.\.|\?$/.test(type));
    expect(needed.length).toBeGreaterThan(10);
    needed.forEach(([name, method, parameter, , before]) =>
      expect(rejectionOf(() => ownerOf(name, method)[method](...before)).problem).toMatch(new RegExp(`^${parameter} undefined is not `)));
  });
});

test.each<[string, (accounts: TwoAccounts, props: any) => unknown]>([
  ['TrustingRole', ({ b }, props) => new TrustingRole(b, 'Access', props)],
  ['AssumingGroup', ({ a }, props) => new AssumingGroup(a, 'Access', props)],
  ['CrossAccountReadOnlyAccess', ({ a }, props) => new CrossAccountReadOnlyAccess(a, 'Access', props)],
  ['TrustingRoleStackSet', ({ b }, props) => new TrustingRoleStackSet(b, 'Access', props)],
  ['AccessGuide', ({ a }, props) => new AccessGuide(a, 'Access', props)],
  ['alarmOnAssumed', ({ b }, props) => exampleRole(b).alarmOnAssumed('Access', props)],
])('%s without props, or with something else in their place, is refused', (_, make) => {
  [undefined, null, 'x', 42, [], () => 1].forEach((props) =>
    expect(rejectionOf(() => make(new TwoAccounts(), props))).toMatchObject({ problem: expect.stringMatching(/^(props|options) .* is not an object$/), remedy: 'give an object' }));
});

test.each<[string, (accounts: TwoAccounts, props: any) => unknown]>([
  ['assumingAccount', CONSTRUCT_BY_PROPS.TrustingRoleProps],
  ['trusting', CONSTRUCT_BY_PROPS.CrossAccountReadOnlyAccessProps],
  ['target', CONSTRUCT_BY_PROPS.TrustingRoleStackSetProps],
  ['accesses', CONSTRUCT_BY_PROPS.AccessGuideProps],
  ['logGroup', CONSTRUCT_BY_PROPS.AlarmOnAssumedOptions],
])('%s cannot be left out', (prop, make) => {
  expect(rejectionOf(() => make(new TwoAccounts(), { [prop]: undefined })).problem).toMatch(new RegExp(`^${prop} undefined is not `));
});

describe('a name that is left to the CDK', () => {
  const LEFT = PhysicalName.GENERATE_IF_NEEDED;

  test.each<[string, keyof typeof CONSTRUCT_BY_PROPS, object, string]>([
    ['as the role\'s name, which both halves write', 'TrustingRoleProps', { roleName: LEFT }, 'roleName'],
    ['as the name that a group looks for', 'AssumingGroupProps', { roleName: LEFT }, 'roleName'],
    ['within another', 'AssumingGroupProps', { groupName: `Team-${LEFT}` }, 'groupName'],
    ['as a path', 'CrossAccountReadOnlyAccessProps', { path: LEFT }, 'path'],
    ['in a list', 'TrustingRoleProps', { sourceIps: ['192.0.2.0/24', LEFT] }, 'sourceIps[1]'],
  ])('%s, is refused', (_, maker, props, path) => {
    expect(rejectionOf(() => CONSTRUCT_BY_PROPS[maker](new TwoAccounts(), props))).toMatchObject({
      problem: `${path} PhysicalName.GENERATE_IF_NEEDED is not a literal name`, remedy: 'give a literal name',
    });
  });

  test.each<[string, () => unknown, string]>([
    ['a user', () => library.PrincipalScope.users('ann', LEFT), 'userNames[1]'],
    ['a StackSet', () => library.TrustingTarget.stackSetToAccounts([C], { stackSetName: LEFT }), 'stackSetName'],
  ])('as that of %s, is refused', (_, make, path) => {
    expect(rejectionOf(make).problem).toBe(`${path} PhysicalName.GENERATE_IF_NEEDED is not a literal name`);
  });

  test.each<[string, keyof typeof CONSTRUCT_BY_PROPS, object]>([
    ['the group', 'AssumingGroupProps', { groupName: LEFT }],
    ['an alarm', 'AlarmOnAssumedOptions', { alarmName: LEFT }],
  ])('of %s, which nothing else needs to know, is the CDK\'s', (_, maker, props) => {
    const accounts = new TwoAccounts();
    CONSTRUCT_BY_PROPS[maker](accounts, props);
    expect(() => accounts.app.node.findAll().filter(Stack.isStack).forEach(templateOf)).not.toThrow();
  });
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
