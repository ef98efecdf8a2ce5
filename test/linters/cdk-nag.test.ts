/** Runs cdk-nag's packs on both halves: the library acknowledges every finding in its resources, and none in what users add. */
import { App, Duration, Expiration, Stack, Validations } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { Group, ManagedPolicy, Policy, PolicyStatement, Role, User } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import {
  AccessWindow, AssumingGroup, AwsLogin, CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps, IdentityPolicies, ReadOnlyPermissions, Scanner,
  SelfManagedMfa, TrustingRole, TrustingTarget,
} from '../../src';
import { LEVELS as NAMED_LEVELS } from '../../tools/levels/levels';
import { findingsIn, PACKS } from '../support/cdk-nag';
import { COMPLETE } from '../support/complete';
import { A, B, TwoAccounts, TwoAccountsOptions } from '../support/two-accounts';

const OPT_OUT = { 'cdk-cross-account-read-only-access:acknowledgeCdkNag': false };

type Shape = (accounts: TwoAccounts, props: Partial<CrossAccountReadOnlyAccessProps>) => unknown;

const access = (trusting: (accounts: TwoAccounts) => TrustingTarget[]): Shape => (accounts, props) =>
  new CrossAccountReadOnlyAccess(accounts.a, 'Access', { users: [User.fromUserName(accounts.a, 'UserA', 'userA')], trusting: trusting(accounts), ...props });

