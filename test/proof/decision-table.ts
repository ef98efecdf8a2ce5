import { Configuration, Limits, Scope, Tag } from '../properties/who-may-assume/configuration';
import { C } from '../support/two-accounts';

/** An entry of the decision tables, by its title there, as data that the promise is about. */
export interface Entry {
  readonly trusts: string;
  readonly conditions: string;
  readonly configuration: Configuration;
}

const ORG = 'o-a1b2c3d4e5';
const OTHER_ORG = 'o-f6g7h8i9j0';
const OU = `${ORG}/r-ab12/ou-ab12-11111111/`;
const CHILD = `${OU}ou-ab12-22222222/`;
const OF_OTHER_ORG = `${OTHER_ORG}/r-cd34/ou-cd34-11111111/`;
const D = '444444444444';

const named = (notation: string) => ({ path: notation.replace(/[^/]*$/, '') || '/', name: notation.replace(/.*\//, ''), writtenAs: 'path and name' as const });
const users = (...names: string[]): Scope => ({ kind: 'users', names: names.map(named) });
const roles = (...names: string[]): Scope => ({ kind: 'roles', names: names.map(named) });
const matching = (...patterns: string[]): Scope => ({ kind: 'rolesMatching', patterns });
const permissionSets = (...names: string[]): Scope => ({ kind: 'permissionSets', names });
const paths = (...all: string[]): Scope => ({ kind: 'organizationPaths', paths: all });
const moved = (scope: Scope, inAccount = C): Scope => ({ ...scope, inAccount } as Scope);
const ACCOUNT: Scope = { kind: 'account' };
const ANY_ROLE: Scope = { kind: 'anyRole' };
const ORGANIZATION: Scope = { kind: 'organization', id: ORG };
const EVERY_KIND = [users('ann'), roles('Ci'), permissionSets('Audit'), ORGANIZATION];
const EVERY = 'users(ann) + roles(Ci) + permissionSets(Audit) + organization()';

const NONE = { mfa: 'none' } as const;
const DEFAULTS: Configuration = { scopes: [], mfa: 'default', userNameAsSessionName: false, anyTag: false, path: '/', minimized: false };
const UNTIL: Limits = { until: 7_775_999 };
const required = (key: string, ...values: string[]): Tag => ({ key, required: true, values });
const optional = (key: string): Tag => ({ key, required: false, values: [] });
const EXTERNAL_ID = { externalId: 'Contract-42' };
const POD = ['eks-cluster-arn', 'eks-cluster-name', 'kubernetes-namespace', 'kubernetes-service-account', 'kubernetes-pod-name', 'kubernetes-pod-uid'];
const USER_NAME = { sourceIdentity: 'userName' } as const;
const AS_SESSION_NAME = { userNameAsSessionName: true } as const;

export const DECISION_TABLE: Entry[] = rows([
  ['account()', [], [['MFA by default', {}], ['no MFA', NONE], ['MFA of at most an hour', { mfa: 3600 }], ['no external ID', {}],
    ['until the end of March', { accessWindow: UNTIL }], ['from March on', { accessWindow: { from: -86_400 } }],
    ["the user's name as session name, no MFA", { ...NONE, ...AS_SESSION_NAME }], ['no source identity, by default', {}], ['no session tags, by default', {}],
    ['principal tags: team is audit and level is senior', { principalTags: { team: ['audit'], level: ['senior'] } }],
    ['principal tag that is passed as session tag does not count', { principalTags: { team: ['audit'] }, sessionTags: [optional('team')] }],
    ['user name as session name and as source identity', { ...AS_SESSION_NAME, ...USER_NAME }],
    ['external ID and MFA by default, which no role of a vendor can have: case 2026-11-31', EXTERNAL_ID], ['organizationId', { organizationId: ORG }]]],
  ['users(ann, /team/bob)', [users('ann', '/team/bob')], [['MFA by default', {}]]],
  ['roles(Ci)', [roles('Ci')], [['none, as roles can have no MFA', {}]]],
  ['permissionSets(Audit)', [permissionSets('Audit')], [['none, as permission sets can have no MFA', {}]]],
  ['organization()', [ORGANIZATION], [['MFA by default', {}], ['no MFA', NONE]]],
  ['organizationPaths(OU/)', [paths(OU)], [['MFA by default', {}]]],
  ['organizationPaths(OU/*)', [paths(`${OU}*`)], [['MFA by default', {}]]],
  ['organizationPaths(OU/ou-*)', [paths(`${OU}ou-*`)], [['MFA by default', {}]]],
  ['organizationPaths(OTHER/, CHILD/)', [paths(OF_OTHER_ORG, CHILD)], [['no MFA', NONE]]],
  ['organizationPaths(ORG/*)', [paths(`${ORG}/*`)], [['MFA by default', {}]]],
  [EVERY, EVERY_KIND, [['MFA by default', {}], ['external ID', EXTERNAL_ID], ['networks', { sourceIps: ['203.0.113.0/24', '198.51.100.7', '2001:db8::/32'] }],
    ['from 8:00:00 to 17:59:59 on 2 March', { accessWindow: { from: 86_400, until: 122_399 } }], ["the user's name as session name", AS_SESSION_NAME],
    ['source identity optional', { sourceIdentity: 'optional' }], ['source identity required', { sourceIdentity: 'required' }],
    ["the user's name as source identity", USER_NAME], ['session tags ticket and team optional', { sessionTags: [optional('ticket'), optional('team')] }],
    ['session tags: ticket required, team required as audit or security, note optional', {
      sessionTags: [required('ticket'), required('team', 'audit', 'security'), optional('note')],
    }],
    ['principal tags: team is audit or security', { principalTags: { team: ['audit', 'security'] } }]]],
  ['account() + organizationPaths(OU/)', [ACCOUNT, paths(OU)], [['MFA by default', {}]]],
  ['all six', [ACCOUNT, ...EVERY_KIND, paths(OF_OTHER_ORG)], [['MFA by default', {}]]],
  ['users(ann) + roles(Ci) + organization()', [users('ann'), roles('Ci'), ORGANIZATION], [['MFA of at most 36 hours', { mfa: 129_600 }]]],
  ['account() + roles(Ci)', [ACCOUNT, roles('Ci')], [["the user's name as session name, no MFA", { ...NONE, ...AS_SESSION_NAME }]]],
  ['users(ann) + roles(Ci)', [users('ann'), roles('Ci')], [['external ID and networks', { ...EXTERNAL_ID, sourceIps: ['203.0.113.0/24'] }]]],
  ['users(ann) + organizationPaths(OU/*)', [users('ann'), paths(`${OU}*`)],
    [['external ID, fresh MFA and a required session tag', { ...EXTERNAL_ID, mfa: 900, sessionTags: [required('ticket')] }]]],
  ['users(ann) + permissionSets(Audit)', [users('ann'), permissionSets('Audit')], [['everything at once', {
    ...EXTERNAL_ID,
    ...AS_SESSION_NAME,
    ...USER_NAME,
    sourceIps: ['203.0.113.0/24'],
    accessWindow: UNTIL,
    sessionTags: [required('ticket')],
    principalTags: { team: ['audit'] },
  }]]],
  ['users(ann), and grantAssumeRole', [users('ann', 'bob'), roles('Builder')],
    [['source identity required, session tag optional', { sourceIdentity: 'required', sessionTags: [optional('ticket')] }]]],
  ['account(), and grantAssumeRole to a group', [ACCOUNT], [["the user's name as source identity", USER_NAME]]],
  ['anyRole()', [ANY_ROLE], [['none, as roles can have no MFA', {}], ['external ID, as a vendor without known roles has it: case 2026-11-31', EXTERNAL_ID]]],
  ['rolesMatching(prowler*)', [matching('prowler*')], [["external ID, as Prowler's own template: case 2026-11-36", EXTERNAL_ID]]],
  ['rolesMatching(/ci/*-deploy, scan-??)', [matching('/ci/*-deploy', 'scan-??')], [['none, as roles can have no MFA', {}]]],
  ['rolesMatching(*Audit*)', [matching('*Audit*')], [['none: a wildcard at the beginning also matches paths', {}]]],
  ['users(ann) + roles(Ci) + rolesMatching(scan-*) + anyRole().inAccount(C)', [users('ann'), roles('Ci'), matching('scan-*'), moved(ANY_ROLE)], [['MFA by default', {}]]],
  ['users(ann).inAccount(C)', [moved(users('ann'))], [['MFA by default', {}]]],
  ['roles(Scanner) in three accounts', [roles('Scanner'), moved(roles('Scanner')), moved(roles('Scanner'), D)],
    [['external ID, as a vendor with several accounts has it: case 2026-11-37', EXTERNAL_ID]]],
  ['permissionSets(Audit).inAccount(C)', [moved(permissionSets('Audit'))], [['none, as permission sets can have no MFA', {}]]],
  ['rolesMatching(scan-*).inAccount(C)', [moved(matching('scan-*'))], [['none, as roles can have no MFA', {}]]],
  ['account() + account().inAccount(C)', [ACCOUNT, moved(ACCOUNT)], [['no MFA', NONE]]],
  ['users(ann) + roles(Ci) + permissionSets(Audit) + anyRole().inAccount(C) + organizationPaths(UNIT)',
    [users('ann'), roles('Ci'), permissionSets('Audit'), moved(ANY_ROLE), paths(OU)], [['organizationId: case 2026-11-38', { organizationId: ORG }]]],
  ['organization(ORG)', [ORGANIZATION], [['organizationId of the same', { organizationId: ORG }], ['any session tags', { anyTag: true }]]],
  ['users(ann) + roles(saml/Auditor) + permissionSets(Audit)', [users('ann'), roles('/saml/Auditor'), permissionSets('Audit')],
    [["the user's name as source identity, or the one that a role keeps: case 2026-11-14", USER_NAME]]],
  ['users(ann) + roles(saml/Auditor)', [users('ann'), roles('/saml/Auditor')],
    [["the user's name as source identity, or one of a company that a role keeps", { ...USER_NAME, acceptedFromRoles: ['*@example.com'] }]]],
  ['roles(saml/Auditor)', [roles('/saml/Auditor')], [['no source identity, by default', {}]]],
  ['users(ann) + roles(Pod)', [users('ann'), roles('Pod')], [['any session tags: cases 2026-11-19 and 2026-11-38', { anyTag: true }]]],
  ['roles(Pod)', [roles('Pod')], [['no session tags, by default: case 2026-11-19', {}], ['the tags of a pod, by their names', { sessionTags: POD.map(optional) }],
    ['a required session tag, and any others', { anyTag: true, sessionTags: [required('kubernetes-namespace', 'n')] }]]],
]);

/** Scopes, and the conditions with which they occur. */
function rows(table: [trusts: string, scopes: Scope[], conditions: [string, Partial<Configuration>][]][]): Entry[] {
  return table.flatMap(([trusts, scopes, all]) =>
    all.map(([conditions, more]) => ({ trusts, conditions, configuration: { ...DEFAULTS, scopes, ...more } })));
}
