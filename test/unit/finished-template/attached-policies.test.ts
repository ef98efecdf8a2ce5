import { Aws, CfnCondition, CfnResource, Fn } from 'aws-cdk-lib';
import { CfnPolicy, CfnRolePolicy, Group, ManagedPolicy, Policy, PolicyStatement, User } from 'aws-cdk-lib/aws-iam';
import { AssumingGroup, TrustingRole } from '../../../src';
import { access, BadInput, Input, rejects, ROLE_OF_ACCESS } from '../../support/invalid-props';
import { TwoAccounts } from '../../support/two-accounts';

const GROUP_OF_ACCESS = 'Identity/Access/Group';

type Change = (role: TrustingRole, group: AssumingGroup, statement: PolicyStatement) => unknown;

/** A policy with an empty operator, or with a right one. */
const attaching = (attach: Change, isEmpty: boolean): Input => (accounts) => {
  const { roles: [role], group } = access()(accounts);
  const conditions: Record<string, any> = { Bool: isEmpty ? {} : { 'aws:SecureTransport': 'true' } };
  attach(role, group, new PolicyStatement({ actions: ['s3:ListBucket'], resources: ['*'], conditions }));
};

const CASES: [what: string, path: string, stack: string, attach: Change][] = [
  ['an inline policy that lists the role', ROLE_OF_ACCESS, 'Workload',
    (role, _, statement) => new Policy(role.stack, 'Policy', { statements: [statement], roles: [role] })],
  ['an inline policy that is attached', ROLE_OF_ACCESS, 'Workload',
    (role, _, statement) => role.attachInlinePolicy(new Policy(role.stack, 'Policy', { statements: [statement] }))],
  ['a managed policy that lists the role', ROLE_OF_ACCESS, 'Workload',
    (role, _, statement) => new ManagedPolicy(role.stack, 'Policy', { statements: [statement], roles: [role] })],
  ['a managed policy that the role lists', ROLE_OF_ACCESS, 'Workload',
    (role, _, statement) => role.addManagedPolicy(new ManagedPolicy(role.stack, 'Policy', { statements: [statement] }))],
  ['a policy of a resource of its own', ROLE_OF_ACCESS, 'Workload',
    (role, _, statement) => new CfnRolePolicy(role.stack, 'Policy', {
      roleName: role.roleName, policyName: 'More', policyDocument: { Version: '2012-10-17', Statement: [statement.toJSON()] },
    })],
  ['a policy without a class of its own', ROLE_OF_ACCESS, 'Workload', (role, _, statement) => plainPolicy(role, { Roles: [role.roleName] }, statement)],
  ['a policy that an override attaches', ROLE_OF_ACCESS, 'Workload', (role, _, statement) => {
    const policy = new Policy(role.stack, 'Policy', { statements: [statement], users: [new User(role.stack, 'User')] });
    (policy.node.defaultChild as CfnPolicy).addPropertyOverride('Roles', ['SecurityReadOnlyRole']);
  }],
  ['an inline policy of the group', GROUP_OF_ACCESS, 'Identity',
    (_, group, statement) => new Policy(group.stack, 'Policy', { statements: [statement], groups: [group] })],
  ['a managed policy of the group', GROUP_OF_ACCESS, 'Identity',
    (_, group, statement) => group.addManagedPolicy(new ManagedPolicy(group.stack, 'Policy', { statements: [statement] }))],
];

function plainPolicy(role: TrustingRole, properties: object, statement: PolicyStatement): CfnResource {
  const document = { Version: '2012-10-17', Statement: [statement.toJSON()] };
  return new CfnResource(role.stack, 'Policy', { type: 'AWS::IAM::ManagedPolicy', properties: { ...properties, PolicyDocument: document } });
}

describe('a policy that is made elsewhere and attached is checked too', () => rejects(CASES.map(([what, path, stack, attach]): BadInput =>
  [what, path, `the policy ${stack}/Policy Condition Bool is an empty block`, attaching(attach, true), attaching(attach, false)])));

const statements = () => [new PolicyStatement({ actions: ['s3:ListBucket'], resources: ['*'] })];
const named = (change: (role: TrustingRole, group: AssumingGroup, policyName: string) => unknown, policyName: string): Input => (accounts) => {
  const { roles: [role], group } = access()(accounts);
  change(role, group, policyName);
};
const SAME: [what: string, path: string, name: string, change: (role: TrustingRole, group: AssumingGroup, policyName: string) => unknown][] = [
  ['a policy of the app', ROLE_OF_ACCESS, 'Permissions', (role, _, policyName) => role.attachInlinePolicy(new Policy(role.stack, 'Policy', { policyName, statements: statements() }))],
  ['a policy below the role', ROLE_OF_ACCESS, 'Permissions', (role, _, policyName) => new Policy(role, 'Policy', { policyName, statements: statements(), roles: [role] })],
  ['a policy of a resource of its own', ROLE_OF_ACCESS, 'Permissions', (role, _, policyName) => new CfnRolePolicy(role.stack, 'Policy', {
    roleName: role.roleName, policyName, policyDocument: { Version: '2012-10-17', Statement: statements().map((statement) => statement.toJSON()) },
  })],
  ['an inline policy of the group, by an override', GROUP_OF_ACCESS, 'Same', (_, group, policyName) => ['AssumeRole', 'SelfManagedMfa'].forEach((id, i) =>
    (group.node.findChild(id).node.defaultChild as CfnPolicy).addPropertyOverride('PolicyName', i === 0 ? 'Same' : policyName))],
];

describe('an inline policy with the name of another one would replace it', () => rejects(SAME.map(([what, path, name, change]): BadInput =>
  [what, path, `two inline policies have the name "${name}" in the finished template`, named(change, name), named(change, 'Other')])));

test('an inline policy with the name of another one is accepted as an alternative, and if it is attached to something else', () => {
  const accounts = new TwoAccounts();
  const { roles: [role], group } = access()(accounts);
  const alternatives = ['One', 'Other'].map((id) => new Policy(role, id, { statements: statements(), roles: [role] }));
  alternatives.forEach(({ node, stack }) => {
    const resource = node.defaultChild as CfnPolicy;
    resource.policyName = 'Same';
    resource.cfnOptions.condition = new CfnCondition(stack, `Has${node.id}`, { expression: Fn.conditionEquals(Aws.REGION, node.id) });
  });
  new Policy(role, 'OfUser', { policyName: 'Permissions', statements: statements(), users: [new User(role.stack, 'User')] });
  new Policy(group.stack, 'OfGroup', { policyName: 'Same', statements: statements(), groups: [group, new Group(group.stack, 'Second')] });
  expect(() => accounts.app.synth()).not.toThrow();
});

test('a policy that is attached to something else is not', () => {
  const accounts = new TwoAccounts();
  attaching((role, group, statement) => [
    new Policy(role.stack, 'Policy', { statements: [statement], users: [new User(role.stack, 'User')] }),
    new ManagedPolicy(group.stack, 'Policy', { statements: [statement], groups: [new Group(group.stack, 'Other')] }),
  ], true)(accounts);
  expect(Object.keys(accounts.templateB.findResources('AWS::IAM::Policy'))).toContain('Policy23B91518');
});
