/**
 * Who may assume the role: the specification, as a table. An independent engine decides each case from the policies of both
 * accounts as deployed.
 *
 * Each entry has the trusted principals and the conditions. Each case has the caller, the call and the decision. Each allowed
 * caller comes with the nearest caller who is denied.
 */
import { Duration, Expiration } from 'aws-cdk-lib';
import { AccountRootPrincipal, Group, ManagedPolicy, PolicyStatement, Role, User } from 'aws-cdk-lib/aws-iam';
import {
  AccessWindow, CrossAccountReadOnlyAccessProps, MfaRequirement, PrincipalScope, ReadOnlyPermissions, SessionTag, SourceIdentityRequirement,
} from '../../src';
import { Access, access, ROLE, testAccessTable } from '../support/access-table';
import { AssumeRoleCall, circumstances, VPC_ENDPOINT } from '../support/assume-role-call';
import {
  ACCESS_KEY, ADMINISTRATOR, Caller, inOrganization, mfa, PASSWORD_ONLY, permissionSet, root, session, tagged, user, withContext,
} from '../support/callers';
import { atTime } from '../support/clock';
import { AUDITORS, deployed } from '../support/decision-tables';
import { DeployedIam } from '../support/deployed-iam';
import { Decision } from '../support/policy-engine';
import { A, B, C } from '../support/two-accounts';

const ORG = 'o-a1b2c3d4e5';
const OTHER_ORG = 'o-f6g7h8i9j0';
const TOP = `${ORG}/r-ab12/`;
const OU = `${TOP}ou-ab12-11111111/`;
const CHILD = `${OU}ou-ab12-22222222/`;
const SIBLING = `${TOP}ou-ab12-33333333/`;
const OF_OTHER_ORG = `${OTHER_ORG}/r-cd34/ou-cd34-11111111/`;

// The caller's own policies are exactly those of the library's group.
const member = (name: string, signIn = mfa(), path = '/'): Caller => user(name, signIn, { groups: AUDITORS, path });

// The caller's own policies allow everything, so that only the role's trust policy decides.
const ALL = { policies: [ADMINISTRATOR] };
const admin = (name: string, signIn = mfa(), account = A): Caller => user(name, signIn, { account, ...ALL });
const role = (name: string, account = A): Caller => session(name, { account, ...ALL });
const set = (name: string, account = A): Caller => permissionSet(name, { account, ...ALL });
const stranger = (path: string, signIn = mfa()): Caller => inOrganization(path, admin('zoe', signIn, C));

const ANN = member('ann');
const CI = role('Ci');
const SSO = set('Audit');
const ZOE = stranger(OU);

// A user of the trusting account itself, which is in the organization too.
const OWN = inOrganization(OU, admin('olga', mfa(), B));
const OWN_WITHOUT_POLICIES = inOrganization(OU, user('olga', mfa(), { account: B }));

const { account, users, roles, permissionSets, organization, organizationPaths } = PrincipalScope;
/** One scope of every type that narrows the callers. */
const EVERY_KIND = [users('ann'), roles('Ci'), permissionSets('Audit'), organization(ORG)];
const WITHOUT_MFA = MfaRequirement.none();

const { optional, required, userName } = SourceIdentityRequirement;
const tag = SessionTag;
const date = (text: string) => Expiration.fromString(text);

