import { Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Group, IPrincipal, Role, ServicePrincipal, User } from 'aws-cdk-lib/aws-iam';
import { PrincipalScope, TrustingRole, TrustingRoleProps, TrustingRoleStackSet, TrustingTarget } from '../../src';
import { rejects, ROLE } from '../support/invalid-props';
import { asText, only } from '../support/resources';
import { A, B, C, TwoAccounts } from '../support/two-accounts';

const ROLE_IN_B = `arn:PARTITION:iam::${B}:role/SecurityReadOnlyRole`;
const USERS = { principals: [PrincipalScope.users('ann')] };

const roleIn = (stack: Stack, props: Partial<TrustingRoleProps> = {}, id = 'Role') => new TrustingRole(stack, id, { assumingAccount: A, ...props });
const bob = (stack: Stack) => User.fromUserName(stack, 'Bob', 'bob');

test('the identity\'s own policy allows it, in the identity\'s stack', () => {
  const accounts = new TwoAccounts();
  const grant = roleIn(accounts.b).grantAssumeRole(bob(accounts.a));
  grant.assertSuccess();
  expect(asText(only(accounts.templateA, 'AWS::IAM::Policy'))).toMatchObject({
    Users: ['bob'], PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: ROLE_IN_B }] },
  });
  accounts.templateB.resourceCountIs('AWS::IAM::Policy', 0);
});

test('a role is trusted beside the users who are, without MFA', () => {
  const accounts = new TwoAccounts();
  roleIn(accounts.b, USERS).grantAssumeRole(new Role(accounts.a, 'Ci', { roleName: 'Deployer', assumedBy: new AccountRootPrincipal() }));
  const { Statement } = asText(only(accounts.templateB, 'AWS::IAM::Role')).AssumeRolePolicyDocument;
  expect(Statement.map(({ Condition }: any) => Condition)).toEqual([
    { ArnEquals: { 'aws:PrincipalArn': `arn:PARTITION:iam::${A}:user/ann` }, Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    { ArnEquals: { 'aws:PrincipalArn': `arn:PARTITION:iam::${A}:role/Deployer` } },
  ]);
});

test('twice for one identity is as good as once, and of two roles is two policies', () => {
  const accounts = new TwoAccounts();
  const user = bob(accounts.a);
  const [one, other] = [roleIn(accounts.b), roleIn(accounts.b, { roleName: 'Other' }, 'Other')];
  [one, one, other].forEach((role) => role.grantAssumeRole(user));
  const policies = Object.values(accounts.templateA.findResources('AWS::IAM::Policy')).map(({ Properties }) => asText(Properties).PolicyDocument.Statement);
  expect(policies.map((statements) => statements.map(({ Resource }: any) => Resource))).toEqual([[ROLE_IN_B], [`arn:PARTITION:iam::${B}:role/Other`]]);
});

describe('what cannot work is an error', () => {
  const toPrincipal = (principal: (accounts: TwoAccounts) => IPrincipal, props: Partial<TrustingRoleProps> = {}) => (accounts: TwoAccounts) =>
    roleIn(accounts.b, props).grantAssumeRole(principal(accounts));
  const good = toPrincipal(({ a }) => bob(a), USERS);
  const arnOfBob = (account: string) => `arn:aws:iam::${account}:user/bob`;

  rejects([
    ['a service', ROLE, 'grantAssumeRole grantee is not a user, role or group', toPrincipal(() => new ServicePrincipal('ec2.amazonaws.com')), good],
    ['a user of another account', ROLE, `grantAssumeRole grantee Identity/Bob is of account ${C}`, toPrincipal(({ a }) => User.fromUserArn(a, 'Bob', arnOfBob(C))), good],
    ['a user of the account, imported into a stack of another', ROLE, 'grantAssumeRole grantee Workload/Bob is in Workload, a stack that is not known to be of account',
      toPrincipal(({ b }) => User.fromUserArn(b, 'Bob', arnOfBob(A))), toPrincipal(({ a }) => User.fromUserArn(a, 'Bob', arnOfBob(A)))],
    ['a role whose policies cannot be changed', ROLE, 'grantAssumeRole grantee Identity/Ci has policies that cannot be changed in this app',
      toPrincipal(({ a }) => Role.fromRoleArn(a, 'Ci', `arn:aws:iam::${A}:role/Ci`, { mutable: false })),
      toPrincipal(({ a }) => Role.fromRoleArn(a, 'Ci', `arn:aws:iam::${A}:role/Ci`))],
    ['a group, where the trust names principals', ROLE, 'grantee Identity/Managers is a group, which the trust policy of Workload/Role cannot name',
      toPrincipal(({ a }) => new Group(a, 'Managers', { groupName: 'Managers' }), USERS), toPrincipal(({ a }) => new Group(a, 'Managers', { groupName: 'Managers' }))],
    ['a user without a name, where the trust names principals', ROLE, 'has a name or path that is known at deployment only',
      toPrincipal(({ a }) => new User(a, 'Bob'), USERS), toPrincipal(({ a }) => new User(a, 'Bob', { userName: 'bob' }), USERS)],
    ['the role of a StackSet', 'Identity/Roles/Template/TrustingRole', 'a role whose account is not known at synth',
      ({ a }) => new TrustingRoleStackSet(a, 'Roles', { assumingAccount: A, target: TrustingTarget.stackSetToAccounts([B]) }).role.grantAssumeRole(bob(a)), good],
  ]);
});
