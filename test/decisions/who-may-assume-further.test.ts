/**
 * Who may assume the role, continued: roles by pattern, other accounts, and what tools bring along. An independent engine decides each
 * case, as in `who-may-assume.test.ts`.
 */
import { MfaRequirement, PrincipalScope, SessionTag, SourceIdentityRequirement } from '../../src';
import { Access, access, testAccessTable } from '../support/access-table';
import {
  ACCESS_KEY, ADMINISTRATOR, Caller, inOrganization, mfa, permissionSet, root, session, user,
} from '../support/callers';
import { AUDITORS } from '../support/decision-tables';
import { A, B, C } from '../support/two-accounts';

const ORG = 'o-a1b2c3d4e5';
const UNIT = `${ORG}/r-ab12/ou-ab12-11111111/`;
const SIBLING = `${ORG}/r-ab12/ou-ab12-33333333/`;
const OF_OTHER_ORG = 'o-f6g7h8i9j0/r-cd34/ou-cd34-11111111/';
/** A second account of a vendor. */
const D = '444444444444';

// The caller's own policies allow everything, so that only the role's trust policy decides.
const ALL = { policies: [ADMINISTRATOR] };
const member = (name: string, signIn = mfa()): Caller => user(name, signIn, { groups: AUDITORS });
const admin = (name: string, signIn = mfa(), account = A): Caller => user(name, signIn, { account, ...ALL });
const role = (name: string, account = A, path = '/'): Caller => session(name, { account, path, ...ALL });
const set = (name: string, account = A): Caller => permissionSet(name, { account, ...ALL });

const { account, users, roles, anyRole, rolesMatching, permissionSets, organization, organizationPaths } = PrincipalScope;
const AUDITOR = role('Auditor', A, '/saml/');
const WITHOUT_MFA = MfaRequirement.none();

