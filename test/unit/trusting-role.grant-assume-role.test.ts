import { Stack } from 'aws-cdk-lib';
import {
  AccountPrincipal, AccountRootPrincipal, ArnPrincipal, FederatedPrincipal, Group, IPrincipal, LazyRole, Role, ServicePrincipal, User,
} from 'aws-cdk-lib/aws-iam';
import { PrincipalScope, TrustingRole, TrustingRoleProps, TrustingRoleStackSet, TrustingTarget } from '../../src';
import { rejects, ROLE } from '../support/invalid-props';
import { asText, only } from '../support/resources';
import { A, annotationsOf, B, C, TwoAccounts } from '../support/two-accounts';

const ROLE_IN_B = `arn:PARTITION:iam::${B}:role/SecurityReadOnlyRole`;
const USERS = { principals: [PrincipalScope.users('ann')] };

const roleIn = (stack: Stack, props: Partial<TrustingRoleProps> = {}, id = 'Role') => new TrustingRole(stack, id, { assumingAccount: A, ...props });
const ciIn = (stack: Stack) => new Role(stack, 'Ci', { roleName: 'Ci', assumedBy: new AccountRootPrincipal() });
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

test('case 2026-11-06: grants.assumeRole of newer versions of the CDK changes both sides, as grantAssumeRole does', () => {
  const accounts = new TwoAccounts();
  const { grants } = roleIn(accounts.b, USERS) as { grants?: { assumeRole(grantee: IPrincipal): unknown } };
  if (!grants) {
    return expect(Role.prototype).not.toHaveProperty('grants');
  }
  grants.assumeRole(bob(accounts.a));
  expect(only(accounts.templateA, 'AWS::IAM::Policy')).toMatchObject({ Users: ['bob'] });
  const [{ Condition }] = asText(only(accounts.templateB, 'AWS::IAM::Role')).AssumeRolePolicyDocument.Statement;
  expect(Condition.ArnEquals['aws:PrincipalArn']).toEqual([`arn:PARTITION:iam::${A}:user/ann`, `arn:PARTITION:iam::${A}:user/bob`]);
});

describe('an identity of unknown path', () => {
  const WARNING = 'cdk-cross-account-read-only-access:granteePathUnknown';
  const warned = (grantee: (stack: Stack) => IPrincipal, props: Partial<TrustingRoleProps> = USERS) => {
    const accounts = new TwoAccounts();
    roleIn(accounts.b, props).grantAssumeRole(grantee(accounts.a));
    return annotationsOf(accounts.app).filter((message) => message.includes(WARNING));
  };
  test.each<[string, (stack: Stack) => IPrincipal]>([
    ['a role by its name', (a) => Role.fromRoleName(a, 'Ci', 'Deployer')],
    ['a user by its name', bob],
  ])('is trusted without a path, with a warning: %s', (_, grantee) => {
    expect(warned(grantee)).toEqual([expect.stringMatching(
      /^Workload\/Role: grantAssumeRole grantee Identity\/(Ci|Bob) is imported by its name, .*; import it by its ARN if it has a path, or name it in principals if it has none/)]);
  });
  test.each<[string, (stack: Stack) => IPrincipal, Partial<TrustingRoleProps>?]>([
    ['imported by an ARN', (a) => Role.fromRoleArn(a, 'Ci', `arn:aws:iam::${A}:role/Deployer`)],
    ['imported by an ARN with a path', (a) => User.fromUserArn(a, 'Bob', `arn:aws:iam::${A}:user/team/bob`)],
    ['imported by its path and name', (a) => Role.fromRoleName(a, 'Ci', 'ci/Deployer')],
    ['made in the app', (a) => new Role(a, 'Ci', { roleName: 'Deployer', assumedBy: new AccountRootPrincipal() })],
    ['named in principals', bob, { principals: [PrincipalScope.users('bob')] }],
    ['where the role trusts the whole account', bob, {}],
  ])('there is no warning for one %s', (_, grantee, props) => {
    expect(warned(grantee, props)).toEqual([]);
  });
});

test('a LazyRole is trusted with the path of the role that it makes', () => {
  const accounts = new TwoAccounts();
  roleIn(accounts.b, USERS).grantAssumeRole(new LazyRole(accounts.a, 'Ci', { roleName: 'Deployer', path: '/ci/', assumedBy: new AccountRootPrincipal() }));
  const { Statement } = asText(only(accounts.templateB, 'AWS::IAM::Role')).AssumeRolePolicyDocument;
  expect(Statement[1].Condition).toEqual({ ArnEquals: { 'aws:PrincipalArn': `arn:PARTITION:iam::${A}:role/ci/Deployer` } });
  expect(only(accounts.templateA, 'AWS::IAM::Policy')).toMatchObject({ Roles: [{ Ref: expect.stringMatching('^Ci') }] });
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
    ['a user of a SAML provider', ROLE, 'grantAssumeRole grantee is not a user, role or group',
      toPrincipal(() => new FederatedPrincipal(`arn:aws:iam::${A}:saml-provider/Idp`)), good],
    ['an account', ROLE, 'grantAssumeRole grantee is not a user, role or group', toPrincipal(() => new AccountPrincipal(A)), good],
    ['an ARN', ROLE, 'grantAssumeRole grantee is not a user, role or group', toPrincipal(() => new ArnPrincipal(arnOfBob(A))), good],
    ['a role of another account', ROLE, `grantAssumeRole grantee Identity/Ci is of account ${C}`,
      toPrincipal(({ a }) => Role.fromRoleArn(a, 'Ci', `arn:aws:iam::${C}:role/Ci`)), toPrincipal(({ a }) => Role.fromRoleArn(a, 'Ci', `arn:aws:iam::${A}:role/Ci`))],
    ['the role of a permission set', ROLE, 'grantee Identity/Sso is a role whose policies only AWS can change',
      toPrincipal(({ a }) => Role.fromRoleArn(a, 'Sso', `arn:aws:iam::${A}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Audit_0123456789abcdef`)),
      toPrincipal(({ a }) => Role.fromRoleArn(a, 'Sso', `arn:aws:iam::${A}:role/reserved/Audit`))],
    ['a role of the app without policy updates', ROLE, 'has policies that cannot be changed in this app',
      toPrincipal(({ a }) => ciIn(a).withoutPolicyUpdates()), toPrincipal(({ a }) => ciIn(a))],
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
