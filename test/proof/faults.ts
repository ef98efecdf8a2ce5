import { Configuration, Scope } from '../properties/who-may-assume/configuration';

/** A planted edit of a trust policy's text. */
export interface Fault {
  readonly what: string;
  readonly configuration: Configuration;
  readonly edit: (policy: string) => string;
  /** Who is wrongly decided on after the edit: nobody, if it changes no decision. */
  readonly wrongly: 'allowed' | 'denied' | 'both' | 'nobody';
}

const NONE: Configuration = { scopes: [], mfa: 'none', userNameAsSessionName: false, anyTag: false, path: '/', minimized: false };
const MFA = { mfa: 'required' } as const;
const named = (path: string, name: string) => ({ path, name, writtenAs: 'ARN' as const });
const USERS: Scope = { kind: 'users', names: [named('/', 'ann'), named('/security/', 'bob')] };
const ROLES: Scope = { kind: 'roles', names: [named('/ci/', 'Deployer')] };
const SETS: Scope = { kind: 'permissionSets', names: ['Audit'] };
const PATTERN: Scope = { kind: 'rolesMatching', patterns: ['scan-*'] };
const ORGANIZATION: Scope = { kind: 'organization', id: 'o-a1b2c3d4e5' };
const UNIT: Scope = { kind: 'organizationPaths', paths: ['o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*'] };
const MANAGER: Scope = { kind: 'accountAccessManager', application: 'arn:aws:account-access:eu-west-1:333333333333:application/app-1' };
const EXTERNAL_ID = { externalId: 'Contract-4711' };
const NETWORK = { sourceIps: ['203.0.113.0/24'] };
const OPTIONAL_TAG = { sessionTags: [{ key: 'Project', required: false, values: [] }] };
const REQUIRED_TAG = { sessionTags: [{ key: 'Ticket', required: true, values: [] }] };
const USER_NAME = { ...MFA, sourceIdentity: 'userName' } as const;
const IN_ORGANIZATION = { scopes: [ORGANIZATION] };

type Edit = Fault['edit'];
const replace = (pattern: string | RegExp, text: string): Edit => (policy) => policy.replace(pattern, text);
const replaceAll = (pattern: string, text: string): Edit => (policy) => policy.split(pattern).join(text);
const afterEachOther = (...edits: Edit[]): Edit => (policy) => edits.reduce((text, edit) => edit(text), policy);
const WITHOUT_OWN_ACCOUNT = afterEachOther(replace(/"StringNotEquals":\{[^}]*\},?/g, ''), replace(/,\}/g, '}'));
const ROOT = '"arn:aws:iam::111111111111:root"';
const ASKS_NAME = /"StringEquals":\{"sts:SourceIdentity":"\$\{aws:username\}"\}/;
const SETS_ANY = '"Null":{"sts:SourceIdentity":"false"}';
const DENY_ANN = '"Statement":[{"Effect":"Deny","Principal":"*","Action":"sts:*","Condition":{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111111111111:user/ann"}}},';