const ROLES: Access[] = [
  access('anyRole()', 'none, as roles can have no MFA', { principals: [anyRole()] }, [
    ['a role', role('Ci'), {}, 'allowed'],
    ['a role whose own policies do not allow it', session('Ci'), {}, 'denied'],
    ['a role with a path', role('Ci', A, '/team/eu/'), {}, 'allowed'],
    ['a user called role', admin('role'), {}, 'denied'],
    ['a permission set, which is a role', set('Audit'), {}, 'allowed'],
    ['a member of the group, with MFA', member('ann'), {}, 'denied'],
    ['the root of the account', root(A), {}, 'denied'],
    ['a role of a third account', role('Ci', C), {}, 'denied'],
    ['a role of the trusting account', role('Ci', B), {}, 'denied'],
  ]),
  access('anyRole()', 'external ID, as a vendor without known roles has it: case 2026-11-31', { principals: [anyRole()], externalId: 'Contract-42' }, [
    ['a role of the vendor, with the ID', role('Scanner'), { externalId: 'Contract-42' }, 'allowed'],
    ['a role of the vendor, with the ID of another customer', role('Scanner'), { externalId: 'Contract-43' }, 'denied'],
    ['a role of the vendor, without an ID', role('Scanner'), {}, 'denied'],
    ['a user of the vendor, with the ID and MFA', admin('ann'), { externalId: 'Contract-42' }, 'denied'],
  ]),
  access('account()', 'external ID and MFA by default, which no role of a vendor can have: case 2026-11-31', { externalId: 'Contract-42' }, [
    ['a role of the vendor, with the ID', role('Scanner'), { externalId: 'Contract-42' }, 'denied'],
    ['a user of the vendor, with the ID and MFA', admin('ann'), { externalId: 'Contract-42' }, 'allowed'],
    ['a user of the vendor, with the ID, by access key', admin('ann', ACCESS_KEY), { externalId: 'Contract-42' }, 'denied'],
  ]),
  access('rolesMatching(prowler*)', 'external ID, as Prowler\'s own template: case 2026-11-36', { principals: [rolesMatching('prowler*')], externalId: 'Contract-42' }, [
    ['a role whose name begins so', role('prowler-scan'), { externalId: 'Contract-42' }, 'allowed'],
    ['a role whose name begins otherwise', role('x-prowler-scan'), { externalId: 'Contract-42' }, 'denied'],
    ['the shortest name', role('prowler'), { externalId: 'Contract-42' }, 'allowed'],
    ['a name that is too short', role('prowle'), { externalId: 'Contract-42' }, 'denied'],
    ['in another case', role('Prowler-scan'), { externalId: 'Contract-42' }, 'denied'],
    ['a role under a path that begins so, as the wildcard matches slashes', role('scan', A, '/prowler/'), { externalId: 'Contract-42' }, 'allowed'],
    ['a role whose name begins so, under another path', role('prowler-scan', A, '/ci/'), { externalId: 'Contract-42' }, 'denied'],
    ['a user whose name begins so', admin('prowler-scan'), { externalId: 'Contract-42' }, 'denied'],
    ['a role of a third account', role('prowler-scan', C), { externalId: 'Contract-42' }, 'denied'],
    ['the right role, without the ID', role('prowler-scan'), {}, 'denied'],
  ]),
  access('rolesMatching(/ci/*-deploy, scan-??)', 'none, as roles can have no MFA', { principals: [rolesMatching('/ci/*-deploy', 'scan-??')] }, [
    ['under the path', role('web-deploy', A, '/ci/'), {}, 'allowed'],
    ['under the path, another end', role('web-deployer', A, '/ci/'), {}, 'denied'],
    ['further below the path', role('web-deploy', A, '/ci/eu/'), {}, 'allowed'],
    ['under no path', role('web-deploy'), {}, 'denied'],
    ['a character for each question mark', role('scan-eu'), {}, 'allowed'],
    ['one character less', role('scan-e'), {}, 'denied'],
    ['one character more', role('scan-eu1'), {}, 'denied'],
    ['a permission set', set('scan-eu'), {}, 'denied'],
  ]),
  access('rolesMatching(*Audit*)', 'none: a wildcard at the beginning also matches paths', { principals: [rolesMatching('*Audit*')] }, [
    ['the role of a permission set', set('Audit'), {}, 'allowed'],
    ['the role of another permission set', set('Admin'), {}, 'denied'],
    ['a role with it in its path', role('Reader', A, '/Audit/'), {}, 'allowed'],
    ['a user with it in her name', admin('Auditor'), {}, 'denied'],
  ]),
  access('users(ann) + roles(Ci) + rolesMatching(scan-*) + anyRole().inAccount(C)', 'MFA by default', {
    principals: [users('ann'), roles('Ci'), rolesMatching('scan-*'), anyRole().inAccount(C)],
  }, [
    ['ann', member('ann'), {}, 'allowed'],
    ['ann by access key', member('ann', ACCESS_KEY), {}, 'denied'],
    ['the role', role('Ci'), {}, 'allowed'],
    ['another role', role('Admin'), {}, 'denied'],
    ['a matching role', role('scan-1'), {}, 'allowed'],
    ['a user whose name matches', admin('scan-1'), {}, 'denied'],
    ['any role of the third account', role('Admin', C), {}, 'allowed'],
    ['any role of a fourth account', role('Admin', D), {}, 'denied'],
    ['ann of the third account', admin('ann', mfa(), C), {}, 'denied'],
  ]),
];

