/** Managed policies whose text is in the app are known as statements are: the role gets what they allow, and a write is an error. */
import { Lazy } from 'aws-cdk-lib';
import { CfnManagedPolicy, Effect, IManagedPolicy, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CustomPermissionsOptions, ReadOnlyPermissions, TrustingRole } from '../../../src';
import { Caller } from '../../support/callers';
import { deployed } from '../../support/decision-tables';
import { DeployedIam } from '../../support/deployed-iam';
import { group, GROUP, Input, rejects, role, ROLE, synth } from '../../support/invalid-props';
import { A, annotationsOf, B, TwoAccounts } from '../../support/two-accounts';
import { rejectionOf } from '../../support/validation-messages';

const { custom, none, readOnlyAccess, securityAudit } = ReadOnlyPermissions;

const allow = (actions: string[], resources = ['*']) => new PolicyStatement({ actions, resources });
const deny = (...actions: string[]) => new PolicyStatement({ effect: Effect.DENY, actions, resources: ['*'] });
const inside = (iam: DeployedIam): Caller => iam.sessionOf(`arn:aws:iam::${B}:role/SecurityReadOnlyRole`);
const administrator = () => ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess');

type MakePolicy = (accounts: TwoAccounts, statements: PolicyStatement[]) => IManagedPolicy;

const made: MakePolicy = ({ b }, statements) => new ManagedPolicy(b, 'Reads', { statements });

const WAYS: [string, MakePolicy][] = [
  ['a ManagedPolicy', made],
  ['a ManagedPolicy that is extended before the role', ({ b }, statements) => {
    const policy = new ManagedPolicy(b, 'Reads');
    policy.addStatements(...statements);
    return policy;
  }],
  ['a CfnManagedPolicy that is imported by its Ref', ({ b }, statements) => {
    const { ref } = new CfnManagedPolicy(b, 'Reads', { policyDocument: { Version: '2012-10-17', Statement: statements.map((each) => each.toStatementJson()) } });
    return ManagedPolicy.fromManagedPolicyArn(b, 'Imported', ref);
  }],
];

const BLUEPRINT = `arn:aws:glue:eu-west-1:${B}:blueprint/team`;
const REPORTS = 'arn:aws:s3:::reports/*';
const STATEMENTS = [allow(['glue:GetBlueprint', 'support:DescribeCases']), allow(['s3:GetObject'], [REPORTS])];
/** Each with the nearest action that is denied. `ReadOnlyAccess`, which the boundary was before, lacks the first. */
const DECISIONS: [action: string, resource: string, denied: string, on: string][] = [
  ['glue:GetBlueprint', BLUEPRINT, 'glue:UpdateBlueprint', BLUEPRINT],
  ['support:DescribeCases', '*', 'support:CreateCase', '*'],
  ['s3:GetObject', 'arn:aws:s3:::reports/1', 's3:GetObject', 'arn:aws:s3:::payroll/1'],
];

/** The levels that the policy is combined with have other forms of boundaries and denials. */
const LEVELS: [string, ReadOnlyPermissions | undefined][] = [['alone', undefined], ['with securityAudit()', securityAudit()]];

describe.each(WAYS)('%s: the role gets what it allows, and no more with AdministratorAccess', (_, make) => {
  test.each(LEVELS)('%s', async (__, level) => {
    const accounts = new TwoAccounts();
    const own = custom({ managedPolicies: [make(accounts, STATEMENTS)] });
    const iam = deployed({ permissions: level?.combinedWith(own) ?? own }, ({ roles: [each] }) => each.addManagedPolicy(administrator()), accounts);
    for (const [action, resource, denied, on] of DECISIONS) {
      expect([action, await iam.may(inside(iam), action, resource)]).toEqual([action, 'allowed']);
      expect([denied, await iam.may(inside(iam), denied, on)]).toEqual([denied, 'denied']);
    }
    expect(annotationsOf(accounts.b)).toEqual([]);
  });
});

test('it is attached as it is, and the boundary is another policy', () => {
  const accounts = new TwoAccounts();
  role({ permissions: custom({ managedPolicies: [made(accounts, STATEMENTS)] }) })(accounts);
  const [{ Properties: { ManagedPolicyArns, PermissionsBoundary } }] = Object.values(accounts.templateB.findResources('AWS::IAM::Role'));
  expect(ManagedPolicyArns).toEqual([{ Ref: expect.stringMatching(/^Reads/) }]);
  expect(PermissionsBoundary).toEqual({ Ref: expect.stringMatching(/^RoleBoundary/) });
});

