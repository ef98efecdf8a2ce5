import { Duration, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, ManagedPolicy, PolicyStatement, Role, User } from 'aws-cdk-lib/aws-iam';
import { CrossAccountReadOnlyAccess, MfaRequirement, PrincipalScope, ReadOnlyPermissions, Scanner, TrustingTarget } from '../../src';
import { ACCESS_KEY, ADMINISTRATOR, mfa, permissionSet, session, user } from '../support/callers';
import { deployed, testWhoCanAssume, AllowedAndDeniedAction, testAllowedActions } from '../support/decision-tables';
import { DeployedIam } from '../support/deployed-iam';
import { RECOMMENDED_FLAGS } from '../support/recommended-flags';
import { resolveIamResources } from '../support/resolved-template';
import { A, B, templateOf, TwoAccounts } from '../support/two-accounts';

const allow = (...actions: string[]) => new PolicyStatement({ actions, resources: ['*'] });

function readmeExample({ a, b }: TwoAccounts): void {
  new CrossAccountReadOnlyAccess(a, 'SecurityReadOnly', {
    users: [User.fromUserName(a, 'UserA', 'userA')],
    trusting: [TrustingTarget.scope(b)],
  });
}

function richExample({ a, b }: TwoAccounts): void {
  const access = new CrossAccountReadOnlyAccess(a, 'SecurityReadOnly', {
    users: [User.fromUserName(a, 'Ann', 'ann'), new User(a, 'Bob', { userName: 'bob', path: '/team/' })],
    trusting: [TrustingTarget.scope(b), TrustingTarget.account('444444444444')],
    groupName: 'Auditors',
    roleName: 'Auditor',
    path: '/security/',
    principals: [PrincipalScope.users('ann', '/team/bob'), PrincipalScope.roles('Deployer'), PrincipalScope.permissionSets('Audit', 'Billing')],
    mfa: MfaRequirement.required({ maxAge: Duration.hours(1) }),
    permissions: ReadOnlyPermissions.custom({
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('SecurityAudit')],
      statements: [allow('s3:GetObject'), allow('s3:ListBucket')],
    }),
    groupPermissions: ReadOnlyPermissions.custom({ statements: [allow('s3:ListAllMyBuckets'), allow('ec2:DescribeInstances')] }),
    maxSessionDuration: Duration.hours(4),
  });
  access.roles[0].addToPolicy(allow('s3:CreateBucket'));
  access.grantAssumeRole(User.fromUserName(a, 'Cyd', 'cyd'));
  access.grantAssumeRole(new Role(a, 'Ci', { roleName: 'Builder', assumedBy: new AccountRootPrincipal() }));
}

function made(example: (accounts: TwoAccounts) => void, context: Record<string, unknown>): TwoAccounts {
  const accounts = new TwoAccounts({ context });
  example(accounts);
  return accounts;
}

/** The meaning of a stack's policies: one line for each combination that a statement allows, however statements are split. */
function meaning(stack: Stack): string[] {
  return resolveIamResources(templateOf(stack).toJSON(), stack.account).flatMap(({ properties }) => {
    const { PolicyDocument, AssumeRolePolicyDocument, Policies, Users, Roles, Groups, ...rest } = properties;
    const holder = Users ? 'user' : Roles ? 'role' : Groups ? 'group' : PolicyDocument ? 'the holder of the policy' : 'trust';
    return [
      ...combinations(holder, PolicyDocument ?? AssumeRolePolicyDocument),
      ...(Policies ?? []).flatMap((inline: any) => combinations('inline', inline.PolicyDocument)),
      ...PolicyDocument ? [] : [canonical(rest)],
    ];
  }).sort();
}

function combinations(holder: string, document?: { Statement: any[] }): string[] {
  return document?.Statement.flatMap(({ Action, Resource, ...others }) =>
    [Action].flat().flatMap((action) => [Resource].flat().map((resource) => `${holder}: ${action} on ${resource} ${canonical(others)}`))) ?? [];
}