const IN_ACCOUNT: Access[] = [
  access('users(ann).inAccount(C)', 'MFA by default', { principals: [users('ann').inAccount(C)] }, [
    ['ann of the third account', admin('ann', mfa(), C), {}, 'allowed'],
    ['ann of the third account, by access key', admin('ann', ACCESS_KEY, C), {}, 'denied'],
    ['another user of the third account', admin('bob', mfa(), C), {}, 'denied'],
    ['ann of the assuming account', member('ann'), {}, 'denied'],
    ['ann of the third account, whose own policies do not allow it', user('ann', mfa(), { account: C }), {}, 'denied'],
  ]),
  access('roles(Scanner) in three accounts', 'external ID, as a vendor with several accounts has it: case 2026-11-37', {
    principals: [roles('Scanner'), roles('Scanner').inAccount(C), roles('Scanner').inAccount(D)],
    externalId: 'Contract-42',
  }, [
    ['the role of the first account', role('Scanner'), { externalId: 'Contract-42' }, 'allowed'],
    ['the role of the first account, without the ID', role('Scanner'), {}, 'denied'],
    ['the role of the second account', role('Scanner', C), { externalId: 'Contract-42' }, 'allowed'],
    ['another role of the second account', role('Admin', C), { externalId: 'Contract-42' }, 'denied'],
    ['the role of the third account', role('Scanner', D), { externalId: 'Contract-42' }, 'allowed'],
    ['the role of a fourth account', role('Scanner', '555555555555'), { externalId: 'Contract-42' }, 'denied'],
    ['the role of the trusting account', role('Scanner', B), { externalId: 'Contract-42' }, 'denied'],
  ]),
  access('permissionSets(Audit).inAccount(C)', 'none, as permission sets can have no MFA', { principals: [permissionSets('Audit').inAccount(C)] }, [
    ['the permission set in the third account', set('Audit', C), {}, 'allowed'],
    ['the permission set in the assuming account', set('Audit'), {}, 'denied'],
    ['another permission set in the third account', set('Admin', C), {}, 'denied'],
  ]),
  access('rolesMatching(scan-*).inAccount(C)', 'none, as roles can have no MFA', { principals: [rolesMatching('scan-*').inAccount(C)] }, [
    ['a matching role of the third account', role('scan-1', C), {}, 'allowed'],
    ['a matching role of the assuming account', role('scan-1'), {}, 'denied'],
  ]),
  access('account() + account().inAccount(C)', 'no MFA', { principals: [account(), account().inAccount(C)], mfa: WITHOUT_MFA }, [
    ['a role of the assuming account', role('Ci'), {}, 'allowed'],
    ['a role of the assuming account, whose own policies do not allow it', session('Ci'), {}, 'denied'],
    ['a role of the third account', role('Ci', C), {}, 'allowed'],
    ['a role of a fourth account', role('Ci', D), {}, 'denied'],
    ['a user of the third account, by access key', admin('ann', ACCESS_KEY, C), {}, 'allowed'],
    ['a user of the third account, whose own policies do not allow it', user('ann', ACCESS_KEY, { account: C }), {}, 'denied'],
    ['a user of the trusting account', admin('olga', mfa(), B), {}, 'denied'],
  ]),
];

