/**
 * Common mistakes in hand-written trust policies. Each test shows first that the mistake matters, with a policy as it is often
 * written, and then that the library's policy does not have it.
 */
import { Expiration, Stack } from 'aws-cdk-lib';
import { AccountPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { AccessWindow, MfaRequirement, PrincipalScope, SessionTag } from '../../src';
import { circumstances } from '../support/assume-role-call';
import { ACCESS_KEY, ADMINISTRATOR, Caller, inOrganization, mfa, permissionSet, session, user, withContext } from '../support/callers';
import { atTime } from '../support/clock';
import { AUDITORS, deployed } from '../support/decision-tables';
import { DeployedIam } from '../support/deployed-iam';
import { role as trustingRole, ROLE, synth } from '../support/invalid-props';
import { A, B, C, TwoAccounts } from '../support/two-accounts';
import { rejectionOf } from '../support/validation-messages';

const ALL = { policies: [ADMINISTRATOR] };
const ann = (signIn = mfa()): Caller => user('ann', signIn, { groups: AUDITORS });
const arn = (resource: string, account = A) => `arn:aws:iam::${account}:${resource}`;

const ORG = 'o-a1b2c3d4e5';
const UNIT = `${ORG}/r-ab12/ou-ab12-11111111/`;
const UNIT_OF_OTHERS = 'o-f6g7h8i9j0/r-cd34/ou-cd34-11111111/';

/** A trust policy with one statement, as it is often written. */
function naive(principal: string, condition: object, action: string | string[] = 'sts:AssumeRole'): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: principal }, Action: action, Condition: condition }] };
}

/** Decides on the library's role, with its own trust policy or with another one instead. */
function assumes(iam: DeployedIam, caller: Caller, trust?: object, call = {}): Promise<string> {
  return iam.mayAssume(caller, iam.roleArn('SecurityReadOnlyRole'), call, trust);
}

test('a user who is deleted and recreated: IAM has replaced an ARN as principal by the id of the deleted user', async () => {
  const again = withContext(ann(), { 'aws:userid': 'AIDAANOTHEREXAMPLE' });
  const iam = deployed({ principals: [PrincipalScope.users('ann')] });
  expect(await assumes(iam, ann(), naive(arn('user/ann'), {}))).toBe('allowed');
  expect(await assumes(iam, again, naive('AIDAEXAMPLE', {}))).toBe('denied');
  expect(await assumes(iam, ann())).toBe('allowed');
  expect(await assumes(iam, again)).toBe('allowed');
  expect(JSON.stringify(iam.trustOf(iam.roleArn('SecurityReadOnlyRole')))).toContain(`"Principal":{"AWS":"${arn('root')}"}`);
});

test('a permission set whose name is a prefix of another: a wildcard after the name allows the other one', async () => {
  const [audit, auditAdmin] = [permissionSet('Audit', ALL), permissionSet('Audit_Admin', ALL)];
  const wildcard = naive(arn('root'), { ArnLike: { 'aws:PrincipalArn': arn('role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Audit_*') } });
  const iam = deployed({ principals: [PrincipalScope.permissionSets('Audit')] });
  expect(await assumes(iam, auditAdmin, wildcard)).toBe('allowed');
  expect(await assumes(iam, auditAdmin)).toBe('denied');
  expect(await assumes(iam, audit)).toBe('allowed');
});

test('BoolIfExists in an Allow: requests with long-term access keys lack the key, and are allowed', async () => {
  const iam = deployed();
  expect(await assumes(iam, ann(ACCESS_KEY), naive(arn('root'), { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } }))).toBe('allowed');
  expect(await assumes(iam, ann(ACCESS_KEY))).toBe('denied');
  expect(await assumes(iam, ann())).toBe('allowed');
});