test('a policy of another stack of the account is known too', () => {
  const accounts = new TwoAccounts();
  const policy = new ManagedPolicy(accounts.stack('Policies', B), 'Reads', { statements: STATEMENTS });
  role({ permissions: custom({ managedPolicies: [policy] }) })(accounts);
  const [boundary] = Object.entries(accounts.templateB.findResources('AWS::IAM::ManagedPolicy')).filter(([id]) => id.startsWith('RoleBoundary'));
  expect(boundary[1].Properties.PolicyDocument.Statement.map(({ Action }: { Action: unknown }) => Action)).toEqual([['glue:GetBlueprint', 'support:DescribeCases'], 's3:GetObject']);
});

test('a grant of a bucket to the policy, and a denial with NotAction in it, are fine', () => {
  const accounts = new TwoAccounts();
  const policy = new ManagedPolicy(accounts.b, 'Reads', { statements: [deny('s3:GetObjectAcl')] });
  policy.addStatements(new PolicyStatement({ effect: Effect.DENY, notActions: ['s3:*'], resources: ['*'] }));
  Bucket.fromBucketName(accounts.b, 'Reports', 'reports').grantRead(policy);
  role({ permissions: custom({ managedPolicies: [policy] }) })(accounts);
  accounts.templateB.resourceCountIs('AWS::IAM::Role', 1);
  expect(annotationsOf(accounts.b)).toEqual([]);
});

describe('what is not a read is an error, as in a statement', () => {
  const own = (statements: PolicyStatement[], options: CustomPermissionsOptions = {}): Input => (accounts) =>
    role({ permissions: custom({ ...options, managedPolicies: [made(accounts, statements)] }) })(accounts);
  const ofGroup = (...actions: string[]): Input => (accounts) =>
    group({ groupPermissions: custom({ managedPolicies: [new ManagedPolicy(accounts.a, 'Reads', { statements: [allow(actions)] })] }) })(accounts);
  rejects([
    ['a write', ROLE, 'permissions managed policy Workload/Reads has a statement with "sns:Publish", which is a non-read action',
      own([allow(['sns:Publish'])]), own([allow(['sns:Publish'])], { allowedWriteActions: ['sns:Publish'] })],
    ['a wildcard', ROLE, 'Workload/Reads has a statement with "s3:*", which matches', own([allow(['s3:*'])]), own([allow(['s3:Get*'])])],
    ['NotAction', ROLE, 'Workload/Reads has a statement with NotAction',
      own([new PolicyStatement({ notActions: ['iam:*'], resources: ['*'] })]), own([allow(['iam:List*'])])],
    ['an unknown action', ROLE, '"budgets:DescribeBudgets", which matches no action known',
      own([allow(['budgets:DescribeBudgets'])]), own([allow(['budgets:DescribeBudgets'])], { allowedUnknownReads: ['budgets:DescribeBudgets'] })],
    ['a write in the policy of a group', GROUP, 'groupPermissions managed policy Identity/Reads has a statement with "sns:Publish"', ofGroup('sns:Publish'), ofGroup('sns:ListTopics')],
  ]);
});

test('a write that is allowed by name is possible, and its neighbour is not', async () => {
  const accounts = new TwoAccounts();
  const permissions = custom({ managedPolicies: [made(accounts, [allow(['sns:Publish', 'sns:ListTopics'])])], allowedWriteActions: ['sns:Publish'] });
  const iam = deployed({ permissions }, ({ roles: [each] }) => each.addManagedPolicy(administrator()), accounts);
  const topic = `arn:aws:sns:eu-west-1:${B}:alerts`;
  expect(await iam.may(inside(iam), 'sns:Publish', topic)).toBe('allowed');
  expect(await iam.may(inside(iam), 'sns:DeleteTopic', topic)).toBe('denied');
});