const ORGANIZATION_ID: Access[] = [
  access('users(ann) + roles(Ci) + permissionSets(Audit) + anyRole().inAccount(C) + organizationPaths(UNIT)', 'organizationId: case 2026-11-38', {
    principals: [users('ann'), roles('Ci'), permissionSets('Audit'), anyRole().inAccount(C), organizationPaths(UNIT)],
    organizationId: ORG,
    trustPolicyQuota: 4096,
  }, [
    ['ann, whose account is in it', inOrganization(UNIT, member('ann')), {}, 'allowed'],
    ['ann, whose account is in another one', inOrganization(OF_OTHER_ORG, member('ann')), {}, 'denied'],
    ['ann, whose account is in none', member('ann'), {}, 'denied'],
    ['ann, whose account is in it, by access key', inOrganization(UNIT, member('ann', ACCESS_KEY)), {}, 'denied'],
    ['another member, whose account is in it', inOrganization(SIBLING, member('bob')), {}, 'denied'],
    ['the role, whose account is in it', inOrganization(SIBLING, role('Ci')), {}, 'allowed'],
    ['the role, whose account has left it', role('Ci'), {}, 'denied'],
    ['the permission set, whose account is in it', inOrganization(UNIT, set('Audit')), {}, 'allowed'],
    ['the permission set, whose account is in another one', inOrganization(OF_OTHER_ORG, set('Audit')), {}, 'denied'],
    ['a role of the third account, which is in it', inOrganization(SIBLING, role('Any', C)), {}, 'allowed'],
    ['a role of the third account, which is in another one', inOrganization(OF_OTHER_ORG, role('Any', C)), {}, 'denied'],
    ['a user of the unit', inOrganization(UNIT, admin('zoe', mfa(), D)), {}, 'allowed'],
    ['a user of another unit', inOrganization(SIBLING, admin('zoe', mfa(), D)), {}, 'denied'],
  ]),
  access('account()', 'organizationId', { organizationId: ORG }, [
    ['a member, whose account is in it', inOrganization(UNIT, member('ann')), {}, 'allowed'],
    ['a member, whose account is in one whose id starts the same', inOrganization(UNIT.replace(ORG, `${ORG}x`), member('ann')), {}, 'denied'],
    ['a stranger, whose account is in it', inOrganization(UNIT, admin('zoe', mfa(), C)), {}, 'denied'],
  ]),
  access('organization(ORG)', 'organizationId of the same', { principals: [organization(ORG)], organizationId: ORG }, [
    ['a user of the organization', inOrganization(UNIT, admin('zoe', mfa(), C)), {}, 'allowed'],
    ['a user of another organization', inOrganization(OF_OTHER_ORG, admin('zoe', mfa(), C)), {}, 'denied'],
    ['a user of the trusting account', inOrganization(UNIT, admin('olga', mfa(), B)), {}, 'denied'],
  ]),
];

const BROUGHT_ALONG: Access[] = [
  access('users(ann) + roles(saml/Auditor) + permissionSets(Audit)', 'the user\'s name as source identity, or the one that a role keeps: case 2026-11-14', {
    principals: [users('ann'), roles('/saml/Auditor'), permissionSets('Audit')],
    sourceIdentity: SourceIdentityRequirement.userName(),
  }, [
    ['ann, who sets her own', member('ann'), { sourceIdentity: 'ann' }, 'allowed'],
    ['ann, who sets another\'s', member('ann'), { sourceIdentity: 'bob' }, 'denied'],
    ['ann, who sets none', member('ann'), {}, 'denied'],
    ['the role, which keeps one', AUDITOR, { keepsSourceIdentity: 'bob@example.com' }, 'allowed'],
    ['another role, which keeps one', role('Admin'), { keepsSourceIdentity: 'bob@example.com' }, 'denied'],
    ['the role, which has none and sets one', AUDITOR, { sourceIdentity: 'ann' }, 'denied'],
    ['the role, which has none', AUDITOR, {}, 'allowed'],
    ['the role, whose own policies do not allow it', session('Auditor', { path: '/saml/' }), { keepsSourceIdentity: 'bob@example.com' }, 'denied'],
    ['the permission set, which keeps one', set('Audit'), { keepsSourceIdentity: 'bob@example.com' }, 'allowed'],
    ['the permission set, which sets one', set('Audit'), { sourceIdentity: 'bob@example.com' }, 'denied'],
  ]),
  access('users(ann) + roles(saml/Auditor)', 'the user\'s name as source identity, or one of a company that a role keeps', {
    principals: [users('ann'), roles('/saml/Auditor')],
    sourceIdentity: SourceIdentityRequirement.userName({ acceptedFromRoles: ['*@example.com', 'robot'] }),
  }, [
    ['the role, which keeps one of the company', AUDITOR, { keepsSourceIdentity: 'bob@example.com' }, 'allowed'],
    ['the role, which keeps one of another company', AUDITOR, { keepsSourceIdentity: 'bob@example.org' }, 'denied'],
    ['the role, which keeps the exact one', AUDITOR, { keepsSourceIdentity: 'robot' }, 'allowed'],
    ['the role, which keeps it in another case', AUDITOR, { keepsSourceIdentity: 'Robot' }, 'denied'],
    ['the role, which has none and sets an accepted one', AUDITOR, { sourceIdentity: 'robot' }, 'denied'],
    ['the role, which has none', AUDITOR, {}, 'allowed'],
    ['ann, who sets an accepted one that is not her name', member('ann'), { sourceIdentity: 'robot' }, 'denied'],
  ]),
  access('roles(saml/Auditor)', 'no source identity, by default', { principals: [roles('/saml/Auditor')] }, [
    ['the role, which has none', AUDITOR, {}, 'allowed'],
    ['the role, which keeps one', AUDITOR, { keepsSourceIdentity: 'bob@example.com' }, 'denied'],
  ]),
];

