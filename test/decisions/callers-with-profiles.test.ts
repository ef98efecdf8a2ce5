/**
 * The kinds of callers that have CLI profiles: exactly those that can assume the role, as an independent engine decides from the
 * policies of both accounts.
 */
import { Role, User } from 'aws-cdk-lib/aws-iam';
import { CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps, MfaRequirement, PrincipalScope, SourceIdentityRequirement } from '../../src';
import { AssumeRoleCall } from '../support/assume-role-call';
import { ACCESS_KEY, ADMINISTRATOR, Caller, inOrganization, mfa, permissionSet, session, tagged, user } from '../support/callers';
import { deployed } from '../support/decision-tables';
import { A, C, TwoAccounts } from '../support/two-accounts';

const { users, roles, anyRole, rolesMatching, permissionSets, organization, organizationPaths } = PrincipalScope;
const ORG = 'o-a1b2c3d4e5';
const PATH = `${ORG}/r-ab12/`;
const NO_MFA = MfaRequirement.none();

const USER = 'IAM user';
const WITH_MFA = ['IAM user with an MFA code', 'IAM user whose session has MFA'];
const PERMISSION_SET = 'session of a permission set';
const ROLE = 'session of a role';

/** A caller of each kind, whose own policies allow everything. A call with a code has the same condition keys as a session with MFA. */
function callers(home: string): Record<'withKey' | 'withMfa' | 'ofPermissionSet' | 'ofRole', Caller> {
  const details = { account: home, policies: [ADMINISTRATOR] };
  const all = {
    withKey: user('ann', ACCESS_KEY, details),
    withMfa: user('ann', mfa(), details),
    ofPermissionSet: permissionSet('Audit', details),
    ofRole: session('scanner', details),
  };
  return Object.fromEntries(Object.entries(all).map(([key, who]) => [key, tagged({ team: 'audit' }, inOrganization(PATH, who))])) as typeof all;
}

type Grant = (access: CrossAccountReadOnlyAccess, accounts: TwoAccounts) => void;
type More = { home?: string; call?: AssumeRoleCall; grant?: Grant };
type Case = [what: string, props: Partial<CrossAccountReadOnlyAccessProps>, expected: string[], more?: More];

test.each<Case>([
  ['an account, with MFA by default', {}, WITH_MFA],
  ['an account without MFA', { mfa: NO_MFA }, [USER, PERMISSION_SET, ROLE]],
  ['an account with a condition that only users can meet', { mfa: NO_MFA, requireUserNameAsRoleSessionName: true }, [USER], { call: { sessionName: 'ann' } }],
  ['an account whose users set their name as source identity', { mfa: NO_MFA, sourceIdentity: SourceIdentityRequirement.userName() }, [USER], { call: { sourceIdentity: 'ann' } }],
  ['an account with conditions that all callers can meet', { mfa: NO_MFA, principalTags: { team: ['audit'] }, externalId: 'Contract-42' }, [USER, PERMISSION_SET, ROLE],
    { call: { externalId: 'Contract-42' } }],
  ['users', { principals: [users('ann')] }, WITH_MFA],
  ['users without MFA', { principals: [users('ann')], mfa: NO_MFA }, [USER]],
  ['roles', { principals: [roles('scanner')] }, [ROLE]],
  ['permission sets', { principals: [permissionSets('Audit')] }, [PERMISSION_SET]],
  ['case 2026-11-13: users and permission sets', { principals: [users('ann'), permissionSets('Audit')] }, [...WITH_MFA, PERMISSION_SET]],
  ['all by name, in this order', { principals: [roles('scanner'), permissionSets('Audit'), users('ann')] }, [ROLE, PERMISSION_SET, ...WITH_MFA]],
  ['an organization, with MFA by default', { principals: [organization(ORG)] }, WITH_MFA, { home: C }],
  ['an organization without MFA', { principals: [organization(ORG)], mfa: NO_MFA }, [USER, PERMISSION_SET, ROLE], { home: C }],
  ['units without MFA', { principals: [organizationPaths(`${PATH}*`)], mfa: NO_MFA }, [USER, PERMISSION_SET, ROLE], { home: C }],
  ['every role, of a permission set too', { principals: [anyRole()] }, [PERMISSION_SET, ROLE]],
  ['roles by a pattern', { principals: [rolesMatching('scan*')] }, [ROLE]],
  ['users of another account', { principals: [users('ann').inAccount(C)] }, WITH_MFA, { home: C }],
  ['roles of two accounts', { principals: [roles('scanner'), roles('scanner').inAccount(C)] }, [ROLE], { home: C }],
  ['an organization, and roles by name', { principals: [organization(ORG), roles('scanner')] }, [...WITH_MFA, ROLE]],
  ['a role that is granted the assumption later', { principals: [users('ann')] }, [...WITH_MFA, ROLE],
    { grant: (access, { a }) => access.grantAssumeRole(Role.fromRoleArn(a, 'Scanner', `arn:aws:iam::${A}:role/scanner`)) }],
  ['a user who is granted the assumption later', { principals: [roles('scanner')] }, [ROLE, ...WITH_MFA],
    { grant: (access, { a }) => access.grantAssumeRole(User.fromUserArn(a, 'Ann', `arn:aws:iam::${A}:user/ann`)) }],
])('%s', async (_, props, expected, { home = A, call = {}, grant = () => {} } = {}) => {
  let access!: CrossAccountReadOnlyAccess;
  const iam = deployed(props, (made, accounts) => grant(access = made, accounts));
  const isAllowed = async (who: Caller) => await iam.mayAssume(who, iam.roleArn('SecurityReadOnlyRole'), call) === 'allowed';
  const { withKey, withMfa, ofPermissionSet, ofRole } = callers(home);
  const ofUsers = await isAllowed(withKey) ? [USER] : await isAllowed(withMfa) ? WITH_MFA : [];
  const decided = [...ofUsers, ...await isAllowed(ofPermissionSet) ? [PERMISSION_SET] : [], ...await isAllowed(ofRole) ? [ROLE] : []];
  expect(new Set(decided)).toEqual(new Set(expected));
  expect(access.cliProfiles._config.snippets().map((profiles) => profiles.map(({ caller }) => caller))).toEqual([expected]);
});
