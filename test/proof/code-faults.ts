import { SourceEdit } from './edited-source';
import { Configuration } from '../properties/who-may-assume/configuration';

/** What a planted edit of the library's code changes, and which promise is proven of it. */
export interface CodeFault extends SourceEdit {
  readonly what: string;
  readonly promise: Promised;
  /** Who is wrongly decided on after the edit: nobody, if it changes no decision. */
  readonly wrongly: 'allowed' | 'denied' | 'both' | 'nobody';
}

/** A promise that a test proves for the library as it is, too. */
export type Promised =
  | { readonly trustPolicy: Partial<Configuration> }
  /** Of a member or a grantee, with an entry of `ACCESSES`. */
  | { readonly member: string }
  | { readonly grantee: string }
  /** An entry of `MFA_DEVICES`. */
  | { readonly devices: string }
  /** An entry of `LIMITED_ROLES`. */
  | { readonly session: string }
  /** A level of permissions. */
  | { readonly writes: string };

/** What a promise of a trust policy does not say. */
export const DEFAULTS: Configuration = { scopes: [], mfa: 'default', userNameAsSessionName: false, anyTag: false, path: '/', minimized: false };

const named = (path: string, name: string) => ({ path, name, writtenAs: 'path and name' as const });
const USERS = { scopes: [{ kind: 'users' as const, names: [named('/', 'ann'), named('/security/', 'bob')] }] };
const ROLES = { scopes: [{ kind: 'roles' as const, names: [named('/ci/', 'Deployer')] }] };
const BOTH = { scopes: [...USERS.scopes, ...ROLES.scopes] };
const SETS = { scopes: [{ kind: 'permissionSets' as const, names: ['Audit'] }] };
const PATTERN = { scopes: [{ kind: 'rolesMatching' as const, patterns: ['scan-*'] }] };
const ORGANIZATION = { scopes: [{ kind: 'organization' as const, id: 'o-a1b2c3d4e5' }] };
const UNIT = { scopes: [{ kind: 'organizationPaths' as const, paths: ['o-a1b2c3d4e5/r-ab12/*'] }] };
const MANAGER = { scopes: [{ kind: 'accountAccessManager' as const, application: 'arn:aws:account-access:eu-west-1:333333333333:application/app-1' }] };
const TAGS = { sessionTags: [{ key: 'Project', required: false, values: [] }] };
const USER_NAME = { sourceIdentity: 'userName' } as const;

const CONDITIONS = 'src/trust/conditions';
const PRINCIPALS = 'src/trust/principals';
const POLICY = 'src/trust/trust-policy.ts';
const TYPES = 'src/trust/principal-type.ts';
const ASSUME = 'src/assume-role-policy';

const trust = (trustPolicy: Partial<Configuration>) => ({ trustPolicy });