/** Typical faults, of which each must give a request, and edits that change nothing, of which each must be proven. */
export const FAULTS: Fault[] = table([
  ['BoolIfExists', MFA, replace('"Bool"', '"BoolIfExists"'), 'allowed'],
  ['BoolIfExists, users by name', { ...MFA, scopes: [USERS] }, replace('"Bool"', '"BoolIfExists"'), 'allowed'],
  ['MFA that is false where none is required', {}, replace('"Action"', '"Condition":{"Bool":{"aws:MultiFactorAuthPresent":"false"}},"Action"'), 'denied'],
  ['MFA by Null only', MFA, replace('"Bool":{"aws:MultiFactorAuthPresent":"true"}', '"Null":{"aws:MultiFactorAuthPresent":"false"}'), 'allowed'],
  ['MFA age, < instead of <=', { mfa: 3600 }, replace('NumericLessThanEquals', 'NumericLessThan'), 'denied'],
  ['MFA age, one second more', { mfa: 3600 }, replace('"3600"', '"3601"'), 'allowed'],
  ['MFA age with IfExists, and no MFA', { mfa: 3600 }, afterEachOther(replace('NumericLessThanEquals', 'NumericLessThanEqualsIfExists'), replace(/"Bool":\{[^}]*\},/, '')), 'allowed'],
  ['fifteen ? instead of sixteen', { scopes: [SETS] }, replaceAll('_????????????????', '_???????????????'), 'both'],
  ['* instead of sixteen ?', { scopes: [SETS] }, replaceAll('_????????????????', '_*'), 'allowed'],
  ['no pattern with a Region', { scopes: [SETS] }, replace(/,"[^"]*\/\*\/AWSRes[^"]*"/, ''), 'denied'],
  ['any path before a permission set', { scopes: [SETS] }, replaceAll('role/aws-reserved/sso.amazonaws.com/', 'role/*'), 'allowed'],
  ['a pattern without its wildcard', { scopes: [PATTERN] }, replace('role/scan-*', 'role/scan-'), 'denied'],
  ['a pattern with a wildcard in front', { scopes: [PATTERN] }, replace('role/scan-*', 'role/*scan-*'), 'allowed'],
  ['a wildcard principal without the account condition', IN_ORGANIZATION, WITHOUT_OWN_ACCOUNT, 'allowed'],
  ['the same, with MFA and a unit', { ...MFA, scopes: [UNIT] }, WITHOUT_OWN_ACCOUNT, 'allowed'],
  ['the assuming account left out instead of the own one', IN_ORGANIZATION, replace(/("aws:PrincipalAccount":)"2+"/, '$1"111111111111"'), 'both'],
  ['external ID dropped', { ...EXTERNAL_ID, scopes: [USERS] }, replace(/,?"StringEquals":\{"sts:ExternalId":"[^"]*"\}/, ''), 'allowed'],
  ['external ID in an empty operator', { ...EXTERNAL_ID, scopes: [USERS] }, replace(/"StringEquals":\{"sts:ExternalId":"[^"]*"\}/, '"StringEquals":{}'), 'allowed'],
  ['external ID without values', EXTERNAL_ID, replace('"Contract-4711"', '[]'), 'denied'],
  ['external ID in any case', EXTERNAL_ID, replace('"StringEquals"', '"StringEqualsIgnoreCase"'), 'allowed'],
  ['external ID by StringEqualsIfExists', EXTERNAL_ID, replace('"StringEquals"', '"StringEqualsIfExists"'), 'allowed'],
  ['one character of an external ID open', EXTERNAL_ID, afterEachOther(replace('"StringEquals"', '"StringLike"'), replace('Contract-4711', 'Contract?4711')), 'allowed'],
  ['two external IDs', EXTERNAL_ID, replace('"Contract-4711"', '["Contract-4711","Contract-4712"]'), 'allowed'],
  ['a user\'s ARN with * at its end', { scopes: [USERS] }, afterEachOther(replace('ArnEquals', 'ArnLike'), replace(':user/ann"', ':user/ann*"')), 'allowed'],
  ['a user\'s ARN with * for its path', { scopes: [USERS] }, replace('user/security/bob', 'user/*bob'), 'allowed'],
  ['a user\'s ARN without its path', { scopes: [USERS] }, replace('user/security/bob', 'user/bob'), 'both'],
  ['a user\'s ARN in other case', { scopes: [USERS] }, replace(':user/ann"', ':user/Ann"'), 'both'],
  ['one character of a name open', { scopes: [USERS] }, replace(':user/ann"', ':user/an?"'), 'allowed'],
  ['a user\'s ARN of any account, and any principal', { scopes: [USERS] }, afterEachOther(replace(/arn:aws:iam::1+:user\/ann/, 'arn:aws:iam::*:user/ann'), replace(ROOT, '"*"')), 'allowed'],
  ['accounts whose ids begin alike', { scopes: [USERS] }, afterEachOther(replace(/arn:aws:iam::1+:user\/ann/, 'arn:aws:iam::1*:user/ann'), replace(ROOT, '"*"')), 'allowed'],
  ['a user\'s ARN by StringEquals in another partition', { scopes: [USERS] }, replaceAll('arn:aws:iam::111111111111:user', 'arn:aws-cn:iam::111111111111:user'), 'denied'],
  ['a role\'s ARN as a user\'s', { scopes: [ROLES] }, replace(':role/ci', ':user/ci'), 'both'],
  ['another account, too', {}, replace(ROOT, `[${ROOT},"333333333333"]`), 'allowed'],
  ['an account that no test knows, too', {}, replace(ROOT, `[${ROOT},"arn:aws:iam::999999999999:root"]`), 'allowed'],
  ['a user\'s ARN as principal, too', { scopes: [USERS] }, afterEachOther(replace(/"Condition":\{[^}]*\}\},/, ''), replace(ROOT, '"arn:aws:iam::333333333333:user/zoe"')), 'both'],
  ['organization by StringLike and *', IN_ORGANIZATION, replace('"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}', '"StringLike":{"aws:PrincipalOrgID":"o-a1b2c3d4e5*"}'), 'allowed'],
  ['the last character of an organization open', IN_ORGANIZATION, replace('"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}', '"StringLike":{"aws:PrincipalOrgID":"o-a1b2c3d4e?"}'), 'allowed'],
  ['organization with IfExists', IN_ORGANIZATION, replace('"StringEquals"', '"StringEqualsIfExists"'), 'allowed'],
  ['ForAllValues for organization paths', { scopes: [UNIT] }, replace('ForAnyValue', 'ForAllValues'), 'allowed'],
  ['an organization path without its last slash', { scopes: [UNIT] }, replace('11111111/*', '11111111*'), 'allowed'],
  ['the unit itself left out', { scopes: [UNIT] }, replace('11111111/*', '11111111/ou-*'), 'denied'],
  ['any session tags', OPTIONAL_TAG, replace(/"Condition":\{"ForAllValues[^}]*\}\},?/, ''), 'allowed'],
  ['ForAnyValue for tag keys', OPTIONAL_TAG, replace('ForAllValues', 'ForAnyValue'), 'allowed'],
  ['a required tag that is not required', REQUIRED_TAG, replace(/"Condition":\{"StringLike":\{"aws:RequestTag[^}]*\}\},?/, ''), 'allowed'],
  ['tags that cannot be passed', REQUIRED_TAG, replace('sts:TagSession', 'sts:TagGetSession'), 'denied'],
  ['a principal tag by StringLike', { principalTags: { Team: ['red'] } }, afterEachOther(replace('StringEquals', 'StringLike'), replace('"red"', '"red*"')), 'allowed'],
  ['a principal tag asked of the call', { principalTags: { Team: ['red'] }, ...OPTIONAL_TAG }, replace('aws:PrincipalTag/Team', 'aws:RequestTag/Team'), 'denied'],
  ['window from a second later', { accessWindow: { from: 1800, until: 3600 } }, replace('DateGreaterThanEquals', 'DateGreaterThan'), 'denied'],
  ['window a day longer', { accessWindow: { until: 86400 } }, (policy) => policy.replace(/"(20[^"]*Z)"/, (_, date) => `"${new Date(Date.parse(date) + 86_400_000).toISOString().replace('.000', '')}"`), 'allowed'],
  ['an IPv4 network one bit wider', NETWORK, replace('/24', '/23'), 'allowed'],
  ['an IPv6 network one bit wider', { sourceIps: ['2001:db8::/32'] }, replace('/32', '/31'), 'allowed'],
  ['network with IfExists', NETWORK, replace('"IpAddress"', '"IpAddressIfExists"'), 'allowed'],
  ['networks left out', NETWORK, replace('"IpAddress"', '"NotIpAddress"'), 'both'],
  ['any session name', { ...MFA, userNameAsSessionName: true }, afterEachOther(replace('StringEquals', 'StringLike'), replace('${aws:username}', '*')), 'allowed'],
  ['any source identity', USER_NAME, replace(new RegExp(ASKS_NAME.source, 'g'), SETS_ANY), 'allowed'],
  ['a source identity that cannot be set', { sourceIdentity: 'required' }, replace('sts:SetSourceIdentity', 'sts:SetContext'), 'denied'],
  ['users and roles in one statement, none with MFA', { ...MFA, scopes: [USERS, ROLES] }, replace(/,?"Bool":\{[^}]*\}/, ''), 'allowed'],
  ['roles with MFA, too', { ...MFA, scopes: [USERS, ROLES] }, replace(/("ArnEquals":\{"aws:PrincipalArn":"[^"]*role[^"]*"\})/, '$1,"Bool":{"aws:MultiFactorAuthPresent":"true"}'), 'denied'],
  ['a denial of one user', { scopes: [USERS] }, replace('"Statement":[', DENY_ANN), 'denied'],
  ['another service', { scopes: [MANAGER] }, replaceAll('account-access.amazonaws.com', 'cloudformation.amazonaws.com'), 'both'],
  ['any application of an account', { scopes: [MANAGER] }, replace(/,"aws:SourceArn":"[^"]*"/g, ''), 'allowed'],
  ['an application whose id begins alike', { scopes: [MANAGER] }, afterEachOther(replace(/StringEquals/g, 'StringLike'), replace(/app-1"/g, 'app-1*"')), 'allowed'],
  ['no context for a service', { scopes: [MANAGER] }, replace('sts:SetContext', 'sts:GetContext'), 'denied'],
  // Edits that change no decision.
  ['the source identity asked once, and there to be the name', USER_NAME, replace(ASKS_NAME, SETS_ANY), 'nobody'],
  ['StringNotEqualsIfExists of a key that is always there', IN_ORGANIZATION, replace('StringNotEquals', 'StringNotEqualsIfExists'), 'nobody'],
  ['an account by its id', { scopes: [USERS] }, replace(ROOT, '"111111111111"'), 'nobody'],
  ['ArnLike without wildcards', { scopes: [USERS] }, replace('ArnEquals', 'ArnLike'), 'nobody'],
  ['any principal, where ARNs say the account', { scopes: [USERS] }, replace(ROOT, '"*"'), 'nobody'],
  ['the account of an application, which its ARN says', { scopes: [MANAGER] }, replace(/"aws:SourceAccount":"\d+",/g, ''), 'nobody'],
  ['two halves of a network', NETWORK, replace('"203.0.113.0/24"', '"203.0.113.0/25","203.0.113.128/25"'), 'nobody'],
  ['the first second as the one after the last that is too early', { accessWindow: { from: 1800 } }, (policy) => policy
    .replace(/"DateGreaterThanEquals":\{"aws:CurrentTime":"([^"]*)"\}/, (_, date) => `"DateGreaterThan":{"aws:CurrentTime":"${new Date(Date.parse(date) - 1000).toISOString().replace('.000', '')}"}`), 'nobody'],
]);

function table(rows: [string, Partial<Configuration>, Edit, Fault['wrongly']][]): Fault[] {
  return rows.map(([what, configuration, edit, wrongly]) => ({ what, configuration: { ...NONE, ...configuration }, edit, wrongly }));
}
