import { Lazy } from 'aws-cdk-lib';
import { AccountRootPrincipal, Group, Role, User } from 'aws-cdk-lib/aws-iam';
import { PrincipalScope, TrustingTarget } from '../../src';
import { ACCESS_KEY, Caller, mfa, session, user } from '../support/callers';
import { AUDITORS, deployed, AllowedAndDeniedCaller, testWhoCanAssume } from '../support/decision-tables';
import { DeployedIam } from '../support/deployed-iam';
import { A, B, C } from '../support/two-accounts';

const role = (name: string, account = B) => `arn:aws:iam::${account}:role/${name}`;
const ann = user('ann', mfa(), { groups: AUDITORS });

/** The widest trust policy, so that only the caller's own policies decide. */
const WIDE_OPEN = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${A}:root` }, Action: 'sts:AssumeRole' }],
};

/** Even if every role trusts everybody, members may assume exactly the intended roles. */
function opens(iam: () => DeployedIam, cases: [what: string, open: string, closed: string][]): void {
  test.each(cases)('%s', async (_, open, closed) => {
    expect(await iam().mayAssume(ann, open, {}, WIDE_OPEN)).toBe('allowed');
    expect(await iam().mayAssume(ann, closed, {}, WIDE_OPEN)).toBe('denied');
  });
}

describe('the group allows the exact roles of its targets', () => {
  let iam: DeployedIam;
  beforeAll(() => {
    iam = deployed({ trusting: [TrustingTarget.account(B), TrustingTarget.account(C)] });
  });

  opens(() => iam, [
    ['the role of one target, not another role of its account', role('SecurityReadOnlyRole'), role('Admin')],
    ['the role of another target, not that of an account that is not a target', role('SecurityReadOnlyRole', C), role('SecurityReadOnlyRole', '444444444444')],
    ['not the role of that name in the group\'s own account', role('SecurityReadOnlyRole'), role('SecurityReadOnlyRole', A)],
    ['not a name with a suffix', role('SecurityReadOnlyRole'), role('SecurityReadOnlyRole2')],
    ['not a name with a prefix', role('SecurityReadOnlyRole'), role('MySecurityReadOnlyRole')],
    ['not under a path', role('SecurityReadOnlyRole'), role('security/SecurityReadOnlyRole')],
    ['not in another case', role('SecurityReadOnlyRole'), role('securityreadonlyrole')],
  ]);
});

describe('the group allows the exact path', () => {
  let iam: DeployedIam;
  beforeAll(() => {
    iam = deployed({ trusting: [TrustingTarget.account(B)], roleName: 'Auditor', path: '/security/' });
  });

  opens(() => iam, [
    ['not without it', role('security/Auditor'), role('Auditor')],
    ['not another', role('security/Auditor'), role('admin/Auditor')],
    ['not one below', role('security/Auditor'), role('security/eu/Auditor')],
    ['not another role there', role('security/Auditor'), role('security/Admin')],
  ]);
});

test('a member may assume the role, and neither tag its session nor set its source identity', async () => {
  const iam = deployed();
  const decisions = await Promise.all(['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'].map(async (action) =>
    iam.may(ann, action, role('SecurityReadOnlyRole'), { Version: '2012-10-17', Statement: [{ ...WIDE_OPEN.Statement[0], Action: action }] })));
  expect(decisions).toEqual(['allowed', 'denied', 'denied']);
});

describe('after grantAssumeRole the grantee can assume the role, with the role\'s real trust policy', () => {
  const deployer = session('Deployer', { path: '/ci/' });
  let iam: DeployedIam;
  beforeAll(() => {
    iam = deployed({ principals: [PrincipalScope.users('ann')] }, (access, { a }) => {
      access.grantAssumeRole(User.fromUserName(a, 'Bob', 'bob'));
      access.grantAssumeRole(new User(a, 'Cyd', { userName: 'cyd', path: '/team/' }));
      access.grantAssumeRole(new Role(a, 'Ci', { roleName: 'Deployer', path: '/ci/', assumedBy: new AccountRootPrincipal() }));
      access.grantAssumeRole(new User(a, 'Flo', { userName: 'flo', path: Lazy.string({ produce: () => '/made/' }) }));
      new User(a, 'Dan', { userName: 'dan' });
    });
  });

  testWhoCanAssume(() => iam, [
    ['an existing user, not another one', user('bob', mfa()), user('dan', mfa())],
    ['an existing user with MFA, not without', user('bob', mfa()), user('bob', ACCESS_KEY)],
    ['an existing user, not the user of the same name under a path', user('bob', mfa()), user('bob', mfa(), { path: '/team/' })],
    ['a user with a path, not without it', user('cyd', mfa(), { path: '/team/' }), user('cyd', mfa())],
    ['a user with a lazy path, not without it', user('flo', mfa(), { path: '/made/' }), user('flo', mfa())],
    ['a user with a path, not without MFA', user('cyd', mfa(), { path: '/team/' }), user('cyd', ACCESS_KEY, { path: '/team/' })],
    ['a role without MFA, not another role', deployer, session('Builder', { path: '/ci/' })],
    ['a role with a path, not without it', deployer, session('Deployer')],
    ['a member named in principals, as before, not another member', ann, user('dan', mfa(), { groups: AUDITORS })],
  ]);

  test('none of them can assume another role', async () => {
    for (const caller of [user('bob', mfa()), user('cyd', mfa(), { path: '/team/' }), deployer]) {
      expect(await iam.mayAssume(caller, role('SecurityReadOnlyRole'), {}, WIDE_OPEN)).toBe('allowed');
      expect(await iam.mayAssume(caller, role('Admin'), {}, WIDE_OPEN)).toBe('denied');
    }
  });
});

describe('grantAssumeRole to a group, if the whole account is trusted', () => {
  const managers = (signIn = mfa()): Caller => user('eve', signIn, { groups: ['Managers'] });
  let iam: DeployedIam;
  beforeAll(() => {
    iam = deployed({}, (access, { a }) => {
      access.grantAssumeRole(new Group(a, 'Managers', { groupName: 'Managers' }));
      new Group(a, 'Others', { groupName: 'Others' });
    });
  });

  testWhoCanAssume(() => iam, [
    ['its members, not those of another group', managers(), user('eve', mfa(), { groups: ['Others'] })],
    ['its members with MFA, not without', managers(), managers(ACCESS_KEY)],
  ] satisfies AllowedAndDeniedCaller[]);
});

describe('grantAssumeRole to a role, if the whole account is trusted with MFA', () => {
  let iam: DeployedIam;
  beforeAll(() => {
    iam = deployed({}, (access, { a }) => access.grantAssumeRole(Role.fromRoleArn(a, 'Ci', `arn:aws:iam::${A}:role/ci/Deployer`)));
  });

  testWhoCanAssume(() => iam, [
    ['the role without MFA, not a member without MFA', session('Deployer', { path: '/ci/' }), user('ann', ACCESS_KEY, { groups: AUDITORS })],
    ['a member with MFA, not the role of the same name under another path', ann, session('Deployer', { path: '/test/' })],
  ]);
});