test('MFA through a role: a session has no MFA, so Bool denies every role, and BoolIfExists allows all', async () => {
  const [deployer, other] = [session('Deployer', ALL), session('Other', ALL)];
  const named = { ArnEquals: { 'aws:PrincipalArn': arn('role/Deployer') } };
  const iam = deployed({ principals: [PrincipalScope.users('ann'), PrincipalScope.roles('Deployer')] });
  expect(await assumes(iam, deployer, naive(arn('root'), { ...named, Bool: { 'aws:MultiFactorAuthPresent': 'true' } }))).toBe('denied');
  expect(await assumes(iam, other, naive(arn('root'), { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } }))).toBe('allowed');
  expect(await assumes(iam, deployer)).toBe('allowed');
  expect(await assumes(iam, other)).toBe('denied');
});

test('a role of the same name in a stranger\'s account: a wildcard for the account allows it', async () => {
  const [ours, theirs] = [session('Deployer', ALL), session('Deployer', { account: C, ...ALL })];
  const iam = deployed({ principals: [PrincipalScope.roles('Deployer')] });
  expect(await assumes(iam, theirs, naive('*', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Deployer' } }))).toBe('allowed');
  expect(await assumes(iam, theirs)).toBe('denied');
  expect(await assumes(iam, ours)).toBe('allowed');
});

test('a stack whose account is not known: the token means the other template\'s own account', async () => {
  const accounts = new TwoAccounts();
  const unknown = new Stack().account;
  new Role(accounts.b, 'Naive', { roleName: 'Naive', assumedBy: new AccountPrincipal(unknown) });
  const iam = new DeployedIam(accounts.b);
  expect(await iam.mayAssume(user('ann', mfa(), ALL), iam.roleArn('Naive'))).toBe('denied');
  expect(await iam.mayAssume(user('olga', mfa(), { account: B, ...ALL }), iam.roleArn('Naive'))).toBe('allowed');
  expect(rejectionOf(() => synth(trustingRole({ assumingAccount: unknown })))).toMatchObject({ path: ROLE, problem: expect.stringContaining('token') });
});

test('another organization: a wildcard for its id allows every organization', async () => {
  const [member, stranger] = [UNIT, UNIT_OF_OTHERS].map((path) => inOrganization(path, user('zoe', mfa(), { account: C, ...ALL })));
  const iam = deployed({ principals: [PrincipalScope.organization(ORG)] });
  expect(await assumes(iam, stranger, naive('*', { StringLike: { 'aws:PrincipalOrgID': 'o-*' } }))).toBe('allowed');
  expect(await assumes(iam, stranger)).toBe('denied');
  expect(await assumes(iam, member)).toBe('allowed');
});

test('an organization\'s paths: ForAllValues allows accounts outside of any organization', async () => {
  const nowhere = user('zoe', mfa(), { account: C, ...ALL });
  const iam = deployed({ principals: [PrincipalScope.organizationPaths(UNIT)] });
  expect(await assumes(iam, nowhere, naive('*', { 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': [UNIT] } }))).toBe('allowed');
  expect(await assumes(iam, nowhere)).toBe('denied');
  expect(await assumes(iam, inOrganization(UNIT, nowhere))).toBe('allowed');
});

test('a wildcard as principal: users of the trusting account can assume the role without a policy that allows it', async () => {
  const own = inOrganization(UNIT, user('olga', mfa(), { account: B }));
  const iam = deployed({ principals: [PrincipalScope.organization(ORG)] });
  expect(await assumes(iam, own, naive('*', { StringEquals: { 'aws:PrincipalOrgID': ORG } }))).toBe('allowed');
  expect(await assumes(iam, own)).toBe('denied');
  expect(await assumes(iam, inOrganization(UNIT, ann()))).toBe('allowed');
});

test('IPv4 addresses written as IPv6: they match no caller, because AWS writes them as IPv4', async () => {
  const iam = deployed({ sourceIps: ['203.0.113.0/24'] });
  const inside = { from: '203.0.113.7' };
  expect(await assumes(iam, ann(), naive(arn('root'), { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }), inside)).toBe('allowed');
  expect(await assumes(iam, ann(), naive(arn('root'), { IpAddress: { 'aws:SourceIp': '::ffff:203.0.113.0/120' } }), inside)).toBe('denied');
  expect(await assumes(iam, ann(), undefined, inside)).toBe('allowed');
  expect(rejectionOf(() => synth(trustingRole({ sourceIps: ['::ffff:203.0.113.0/120'] })))).toMatchObject({ path: ROLE, problem: expect.stringContaining('::ffff:') });
});

test.each([
  ['an external ID', 'sts:ExternalId', { externalId: 'Contract-42' }],
  ['a session name', 'sts:RoleSessionName', { requireUserNameAsRoleSessionName: true }],
])('%s asked of session tags too: AWS does not tell it there, so that a caller who passes a tag is denied', async (_, key, props) => {
  const call = { externalId: 'Contract-42', sessionName: 'ann' };
  const condition = { StringEquals: { [key]: key === 'sts:ExternalId' ? 'Contract-42' : 'ann' } };
  const oneStatement = naive(arn('root'), condition, ['sts:AssumeRole', 'sts:TagSession']);
  const iam = deployed({ ...props, sessionTags: [SessionTag.optional('ticket')] });
  expect(await assumes(iam, ann(), oneStatement, call)).toBe('allowed');
  expect(await assumes(iam, ann(), oneStatement, { ...call, tags: { ticket: '7' } })).toBe('denied');
  expect(await assumes(iam, ann(), undefined, { ...call, tags: { ticket: '7' } })).toBe('allowed');
  expect(await assumes(iam, ann(), undefined, { tags: { ticket: '7' } })).toBe('denied');
});

test('"false" for "MFA is not needed": denies access keys and users with MFA', async () => {
  const iam = deployed({ mfa: MfaRequirement.none() });
  for (const signIn of [ACCESS_KEY, mfa()]) {
    expect(await assumes(iam, ann(signIn), naive(arn('root'), { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }))).toBe('denied');
    expect(await assumes(iam, ann(signIn), naive(arn('root'), {}))).toBe('allowed');
    expect(await assumes(iam, ann(signIn))).toBe('allowed');
  }
});

test('a time limit in the trust policy only: running sessions continue', async () => {
  const until = Expiration.fromString('2026-03-31T23:59:59Z');
  const [unlimited, limited] = [undefined, AccessWindow.endingAt(until)].map((accessWindow) => atTime('2026-01-01T00:00:00Z', () => deployed({ accessWindow })));
  const readsAt = (iam: DeployedIam, at: string) =>
    iam.may(withContext(iam.sessionOf(iam.roleArn('SecurityReadOnlyRole')), circumstances({ at })), 's3:ListAllMyBuckets');
  const inTrustOnly = naive(arn('root'), { DateLessThanEquals: { 'aws:CurrentTime': '2026-03-31T23:59:59Z' } });
  expect(await assumes(unlimited, ann(), inTrustOnly, { at: '2026-04-01T00:00:00Z' })).toBe('denied');
  expect(await readsAt(unlimited, '2026-04-01T00:00:00Z')).toBe('allowed');
  expect(await readsAt(limited, '2026-04-01T00:00:00Z')).toBe('denied');
  expect(await readsAt(limited, '2026-03-31T23:59:59Z')).toBe('allowed');
});

test('a session\'s own ARN as aws:PrincipalArn: that key has the role\'s ARN, so the role is denied', async () => {
  const deployer = session('Deployer', ALL);
  const iam = deployed({ principals: [PrincipalScope.roles('Deployer')] });
  expect(await assumes(iam, deployer, naive(arn('root'), { ArnLike: { 'aws:PrincipalArn': `arn:aws:sts::${A}:assumed-role/Deployer/*` } }))).toBe('denied');
  expect(await assumes(iam, deployer)).toBe('allowed');
  expect(rejectionOf(() => synth(trustingRole({ principals: [PrincipalScope.roles(`arn:aws:sts::${A}:assumed-role/Deployer/i`)] }))))
    .toMatchObject({ path: ROLE, problem: expect.stringContaining('assumed-role') });
});