describe('statements that the policy gets after the role is made', () => {
  const extended = (permissions: (policy: IManagedPolicy) => ReadOnlyPermissions, change: (policy: ManagedPolicy) => void): Input => (accounts) => {
    const policy = new ManagedPolicy(accounts.b, 'Reads', { statements: [allow(['s3:GetObject'], [REPORTS])] });
    new TrustingRole(accounts.b, 'Role', { assumingAccount: A, permissions: permissions(policy) });
    change(policy);
  };
  const alone = (policy: IManagedPolicy) => custom({ managedPolicies: [policy] });
  const later = (...statements: PolicyStatement[]) => (policy: ManagedPolicy) => policy.addStatements(...statements);
  const overriding = (...actions: string[]) => (policy: ManagedPolicy) => (policy.node.defaultChild as CfnManagedPolicy)
    .addPropertyOverride('PolicyDocument.Statement', [{ Effect: 'Allow', Action: actions, Resource: REPORTS }]);

  rejects([
    ['a read that the boundary would cut', ROLE, 'permissions has the managed policy Workload/Reads, which got ec2:DescribeInstances after the role was made',
      extended(alone, later(allow(['ec2:DescribeInstances']))), extended((policy) => readOnlyAccess().combinedWith(alone(policy)), later(allow(['ec2:DescribeInstances'])))],
    ['the same read on other resources', ROLE, 'which got s3:GetObject after', extended(alone, later(allow(['s3:GetObject'], ['arn:aws:s3:::payroll/*']))), extended(alone, later(allow(['s3:GetObject'], [REPORTS])))],
    ['a write', ROLE, 'permissions managed policy Workload/Reads has a statement with "s3:PutObject"', extended(alone, later(allow(['s3:PutObject']))), extended(alone, later(deny('s3:PutObject')))],
    ['by an override', ROLE, 'which got s3:PutObject after', extended(alone, overriding('s3:GetObject', 's3:PutObject')), extended(alone, overriding('s3:GetObject'))],
  ]);

  test('with the user\'s own boundary, that boundary decides', () => {
    synth((accounts) => {
      const policy = made(accounts, [allow(['s3:ListAllMyBuckets'])]) as ManagedPolicy;
      role({ permissions: alone(policy), permissionsBoundary: administrator() })(accounts);
      policy.addStatements(allow(['ec2:DescribeInstances']));
    });
  });

  test('the message counts them', () => {
    const { problem, remedy } = rejectionOf(() => synth(extended(alone, later(allow(['ec2:DescribeHosts', 'ec2:DescribeInstances', 'ec2:DescribeTags', 'ec2:DescribeVpcs'])))));
    expect(problem).toContain('which got ec2:DescribeHosts, ec2:DescribeInstances, ec2:DescribeTags and 1 more after the role was made');
    expect(remedy).toBe('add the statements before you make the role, or give them as statements of custom()');
  });
});

describe('a policy whose text is not known', () => {
  const warnings = (props: (accounts: TwoAccounts) => Parameters<typeof role>[0]) => {
    const accounts = new TwoAccounts();
    role(props(accounts))(accounts);
    accounts.templateB.resourceCountIs('AWS::IAM::Role', 1);
    return annotationsOf(accounts.b).filter((message) => message.includes('policyTextUnknown'));
  };
  const own = (...policies: IManagedPolicy[]) => custom({ managedPolicies: policies });
  const named = ({ b }: TwoAccounts) => ManagedPolicy.fromManagedPolicyName(b, 'Named', 'Reads');

  test.each<[string, MakePolicy, string]>([
    ['by name', named, 'policy/Reads'],
    ['by ARN', ({ b }) => ManagedPolicy.fromManagedPolicyArn(b, 'Imported', `arn:aws:iam::${B}:policy/team/Reads`), 'policy/team/Reads'],
    ['of AWS', () => ManagedPolicy.fromAwsManagedPolicyName('AmazonEC2ReadOnlyAccess'), 'policy/AmazonEC2ReadOnlyAccess'],
    ['with a document that is known later only', ({ b }) => ManagedPolicy.fromManagedPolicyArn(b, 'Imported',
      new CfnManagedPolicy(b, 'Late', { policyDocument: Lazy.any({ produce: () => ({ Version: '2012-10-17', Statement: [allow(['s3:GetObject']).toJSON()] }) }) }).ref), 'Workload/Late'],
  ])('has a warning: %s', (_, make, name) => {
    expect(warnings((accounts) => ({ permissions: own(make(accounts, [])) }))).toEqual([
      expect.stringContaining(`permissions has managed policies whose text is not known (${name}), and the role gets only what ReadOnlyAccess or the other permissions allow too; `),
    ]);
  });

  test('has no warning with the user\'s own boundary, and a level without one has none', () => {
    expect(warnings((accounts) => ({ permissions: own(named(accounts)), permissionsBoundary: administrator() }))).toEqual([]);
    expect(warnings(() => ({ permissions: none() }))).toEqual([]);
  });
});
