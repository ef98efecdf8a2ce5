/**
 * Who may assume a role that a StackSet deploys to the accounts of an organization. A member's own policies have one ARN for any
 * account, so a condition must limit the account: no member may assume a role of the same name in a stranger's account, even if
 * that role trusts everybody.
 */
import { Role, User } from 'aws-cdk-lib/aws-iam';
import {
  AccountFilter, CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps, StackSetToOrganizationalUnitsOptions, PrincipalScope, SessionTag,
  SourceIdentityRequirement, TrustingTarget,
} from '../../src';
import { AssumeRoleCall } from '../support/assume-role-call';
import { ACCESS_KEY, ADMINISTRATOR, Caller, inOrganization, mfa, session, user } from '../support/callers';
import { AUDITORS } from '../support/decision-tables';
import { DeployedIam } from '../support/deployed-iam';
import { Decision } from '../support/policy-engine';
import { B, C, TwoAccounts } from '../support/two-accounts';

const ROOT = 'o-a1b2c3d4e5/r-ab12/';
const UNIT = `${ROOT}ou-ab12-11111111/`;
const BELOW = `${UNIT}ou-ab12-22222222/`;
const SIBLING = `${ROOT}ou-ab12-33333333/`;
const OTHER_ORGANIZATION = 'o-f6g7h8i9j0/r-ab12/ou-ab12-11111111/';

/** A stranger's trust policy that trusts everybody, to make members assume the role. */
const TRUSTS_EVERYBODY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'] }],
};

const role = (account: string, name = 'SecurityReadOnlyRole') => `arn:aws:iam::${account}:role/${name}`;
const member = (signIn = mfa()): Caller => inOrganization(ROOT, user('ann', signIn, { groups: AUDITORS }));

function deployed(
  options: Partial<StackSetToOrganizationalUnitsOptions> = {}, props: Partial<CrossAccountReadOnlyAccessProps> = {},
  more: (access: CrossAccountReadOnlyAccess, accounts: TwoAccounts) => void = () => {},
): DeployedIam {
  const accounts = new TwoAccounts();
  const access = new CrossAccountReadOnlyAccess(accounts.a, 'Access', {
    groupName: AUDITORS[0],
    trusting: [TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'], ...options })],
    ...props,
  });
  more(access, accounts);
  const iam = new DeployedIam(accounts.a, ...access.roles.map(({ stack }) => stack));
  iam.deployStackSets(B);
  return iam;
}

type Case = [what: string, caller: Caller, roleArn: string, call: AssumeRoleCall, decision: Decision, trust?: object];

function decides(iam: () => DeployedIam, cases: Case[]): void {
  test.each(cases)('%s', async (...[, caller, roleArn, call, decision, trust]) => {
    expect(await iam().mayAssume(caller, roleArn, call, trust)).toBe(decision);
  });
}

describe('the caller\'s whole organization, by default', () => {
  let iam: DeployedIam;
  beforeAll(() => {
    iam = deployed();
    iam.deployStackSets(C);
  });

  decides(() => iam, [
    ['a role of the StackSet', member(), role(B), { roleIn: UNIT }, 'allowed'],
    ['that of another account', member(), role(C), { roleIn: BELOW }, 'allowed'],
    ['without MFA', member(ACCESS_KEY), role(B), { roleIn: UNIT }, 'denied'],
    ['a user who is not in the group', inOrganization(ROOT, user('ann', mfa())), role(B), { roleIn: UNIT }, 'denied'],
    ['a role of the same name in a stranger\'s organization, which trusts everybody', member(), role(C), { roleIn: OTHER_ORGANIZATION }, 'denied', TRUSTS_EVERYBODY],
    ['a role of the same name in a stranger\'s account without an organization', member(), role(C), {}, 'denied', TRUSTS_EVERYBODY],
    ['the same trust policy within the organization', member(), role(C), { roleIn: SIBLING }, 'allowed', TRUSTS_EVERYBODY],
    ['another role of the organization', member(), role(B, 'Admin'), { roleIn: UNIT }, 'denied', TRUSTS_EVERYBODY],
    ['a role whose name starts the same', member(), role(B, 'SecurityReadOnlyRole2'), { roleIn: UNIT }, 'denied', TRUSTS_EVERYBODY],
    ['a role of the same name under a path', member(), role(B, 'team/SecurityReadOnlyRole'), { roleIn: UNIT }, 'denied', TRUSTS_EVERYBODY],
    ['a caller whose account has left the organization', user('ann', mfa(), { groups: AUDITORS }), role(B), { roleIn: UNIT }, 'denied'],
    ['a caller and a role that are both outside any organization', user('ann', mfa(), { groups: AUDITORS }), role(C), {}, 'denied', TRUSTS_EVERYBODY],
    ['a caller whose account has moved to a stranger\'s organization, a role there', inOrganization(OTHER_ORGANIZATION, user('ann', mfa(), { groups: AUDITORS })), role(C),
      { roleIn: OTHER_ORGANIZATION }, 'allowed', TRUSTS_EVERYBODY],
    ['a user of a third account of the organization, with all permissions', inOrganization(UNIT, user('ann', mfa(), { account: C, policies: [ADMINISTRATOR] })), role(B),
      { roleIn: UNIT }, 'denied'],
  ]);

  test('an ARN with any account and no condition would let a member assume a stranger\'s role', async () => {
    const naive = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: role('*') }] };
    const caller = inOrganization(ROOT, user('ann', mfa(), { policies: [naive] }));
    expect(await iam.mayAssume(caller, role(C), { roleIn: OTHER_ORGANIZATION }, TRUSTS_EVERYBODY)).toBe('allowed');
  });
});

