import { CfnRolePolicy, Group, ManagedPolicy, Policy, PolicyStatement, User } from 'aws-cdk-lib/aws-iam';
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
  ['an inline policy of the group', GROUP_OF_ACCESS, 'Identity',
    (_, group, statement) => new Policy(group.stack, 'Policy', { statements: [statement], groups: [group] })],
  ['a managed policy of the group', GROUP_OF_ACCESS, 'Identity',
    (_, group, statement) => group.addManagedPolicy(new ManagedPolicy(group.stack, 'Policy', { statements: [statement] }))],
];

describe('a policy that is made elsewhere and attached is checked too', () => rejects(CASES.map(([what, path, stack, attach]): BadInput =>
  [what, path, `the policy ${stack}/Policy Condition Bool is an empty block`, attaching(attach, true), attaching(attach, false)])));

test('a policy that is attached to something else is not', () => {
  const accounts = new TwoAccounts();
  attaching((role, group, statement) => [
    new Policy(role.stack, 'Policy', { statements: [statement], users: [new User(role.stack, 'User')] }),
    new ManagedPolicy(group.stack, 'Policy', { statements: [statement], groups: [new Group(group.stack, 'Other')] }),
  ], true)(accounts);
  expect(Object.keys(accounts.templateB.findResources('AWS::IAM::Policy'))).toContain('Policy23B91518');
});