const SCOPES: Access[] = [
  access('account()', 'MFA by default', {}, [
    ['a member of the group', member('ann'), {}, 'allowed'],
    ['a user who is no member', user('ann', mfa()), {}, 'denied'],
    ['a member by access key', member('ann', ACCESS_KEY), {}, 'denied'],
    ['a member by password only', member('ann', PASSWORD_ONLY), {}, 'denied'],
    ['a user whose own policies allow it', admin('bob'), {}, 'allowed'],
    ['the namesake in a third account', admin('bob', mfa(), C), {}, 'denied'],
    ['the root of a third account', root(C), {}, 'denied'],
    ['a user of the trusting account', admin('bob', mfa(), B), {}, 'denied'],
    ['a role, which can have no MFA', CI, {}, 'denied'],
    ['a permission set, which can have no MFA', SSO, {}, 'denied'],
  ]),
  access('account()', 'no MFA', { mfa: WITHOUT_MFA }, [
    ['a member by access key', member('ann', ACCESS_KEY), {}, 'allowed'],
    ['a user who is no member, by access key', user('ann', ACCESS_KEY), {}, 'denied'],
    ['a role', CI, {}, 'allowed'],
    ['a role whose own policies do not allow it', session('Ci'), {}, 'denied'],
    ['a permission set', SSO, {}, 'allowed'],
    ['a permission set whose own policies do not allow it', permissionSet('Audit'), {}, 'denied'],
    ['a role of a third account', role('Ci', C), {}, 'denied'],
  ]),
  access('users(ann, /team/bob)', 'MFA by default', { principals: [users('ann', '/team/bob')] }, [
    ['ann', ANN, {}, 'allowed'],
    ['another member', member('cyd'), {}, 'denied'],
    ['ann, who is no member', user('ann', mfa()), {}, 'denied'],
    ['ann by access key', member('ann', ACCESS_KEY), {}, 'denied'],
    ['Ann, in another case', member('Ann'), {}, 'denied'],
    ['ann under a path', member('ann', mfa(), '/team/'), {}, 'denied'],
    ['bob under the path', member('bob', mfa(), '/team/'), {}, 'allowed'],
    ['bob under no path', member('bob'), {}, 'denied'],
    ['ann of a third account', admin('ann', mfa(), C), {}, 'denied'],
    ['a role called ann', role('ann'), {}, 'denied'],
  ]),
  access('roles(Ci)', 'none, as roles can have no MFA', { principals: [roles('Ci')] }, [
    ['the role', CI, {}, 'allowed'],
    ['another role', role('Admin'), {}, 'denied'],
    ['the role, whose own policies do not allow it', session('Ci'), {}, 'denied'],
    ['a user called Ci', admin('Ci'), {}, 'denied'],
    ['the namesake in a third account', role('Ci', C), {}, 'denied'],
  ]),
  access('permissionSets(Audit)', 'none, as permission sets can have no MFA', { principals: [permissionSets('Audit')] }, [
    ['the permission set', SSO, {}, 'allowed'],
    ['one whose name starts the same', set('AuditAdmin'), {}, 'denied'],
    ['one whose name ends the same', set('NoAudit'), {}, 'denied'],
    ['the permission set, whose own policies do not allow it', permissionSet('Audit'), {}, 'denied'],
    ['the permission set in a third account', set('Audit', C), {}, 'denied'],
    ['a role called Audit', role('Audit'), {}, 'denied'],
  ]),
  access('organization()', 'MFA by default', { principals: [organization(ORG)] }, [
    ['a user of a member account', ZOE, {}, 'allowed'],
    ['a user of an account of another organization', stranger(OF_OTHER_ORG), {}, 'denied'],
    ['a user of an account in no organization', admin('zoe', mfa(), C), {}, 'denied'],
    ['a user whose own policies do not allow it', inOrganization(OU, user('zoe', mfa(), { account: C })), {}, 'denied'],
    ['a user by access key', stranger(OU, ACCESS_KEY), {}, 'denied'],
    ['a user by password only', stranger(OU, PASSWORD_ONLY), {}, 'denied'],
    ['a role, which can have no MFA', inOrganization(OU, role('Ci', C)), {}, 'denied'],
    ['a user of any other unit', stranger(SIBLING), {}, 'allowed'],
    ['a user of the trusting account', inOrganization(SIBLING, admin('olga', mfa(), B)), {}, 'denied'],
    ['a user of the trusting account, without policies', OWN_WITHOUT_POLICIES, {}, 'denied'],
    ['the root of the trusting account', inOrganization(OU, root(B)), {}, 'denied'],
    ['a member of the group, in the organization', inOrganization(OU, ANN), {}, 'allowed'],
    ['a member of the group, in no organization', ANN, {}, 'denied'],
  ]),
  access('organization()', 'no MFA', { principals: [organization(ORG)], mfa: WITHOUT_MFA }, [
    ['a user by access key', stranger(OU, ACCESS_KEY), {}, 'allowed'],
    ['a user of another organization, by access key', stranger(OF_OTHER_ORG, ACCESS_KEY), {}, 'denied'],
    ['a role of a member account', inOrganization(OU, role('Ci', C)), {}, 'allowed'],
    ['a role of another organization', inOrganization(OF_OTHER_ORG, role('Ci', C)), {}, 'denied'],
    ['a role of the trusting account', inOrganization(OU, role('Ci', B)), {}, 'denied'],
    ['a role of the trusting account, without policies', inOrganization(OU, session('Ci', { account: B })), {}, 'denied'],
    ['a permission set of a member account', inOrganization(OU, set('Audit', C)), {}, 'allowed'],
    ['a permission set whose own policies do not allow it', inOrganization(OU, permissionSet('Audit', { account: C })), {}, 'denied'],
    ['a user of the trusting account, by access key', inOrganization(OU, admin('olga', ACCESS_KEY, B)), {}, 'denied'],
  ]),
  access('organizationPaths(OU/)', 'MFA by default', { principals: [organizationPaths(OU)] }, [
    ['an account directly in the unit', ZOE, {}, 'allowed'],
    ['an account in a unit below', stranger(CHILD), {}, 'denied'],
    ['an account in a sibling unit', stranger(SIBLING), {}, 'denied'],
    ['an account directly in the root', stranger(TOP), {}, 'denied'],
    ['an account of another organization', stranger(OF_OTHER_ORG), {}, 'denied'],
    ['an account in no organization', admin('zoe', mfa(), C), {}, 'denied'],
    ['directly in the unit, by access key', stranger(OU, ACCESS_KEY), {}, 'denied'],
    ['the trusting account, in the unit', OWN, {}, 'denied'],
    ['the trusting account, in the unit, without policies', OWN_WITHOUT_POLICIES, {}, 'denied'],
  ]),
  access('organizationPaths(OU/*)', 'MFA by default', { principals: [organizationPaths(`${OU}*`)] }, [
    ['an account directly in the unit', ZOE, {}, 'allowed'],
    ['an account in a sibling unit', stranger(SIBLING), {}, 'denied'],
    ['an account in a unit below', stranger(CHILD), {}, 'allowed'],
    ['an account in a unit whose id only starts the same', stranger(`${OU.slice(0, -1)}2/`), {}, 'denied'],
    ['an account directly in the root', stranger(TOP), {}, 'denied'],
  ]),
  access('organizationPaths(OU/ou-*)', 'MFA by default', { principals: [organizationPaths(`${OU}ou-*`)] }, [
    ['an account in a unit below', stranger(CHILD), {}, 'allowed'],
    ['an account directly in the unit', ZOE, {}, 'denied'],
    ['an account in a sibling unit', stranger(SIBLING), {}, 'denied'],
  ]),
  access('organizationPaths(OTHER/, CHILD/)', 'no MFA', { principals: [organizationPaths(OF_OTHER_ORG, CHILD)], mfa: WITHOUT_MFA }, [
    ['an account in the one', stranger(OF_OTHER_ORG, ACCESS_KEY), {}, 'allowed'],
    ['an account in neither', stranger(OU, ACCESS_KEY), {}, 'denied'],
    ['an account in the other', stranger(CHILD, ACCESS_KEY), {}, 'allowed'],
    ['an account in neither, a sibling', stranger(SIBLING, ACCESS_KEY), {}, 'denied'],
    ['a role in the other', inOrganization(CHILD, role('Ci', C)), {}, 'allowed'],
    ['a role in neither', inOrganization(OU, role('Ci', C)), {}, 'denied'],
  ]),
  access('organizationPaths(ORG/*)', 'MFA by default', { principals: [organizationPaths(`${ORG}/*`)] }, [
    ['an account anywhere in it', stranger(CHILD), {}, 'allowed'],
    ['an account of another organization', stranger(OF_OTHER_ORG), {}, 'denied'],
    ['an account of an organization whose id starts the same', stranger(OU.replace(ORG, `${ORG}x`)), {}, 'denied'],
  ]),
];