const SHAPES: Record<string, Shape> = {
  'the two accounts': access(({ b }) => [TrustingTarget.scope(b)]),
  'a StackSet': access(() => [TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-abcdefgh'] })]),
  'listed accounts': access(() => [TrustingTarget.stackSetToAccounts(Array.from({ length: 300 }, (_, i) => String(300_000_000_000 + i)))]),
  'a role with monitoring': ({ b }, { permissions, identityPolicies }) => {
    const role = new TrustingRole(b, 'Role', { assumingAccount: A, permissions, identityPolicies });
    const topic = Topic.fromTopicArn(b, 'Topic', `arn:aws:sns:eu-west-1:${B}:alerts`);
    const deadLetterQueue = Queue.fromQueueArn(b, 'Queue', `arn:aws:sqs:eu-west-1:${B}:undelivered`);
    role.onAssumed('Assumed', { target: new SnsTopic(topic, { deadLetterQueue }), regions: ['us-east-1'] });
    role.alarmOnAssumed('Often', { logGroup: LogGroup.fromLogGroupName(b, 'Trail', 'trail') }).addAlarmAction(new SnsAction(topic));
  },
  'a role whose sessions end': ({ b }, { permissions, identityPolicies }) => new TrustingRole(b, 'Role', {
    assumingAccount: A,
    permissions,
    identityPolicies,
    accessWindow: AccessWindow.endingAt(Expiration.fromString('2099-12-31T23:59:59Z')),
    revokeSessionsBefore: Expiration.fromString('2026-11-01T00:00:00Z'),
  }),
  'a grant': (accounts, props) => {
    const { a, b } = accounts;
    const users = [User.fromUserName(a, 'UserA', 'userA')];
    const made = new CrossAccountReadOnlyAccess(a, 'Access', { users, trusting: [TrustingTarget.scope(b)], ...props });
    made.grantAssumeRole(Role.fromRoleName(a, 'Ci', 'ci'));
  },
};

const LEVELS = { 'the default level': () => undefined, ...NAMED_LEVELS, 'none()': () => ReadOnlyPermissions.none() };

function appWith(shape: Shape, props: Partial<CrossAccountReadOnlyAccessProps>, options?: TwoAccountsOptions): App {
  const accounts = new TwoAccounts(options);
  shape(accounts, props);
  return accounts.app;
}

function findingsOf(shape: Shape, props: Partial<CrossAccountReadOnlyAccessProps>, options?: TwoAccountsOptions, pack?: string): string[] {
  return findingsIn(appWith(shape, props, options), pack);
}

/** Every level in the two accounts. In the other shapes, the complete run has every level, and the quick run two. */
const levelsIn = (shape: string) => Object.entries(LEVELS).filter((_, i) => COMPLETE || shape === 'the two accounts' || i < 2);

const CASES = Object.keys(SHAPES).flatMap((shape) => levelsIn(shape).map(([level, made]) => [shape, level, made] as const));

describe.each(CASES)('case 2026-11-54: %s, at %s', (shape, _, level) => {
  let app: App | undefined;
  beforeAll(() => {
    app = appWith(SHAPES[shape], { permissions: level(), groupPermissions: level() });
  });
  // The complete run has more than a hundred apps, too many to keep in memory.
  afterAll(() => {
    app = undefined;
  });

  test.each(Object.keys(PACKS))('the pack %s has no findings', (pack) => {
    expect(findingsIn(app!, pack)).toEqual([]);
  });
});

/** The packs that can have a rule against inline policies. */
const OTHER_PACKS = Object.keys(PACKS).filter((pack) => pack !== 'AWS Solutions');

describe.each(OTHER_PACKS)('with managed policies only, the pack %s', (pack) => {
  const identityPolicies = IdentityPolicies.MANAGED_ONLY;
  const inlineIn = (shape: string) => findingsOf(SHAPES[shape], { identityPolicies }, { context: OPT_OUT }, pack).filter((finding) => finding.includes('IAMNoInlinePolicy'));
  const others: Record<string, RegExp> = {
    'a grant': /-IAMNoInlinePolicy in Identity\/Access\/Assume\w+\/Resource$/,
    'a role with monitoring': /-IAMNoInlinePolicy in Workload-assumptions-us-east-1\/\w+\/EventsRole\/DefaultPolicy\/Resource$/,
  };

  test.each(Object.keys(SHAPES).filter((shape) => !(shape in others)))('%s: no inline policy, acknowledged or not', (shape) => {
    expect(inlineIn(shape)).toEqual([]);
    expect(findingsOf(SHAPES[shape], { identityPolicies }, {}, pack)).toEqual([]);
  });

  test.each(Object.entries(others))('%s: only the policy of the grantee, or of the role that the CDK makes', (shape, policy) => {
    expect(inlineIn(shape)).toEqual(pack === 'Serverless' ? [] : [expect.stringMatching(policy)]);
    expect(findingsOf(SHAPES[shape], { identityPolicies }, {}, pack)).toEqual([]);
  });
});

/** The packs that have the rules which the following tests name. */
const PREFIXES = { 'HIPAA Security': 'HIPAA.Security', 'NIST 800-53 rev 4': 'NIST.800.53.R4', 'NIST 800-53 rev 5': 'NIST.800.53.R5', 'PCI DSS 3.2.1': 'PCI.DSS.321' };

/** One app for all packs, as above: none of them takes the findings of another. */
let withoutAcknowledgements: App | undefined;

describe.each(Object.entries(PREFIXES))('case 2026-11-54: the pack %s still finds', (pack, prefix) => {
  test('what the library acknowledges, without the acknowledgements', () => {
    withoutAcknowledgements ??= appWith(SHAPES['the two accounts'], {}, { context: OPT_OUT });
    expect(findingsIn(withoutAcknowledgements, pack)).toEqual([
      `${prefix}-IAMNoInlinePolicy in Identity/Access/Group/AssumeRole/Resource`,
      `${prefix}-IAMNoInlinePolicy in Identity/Access/Group/SelfManagedMfa/Resource`,
      `${prefix}-IAMNoInlinePolicy in Workload/TrustingRole-SecurityReadOnlyRole/Resource`,
    ]);
  });

  const everything = () => new PolicyStatement({ actions: ['*'], resources: ['*'] });

  test.each<[string, (accounts: TwoAccounts) => unknown, string[]]>([
    ['an inline policy that is added to the role', ({ b }) => new TrustingRole(b, 'Role', { assumingAccount: A })
      .addToPolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: ['arn:aws:s3:::logs'] })), ['IAMNoInlinePolicy in Workload/Role/DefaultPolicy/Resource']],
    ['an inline policy that is added to the group', ({ a }) => new Policy(a, 'More', {
      statements: [new PolicyStatement({ actions: ['s3:ListBucket'], resources: ['arn:aws:s3:::logs'] })],
      groups: [new AssumingGroup(a, 'Auditors', { users: [User.fromUserName(a, 'UserA', 'userA')], trusting: [TrustingTarget.account(B)] })],
    }), ['IAMNoInlinePolicy in Identity/More/Resource']],
    ['a policy of administrators', ({ b }) => new TrustingRole(b, 'Role', { assumingAccount: A })
      .addManagedPolicy(new ManagedPolicy(b, 'All', { statements: [everything()] })), ['IAMPolicyNoStatementsWithAdminAccess in Workload/All/Resource']],
  ])('%s', (_, add, findings) => {
    const accounts = new TwoAccounts();
    add(accounts);
    expect(findingsIn(accounts.app, pack)).toEqual(expect.arrayContaining(findings.map((finding) => `${prefix}-${finding}`)));
  });

  test('an inline policy of an identity that is not of this library', () => {
    const { app, a } = new TwoAccounts();
    new Group(a, 'Group').addToPolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: ['arn:aws:s3:::logs'] }));
    expect(findingsIn(app, pack)).toContain(`${prefix}-IAMNoInlinePolicy in Identity/Group/DefaultPolicy/Resource`);
  });
});

