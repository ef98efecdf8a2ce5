/**
 * Runs cdk-nag's pack AWS Solutions on both halves: the library acknowledges every finding in its resources, and none in what users add.
 */
import { App, Stack, Validations } from 'aws-cdk-lib';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { ManagedPolicy, PolicyStatement, Role, User } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps, ReadOnlyPermissions, Scanner, TrustingRole, TrustingTarget } from '../../src';
import { LEVELS as NAMED_LEVELS } from '../../tools/levels/levels';
import { findingsIn } from '../support/cdk-nag';
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
  'a role with monitoring': ({ b }, { permissions }) => {
    const role = new TrustingRole(b, 'Role', { assumingAccount: A, permissions });
    role.onAssumed('Assumed', { target: new SnsTopic(Topic.fromTopicArn(b, 'Topic', `arn:aws:sns:eu-west-1:${B}:alerts`)), regions: ['us-east-1'] });
    role.alarmOnAssumed('Often', { logGroup: LogGroup.fromLogGroupName(b, 'Trail', 'trail') });
  },
  'a grant': (accounts, props) => {
    const { a, b } = accounts;
    const made = new CrossAccountReadOnlyAccess(a, 'Access', { trusting: [TrustingTarget.scope(b)], ...props });
    made.grantAssumeRole(Role.fromRoleName(a, 'Ci', 'ci'));
  },
};

const LEVELS = { 'the default level': () => undefined, ...NAMED_LEVELS, 'none()': () => ReadOnlyPermissions.none() };

function findingsOf(shape: Shape, props: Partial<CrossAccountReadOnlyAccessProps>, options?: TwoAccountsOptions): string[] {
  const accounts = new TwoAccounts(options);
  shape(accounts, props);
  return findingsIn(accounts.app);
}

/** Every level in the two accounts. In the other shapes, the complete run has every level, and the quick run two. */
const levelsIn = (shape: string) => Object.entries(LEVELS).filter((_, i) => COMPLETE || shape === 'the two accounts' || i < 2);

describe.each(Object.entries(SHAPES))('%s', (name, shape) => {
  test.each(levelsIn(name))('at %s: no findings', (_, level) => {
    expect(findingsOf(shape, { permissions: level(), groupPermissions: level() })).toEqual([]);
  });
});

test.each(['cn-north-1', 'us-gov-west-1'])('in %s: no findings', (region) => {
  expect(findingsOf(SHAPES['the two accounts'], {}, { region })).toEqual([]);
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

  test('is for an AWS managed policy or a wildcard, the only findings', () => {
    const isFound = /^AwsSolutions-(IAM4\[Policy::.+:iam::aws:policy\/.+\]|IAM5\[(Action|Resource)::.*\*.*\])$/;
    acknowledged().forEach(([id]) => expect(id).toMatch(isFound));
  });
});

test('the pack reports errors in another policy', () => {
  const app = new App();
  new ManagedPolicy(new Stack(app, 'Stack'), 'Policy', { statements: [new PolicyStatement({ actions: ['s3:*'], resources: ['*'] })] });
  expect(findingsIn(app)).toEqual(['AwsSolutions-IAM5[Action::s3:*] in Stack/Policy/Resource', 'AwsSolutions-IAM5[Resource::*] in Stack/Policy/Resource']);
});