const MIXED: Access[] = [
  access('users(ann) + roles(Ci) + permissionSets(Audit) + organization()', 'MFA by default', { principals: EVERY_KIND }, [
    ['ann', ANN, {}, 'allowed'],
    ['ann by access key', member('ann', ACCESS_KEY), {}, 'denied'],
    ['the role, without MFA', CI, {}, 'allowed'],
    ['another role', role('Admin'), {}, 'denied'],
    ['a user called Ci', admin('Ci'), {}, 'denied'],
    ['the permission set, without MFA', SSO, {}, 'allowed'],
    ['another permission set', set('Admin'), {}, 'denied'],
    ['the permission set of a member account, without MFA', inOrganization(OU, set('Audit', C)), {}, 'denied'],
    ['a user of a member account', ZOE, {}, 'allowed'],
    ['a user of a member account, by access key', stranger(OU, ACCESS_KEY), {}, 'denied'],
    ['a user of the trusting account', OWN, {}, 'denied'],
  ]),
  access('account() + organizationPaths(OU/)', 'MFA by default', { principals: [account(), organizationPaths(OU)] }, [
    ['a member, whose account is in no organization', ANN, {}, 'allowed'],
    ['a stranger, whose account is in no organization', admin('zoe', mfa(), C), {}, 'denied'],
    ['an account in the unit', ZOE, {}, 'allowed'],
    ['an account in a sibling unit', stranger(SIBLING), {}, 'denied'],
    ['the trusting account, in the unit', OWN_WITHOUT_POLICIES, {}, 'denied'],
  ]),
  access('all six', 'MFA by default', { principals: [account(), ...EVERY_KIND, organizationPaths(OF_OTHER_ORG)] }, [
    ['a member who is not named', member('bob'), {}, 'allowed'],
    ['a member who is not named, by access key', member('bob', ACCESS_KEY), {}, 'denied'],
    ['the role', CI, {}, 'allowed'],
    ['another role', role('Admin'), {}, 'denied'],
    ['the permission set', SSO, {}, 'allowed'],
    ['another permission set', set('Admin'), {}, 'denied'],
    ['a user of a member account', ZOE, {}, 'allowed'],
    ['a user of an account in no organization', admin('zoe', mfa(), C), {}, 'denied'],
    ['a user in the path of the other organization', stranger(OF_OTHER_ORG), {}, 'allowed'],
    ['a user elsewhere in the other organization', stranger(`${OTHER_ORG}/r-cd34/`), {}, 'denied'],
    ['a user of the trusting account', OWN, {}, 'denied'],
  ]),
];

const MFA: Access[] = [
  access('account()', 'MFA of at most an hour', { mfa: MfaRequirement.required({ maxAge: Duration.hours(1) }) }, [
    ['just an hour old', member('ann', mfa(3600)), {}, 'allowed'],
    ['a second older', member('ann', mfa(3601)), {}, 'denied'],
    ['fresh', member('ann', mfa(0)), {}, 'allowed'],
    ['by access key', member('ann', ACCESS_KEY), {}, 'denied'],
    ['by password only', member('ann', PASSWORD_ONLY), {}, 'denied'],
  ]),
  access('users(ann) + roles(Ci) + organization()', 'MFA of at most 36 hours', {
    principals: [users('ann'), roles('Ci'), organization(ORG)],
    mfa: MfaRequirement.required({ maxAge: Duration.hours(36) }),
  }, [
    ['ann, as old as a session can be', member('ann', mfa(129_600)), {}, 'allowed'],
    ['ann, a second older', member('ann', mfa(129_601)), {}, 'denied'],
    ['the role, which has none', CI, {}, 'allowed'],
    ['another role, which has none', role('Admin'), {}, 'denied'],
    ['a user of a member account, fresh', ZOE, {}, 'allowed'],
    ['a user of a member account, a second older', stranger(OU, mfa(129_601)), {}, 'denied'],
  ]),
];

const EXTERNAL_ID: Access[] = [
  access('users(ann) + roles(Ci) + permissionSets(Audit) + organization()', 'external ID', { principals: EVERY_KIND, externalId: 'Contract-42' }, [
    ['ann, right', ANN, { externalId: 'Contract-42' }, 'allowed'],
    ['ann, wrong', ANN, { externalId: 'Contract-43' }, 'denied'],
    ['ann, in another case', ANN, { externalId: 'contract-42' }, 'denied'],
    ['ann, with a suffix', ANN, { externalId: 'Contract-421' }, 'denied'],
    ['ann, none', ANN, {}, 'denied'],
    ['ann, right, without MFA', member('ann', ACCESS_KEY), { externalId: 'Contract-42' }, 'denied'],
    ['the role, right', CI, { externalId: 'Contract-42' }, 'allowed'],
    ['the role, none', CI, {}, 'denied'],
    ['the permission set, right', SSO, { externalId: 'Contract-42' }, 'allowed'],
    ['the permission set, none', SSO, {}, 'denied'],
    ['a user of a member account, right', ZOE, { externalId: 'Contract-42' }, 'allowed'],
    ['a user of a member account, wrong', ZOE, { externalId: 'Contract-43' }, 'denied'],
    ['a stranger who knows it', stranger(OF_OTHER_ORG), { externalId: 'Contract-42' }, 'denied'],
  ]),
  access('account()', 'no external ID', {}, [
    ['a member, with one that is not required', ANN, { externalId: 'Contract-42' }, 'allowed'],
    ['another user, with one that is not required', user('ann', mfa()), { externalId: 'Contract-42' }, 'denied'],
  ]),
];