describe('parts of the organization', () => {
  describe('a unit and everything below it', () => {
    let iam: DeployedIam;
    beforeAll(() => {
      iam = deployed({ organizationPaths: [`${UNIT}*`] });
    });
    decides(() => iam, [
      ['in the unit', member(), role(B), { roleIn: UNIT }, 'allowed'],
      ['below it', member(), role(B), { roleIn: BELOW }, 'allowed'],
      ['in its sibling', member(), role(B), { roleIn: SIBLING }, 'denied'],
      ['above it', member(), role(B), { roleIn: ROOT }, 'denied'],
      ['in a unit of the same id in a stranger\'s organization', member(), role(C), { roleIn: OTHER_ORGANIZATION }, 'denied', TRUSTS_EVERYBODY],
      ['in no organization', member(), role(C), {}, 'denied', TRUSTS_EVERYBODY],
    ]);
  });

  describe('a unit alone, or another with everything below it', () => {
    let iam: DeployedIam;
    beforeAll(() => {
      iam = deployed({ organizationPaths: [UNIT, `${SIBLING}*`] });
    });
    decides(() => iam, [
      ['in the first', member(), role(B), { roleIn: UNIT }, 'allowed'],
      ['below the first', member(), role(B), { roleIn: BELOW }, 'denied'],
      ['in the second', member(), role(B), { roleIn: SIBLING }, 'allowed'],
      ['below the second', member(), role(B), { roleIn: `${SIBLING}ou-ab12-44444444/` }, 'allowed'],
    ]);
  });
});

describe('the management account, which a StackSet never reaches', () => {
  const MANAGEMENT = '444444444444';
  let iam: DeployedIam;
  beforeAll(() => {
    const accounts = new TwoAccounts();
    const management = accounts.stack('Management', MANAGEMENT);
    const access = new CrossAccountReadOnlyAccess(accounts.a, 'Access', {
      groupName: AUDITORS[0],
      trusting: [TrustingTarget.stackSetToOrganizationalUnits({
        organizationalUnitIds: ['r-ab12'], managementAccountScope: management, stackSetScope: management, organizationPaths: [`${UNIT}*`],
      })],
    });
    iam = new DeployedIam(accounts.a, ...access.roles.map(({ stack }) => stack));
  });
  decides(() => iam, [
    ['its own role, wherever it is in the organization', member(), role(MANAGEMENT), { roleIn: ROOT }, 'allowed'],
    ['without MFA', member(ACCESS_KEY), role(MANAGEMENT), { roleIn: ROOT }, 'denied'],
    ['another account outside of the given paths', member(), role(C), { roleIn: ROOT }, 'denied', TRUSTS_EVERYBODY],
  ]);
});

describe('a listed account outside of the units', () => {
  let iam: DeployedIam;
  beforeAll(() => {
    const accounts = new TwoAccounts();
    new CrossAccountReadOnlyAccess(accounts.a, 'Access', {
      groupName: AUDITORS[0],
      trusting: [
        TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'], accountFilter: AccountFilter.allExcept(B), organizationPaths: [`${UNIT}*`] }),
        TrustingTarget.scope(accounts.b),
      ],
    });
    iam = new DeployedIam(accounts.a, accounts.b);
  });
  decides(() => iam, [
    ['that account, in no organization', member(), role(B), {}, 'allowed'],
    ['another in no organization', member(), role(C), {}, 'denied', TRUSTS_EVERYBODY],
    ['another of the unit', member(), role(C), { roleIn: UNIT }, 'allowed', TRUSTS_EVERYBODY],
  ]);
});

describe('with further conditions of the role', () => {
  let iam: DeployedIam;
  beforeAll(() => {
    iam = deployed({}, { sourceIdentity: SourceIdentityRequirement.userName(), sessionTags: [SessionTag.required('project', 'audit')] });
  });
  const call = { sourceIdentity: 'ann', tags: { project: 'audit' } };
  decides(() => iam, [
    ['all conditions', member(), role(B), { roleIn: UNIT, ...call }, 'allowed'],
    ['without the tag', member(), role(B), { roleIn: UNIT, sourceIdentity: 'ann' }, 'denied'],
    ['all conditions, a stranger\'s role', member(), role(C), { roleIn: OTHER_ORGANIZATION, ...call }, 'denied', TRUSTS_EVERYBODY],
  ]);
});

describe('grantAssumeRole', () => {
  let iam: DeployedIam;
  const tool = (policies: object[] = []) => inOrganization(ROOT, session('Tool', { policies }));
  beforeAll(() => {
    iam = deployed({}, { principals: [PrincipalScope.users('ann')] }, (access, { a }) => {
      access.grantAssumeRole(new Role(a, 'Tool', { roleName: 'Tool', assumedBy: new User(a, 'Ops', { userName: 'ops' }) }));
    });
  });
  decides(() => iam, [
    ['the grantee, the role of every account', tool(), role(B), { roleIn: UNIT }, 'allowed'],
    ['the grantee, a stranger\'s role', tool(), role(C), { roleIn: OTHER_ORGANIZATION }, 'denied', TRUSTS_EVERYBODY],
    ['another role', inOrganization(ROOT, session('Other', { policies: [ADMINISTRATOR] })), role(B), { roleIn: UNIT }, 'denied'],
  ]);
});

test('the role\'s permissions are the same in every account', async () => {
  const iam = deployed();
  const reader = iam.sessionOf(role(B));
  expect(await iam.may(reader, 's3:ListAllMyBuckets')).toBe('allowed');
  expect(await iam.may(reader, 's3:CreateBucket', 'arn:aws:s3:::b')).toBe('denied');
});
