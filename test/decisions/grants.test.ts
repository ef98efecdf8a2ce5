import { AccountRootPrincipal, Group, LazyRole, Role, User } from 'aws-cdk-lib/aws-iam';
import { CrossAccountReadOnlyAccess, PrincipalScope, SessionTag, TrustingRole, TrustingRoleProps, TrustingTarget } from '../../src';
import { ACCESS_KEY, ADMINISTRATOR, Caller, mfa, session, user } from '../support/callers';
import { testWhoCanAssume } from '../support/decision-tables';
import { DeployedIam } from '../support/deployed-iam';
import { A, B, C, TwoAccounts } from '../support/two-accounts';

/** A role without a group, and its grants to identities of the assuming account. */
function granted(props: Partial<TrustingRoleProps>, grant: (role: TrustingRole, accounts: TwoAccounts) => void): DeployedIam {
  const accounts = new TwoAccounts();
  grant(new TrustingRole(accounts.b, 'Role', { assumingAccount: A, ...props }), accounts);
  return new DeployedIam(accounts.a, accounts.b);
}

describe('grantAssumeRole of a role that trusts certain principals', () => {
  let iam: DeployedIam;
  beforeAll(() => {
    iam = granted({ principals: [PrincipalScope.users('ann')] }, (role, { a }) => {
      role.grantAssumeRole(User.fromUserName(a, 'Bob', 'bob'));
      role.grantAssumeRole(new User(a, 'Cyd', { userName: 'cyd', path: '/team/' }));
      role.grantAssumeRole(new LazyRole(a, 'Lazy', { roleName: 'Nightly', path: '/ci/', assumedBy: new AccountRootPrincipal() }));
      role.grantAssumeRole(Role.fromRoleName(a, 'Scanner', 'Scanner'));
      role.grantAssumeRole(Role.fromRoleArn(a, 'Tool', `arn:aws:iam::${A}:role/tools/Tool`));
      role.grantAssumeRole(new Role(a, 'Ci', { roleName: 'Deployer', path: '/ci/', assumedBy: new AccountRootPrincipal() }));
    });
  });

  testWhoCanAssume(() => iam, [
    ['an existing user, not another user with AdministratorAccess', user('bob', mfa()), user('dan', mfa(), { policies: [ADMINISTRATOR] })],
    ['an existing user with MFA, not by access key', user('bob', mfa()), user('bob', ACCESS_KEY)],
    ['a user of the app with its path, not without', user('cyd', mfa(), { path: '/team/' }), user('cyd', mfa(), { policies: [ADMINISTRATOR] })],
    ['a role without MFA, not another role with AdministratorAccess',
      session('Deployer', { path: '/ci/' }), session('Builder', { path: '/ci/', policies: [ADMINISTRATOR] })],
    ['a LazyRole with its path, not without', session('Nightly', { path: '/ci/' }), session('Nightly', { policies: [ADMINISTRATOR] })],
    ['a role imported by its name, not one of that name with a path', session('Scanner'), session('Scanner', { path: '/tools/', policies: [ADMINISTRATOR] })],
    ['a role imported by its ARN, not one of that name without its path', session('Tool', { path: '/tools/' }), session('Tool', { policies: [ADMINISTRATOR] })],
    ['a user with a grant, not a trusted user without a policy', user('bob', mfa()), user('ann', mfa())],
  ]);
});

describe('grantAssumeRole of a role that trusts the whole account', () => {
  let iam: DeployedIam;
  beforeAll(() => {
    iam = granted({}, (role, { a }) => role.grantAssumeRole(new Group(a, 'Managers', { groupName: 'Managers' })));
  });

  testWhoCanAssume(() => iam, [
    ['a member of the group, not a user outside of it', user('ann', mfa(), { groups: ['Managers'] }), user('ann', mfa())],
    ['a member with MFA, not by access key', user('ann', mfa(), { groups: ['Managers'] }), user('ann', ACCESS_KEY, { groups: ['Managers'] })],
  ]);
});

test('case 2026-11-06: a grant of one role of an access is for this role only', async () => {
  const accounts = new TwoAccounts();
  const shop = accounts.stack('Shop', C);
  const { roles } = new CrossAccountReadOnlyAccess(accounts.a, 'Access', {
    principals: [PrincipalScope.users('ann')], trusting: [TrustingTarget.scope(accounts.b), TrustingTarget.scope(shop)],
  });
  roles[0].grantAssumeRole(Role.fromRoleArn(accounts.a, 'Tool', `arn:aws:iam::${A}:role/Tool`));
  const iam = new DeployedIam(accounts.a, accounts.b, shop);
  const mayAssume = (tool: Caller) => Promise.all([B, C].map((account) => iam.mayAssume(tool, `arn:aws:iam::${account}:role/SecurityReadOnlyRole`)));
  expect(await mayAssume(session('Tool'))).toEqual(['allowed', 'denied']);
  expect(await mayAssume(session('Tool', { policies: [ADMINISTRATOR] }))).toEqual(['allowed', 'denied']);
  expect(await mayAssume(session('Other', { policies: [ADMINISTRATOR] }))).toEqual(['denied', 'denied']);
});

test('an identity may tag its session only if the role has session tags', async () => {
  const tags = { ticket: '42' };
  const decisions = await Promise.all([[SessionTag.required('ticket')], undefined].map((sessionTags) => {
    const iam = granted({ sessionTags }, (role, { a }) => role.grantAssumeRole(User.fromUserName(a, 'Bob', 'bob')));
    return iam.mayAssume(user('bob', mfa()), iam.roleArn('SecurityReadOnlyRole'), { tags });
  }));
  expect(decisions).toEqual(['allowed', 'denied']);
});