const SOURCE_IPS: Access[] = [
  access('users(ann) + roles(Ci) + permissionSets(Audit) + organization()', 'networks', {
    principals: EVERY_KIND,
    sourceIps: ['203.0.113.0/24', '198.51.100.7', '2001:db8:1::/48', '2001:db8:2::7'],
  }, [
    ['the first address of the network', ANN, { from: '203.0.113.0' }, 'allowed'],
    ['the one before it', ANN, { from: '203.0.112.255' }, 'denied'],
    ['the last address of the network', ANN, { from: '203.0.113.255' }, 'allowed'],
    ['the one after it', ANN, { from: '203.0.114.0' }, 'denied'],
    ['the single address', ANN, { from: '198.51.100.7' }, 'allowed'],
    ['the one after the single address', ANN, { from: '198.51.100.8' }, 'denied'],
    ['in the IPv6 network', ANN, { from: '2001:db8:1:ffff::1' }, 'allowed'],
    ['outside of the IPv6 network', ANN, { from: '2001:db8:3::1' }, 'denied'],
    ['the single IPv6 address', ANN, { from: '2001:db8:2::7' }, 'allowed'],
    ['the one after the single IPv6 address', ANN, { from: '2001:db8:2::8' }, 'denied'],
    ['an IPv4 address written as IPv6, which is not how AWS writes it', ANN, { from: '::ffff:203.0.113.7' }, 'denied'],
    ['through a VPC endpoint, where AWS sees no such address', ANN, { from: VPC_ENDPOINT }, 'denied'],
    ['ann, inside, without MFA', member('ann', ACCESS_KEY), { from: '203.0.113.7' }, 'denied'],
    ['the role, inside', CI, { from: '203.0.113.7' }, 'allowed'],
    ['the role, outside', CI, { from: '192.0.2.7' }, 'denied'],
    ['the role, through a VPC endpoint', CI, { from: VPC_ENDPOINT }, 'denied'],
    ['the permission set, inside', SSO, { from: '203.0.113.7' }, 'allowed'],
    ['the permission set, outside', SSO, { from: '192.0.2.7' }, 'denied'],
    ['a user of a member account, inside', ZOE, { from: '203.0.113.7' }, 'allowed'],
    ['a user of a member account, outside', ZOE, { from: '192.0.2.7' }, 'denied'],
  ]),
];

const VALIDITY: Access[] = [
  access('users(ann) + roles(Ci) + permissionSets(Audit) + organization()', 'from 8:00:00 to 17:59:59 on 2 March', {
    principals: EVERY_KIND,
    accessWindow: AccessWindow.between(date('2026-03-02T08:00:00Z'), date('2026-03-02T17:59:59Z')),
  }, [
    ['a second before', ANN, { at: '2026-03-02T07:59:59Z' }, 'denied'],
    ['at the first second', ANN, { at: '2026-03-02T08:00:00Z' }, 'allowed'],
    ['the day before, at the same hour', ANN, { at: '2026-03-01T12:00:00Z' }, 'denied'],
    ['within', ANN, { at: '2026-03-02T12:00:00Z' }, 'allowed'],
    ['within, without MFA', member('ann', ACCESS_KEY), { at: '2026-03-02T12:00:00Z' }, 'denied'],
    ['at the last second', ANN, { at: '2026-03-02T17:59:59Z' }, 'allowed'],
    ['a second after', ANN, { at: '2026-03-02T18:00:00Z' }, 'denied'],
    ['the role, within', CI, { at: '2026-03-02T12:00:00Z' }, 'allowed'],
    ['the role, after', CI, { at: '2026-03-03T12:00:00Z' }, 'denied'],
    ['the permission set, within', SSO, { at: '2026-03-02T12:00:00Z' }, 'allowed'],
    ['the permission set, before', SSO, { at: '2026-03-01T12:00:00Z' }, 'denied'],
    ['a user of a member account, within', ZOE, { at: '2026-03-02T12:00:00Z' }, 'allowed'],
    ['a user of a member account, after', ZOE, { at: '2026-03-03T12:00:00Z' }, 'denied'],
  ]),
  access('account()', 'until the end of March', { accessWindow: AccessWindow.endingAt(date('2026-03-31T23:59:59Z')) }, [
    ['long before', ANN, { at: '2020-01-01T00:00:00Z' }, 'allowed'],
    ['a year after', ANN, { at: '2027-03-31T23:59:59Z' }, 'denied'],
    ['at the last second', ANN, { at: '2026-03-31T23:59:59Z' }, 'allowed'],
    ['a second after', ANN, { at: '2026-04-01T00:00:00Z' }, 'denied'],
  ]),
  access('account()', 'from March on', { accessWindow: AccessWindow.startingAt(date('2026-03-01T00:00:00Z')) }, [
    ['a second before', ANN, { at: '2026-02-28T23:59:59Z' }, 'denied'],
    ['at the first second', ANN, { at: '2026-03-01T00:00:00Z' }, 'allowed'],
    ['years later, without MFA', member('ann', ACCESS_KEY), { at: '2036-01-01T00:00:00Z' }, 'denied'],
    ['years later', ANN, { at: '2036-01-01T00:00:00Z' }, 'allowed'],
  ]),
];