test('what the app has not given is reported, and not acknowledged: members, the action of an alarm, and a queue for what a target does not get', () => {
  const { app, a, b } = new TwoAccounts();
  new AssumingGroup(a, 'Auditors', { trusting: [TrustingTarget.account(B)] });
  const role = new TrustingRole(b, 'Role', { assumingAccount: A });
  role.onAssumed('Assumed', { target: new SnsTopic(Topic.fromTopicArn(b, 'Topic', `arn:aws:sns:eu-west-1:${B}:alerts`)) });
  role.alarmOnAssumed('Often', { logGroup: LogGroup.fromLogGroupName(b, 'Trail', 'trail'), period: Duration.minutes(5) });
  expect(findingsIn(app, 'HIPAA Security')).toEqual([
    'HIPAA.Security-CloudWatchAlarmAction in Workload/Role/Often/Resource', 'HIPAA.Security-IAMGroupHasUsers in Identity/Auditors/Resource',
  ]);
  expect(findingsIn(app, 'Serverless')).toEqual(['Serverless-EventBusDLQ in Workload/Role/Assumed/Resource']);
});

test.each(['cn-north-1', 'us-gov-west-1'])('in %s: no findings', (region) => {
  expect(findingsOf(SHAPES['the two accounts'], {}, { region })).toEqual([]);
});

test.each<[string, Partial<CrossAccountReadOnlyAccessProps>]>([
  ['selfManagedMfa: requireMfa()', { selfManagedMfa: SelfManagedMfa.requireMfa() }],
  ['selfManagedMfa: none()', { selfManagedMfa: SelfManagedMfa.none() }],
  ['awsLogin: sameAndCrossDevice()', { awsLogin: AwsLogin.sameAndCrossDevice() }],
])('with %s: no findings', (_, props) => {
  expect(findingsOf(SHAPES['the two accounts'], props)).toEqual([]);
});

test('without the acknowledgements, the acknowledged findings appear: AWS managed policies and wildcards', () => {
  expect(findingsOf(SHAPES['the two accounts'], { permissions: ReadOnlyPermissions.services('s3') }, { context: OPT_OUT })).toEqual([
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/ReadOnlyAccess] in Identity/Access/Group/Resource',
    expect.stringMatching(/^AwsSolutions-IAM5\[Action::s3:Get\*\] in Workload\/TrustingRole-SecurityReadOnlyRole\/Permissions\w+\/Resource$/),
    expect.stringMatching(/^AwsSolutions-IAM5\[Action::s3:List\*\] in Workload\//),
    'AwsSolutions-IAM5[Resource::*] in Identity/Access/Group/SelfManagedMfa/Resource',
    expect.stringMatching(/^AwsSolutions-IAM5\[Resource::\*\] in Workload\//),
    `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:iam::${A}:mfa/*] in Identity/Access/Group/SelfManagedMfa/Resource`,
    `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:iam::${A}:user/*/<aws:username>] in Identity/Access/Group/SelfManagedMfa/Resource`,
  ]);
});

test('a stack can turn the acknowledgements off', () => {
  const accounts = new TwoAccounts();
  accounts.b.node.setContext(Object.keys(OPT_OUT)[0], false);
  SHAPES['the two accounts'](accounts, {});
  expect(findingsIn(accounts.app)).toEqual([
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/ReadOnlyAccess] in Workload/TrustingRole-SecurityReadOnlyRole/Resource',
  ]);
});