/** Faults of the code that writes policies, of which each must give a request, and edits that change nothing, of which each must be proven. */
export const CODE_FAULTS: CodeFault[] = table([
  // Conditions of trust policies.
  ['MFA by BoolIfExists', `${CONDITIONS}/mfa-condition.ts`, ['Bool:', 'BoolIfExists:'], trust({ mfa: 'required' }), 'allowed'],
  ['the age of MFA in minutes', `${CONDITIONS}/mfa-condition.ts`, ['stringifyNumber(maxAge.toSeconds()) }', 'stringifyNumber(maxAge.toMinutes()) }'], trust({ mfa: 3600 }), 'denied'],
  ['no age of MFA', `${CONDITIONS}/mfa-condition.ts`, ['...(maxAge && {', '...(false && {'], trust({ mfa: 3600 }), 'allowed'],
  ['MFA required of roles, too', `${CONDITIONS}/mfa-condition.ts`, ['appliesTo: ({ includesUsers }) => includesUsers', 'appliesTo: () => true'], trust({ ...BOTH, mfa: 'required' }), 'denied'],
  ['MFA required of nobody in a mixture', `${CONDITIONS}/mfa-condition.ts`, ['includesUsers }) => includesUsers', 'includesUsers, anyAccount }) => includesUsers && anyAccount'], trust({ ...USERS, scopes: [...USERS.scopes, ...ORGANIZATION.scopes], mfa: 'required' }), 'allowed'],
  ['external IDs of any case', `${CONDITIONS}/external-id.ts`, ['StringEquals', 'StringEqualsIgnoreCase'], trust({ externalId: 'Contract-4711' }), 'allowed'],
  ['an end that is a second early', `${CONDITIONS}/access-window-condition.ts`, ['DateLessThanEquals', 'DateLessThan'], trust({ accessWindow: { until: 3600 } }), 'denied'],
  ['no beginning of a window', `${CONDITIONS}/access-window-condition.ts`, ['...(from && {', '...(!until && from && {'], trust({ accessWindow: { from: 1800, until: 3600 } }), 'allowed'],
  ['dates rounded to minutes', `${CONDITIONS}/iam-date.ts`, ["replace(/\\.\\d{3}Z$/, 'Z')", "replace(/\\d\\d\\.\\d{3}Z$/, '59Z')"], trust({ accessWindow: { until: 3601 } }), 'allowed'],
  ['networks by IpAddressIfExists', `${CONDITIONS}/source-ip.ts`, ['IpAddress:', 'IpAddressIfExists:'], trust({ sourceIps: ['203.0.113.0/24'] }), 'allowed'],
  ['the first network only', `${CONDITIONS}/source-ip.ts`, ["'aws:SourceIp': networks", "'aws:SourceIp': networks.slice(0, 1)"], trust({ sourceIps: ['203.0.113.0/24', '2001:db8::/32'] }), 'denied'],
  ['any of the tag keys', `${CONDITIONS}/session-tags.ts`, ['ForAllValues', 'ForAnyValue'], trust(TAGS), 'allowed'],
  ['required tags are optional', `${CONDITIONS}/session-tags.ts`, ['block: merged(required.map(blockOf))', 'block: {}'], trust({ sessionTags: [{ key: 'Ticket', required: true, values: ['a'] }] }), 'allowed'],
  ['principal tags by IfExists', `${CONDITIONS}/principal-tags.ts`, ['StringEquals', 'StringEqualsIfExists'], trust({ principalTags: { Team: ['red'] } }), 'allowed'],
  ['principal tags with wildcards', `${CONDITIONS}/principal-tags.ts`, [', values]))', ', values.map((value) => `${value}*`)]))', 'StringEquals', 'StringLike'], trust({ principalTags: { Team: ['red'] } }), 'allowed'],
  ['any session name', `${CONDITIONS}/role-session-name.ts`, ["StringEquals: { 'sts:RoleSessionName': '${aws:username}'", "StringLike: { 'sts:RoleSessionName': '*'"], trust({ userNameAsSessionName: true, mfa: 'none' }), 'allowed'],
  ['a source identity that users need not set', `${CONDITIONS}/source-identity-condition.ts`, ['block: ofUsers', 'block: {}'], trust(USER_NAME), 'allowed'],
  ['roles set any source identity', `${CONDITIONS}/source-identity-condition.ts`, ['includesUsers(type) ? ofUsers : ofRoles', 'includesUsers(type) ? ofUsers : {}'], trust({ ...BOTH, ...USER_NAME }), 'allowed'],
  ['another organization', `${CONDITIONS}/organization-id.ts`, ["'aws:PrincipalOrgID': organizationId", "'aws:PrincipalOrgID': `${organizationId}0`"], trust({ organizationId: 'o-a1b2c3d4e5' }), 'both'],
  // Scopes.
  ['fifteen characters behind a permission set', `${PRINCIPALS}/permission-sets.ts`, ["'?'.repeat(16)", "'?'.repeat(15)"], trust(SETS), 'both'],
  ['permission sets without a Region', `${PRINCIPALS}/permission-sets.ts`, ["['', '*/']", "['']"], trust(SETS), 'denied'],
  ['names without their paths', `${PRINCIPALS}/iam-identities.ts`, ['`${kind}${resource}`', "`${kind}/${resource.split('/').pop()}`"], trust(USERS), 'both'],
  ['names with any path', `${PRINCIPALS}/iam-identities.ts`, ['`${kind}${resource}`', "`${kind}/*${resource.split('/').pop()}`"], trust(ROLES), 'allowed'],
  ['patterns of users, too', `${PRINCIPALS}/role-patterns.ts`, ['`role${pattern}`', '`*${pattern}`'], trust(PATTERN), 'allowed'],
  ['all of the paths', TYPES, ['ForAnyValue:StringLike\', key: \'aws:PrincipalOrgPaths', 'ForAllValues:StringLike\', key: \'aws:PrincipalOrgPaths'], trust(UNIT), 'allowed'],
  ['account access manager as another service', TYPES, ["service: 'account-access.amazonaws.com'", "service: 'account.amazonaws.com'"], trust(MANAGER), 'both'],
  // The trust policy.
  ['an organization with the own account', POLICY, ['...(anyAccount && {', '...(false && {'], trust(ORGANIZATION), 'allowed'],
  ['any application of the account', POLICY, ["'aws:SourceArn': lazily(() => [...applications.keys()]),", ''], trust(MANAGER), 'allowed'],
  ['the last principal only', POLICY, ['oneOrMore([...principals.values()].flat())', 'oneOrMore([...principals.values()].flat().slice(-1))'], trust(USERS), 'denied'],
  ['anybody instead of an account', POLICY, ['new AccountPrincipal(account)', 'new AnyPrincipal()'], trust({}), 'allowed'],
  // Policies of callers.
  ['roles with any name', 'src/core/arns.ts', ['`role${path}${roleName}`', '`role${path}${roleName}*`'], { member: 'one account' }, 'allowed'],
  ['roles without their path', 'src/core/arns.ts', ['`role${path}${roleName}`', '`role/${roleName}`'], { member: 'another name and path' }, 'both'],
  ['roles of everybody, to a member', `${ASSUME}/assume-role-statement.ts`, ['resources: arns, conditions', 'resources: arns'], { member: 'the caller\'s organization' }, 'allowed'],
  ['roles of everybody, to a grantee', `${ASSUME}/grantee-policy.ts`, ['resourceArns: arns, conditions', 'resourceArns: arns'], { grantee: 'the caller\'s organization' }, 'allowed'],
  ['roles outside of any organization', 'src/targets/stack-set/stack-set-to-organizational-units.ts', ["StringEquals: { 'aws:ResourceOrgID'", "StringEqualsIfExists: { 'aws:ResourceOrgID'"], { member: 'the caller\'s organization' }, 'allowed'],
  ['no additional actions', `${ASSUME}/assume-role-statement.ts`, ['additionalAction?.action ?? []', '[]'], { member: 'session tags and source identity' }, 'denied'],
  ['accounts but the first', 'src/targets/stack-set/stack-set-to-organizational-units.ts', ['(listed ?? [])', '(listed ?? []).slice(1)'], { grantee: 'some accounts of a unit' }, 'denied'],
  // MFA devices of members.
  ['devices by an access key', `${ASSUME}/self-managed-mfa-statements.ts`, ["Null: { 'aws:MultiFactorAuthPresent': 'false' },", ''], { devices: 'fromConsole()' }, 'allowed'],
  ['devices through a service', `${ASSUME}/self-managed-mfa-statements.ts`, ["Bool: { 'aws:ViaAWSService': 'false' },", ''], { devices: 'fromConsole()' }, 'allowed'],
  ['devices without MFA', `${ASSUME}/self-managed-mfa-statements.ts`, ["Bool: { 'aws:MultiFactorAuthPresent': 'true' }", "BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' }"], { devices: 'requireMfa()' }, 'allowed'],
  ['devices of users whose names end alike', `${ASSUME}/self-managed-mfa-statements.ts`, ["'user/*/${aws:username}'", "'user/*${aws:username}'"], { devices: 'requireMfa()' }, 'allowed'],
  ['no devices with MFA through a service', `${ASSUME}/self-managed-mfa-statements.ts`, ["actions: [...REGISTER, 'iam:Deactivate", "actions: ['iam:Deactivate"], { devices: 'fromConsole()' }, 'denied'],
  // Denials of sessions.
  ['sessions after the end', 'src/permissions/session-denials.ts', ['window && expiredSessionsBlock(window)', 'undefined'], { session: 'the end of the window' }, 'allowed'],
  ['the last second', `${CONDITIONS}/access-window-condition.ts`, ['DateGreaterThan:', 'DateGreaterThanEquals:'], { session: 'the end of the window' }, 'denied'],
  ['sessions of the second of the revocation', `${CONDITIONS}/revoked-sessions.ts`, ['DateLessThan:', 'DateLessThanEquals:'], { session: 'revoked sessions' }, 'denied'],
  ['sessions that are denied some actions', 'src/permissions/session-denials.ts', ["actions: ['*']", "actions: ['ec2:*']"], { session: 'both' }, 'allowed'],
  // Denials of writes.
  ['denials without their first half', 'src/permissions/explicit-denials/write-denials.ts', ['statements.map(({ notActions', 'statements.slice(1).map(({ notActions'], { writes: 'readOnlyAccess()' }, 'allowed'],
  ['denials that exempt a service', 'src/permissions/explicit-denials/write-denials.ts', ['[...notActions, ...exempt]', "[...notActions, 'sqs:*', ...exempt]"], { writes: 'readOnlyAccess()' }, 'allowed'],
  ['denials for one service', 'src/permissions/explicit-denials/denial-of-everything-else.ts', ["resources: ['*']", "resources: ['arn:*:s3:*:*:*']"], { writes: 'support()' }, 'allowed'],
  // Edits that change no decision.
  ['an external ID, which has no wildcards, by StringLike', `${CONDITIONS}/external-id.ts`, ['StringEquals', 'StringLike'], trust({ externalId: 'Contract-4711' }), 'nobody'],
  ['an organization by StringLike', TYPES, ["operator: 'StringEquals', key: 'aws:PrincipalOrgID'", "operator: 'StringLike', key: 'aws:PrincipalOrgID'"], trust(ORGANIZATION), 'nobody'],
  ['users by ArnLike', TYPES, ["operator: 'ArnEquals', key: 'aws:PrincipalArn' }, { includesUsers", "operator: 'ArnLike', key: 'aws:PrincipalArn' }, { includesUsers"], trust(USERS), 'nobody'],
  ['tags of anybody, who must be of the organization to assume the role', POLICY, ['group.type.anyAccount || group.type.service ? this.principalCondition(group) : {}', '{}'], trust({ ...ORGANIZATION, ...TAGS }), 'nobody'],
  ['ARNs of users for any principal', POLICY, ['type.anyAccount ? new AnyPrincipal()', 'type.comparison ? new AnyPrincipal()'], trust(USERS), 'nobody'],
  ['denials that exempt a read', 'src/permissions/explicit-denials/write-denials.ts', ['[...notActions, ...exempt]', "[...notActions, 'sqs:ReceiveMessage', ...exempt]"], { writes: 'readOnlyAccess()' }, 'nobody'],
]);

function table(rows: [what: string, file: string, texts: string[], promise: Promised, wrongly: CodeFault['wrongly']][]): CodeFault[] {
  return rows.map(([what, file, texts, promise, wrongly]) => ({ what, file, promise, wrongly, edit: (source) => replaced(source, texts) }));
}

/** Replaces one text by the next, for each pair. */
function replaced(source: string, texts: string[]): string {
  const pairs = texts.flatMap((text, i) => i % 2 === 0 ? [[text, texts[i + 1]]] : []);
  return pairs.reduce((edited, [text, other]) => {
    if (!edited.includes(text)) {
      throw new Error(`${text} is not in the file any more; adapt the edit`);
    }
    return edited.replace(text, () => other);
  }, source);
}