const SESSION_NAME: Access[] = [
  access('users(ann) + roles(Ci) + permissionSets(Audit) + organization()', 'the user\'s name as session name', {
    principals: EVERY_KIND,
    requireUserNameAsRoleSessionName: true,
  }, [
    ['ann, as the console does', ANN, { sessionName: 'ann' }, 'allowed'],
    ['ann, with another user\'s name', ANN, { sessionName: 'bob' }, 'denied'],
    ['ann, in another case', ANN, { sessionName: 'Ann' }, 'denied'],
    ['ann, with a suffix', ANN, { sessionName: 'ann2' }, 'denied'],
    ['ann, by her own name, without MFA', member('ann', ACCESS_KEY), { sessionName: 'ann' }, 'denied'],
    ['the role, any session name', CI, { sessionName: 'build-7' }, 'allowed'],
    ['another role, with the right role\'s name', role('Admin'), { sessionName: 'Ci' }, 'denied'],
    ['the permission set, any session name', SSO, { sessionName: 'ann@example.com' }, 'allowed'],
    ['another permission set', set('Admin'), { sessionName: 'ann@example.com' }, 'denied'],
    ['a user of a member account, by her own name', ZOE, { sessionName: 'zoe' }, 'allowed'],
    ['a user of a member account, any session name', ZOE, { sessionName: 'anything' }, 'denied'],
  ]),
  access('account()', 'the user\'s name as session name, no MFA', { requireUserNameAsRoleSessionName: true, mfa: WITHOUT_MFA }, [
    ['a member by access key, by her own name', member('ann', ACCESS_KEY), { sessionName: 'ann' }, 'allowed'],
    ['a member by access key, any session name', member('ann', ACCESS_KEY), { sessionName: 'cli' }, 'denied'],
    ['a role, which has no user name, with its own name', CI, { sessionName: 'Ci' }, 'denied'],
  ]),
  access('account() + roles(Ci)', 'the user\'s name as session name, no MFA', {
    principals: [account(), roles('Ci')],
    requireUserNameAsRoleSessionName: true,
    mfa: WITHOUT_MFA,
  }, [
    ['the role that is trusted in addition to the account', CI, {}, 'allowed'],
    ['another role', role('Admin'), {}, 'denied'],
  ]),
];

const SOURCE_IDENTITY: Access[] = [
  access('account()', 'no source identity, by default', {}, [
    ['a member who sets none', ANN, {}, 'allowed'],
    ['a member who sets one', ANN, { sourceIdentity: 'ann' }, 'denied'],
    ['an administrator who sets one', admin('bob'), { sourceIdentity: 'bob' }, 'denied'],
  ]),
  access('users(ann) + roles(Ci) + permissionSets(Audit) + organization()', 'source identity optional', {
    principals: EVERY_KIND,
    sourceIdentity: optional(),
  }, [
    ['ann, who sets none', ANN, {}, 'allowed'],
    ['ann, who sets one, without MFA', member('ann', ACCESS_KEY), { sourceIdentity: 'ann' }, 'denied'],
    ['ann, who sets hers', ANN, { sourceIdentity: 'ann' }, 'allowed'],
    ['ann, who is not a member, sets hers', user('ann', mfa()), { sourceIdentity: 'ann' }, 'denied'],
    ['ann, who sets any', ANN, { sourceIdentity: 'ticket-7' }, 'allowed'],
    ['another member, who sets any', member('bob'), { sourceIdentity: 'ticket-7' }, 'denied'],
    ['the role, which brings one along', CI, { keepsSourceIdentity: 'ann' }, 'allowed'],
    ['another role, which brings one along', role('Admin'), { keepsSourceIdentity: 'ann' }, 'denied'],
    ['the permission set, which sets one', SSO, { sourceIdentity: 'ann' }, 'allowed'],
    ['another permission set, which sets one', set('Admin'), { sourceIdentity: 'ann' }, 'denied'],
    ['a user of a member account, who sets one', ZOE, { sourceIdentity: 'zoe' }, 'allowed'],
    ['a user of another organization, who sets one', stranger(OF_OTHER_ORG), { sourceIdentity: 'zoe' }, 'denied'],
    ['a user of the trusting account, who sets one', OWN, { sourceIdentity: 'olga' }, 'denied'],
  ]),
  access('users(ann) + roles(Ci) + permissionSets(Audit) + organization()', 'source identity required', {
    principals: EVERY_KIND,
    sourceIdentity: required(),
  }, [
    ['ann, who sets any', ANN, { sourceIdentity: 'ticket-7' }, 'allowed'],
    ['ann, who sets none', ANN, {}, 'denied'],
    ['the role, which sets one', CI, { sourceIdentity: 'pipeline' }, 'allowed'],
    ['the role, which sets none', CI, {}, 'denied'],
    ['the role, which only brings one along', CI, { keepsSourceIdentity: 'ann' }, 'allowed'],
    ['the permission set, which sets one', SSO, { sourceIdentity: 'ann' }, 'allowed'],
    ['the permission set, which sets none', SSO, {}, 'denied'],
    ['a user of a member account, who sets one', ZOE, { sourceIdentity: 'zoe' }, 'allowed'],
    ['a user of a member account, who sets none', ZOE, {}, 'denied'],
  ]),
  access('users(ann) + roles(Ci) + permissionSets(Audit) + organization()', 'the user\'s name as source identity', {
    principals: EVERY_KIND,
    sourceIdentity: userName(),
  }, [
    ['ann, who sets her own', ANN, { sourceIdentity: 'ann' }, 'allowed'],
    ['ann, who sets another\'s', ANN, { sourceIdentity: 'bob' }, 'denied'],
    ['ann, who sets her own in another case', ANN, { sourceIdentity: 'ANN' }, 'denied'],
    ['ann, who sets none', ANN, {}, 'denied'],
    ['the role, which sets none, as it has no user name', CI, {}, 'allowed'],
    ['the role, which sets a user\'s', CI, { sourceIdentity: 'ann' }, 'denied'],
    ['the permission set, which sets none', SSO, {}, 'allowed'],
    ['the permission set, which sets a user\'s', SSO, { sourceIdentity: 'ann' }, 'denied'],
    ['a user of a member account, who sets her own', ZOE, { sourceIdentity: 'zoe' }, 'allowed'],
    ['a user of a member account, who sets another\'s', ZOE, { sourceIdentity: 'ann' }, 'denied'],
    ['a user of a member account, who sets none', ZOE, {}, 'denied'],
  ]),
];