describe('what users add is reported', () => {
  const everything = () => new PolicyStatement({ actions: ['s3:*'], resources: ['*'] });

  test.each<[string, (role: TrustingRole) => unknown, string[]]>([
    ['a statement', (role) => role.addToPolicy(everything()), ['IAM5[Action::s3:*]', 'IAM5[Resource::*]']],
    ['an AWS managed policy', (role) => role.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess')),
      ['IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/AdministratorAccess]']],
    ['a policy', (role) => role.addManagedPolicy(new ManagedPolicy(role, 'More', { statements: [everything()] })), ['IAM5[Action::s3:*]', 'IAM5[Resource::*]']],
  ])('%s, later', (_, add, rules) => {
    const { app, b } = new TwoAccounts();
    add(new TrustingRole(b, 'Role', { assumingAccount: A, permissions: ReadOnlyPermissions.services('s3') }));
    expect(findingsIn(app).map((finding) => finding.split(' in ')[0])).toEqual(rules.map((rule) => `AwsSolutions-${rule}`));
  });

  test('a custom level, but not the levels that it is combined with', () => {
    const { app, b } = new TwoAccounts();
    const own = ReadOnlyPermissions.custom({
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('SecurityAudit')],
      statements: [new PolicyStatement({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::logs/*'] })],
    });
    new TrustingRole(b, 'Role', { assumingAccount: A, permissions: own.combinedWith(ReadOnlyPermissions.readOnlyAccess(), ReadOnlyPermissions.services('ec2')) });
    // The denials of everything else fill the inline policy, so the statement is in a managed policy. Its id has a hash of its text.
    expect(findingsIn(app).map((finding) => finding.replace(/Permissions[0-9a-f]{8}/, 'Permissions'))).toEqual([
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/SecurityAudit] in Workload/Role/Resource',
      'AwsSolutions-IAM5[Resource::arn:aws:s3:::logs/*] in Workload/Role/Permissions/Resource',
    ]);
  });
});

test('a CDK version without such acknowledgements gives the same templates', () => {
  const refused = vi.spyOn(Validations.prototype, 'acknowledge').mockImplementation(() => {
    throw new Error('Invalid validation rule ID');
  });
  const [without, usual] = [new TwoAccounts(), new TwoAccounts()];
  SHAPES['the two accounts'](without, {});
  expect(refused).toHaveBeenCalled();
  refused.mockRestore();
  SHAPES['the two accounts'](usual, {});
  expect(findingsIn(without.app).length).toBeGreaterThan(0);
  expect(without.templateA.toJSON()).toEqual(usual.templateA.toJSON());
  expect(without.templateB.toJSON()).toEqual(usual.templateB.toJSON());
});

describe.each(['the two accounts', 'a StackSet'])('each acknowledgement for %s', (shape) => {
  function acknowledged(): [id: string, reason: string][] {
    const accounts = new TwoAccounts();
    SHAPES[shape](accounts, { permissions: ReadOnlyPermissions.services('s3', 'ec2'), groupPermissions: ReadOnlyPermissions.scanner(Scanner.PROWLER) });
    const all = accounts.app.node.findAll().flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(data as Record<string, string>));
    expect(all.length).toBeGreaterThan(20);
    return all.map(([id, reason]) => [id.replace(/^Annotation::/, ''), reason]);
  }

  test('has a reason', () => {
    acknowledged().forEach(([, reason]) => expect(reason).toMatch(/^[A-Z].{60,}$/));
  });

  test('is for an AWS managed policy, a wildcard or an inline policy, the only findings', () => {
    const isFound = /^AwsSolutions-(IAM4\[Policy::.+:iam::aws:policy\/.+\]|IAM5\[(Action|Resource)::.*\*.*\])$|^[A-Z.0-9a-z]+-IAMNoInlinePolicy$/;
    acknowledged().forEach(([id]) => expect(id).toMatch(isFound));
  });
});

test('the pack reports errors in another policy', () => {
  const app = new App();
  new ManagedPolicy(new Stack(app, 'Stack'), 'Policy', { statements: [new PolicyStatement({ actions: ['s3:*'], resources: ['*'] })] });
  expect(findingsIn(app)).toEqual(['AwsSolutions-IAM5[Action::s3:*] in Stack/Policy/Resource', 'AwsSolutions-IAM5[Resource::*] in Stack/Policy/Resource']);
});