/** The tags that EKS Pod Identity makes transitive. */
const POD = {
  'eks-cluster-arn': 'arn:aws:eks:eu-west-1:111111111111:cluster/c',
  'eks-cluster-name': 'c',
  'kubernetes-namespace': 'n',
  'kubernetes-service-account': 's',
  'kubernetes-pod-name': 'p',
  'kubernetes-pod-uid': 'u',
};

const ANY_TAGS: Access[] = [
  access('users(ann) + roles(Pod)', 'any session tags: cases 2026-11-19 and 2026-11-38', { principals: [users('ann'), roles('Pod')], sessionTags: [SessionTag.any()] }, [
    ['the role of a pod, with its tags', role('Pod'), { tags: POD }, 'allowed'],
    ['another role, with these tags', role('Other'), { tags: POD }, 'denied'],
    ['the role of a pod, with its tags, whose own policies do not allow it', session('Pod'), { tags: POD }, 'denied'],
    ['the role of a pod that passes none', role('Pod'), {}, 'allowed'],
    ['ann, any tag', member('ann'), { tags: { anything: 'x' } }, 'allowed'],
    ['ann, any tag, without MFA', member('ann', ACCESS_KEY), { tags: { anything: 'x' } }, 'denied'],
  ]),
  access('roles(Pod)', 'no session tags, by default: case 2026-11-19', { principals: [roles('Pod')] }, [
    ['the role of a pod, with its tags', role('Pod'), { tags: POD }, 'denied'],
    ['the role of a pod with disableSessionTags', role('Pod'), {}, 'allowed'],
  ]),
  access('roles(Pod)', 'the tags of a pod, by their names', { principals: [roles('Pod')], sessionTags: Object.keys(POD).map((key) => SessionTag.optional(key)) }, [
    ['the role of a pod, with its tags', role('Pod'), { tags: POD }, 'allowed'],
    ['the role of a pod, with one more', role('Pod'), { tags: { ...POD, team: 'audit' } }, 'denied'],
  ]),
  access('roles(Pod)', 'a required session tag, and any others', { principals: [roles('Pod')], sessionTags: [SessionTag.required('kubernetes-namespace', 'n'), SessionTag.any()] }, [
    ['the required one and others', role('Pod'), { tags: POD }, 'allowed'],
    ['the required one with another value, and others', role('Pod'), { tags: { ...POD, 'kubernetes-namespace': 'x' } }, 'denied'],
    ['only others', role('Pod'), { tags: { team: 'audit' } }, 'denied'],
    ['the required one in another case, which IAM ignores', role('Pod'), { tags: { 'Kubernetes-Namespace': 'n' } }, 'allowed'],
  ]),
  access('organization(ORG)', 'any session tags', { principals: [organization(ORG)], sessionTags: [SessionTag.any()] }, [
    ['a user of the organization, with a tag', inOrganization(UNIT, admin('zoe', mfa(), C)), { tags: { x: 'y' } }, 'allowed'],
    ['a user of another organization, with a tag', inOrganization(OF_OTHER_ORG, admin('zoe', mfa(), C)), { tags: { x: 'y' } }, 'denied'],
    ['a user of the trusting account, with a tag', inOrganization(UNIT, admin('olga', mfa(), B)), { tags: { x: 'y' } }, 'denied'],
  ]),
];

testAccessTable([ROLES, IN_ACCOUNT, ORGANIZATION_ID, BROUGHT_ALONG, ANY_TAGS].flat(), 110);