const SESSION_TAGS: Access[] = [
  access('account()', 'no session tags, by default', {}, [
    ['a member who passes none', ANN, {}, 'allowed'],
    ['a member who passes one', ANN, { tags: { ticket: '7' } }, 'denied'],
    ['an administrator who passes one', admin('bob'), { tags: { ticket: '7' } }, 'denied'],
  ]),
  access('users(ann) + roles(Ci) + permissionSets(Audit) + organization()', 'session tags ticket and team optional', {
    principals: EVERY_KIND,
    sessionTags: [tag.optional('ticket'), tag.optional('team')],
  }, [
    ['ann, none', ANN, {}, 'allowed'],
    ['ann, an unknown one', ANN, { tags: { role: 'admin' } }, 'denied'],
    ['ann, one, any value', ANN, { tags: { ticket: '7' } }, 'allowed'],
    ['ann, a known and an unknown one', ANN, { tags: { ticket: '7', role: 'admin' } }, 'denied'],
    ['ann, a known one in another case', ANN, { tags: { Ticket: '7' } }, 'denied'],
    ['ann, both', ANN, { tags: { ticket: '7', team: 'audit' } }, 'allowed'],
    ['ann, both, without MFA', member('ann', ACCESS_KEY), { tags: { ticket: '7', team: 'audit' } }, 'denied'],
    ['the role, one', CI, { tags: { ticket: '7' } }, 'allowed'],
    ['the role, an unknown one', CI, { tags: { role: 'admin' } }, 'denied'],
    ['the permission set, one', SSO, { tags: { team: 'audit' } }, 'allowed'],
    ['the permission set, an unknown one', SSO, { tags: { role: 'admin' } }, 'denied'],
    ['a user of a member account, one', ZOE, { tags: { ticket: '7' } }, 'allowed'],
    ['a user of a member account, an unknown one', ZOE, { tags: { role: 'admin' } }, 'denied'],
    ['a user of another organization, a known one', stranger(OF_OTHER_ORG), { tags: { ticket: '7' } }, 'denied'],
  ]),
  access('users(ann) + roles(Ci) + permissionSets(Audit) + organization()', 'session tags: ticket required, team required as audit or security, note optional', {
    principals: EVERY_KIND,
    sessionTags: [tag.required('ticket'), tag.required('team', 'audit', 'security'), tag.optional('note')],
    trustPolicyQuota: 4096,
  }, [
    ['ann, both', ANN, { tags: { ticket: '7', team: 'audit' } }, 'allowed'],
    ['ann, both, of the values another one', ANN, { tags: { ticket: '7', team: 'operations' } }, 'denied'],
    ['ann, both, the other value', ANN, { tags: { ticket: '7', team: 'security' } }, 'allowed'],
    ['ann, both, the value in another case', ANN, { tags: { ticket: '7', team: 'Audit' } }, 'denied'],
    ['ann, all three', ANN, { tags: { ticket: '7', team: 'audit', note: 'n' } }, 'allowed'],
    ['ann, both and an unknown one', ANN, { tags: { ticket: '7', team: 'audit', role: 'admin' } }, 'denied'],
    ['ann, only one of both', ANN, { tags: { team: 'audit' } }, 'denied'],
    ['ann, only the other', ANN, { tags: { ticket: '7' } }, 'denied'],
    ['ann, only the optional one', ANN, { tags: { note: 'n' } }, 'denied'],
    ['ann, none', ANN, {}, 'denied'],
    ['the role, both', CI, { tags: { ticket: '7', team: 'audit' } }, 'allowed'],
    ['the role, none', CI, {}, 'denied'],
    ['the permission set, both', SSO, { tags: { ticket: '7', team: 'audit' } }, 'allowed'],
    ['the permission set, only one', SSO, { tags: { ticket: '7' } }, 'denied'],
    ['a user of a member account, both', ZOE, { tags: { ticket: '7', team: 'audit' } }, 'allowed'],
    ['a user of a member account, a wrong value', ZOE, { tags: { ticket: '7', team: 'x' } }, 'denied'],
  ]),
];

const PRINCIPAL_TAGS: Access[] = [
  access('users(ann) + roles(Ci) + permissionSets(Audit) + organization()', 'principal tags: team is audit or security', {
    principals: EVERY_KIND,
    principalTags: { team: ['audit', 'security'] },
  }, [
    ['ann, tagged right', tagged({ team: 'audit' }, ANN), {}, 'allowed'],
    ['ann, tagged wrong', tagged({ team: 'operations' }, ANN), {}, 'denied'],
    ['ann, tagged with the other value', tagged({ team: 'security' }, ANN), {}, 'allowed'],
    ['ann, tagged in another case', tagged({ team: 'Audit' }, ANN), {}, 'denied'],
    ['ann, tagged with another key', tagged({ group: 'audit' }, ANN), {}, 'denied'],
    ['ann, not tagged', ANN, {}, 'denied'],
    ['another member, tagged right', tagged({ team: 'audit' }, member('bob')), {}, 'denied'],
    ['the role, tagged right', tagged({ team: 'audit' }, CI), {}, 'allowed'],
    ['the role, not tagged', CI, {}, 'denied'],
    ['the permission set, tagged right', tagged({ team: 'audit' }, SSO), {}, 'allowed'],
    ['the permission set, tagged wrong', tagged({ team: 'x' }, SSO), {}, 'denied'],
    ['a user of a member account, tagged right', tagged({ team: 'audit' }, ZOE), {}, 'allowed'],
    ['a user of a member account, not tagged', ZOE, {}, 'denied'],
  ]),
  access('account()', 'principal tags: team is audit and level is senior', { principalTags: { team: ['audit'], level: ['senior'] } }, [
    ['both', tagged({ team: 'audit', level: 'senior' }, ANN), {}, 'allowed'],
    ['only one', tagged({ team: 'audit' }, ANN), {}, 'denied'],
    ['both, one of them wrong', tagged({ team: 'audit', level: 'junior' }, ANN), {}, 'denied'],
  ]),
  access('account()', 'principal tag that is passed as session tag does not count', {
    principalTags: { team: ['audit'] },
    sessionTags: [tag.optional('team')],
  }, [
    ['tagged, and passing it on', tagged({ team: 'audit' }, ANN), { tags: { team: 'audit' } }, 'allowed'],
    ['only passing it', ANN, { tags: { team: 'audit' } }, 'denied'],
  ]),
];