/** JSON without the order of keys and lists. */
function canonical(value: any): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).sort().join()}]`;
  }
  if (typeof value !== 'object') {
    return JSON.stringify(value);
  }
  return `{${Object.keys(value).sort().map((key) => `${key}:${canonical(value[key])}`).join()}}`;
}

/** Levels whose denials need several policies, for the role and for the group. */
const LEVELS: [string, () => ReadOnlyPermissions, (account: string) => AllowedAndDeniedAction[]][] = [
  ['metadataOnly()', () => ReadOnlyPermissions.metadataOnly(), (account) => [
    ['list functions, not read their code', ['lambda:ListFunctions'], ['lambda:GetFunction', `arn:aws:lambda:eu-west-1:${account}:function:f`]],
    ['see an API\'s stages, not its keys', ['apigateway:GET', 'arn:aws:apigateway:eu-west-1::/restapis/a/stages'], ['apigateway:GET', 'arn:aws:apigateway:eu-west-1::/apikeys']],
  ]],
  ['scanner(Scanner.PROWLER)', () => ReadOnlyPermissions.scanner(Scanner.PROWLER), (account) => [
    ['read log events, not objects', ['logs:FilterLogEvents', `arn:aws:logs:eu-west-1:${account}:log-group:g`], ['s3:GetObject', 'arn:aws:s3:::bucket/key']],
    ['see a table\'s policy, not its items',
      ['dynamodb:GetResourcePolicy', `arn:aws:dynamodb:eu-west-1:${account}:table/t`], ['dynamodb:GetItem', `arn:aws:dynamodb:eu-west-1:${account}:table/t`]],
  ]],
];

const atLevel = (level: () => ReadOnlyPermissions) => ({ a, b }: TwoAccounts) => {
  const access = new CrossAccountReadOnlyAccess(a, 'Access', { trusting: [TrustingTarget.scope(b)], groupName: 'Auditors', permissions: level(), groupPermissions: level() });
  access.roles[0].addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess'));
};

describe.each([
  ['the README\'s example', readmeExample],
  ['an example with everything', richExample],
  ...LEVELS.map(([name, level]): [string, typeof readmeExample] => [`an access at ${name}`, atLevel(level)]),
])('%s means the same without any feature flag and with all recommended ones', (_, example) => {
  test.each([
    ['in the assuming account', ({ a }: TwoAccounts) => a],
    ['in the trusting account', ({ b }: TwoAccounts) => b],
  ])('%s', (__, stack) => {
    const plain = meaning(stack(made(example, {})));
    expect(plain.filter((line) => line.includes('sts:AssumeRole')).length).toBeGreaterThan(0);
    expect(meaning(stack(made(example, RECOMMENDED_FLAGS)))).toEqual(plain);
  });
});

test('the flags do change how policies are written, so that the comparison above compares something', () => {
  const [plain, flagged] = [{}, RECOMMENDED_FLAGS].map((context) => made(richExample, context).templateB.toJSON().Resources);
  expect(RECOMMENDED_FLAGS).toMatchObject({ '@aws-cdk/aws-iam:minimizePolicies': true });
  expect(flagged).not.toEqual(plain);
});

describe.each([
  ['without any feature flag', {}],
  ['with policies minimized', { '@aws-cdk/aws-iam:minimizePolicies': true }],
  ['with all recommended flags', RECOMMENDED_FLAGS],
])('decisions %s', (_, context) => {
  const bob = (signIn = mfa(), path = '/team/') => user('bob', signIn, { path });
  let iam: DeployedIam;
  beforeAll(() => {
    const { a, b } = made(richExample, context);
    iam = new DeployedIam(a, b);
  });

  testWhoCanAssume(() => iam, [
    ['a member with MFA, not without', user('ann', mfa()), user('ann', ACCESS_KEY)],
    ['a member with fresh MFA, not with an old one', bob(), bob(mfa(3601))],
    ['a member with a path, not without it', bob(), bob(mfa(), '/')],
    ['a granted user, not another one', user('cyd', mfa()), user('dan', mfa())],
    ['a granted role without MFA, not a trusted one that its own policies do not allow to', session('Builder'), session('Deployer')],
  ], 'Auditor');

  testAllowedActions(() => iam, () => iam.sessionOf(`arn:aws:iam::${B}:role/security/Auditor`), [
    ['read, not write what the boundary cuts', ['s3:GetObject', 'arn:aws:s3:::bucket/key'], ['s3:CreateBucket', 'arn:aws:s3:::bucket']],
  ]);
  testAllowedActions(() => iam, () => user('ann', mfa()), [
    ['at home what is said, not what is not', ['ec2:DescribeInstances'], ['ec2:DescribeVpcs']],
    ['their own device, not that of another', ['iam:EnableMFADevice', 'arn:aws:iam::111111111111:user/ann'], ['iam:EnableMFADevice', 'arn:aws:iam::111111111111:user/bob']],
  ]);
});

describe.each([
  ['without any feature flag', {}],
  ['with policies minimized', { '@aws-cdk/aws-iam:minimizePolicies': true }],
  ['with all recommended flags', RECOMMENDED_FLAGS],
])('decisions on levels %s', (_, context) => {
  describe.each(LEVELS)('%s', (__, level, cases) => {
    let iam: DeployedIam;
    beforeAll(() => {
      const { a, b } = made(atLevel(level), context);
      iam = new DeployedIam(a, b);
    });
    describe('a session of the role, to which an administrator\'s policy is attached', () =>
      testAllowedActions(() => iam, () => iam.sessionOf(iam.roleArn('SecurityReadOnlyRole')), cases(B)));
    describe('a member at home', () => testAllowedActions(() => iam, () => user('ann', mfa(), { groups: ['Auditors'] }), cases(A)));
  });
});

// The CDK merges statements that look equal to it, and tokens of a kind do.
describe.each([
  ['as they are', {}],
  ['minimized', { '@aws-cdk/aws-iam:minimizePolicies': true }],
])('users and roles who are asked for the same, with policies %s', (_, context) => {
  let iam: DeployedIam;
  beforeAll(() => {
    const principals = [PrincipalScope.users('ann'), PrincipalScope.roles('Ci'), PrincipalScope.permissionSets('Audit')];
    iam = deployed({ principals, mfa: MfaRequirement.none() }, () => {}, new TwoAccounts({ context }));
  });

  const everything = { policies: [ADMINISTRATOR] };
  testWhoCanAssume(() => iam, [
    ['the user, not another', user('ann', ACCESS_KEY, everything), user('bob', ACCESS_KEY, everything)],
    ['the role, not another', session('Ci', everything), session('Cd', everything)],
    ['the permission set, not another', permissionSet('Audit', everything), permissionSet('Auditor', everything)],
  ]);
});