const COMBINED: Access[] = [
  access('users(ann) + roles(Ci)', 'external ID and networks', {
    principals: [users('ann'), roles('Ci')],
    externalId: 'Contract-42',
    sourceIps: ['203.0.113.0/24'],
  }, [
    ['the role, both', CI, { externalId: 'Contract-42', from: '203.0.113.7' }, 'allowed'],
    ['the role, from elsewhere', CI, { externalId: 'Contract-42', from: '192.0.2.7' }, 'denied'],
    ['the role, without the ID', CI, { from: '203.0.113.7' }, 'denied'],
    ['ann, both, without MFA', member('ann', ACCESS_KEY), { externalId: 'Contract-42', from: '203.0.113.7' }, 'denied'],
    ['ann, both', ANN, { externalId: 'Contract-42', from: '203.0.113.7' }, 'allowed'],
  ]),
  access('users(ann) + organizationPaths(OU/*)', 'external ID, fresh MFA and a required session tag', {
    principals: [users('ann'), organizationPaths(`${OU}*`)],
    externalId: 'Contract-42',
    mfa: MfaRequirement.required({ maxAge: Duration.minutes(15) }),
    sessionTags: [tag.required('ticket')],
  }, [
    ['ann, all conditions', ANN, { externalId: 'Contract-42', tags: { ticket: '7' } }, 'allowed'],
    ['ann, no tag', ANN, { externalId: 'Contract-42' }, 'denied'],
    ['ann, no ID', ANN, { tags: { ticket: '7' } }, 'denied'],
    ['ann, old MFA', member('ann', mfa(901)), { externalId: 'Contract-42', tags: { ticket: '7' } }, 'denied'],
    ['a user in the unit, all conditions', stranger(CHILD), { externalId: 'Contract-42', tags: { ticket: '7' } }, 'allowed'],
    ['a user in the unit, no ID', stranger(CHILD), { tags: { ticket: '7' } }, 'denied'],
    ['a user in a sibling unit, all conditions', stranger(SIBLING), { externalId: 'Contract-42', tags: { ticket: '7' } }, 'denied'],
    ['a user of the trusting account, all conditions', OWN, { externalId: 'Contract-42', tags: { ticket: '7' } }, 'denied'],
  ]),
  access('account()', 'user name as session name and as source identity', { requireUserNameAsRoleSessionName: true, sourceIdentity: userName() }, [
    ['both', ANN, { sessionName: 'ann', sourceIdentity: 'ann' }, 'allowed'],
    ['only the session name', ANN, { sessionName: 'ann' }, 'denied'],
    ['only the source identity', ANN, { sessionName: 'x1', sourceIdentity: 'ann' }, 'denied'],
  ]),
  access('users(ann) + permissionSets(Audit)', 'everything at once', {
    principals: [users('ann'), permissionSets('Audit')],
    externalId: 'Contract-42',
    sourceIps: ['203.0.113.0/24'],
    accessWindow: AccessWindow.endingAt(date('2026-03-31T23:59:59Z')),
    requireUserNameAsRoleSessionName: true,
    sourceIdentity: userName(),
    sessionTags: [tag.required('ticket')],
    principalTags: { team: ['audit'] },
    trustPolicyQuota: 4096,
  }, [
    ['ann', tagged({ team: 'audit' }, ANN), everything(), 'allowed'],
    ['ann, not tagged', ANN, everything(), 'denied'],
    ['ann, without MFA', tagged({ team: 'audit' }, member('ann', ACCESS_KEY)), everything(), 'denied'],
    ['ann, without the ID', tagged({ team: 'audit' }, ANN), everything({ externalId: undefined }), 'denied'],
    ['ann, from elsewhere', tagged({ team: 'audit' }, ANN), everything({ from: '192.0.2.7' }), 'denied'],
    ['ann, too late', tagged({ team: 'audit' }, ANN), everything({ at: '2026-04-01T00:00:00Z' }), 'denied'],
    ['ann, another session name', tagged({ team: 'audit' }, ANN), everything({ sessionName: 'x1' }), 'denied'],
    ['ann, without source identity', tagged({ team: 'audit' }, ANN), everything({ sourceIdentity: undefined }), 'denied'],
    ['ann, without session tags', tagged({ team: 'audit' }, ANN), everything({ tags: undefined }), 'denied'],
    ['the permission set, which has no user name', tagged({ team: 'audit' }, SSO), everything({ sourceIdentity: undefined }), 'allowed'],
    ['the permission set, not tagged', SSO, everything({ sourceIdentity: undefined }), 'denied'],
    ['the permission set, as ann', tagged({ team: 'audit' }, SSO), everything(), 'denied'],
  ]),
];

/** A call that meets all conditions, except for the given changes. */
function everything(except: AssumeRoleCall = {}): AssumeRoleCall {
  return {
    externalId: 'Contract-42', from: '203.0.113.7', at: '2026-03-01T12:00:00Z', sessionName: 'ann', sourceIdentity: 'ann', tags: { ticket: '7' }, ...except,
  };
}

const GRANTED: Access[] = [
  access('users(ann), and grantAssumeRole', 'source identity required, session tag optional', {
    principals: [users('ann')],
    sourceIdentity: required(),
    sessionTags: [tag.optional('ticket')],
  }, [
    ['an existing user', user('bob', mfa()), { sourceIdentity: 'bob', tags: { ticket: '7' } }, 'allowed'],
    ['an existing user, with an unknown tag', user('bob', mfa()), { sourceIdentity: 'bob', tags: { role: 'x' } }, 'denied'],
    ['an existing user, without source identity', user('bob', mfa()), {}, 'denied'],
    ['an existing user, without MFA', user('bob', ACCESS_KEY), { sourceIdentity: 'bob' }, 'denied'],
    ['a role', session('Builder'), { sourceIdentity: 'pipeline', tags: { ticket: '7' } }, 'allowed'],
    ['a role, without source identity', session('Builder'), { tags: { ticket: '7' } }, 'denied'],
    ['a role that was granted nothing', session('Other'), { sourceIdentity: 'pipeline' }, 'denied'],
    ['a user who was granted nothing', user('cyd', mfa()), { sourceIdentity: 'cyd' }, 'denied'],
    ['a member, as before', ANN, { sourceIdentity: 'ann', tags: { ticket: '7' } }, 'allowed'],
  ], (made, { a }) => {
    made.grantAssumeRole(User.fromUserName(a, 'Bob', 'bob'));
    made.grantAssumeRole(new Role(a, 'Ci', { roleName: 'Builder', assumedBy: new AccountRootPrincipal() }));
  }),
  access('account(), and grantAssumeRole to a group', 'the user\'s name as source identity', { sourceIdentity: userName() }, [
    ['a member of that group, who sets her own', user('eve', mfa(), { groups: ['Managers'] }), { sourceIdentity: 'eve' }, 'allowed'],
    ['a member of that group, who sets another\'s', user('eve', mfa(), { groups: ['Managers'] }), { sourceIdentity: 'ann' }, 'denied'],
    ['a member of a third group', user('eve', mfa(), { groups: ['Others'] }), { sourceIdentity: 'eve' }, 'denied'],
  ], (made, { a }) => made.grantAssumeRole(new Group(a, 'Managers', { groupName: 'Managers' }))),
];

const SPECIFICATION = [
  SCOPES, MIXED, MFA, EXTERNAL_ID, SOURCE_IPS, VALIDITY, SESSION_NAME, SOURCE_IDENTITY, SESSION_TAGS, PRINCIPAL_TAGS, COMBINED, GRANTED,
].flat();

testAccessTable(SPECIFICATION, 150);

describe('a session that is running when the window ends', () => {
  let iam: DeployedIam;
  const reads = async (at: string) => {
    const inside = iam.sessionOf(iam.roleArn(ROLE));
    return iam.may(withContext(inside, circumstances({ at })), 's3:ListAllMyBuckets');
  };

  const administratorAccess = ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess');
  const allowEverything = new PolicyStatement({ actions: ['*'], resources: ['*'] });

  test.each<[string, Decision, Partial<CrossAccountReadOnlyAccessProps>, Parameters<typeof deployed>[1]]>([
    ['until', 'denied', { accessWindow: AccessWindow.endingAt(date('2026-03-31T23:59:59Z')) }, undefined],
    ['between', 'denied', { accessWindow: AccessWindow.between(date('2026-03-01T00:00:00Z'), date('2026-03-31T23:59:59Z')) }, undefined],
    ['until, with statements that are also the boundary', 'denied', {
      accessWindow: AccessWindow.endingAt(date('2026-03-31T23:59:59Z')),
      permissions: ReadOnlyPermissions.custom({
        statements: [new PolicyStatement({ actions: ['s3:ListAllMyBuckets', 's3:CreateBucket'], resources: ['*'] })],
        allowedWriteActions: ['s3:CreateBucket'],
      }),
    }, undefined],
    ['until, with a boundary, a later statement and a later managed policy that allow everything', 'denied', {
      accessWindow: AccessWindow.endingAt(date('2026-03-31T23:59:59Z')),
      permissionsBoundary: administratorAccess,
    }, ({ roles: [made] }) => {
      made.addToPolicy(allowEverything);
      made.addManagedPolicy(administratorAccess);
    }],
    ['from, which has no end', 'allowed', { accessWindow: AccessWindow.startingAt(date('2026-03-01T00:00:00Z')) }, undefined],
    ['no window', 'allowed', {}, undefined],
  ])('%s: reads until the last second, and after it: %s', async (_, after, props, more) => {
    iam = atTime('2026-01-01T00:00:00Z', () => deployed(props, more));
    expect(await reads('2026-03-31T23:59:59Z')).toBe('allowed');
    expect(await reads('2026-04-01T00:00:00Z')).toBe(after);
  });

  test('is also denied by a bucket that trusts the role', async () => {
    const letsRead = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${B}:role/${ROLE}` }, Action: 's3:GetObject', Resource: '*' }] };
    iam = atTime('2026-01-01T00:00:00Z', () => deployed({ accessWindow: AccessWindow.endingAt(date('2026-03-31T23:59:59Z')) }));
    const readsObject = async (at: string) =>
      iam.may(withContext(iam.sessionOf(iam.roleArn(ROLE)), circumstances({ at })), 's3:GetObject', 'arn:aws:s3:::bucket/key', letsRead);
    expect(await readsObject('2026-03-31T23:59:59Z')).toBe('allowed');
    expect(await readsObject('2026-04-01T00:00:00Z')).toBe('denied');
  });
});

describe('a statement that is pasted into another identity\'s policy', () => {
  test.each<[string, Partial<CrossAccountReadOnlyAccessProps>, AssumeRoleCall]>([
    ['allows the role', {}, {}],
    ['allows it with session tags and a source identity', { sessionTags: [tag.required('ticket')], sourceIdentity: required() },
      { tags: { ticket: '7' }, sourceIdentity: 'zoe' }],
  ])('%s, and no other', async (_, props, call) => {
    let statement = '';
    const iam = deployed({ ...props, principals: [organization(ORG)] }, (made) => {
      statement = made.assumeRoleStatementJson;
    });
    const zoe = (...statements: object[]) =>
      inOrganization(OU, user('zoe', mfa(), { account: C, policies: [{ Version: '2012-10-17', Statement: statements }] }));
    const other = { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' };
    const wideOpen = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:*' }] };
    expect(await iam.mayAssume(zoe(other, JSON.parse(statement)), iam.roleArn(ROLE), call)).toBe('allowed');
    expect(await iam.mayAssume(zoe(other), iam.roleArn(ROLE), call)).toBe('denied');
    expect(await iam.mayAssume(zoe(other, JSON.parse(statement)), `arn:aws:iam::${B}:role/Admin`, call, wideOpen)).toBe('denied');
  });
});
