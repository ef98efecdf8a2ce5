import { Aws, Duration, Expiration, Fn, Lazy } from 'aws-cdk-lib';
import { AccessWindow, MfaRequirement, PrincipalScope, SessionTag, SourceIdentityRequirement, TrustConditionOptions, TrustingTarget } from '../../../../src';
import { atTime } from '../../../support/clock';
import { ACCESS, access, BadInput, GROUP, group, Input, rejects, ROLE, role, ROLE_OF_ACCESS } from '../../../support/invalid-props';
import { B, TwoAccounts } from '../../../support/two-accounts';

const ORG = 'o-a1b2c3d4e5';
const long = (length: number) => 'n'.repeat(length);

/** A wrong value, the value as the message shows it, and the nearest valid value. */
type Values<T> = [what: string, bad: T, shown: string, good: T][];

/** Runs the cases for a prop of a role. */
function rejectsValues<T>(asInput: (value: T) => Input, cases: Values<T>): void {
  rejects(cases.map(([what, bad, shown, good]): BadInput => [what, ROLE, shown, asInput(bad), asInput(good)]));
}

describe('PrincipalScope.organization is the id of one organization', () => {
  rejectsValues((id: string) => role({ principals: [PrincipalScope.organization(id)] }), [
    ['a wildcard', '*', '"*"', ORG],
    ['a wildcard at the end', 'o-*', '"o-*"', ORG],
    ['an id with a wildcard', 'o-a1b2c3d4e?', '"o-a1b2c3d4e?"', ORG],
    ['nine characters', 'o-a1b2c3d4e', '"o-a1b2c3d4e"', 'o-a1b2c3d4e5'],
    ['33 characters', `o-${long(33)}`, `"o-${long(33)}"`, `o-${long(32)}`],
    ['upper case', 'o-A1B2C3D4E5', '"o-A1B2C3D4E5"', ORG],
    ['without o-', 'a1b2c3d4e5', '"a1b2c3d4e5"', ORG],
    ['the id of a root', 'r-ab12', '"r-ab12"', ORG],
    ['the id of a unit', 'ou-ab12-11111111', '"ou-ab12-11111111"', ORG],
    ['an ARN', `arn:aws:organizations::111111111111:organization/${ORG}`, 'organization/', ORG],
    ['a path', `${ORG}/r-ab12/`, '/r-ab12/', ORG],
    ['with a line break', `${ORG}\n`, '\\n', ORG],
    ['nothing', '', '""', ORG],
  ]);
});

describe('organizationId is the id of the organization of all principals', () => {
  const OTHER = 'o-f6g7h8i9j0';
  const required = (organizationId: string, ...principals: PrincipalScope[]) => role({ organizationId, principals: [PrincipalScope.users('ann'), ...principals] });
  const { organization, organizationPaths } = PrincipalScope;
  const contradicts = (id: string) => `principals has the organization ${id}, but organizationId requires ${ORG}`;
  rejects([
    ['a name', ROLE, 'organizationId "acme" is not the id', required('acme'), required(ORG)],
    ['a wildcard', ROLE, 'organizationId "o-*" is not the id', required('o-*'), required(ORG)],
    ['a bad id that is late', ROLE, 'organizationId "*" is not the id', required(Lazy.string({ produce: () => '*' })), required(Lazy.string({ produce: () => ORG }))],
    ['another organization', ROLE, contradicts(OTHER), required(ORG, organization(OTHER)), required(ORG, organization(ORG))],
    ['another organization beside the same', ROLE, contradicts(OTHER), required(ORG, organization(ORG), organization(OTHER)), required(ORG, organization(ORG), organization(ORG))],
    ['a late id of another organization', ROLE, contradicts(OTHER), required(ORG, organization(Lazy.string({ produce: () => OTHER }))), required(ORG, organization(Lazy.string({ produce: () => ORG })))],
    ['an organization that only the deployment knows', ROLE, contradicts('${AWS::StackName}'), required(ORG, organization(Aws.STACK_NAME)), role({ principals: [organization(Aws.STACK_NAME)] })],
    ['a part of another organization', ROLE, contradicts(OTHER), required(ORG, organizationPaths(`${OTHER}/*`)), required(ORG, organizationPaths(`${ORG}/*`))],
    ['one that can be missing at deployment', ROLE, 'organizationId aws:PrincipalOrgID can be AWS::NoValue at deployment',
      required(Fn.conditionIf('HasOrganization', ORG, Aws.NO_VALUE).toString()), required(Fn.conditionIf('IsProduction', ORG, OTHER).toString())],
  ]);
});

describe('PrincipalScope.organizationPaths are paths in AWS\'s notation', () => {
  const UNIT = 'ou-ab12-11111111/';
  const TOP = `${ORG}/r-ab12/`;
  rejectsValues((path: string) => role({ principals: [PrincipalScope.organizationPaths(path)] }), [
    ['everything', '*', '"*"', `${ORG}/*`],
    ['any organization', 'o-*/r-ab12/', '"o-*/r-ab12/"', TOP],
    ['the organization only', ORG, `"${ORG}"`, `${ORG}/*`],
    ['the organization only, with a slash', `${ORG}/`, `"${ORG}/"`, `${ORG}/*`],
    ['no slash at the end, which matches no account', `${TOP}ou-ab12-11111111`, 'ou-ab12-11111111"', `${TOP}${UNIT}`],
    ['a slash before it', `/${TOP}`, `"/${TOP}"`, TOP],
    ['no root', `${ORG}/${UNIT}`, UNIT, `${TOP}${UNIT}`],
    ['a unit by name', `${TOP}Workloads/`, 'Workloads', `${TOP}${UNIT}`],
    ['a unit that is cut short', `${TOP}ou-ab12/`, 'ou-ab12/', `${TOP}${UNIT}`],
    ['a wildcard in the middle', `${ORG}/*/${UNIT}`, `"${ORG}/*/${UNIT}"`, `${TOP}${UNIT}*`],
    ['a wildcard in a unit', `${TOP}ou-ab12-1*`, 'ou-ab12-1*', `${TOP}ou-*`],
    ['a wildcard for one character', `${TOP}ou-ab12-1111111?/`, '1?/', `${TOP}${UNIT}`],
    ['upper case', `${TOP}OU-AB12-11111111/`, 'OU-AB12', `${TOP}${UNIT}`],
    ['nothing', '', '""', TOP],
  ]);
  rejects([
    ['none', ROLE, 'PrincipalScope.organizationPaths is an empty list',
      role({ principals: [PrincipalScope.organizationPaths()] }), role({ principals: [PrincipalScope.organizationPaths(TOP)] })],
    ['a wrong path after a valid one', ROLE, '"o-*"',
      role({ principals: [PrincipalScope.organizationPaths(TOP, 'o-*')] }), role({ principals: [PrincipalScope.organizationPaths(TOP, `${ORG}/*`)] })],
    ['a wrong id, if all roles are made elsewhere', ACCESS, '"o-*"',
      access({ trusting: [TrustingTarget.account(B)], principals: [PrincipalScope.organization('o-*')] }),
      access({ trusting: [TrustingTarget.account(B)], principals: [PrincipalScope.organization(ORG)] })],
    ['a wrong id that is added later', ROLE_OF_ACCESS, '"o-*"',
      (accounts) => access()(accounts).roles[0].addPrincipals(PrincipalScope.organization('o-*')),
      (accounts) => access()(accounts).roles[0].addPrincipals(PrincipalScope.organization(ORG))],
  ]);
});

describe('names of roles and permission sets', () => {
  const RESERVED = '/aws-reserved/sso.amazonaws.com/';
  const another = 'is the role of a permission set, which has another path';
  rejectsValues((name: string) => role({ principals: [PrincipalScope.roles(name)] }), [
    ['case 2026-11-52: the role of a permission set', 'AWSReservedSSO_Audit_0123456789abcdef', `"AWSReservedSSO_Audit_0123456789abcdef" ${another}`,
      `${RESERVED}AWSReservedSSO_Audit_0123456789abcdef`],
    ['the role of a permission set, without its suffix', 'AWSReservedSSO_Audit', another, `${RESERVED}eu-west-1/AWSReservedSSO_Audit_0123456789abcdef`],
    ['the ARN of the role of a permission set, without its path', 'arn:aws:iam::111111111111:role/AWSReservedSSO_Audit_0123456789abcdef', another,
      `arn:aws:iam::111111111111:role${RESERVED}AWSReservedSSO_Audit_0123456789abcdef`],
    ['the role of a permission set, in another path', '/team/AWSReservedSSO_Audit_0123456789abcdef', another, '/team/Audit'],
    ['every role', '*', '"*"', 'Deployer'],
    ['a wildcard for one character in a role\'s name', 'Deploye?', '"Deploye?"', 'Deployer'],
    ['a wildcard for a role\'s path', '/*/Deployer', '"/*/Deployer"', '/ci/Deployer'],
    ['a policy variable as a role\'s name', '${aws:username}', '"${aws:username}"', 'aws-username'],
    ['a role\'s name with a space', 'Deploy er', '"Deploy er"', 'Deploy_er'],
    ['no role\'s name', '', '""', 'D'],
  ]);
  rejectsValues((name: string) => role({ principals: [PrincipalScope.permissionSets(name)] }), [
    ['every permission set', '*', '"*"', 'Audit'],
    ['a wildcard for one character in a permission set\'s name', 'Audi?', '"Audi?"', 'Audit'],
    ['a permission set\'s name with a space', 'Read Only', '"Read Only"', 'ReadOnly'],
    ['a permission set\'s name with a slash', 'team/Audit', '"team/Audit"', 'Audit'],
    ['the ARN of a permission set', 'arn:aws:sso:::permissionSet/ssoins-1/ps-1', 'arn:aws:sso', 'ps-1'],
    ['no permission set\'s name', '', '""', 'A'],
  ]);
});

describe('externalId is one that STS accepts', () => {
  rejectsValues((externalId: string) => role({ externalId }), [
    ['empty', '', 'externalId ""', '42'],
    ['one character', '4', 'externalId "4"', '42'],
    ['1,225 characters', long(1225), 'externalId "nnn', long(1224)],
    ['a space', 'Contract 42', '"Contract 42"', 'Contract_42'],
    ['a wildcard', 'Contract-*', '"Contract-*"', 'Contract-42'],
    ['a policy variable', '${aws:username}', '"${aws:username}"', '=,.@:/-+_'],
    ['an umlaut', 'Verträge', '"Verträge"', 'Vertraege'],
    ['a line break', '42\n', '"42\\n"', '42'],
  ]);
});

describe('sourceIps are public networks', () => {
  rejectsValues((...sourceIps: string[]) => role({ sourceIps }), [
    ['a prefix of 33', '203.0.113.0/33', 'sourceIps "203.0.113.0/33"', '203.0.113.7/32'],
    ['an IPv6 prefix of 129', '2001:db8::/129', '"2001:db8::/129"', '2001:db8::7/128'],
    ['a prefix of letters', '203.0.113.0/a', '"203.0.113.0/a"', '203.0.113.0/24'],
    ['an empty prefix', '203.0.113.0/', '"203.0.113.0/"', '203.0.113.0'],
    ['a negative prefix', '203.0.113.0/-1', '"203.0.113.0/-1"', '203.0.113.0/1'],
    ['a prefix with a leading zero', '203.0.113.0/024', '"203.0.113.0/024"', '203.0.113.0/24'],
    ['two prefixes', '203.0.113.0/24/24', '"203.0.113.0/24/24"', '203.0.113.0/24'],
    ['a netmask', '203.0.113.0/255.255.255.0', '"203.0.113.0/255.255.255.0"', '203.0.113.0/24'],
    ['letters', '203.0.113.x', '"203.0.113.x"', '203.0.113.1'],
    ['a host name', 'vpn.example.com', '"vpn.example.com"', '203.0.113.1'],
    ['a number with a leading zero', '203.0.113.007', '"203.0.113.007"', '203.0.113.7'],
    ['a number over 255', '203.0.113.256', '"203.0.113.256"', '203.0.113.255'],
    ['three parts', '203.0.113/24', '"203.0.113/24"', '203.0.113.0/24'],
    ['five parts', '203.0.113.0.0/24', '"203.0.113.0.0/24"', '203.0.113.0/24'],
    ['a range', '203.0.113.1-203.0.113.9', '"203.0.113.1-203.0.113.9"', '203.0.113.0/28'],
    ['a wildcard', '203.0.113.*', '"203.0.113.*"', '203.0.113.0/24'],
    ['two at once', '203.0.113.1,203.0.113.2', '"203.0.113.1,203.0.113.2"', '203.0.113.1'],
    ['a space', ' 203.0.113.1', '" 203.0.113.1"', '203.0.113.1'],
    ['too few IPv6 parts', '2001:db8/32', '"2001:db8/32"', '2001:db8::/32'],
    ['an IPv6 zone', 'fe80::1%eth0', '"fe80::1%eth0"', '2001:db8::1'],
    ['IPv6 in brackets', '[2001:db8::1]', '"[2001:db8::1]"', '2001:db8::1'],
    ['nothing', '', '""', '203.0.113.1'],
    ['every address', '0.0.0.0/0', '"0.0.0.0/0" allows every address', '128.0.0.0/1'],
    ['every address, with another notation', '203.0.113.0/0', '"203.0.113.0/0" allows every address', '203.0.113.0/24'],
    ['every IPv6 address', '::/0', '"::/0" allows every address', '2000::/3'],
    ['10.0.0.0/8', '10.0.0.0/8', '"10.0.0.0/8" is a private or reserved network', '11.0.0.0/8'],
    ['the last of 10.0.0.0/8', '10.255.255.255', '"10.255.255.255" is a private or reserved network', '9.255.255.255'],
    ['172.16.0.0/12', '172.31.0.0/16', '"172.31.0.0/16" is a private or reserved network', '172.32.0.0/16'],
    ['192.168.0.0/16', '192.168.1.1', '"192.168.1.1" is a private or reserved network', '192.169.1.1'],
    ['carrier-grade NAT, 100.64.0.0/10', '100.127.0.0/16', '"100.127.0.0/16" is a private or reserved network', '100.128.0.0/16'],
    ['the host itself', '127.0.0.1', '"127.0.0.1" is a private or reserved network', '128.0.0.1'],
    ['link-local', '169.254.169.254', '"169.254.169.254" is a private or reserved network', '169.255.169.254'],
    ['the unspecified address', '0.0.0.0', '"0.0.0.0" is a private or reserved network', '1.0.0.0'],
    ['multicast', '224.0.0.0/4', '"224.0.0.0/4" is a private or reserved network', '223.255.255.0/24'],
    ['the unspecified address of IPv6', '::', '"::" is a private or reserved network', '2001:db8::1'],
    ['the host itself in IPv6', '::1', '"::1" is a private or reserved network', '2001:db8::1'],
    ['multicast of IPv6', 'ff02::1', '"ff02::1" is a private or reserved network', '2001:db8::1'],
    ['private of IPv6', 'fd00::/8', '"fd00::/8" is a private or reserved network', '2001:db8::/32'],
    ['a link\'s own of IPv6', 'fe80::1', '"fe80::1" is a private or reserved network', '2001:db8::1'],
    ['IPv4 written as IPv6', '::ffff:203.0.113.0/120', '"::ffff:203.0.113.0/120" is an IPv4 address', '203.0.113.0/24'],
    ['IPv4 written as IPv6, in hexadecimal', '::FFFF:cb00:7107', '"::FFFF:cb00:7107" is an IPv4 address', '203.0.113.7'],
    ['IPv4 written as IPv6, in full', '0:0:0:0:0:ffff:203.0.113.7', '"0:0:0:0:0:ffff:203.0.113.7" is an IPv4 address', '203.0.113.7'],
  ]);
  rejects([
    ['none', ROLE, 'sourceIps is an empty list', role({ sourceIps: [] }), role()],
    ['a bad one behind a good one', ROLE, '"10.0.0.1"', role({ sourceIps: ['203.0.113.1', '10.0.0.1'] }), role({ sourceIps: ['203.0.113.1', '11.0.0.1'] })],
    ['a bad one behind a token', ROLE, '"10.0.0.1"',
      role({ sourceIps: [Lazy.string({ produce: () => '203.0.113.1' }), '10.0.0.1'] }),
      role({ sourceIps: [Lazy.string({ produce: () => '203.0.113.1' }), '11.0.0.1'] })],
    ['of both halves', ACCESS, '"10.0.0.1"', access({ sourceIps: ['10.0.0.1'] }), access({ sourceIps: ['11.0.0.1'] })],
  ]);
});

describe('the age of MFA is one that a session can have', () => {
  rejectsValues((maxAge: Duration) => role({ mfa: MfaRequirement.required({ maxAge }) }), [
    ['none', Duration.seconds(0), 'maxAge of 0 ms', Duration.seconds(1)],
    ['less than a second', Duration.millis(999), 'maxAge of 999 ms', Duration.millis(1000)],
    ['a fraction of a second', Duration.millis(3600_001), 'maxAge of 3600001 ms', Duration.hours(1)],
    ['36 hours and a second', Duration.seconds(129_601), 'maxAge of 129601000 ms', Duration.hours(36)],
    ['days', Duration.days(2), 'maxAge of 172800000 ms', Duration.days(1)],
  ]);
});

describe('accessWindow ends after it begins, and after now', () => {
  const date = (text: string) => Expiration.fromString(text);
  const windowed = (accessWindow: AccessWindow): Input => (accounts) => role({ accessWindow })(accounts);
  const newYear = (input: Input): Input => (accounts) => atTime('2026-01-01T00:00:00Z', () => input(accounts));
  const cases: Values<AccessWindow> = [
    ['the end before the beginning', AccessWindow.between(date('2026-03-02T00:00:00Z'), date('2026-03-01T00:00:00Z')), '2026-03-01T00:00:00Z',
      AccessWindow.between(date('2026-03-01T00:00:00Z'), date('2026-03-02T00:00:00Z'))],
    ['no time at all', AccessWindow.between(date('2026-03-01T00:00:00Z'), date('2026-03-01T00:00:00Z')), '2026-03-01T00:00:00Z',
      AccessWindow.between(date('2026-03-01T00:00:00Z'), date('2026-03-01T00:00:01Z'))],
    ['over already', AccessWindow.endingAt(date('2025-12-31T23:59:59Z')), 'ended on 2025-12-31T23:59:59Z', AccessWindow.endingAt(date('2026-01-01T00:00:01Z'))],
    ['over this very moment', AccessWindow.endingAt(date('2026-01-01T00:00:00Z')), 'ended on 2026-01-01T00:00:00Z', AccessWindow.endingAt(date('2026-01-01T00:00:01Z'))],
    ['all of it over', AccessWindow.between(date('2025-01-01T00:00:00Z'), date('2025-02-01T00:00:00Z')), 'ended on 2025-02-01T00:00:00Z',
      AccessWindow.between(date('2025-01-01T00:00:00Z'), date('2026-02-01T00:00:00Z'))],
    ['an end that is no date', AccessWindow.endingAt(Expiration.atDate(new Date('31.12.2026'))), 'accessWindow', AccessWindow.endingAt(date('2026-12-31T00:00:00Z'))],
    ['a beginning that is no date', AccessWindow.startingAt(Expiration.atDate(new Date('tomorrow'))), 'accessWindow', AccessWindow.startingAt(date('2026-01-02T00:00:00Z'))],
    ['a beginning before an end that is no date', AccessWindow.between(date('2026-01-02T00:00:00Z'), Expiration.atDate(new Date(NaN))), 'accessWindow',
      AccessWindow.startingAt(date('2025-01-02T00:00:00Z'))],
    ['an end in a year of five digits', AccessWindow.endingAt(date('+010000-01-01T00:00:00Z')), 'accessWindow has the date +010000-01-01T00:00:00Z',
      AccessWindow.endingAt(date('9999-12-31T23:59:59Z'))],
    ['a beginning before the first year', AccessWindow.startingAt(date('-000001-12-31T23:59:59Z')), 'accessWindow has the date -000001-12-31T23:59:59Z',
      AccessWindow.startingAt(date('0000-01-01T00:00:00Z'))],
  ];
  rejectsValues((accessWindow) => newYear(windowed(accessWindow)), cases);
});

describe('revokeSessionsBefore must be in the past', () => {
  rejectsValues((before: Expiration) => (accounts) => atTime('2026-01-01T00:00:00Z', () => role({ revokeSessionsBefore: before })(accounts)), [
    ['the next second', Expiration.fromString('2026-01-01T00:00:01Z'), 'revokeSessionsBefore 2026-01-01T00:00:01Z is in the future', Expiration.fromString('2026-01-01T00:00:00Z')],
    ['next year', Expiration.fromString('2027-01-01T00:00:00Z'), '2027-01-01T00:00:00Z', Expiration.fromString('2025-01-01T00:00:00Z')],
    ['no date', Expiration.atDate(new Date('yesterday')), 'revokeSessionsBefore has a date that is not valid', Expiration.fromString('2025-12-31T00:00:00Z')],
    ['a time before the first year', Expiration.fromString('-024653-06-03T05:57:10Z'), 'revokeSessionsBefore has the date -024653-06-03T05:57:10Z',
      Expiration.fromString('0000-01-01T00:00:00Z')],
    ['a year of five digits', Expiration.fromString('+010000-01-01T00:00:00Z'), 'revokeSessionsBefore has the date', Expiration.fromString('2025-01-01T00:00:00Z')],
  ]);
});

/** Session tags and principal tags both have a key and values. */
describe.each<[string, (key: string, ...values: string[]) => TrustConditionOptions]>([
  ['sessionTags', (key, ...values) => ({ sessionTags: [SessionTag.required(key, ...values)] })],
  ['principalTags', (key, ...values) => ({ principalTags: { [key]: values } })],
])('%s are tags that AWS accepts', (prop, tagged) => {
  rejectsValues((key: string) => role(tagged(key, 'audit')), [
    ['a key of 129 characters', long(129), `${prop} "nnn`, long(128)],
    ['no key', '', `${prop} ""`, 't'],
    ['a key with a wildcard', 'team*', `${prop} "team*"`, 'team _.:/=+-@'],
    ['a key with a policy variable', '${aws:username}', `${prop} "\${aws:username}"`, 'aws-username'],
    ['a key with a comma', 'team,unit', `${prop} "team,unit"`, 'team unit'],
    ['a key with a line break', 'team\n', `${prop} "team\\n"`, 'Mannschaft für Prüfer'],
    ['a key with a line separator', 'team\u2028unit', `${prop} "team\u2028unit"`, 'team\u00a0unit'],
    ['a key with a paragraph separator', 'team\u2029', `${prop} "team\u2029"`, 'team\u00a0'],
    ['case 2026-11-09: a key of characters that IAM accepts in tags, but not in policies', 'チーム', `${prop} "チーム" has characters that IAM does not accept`, 'Équipe'],
    ['a key with a wide space', 'team\u3000', `${prop} "team\u3000" has characters that IAM does not accept`, 'team '],
    ['a reserved prefix', 'aws:team', `${prop} "aws:team" begins with "aws:"`, 'team:aws:'],
    ['a reserved prefix, in another case', 'AWS:team', `${prop} "AWS:team" begins with "aws:"`, 'aws-team'],
  ]);
  rejectsValues((value: string) => role(tagged('team', 'audit', value)), [
    ['a value of 257 characters', long(257), `${prop} "nnn`, long(256)],
    ['a value with a wildcard', 'audit*', `${prop} "audit*" of the tag "team"`, 'audit _.:/=+-@'],
    ['a value with a policy variable', '${aws:username}', `${prop} "\${aws:username}"`, 'aws-username'],
    ['a value with a comma', 'audit,security', `${prop} "audit,security"`, ''],
    ['case 2026-11-09: a value of characters that IAM accepts in tags, but not in policies', '東京', `${prop} "東京" has characters that IAM does not accept`, 'Zürich'],
    ['a letter just beyond Latin-1', 'Ā', `${prop} "Ā" has characters that IAM does not accept`, 'ÿ'],
    ['a value with a line separator', 'audit\u2028', `${prop} "audit\u2028" of the tag "team"`, 'audit\u00a0'],
  ]);
});

describe('the key of a tag must be known at synth', () => {
  const later = () => Lazy.string({ produce: () => 'team' });
  rejects([
    ['a session tag', ROLE, 'sessionTags has a key that is known at deployment only',
      role({ sessionTags: [SessionTag.required(Aws.STACK_NAME)] }), role({ sessionTags: [SessionTag.required(later())] })],
    ['an optional session tag', ROLE, 'sessionTags has a key that is known at deployment only',
      role({ sessionTags: [SessionTag.required(Aws.STACK_NAME)] }), role({ sessionTags: [SessionTag.optional(Aws.STACK_NAME)] })],
    ['a principal tag', ROLE, 'principalTags has a key that is known at deployment only',
      role({ principalTags: { [`${Aws.STACK_NAME}-team`]: ['audit'] } }), role({ principalTags: { [later()]: ['audit'] } })],
  ]);
});

describe('tags are named once, within AWS\'s quota', () => {
  const keys = (count: number) => Array.from({ length: count }, (_, i) => `k${i}`);
  const session = (...names: string[]) => role({ sessionTags: names.map((key) => SessionTag.optional(key)), trustPolicyQuota: 8192 });
  const principal = (...names: string[]) => role({ principalTags: Object.fromEntries(names.map((key) => [key, ['v']])), trustPolicyQuota: 8192 });
  rejects([
    ['51 session tags', ROLE, 'sessionTags has 51 tags', session(...keys(51)), session(...keys(50))],
    ['51 principal tags', ROLE, 'principalTags has 51 tags', principal(...keys(51)), principal(...keys(50))],
    ['a session tag twice', ROLE, 'the tag "team" more than once', session('team', 'ticket', 'team'), session('team', 'ticket')],
    ['a session tag twice, in another case', ROLE, 'the tag "Team" more than once', session('team', 'Team'), session('team', 'teams')],
    ['a principal tag twice, in another case', ROLE, 'the tag "TEAM" more than once', principal('team', 'TEAM'), principal('team', 'TEAMS')],
    ['no session tags', ROLE, 'sessionTags is an empty list', session(), role()],
    ['no principal tags', ROLE, 'principalTags is an empty list', principal(), role()],
    ['a principal tag without a value', ROLE, 'principalTags team is an empty list', role({ principalTags: { team: [] } }), role({ principalTags: { team: [''] } })],
    ['of a group', GROUP, 'sessionTags "aws:team"', group({ sessionTags: [SessionTag.optional('aws:team')] }), group({ sessionTags: [SessionTag.optional('team')] })],
    ['of a group, none', GROUP, 'sessionTags is an empty list', group({ sessionTags: [] }), group()],
    ['of both halves, whose roles are made elsewhere', ACCESS, 'sessionTags "aws:team"',
      access({ trusting: [TrustingTarget.account(B)], sessionTags: [SessionTag.optional('aws:team')] }),
      access({ trusting: [TrustingTarget.account(B)], sessionTags: [SessionTag.optional('team')] })],
  ]);
});

describe('the source identities that roles may keep are those that STS accepts', () => {
  const accepted = (...acceptedFromRoles: string[]) => role({ sourceIdentity: SourceIdentityRequirement.userName({ acceptedFromRoles }) });
  const bad = (value: string) => `sourceIdentity acceptedFromRoles "${value}" is not a source identity that STS accepts`;
  rejects([
    ['none', ROLE, 'sourceIdentity acceptedFromRoles is an empty list', accepted(), accepted('*')],
    ['nothing', ROLE, bad(''), accepted(''), accepted('a?')],
    ['a space', ROLE, bad('ann smith'), accepted('ann smith'), accepted('ann_smith')],
    ['a colon, as in what AWS reserves', ROLE, bad('aws:x'), accepted('aws:x'), accepted('aws-x')],
    ['a policy variable', ROLE, bad('${aws:username}'), accepted('${aws:username}'), accepted('*')],
    ['too long', ROLE, bad(long(65)), accepted(long(65)), accepted(long(64))],
    ['a bad one behind a good one', ROLE, bad('a b'), accepted('*@example.com', 'a b'), accepted('*@example.com', 'ab')],
    ['a late one', ROLE, bad('a b'), accepted(Lazy.string({ produce: () => 'a b' })), accepted(Lazy.string({ produce: () => 'ab' }))],
    ['one that can be missing at deployment', ROLE, 'sourceIdentity aws:SourceIdentity can be AWS::NoValue at deployment',
      role({ principals: [PrincipalScope.users('ann'), PrincipalScope.roles('Ci')], sourceIdentity: SourceIdentityRequirement.userName({ acceptedFromRoles: [Fn.conditionIf('X', 'a', Aws.NO_VALUE).toString()] }) }),
      role({ principals: [PrincipalScope.users('ann'), PrincipalScope.roles('Ci')], sourceIdentity: SourceIdentityRequirement.userName({ acceptedFromRoles: [Fn.conditionIf('X', 'a', 'b').toString()] }) })],
  ]);
});

describe('a condition that no trusted principal can meet is an error', () => {
  const [roles, sets, users] = [PrincipalScope.roles('Deployer'), PrincipalScope.permissionSets('Audit'), PrincipalScope.users('ann')];
  const organization = PrincipalScope.organization(ORG);
  const conditions: [string, TrustConditionOptions, string][] = [
    ['mfa', { mfa: MfaRequirement.required({ maxAge: Duration.hours(1) }) }, 'sessions of roles and permission sets carry no MFA'],
    ['requireUserNameAsRoleSessionName', { requireUserNameAsRoleSessionName: true }, 'only IAM users have a user name'],
    ['sourceIdentity', { sourceIdentity: SourceIdentityRequirement.userName() }, 'only IAM users have a user name'],
  ];
  rejects(conditions.flatMap(([prop, props, why]): BadInput[] => [
    [`${prop} of roles, where none are users`, ROLE, `${prop} is required, but no trusted principal can meet it: ${why}`,
      role({ ...props, principals: [roles] }), role({ ...props, principals: [roles, users] })],
    [`${prop} of permission sets, rather than an organization, which has users`, ROLE, `${prop} is required`,
      role({ ...props, principals: [sets] }), role({ ...props, principals: [organization] })],
    [`${prop} of both, in both halves`, ACCESS, `${prop} is required`,
      access({ ...props, principals: [roles, sets] }), access({ ...props, principals: [roles, sets, PrincipalScope.account()] })],
    [`${prop} of roles, where all roles that trust them are made elsewhere`, ACCESS, `${prop} is required`,
      access({ ...props, trusting: [TrustingTarget.account(B)], principals: [roles] }),
      access({ ...props, trusting: [TrustingTarget.account(B)], principals: [users] })],
  ]));

  test('conditions that roles and permission sets can meet apply to them', () => {
    const principals = [roles, sets];
    const props = { externalId: 'Contract-42', sourceIdentity: SourceIdentityRequirement.required(), principalTags: { team: ['audit'] }, trustPolicyQuota: 4096 };
    const accounts = new TwoAccounts();
    access({ ...props, principals })(accounts);
    expect(JSON.stringify(accounts.templateB.toJSON()).match(/sts:ExternalId/g)).toHaveLength(2);
  });
});

describe('a user name that must be the session name, or the source identity, is long enough for STS', () => {
  const named = (...users: string[]) => role({ principals: [PrincipalScope.users(...users)], requireUserNameAsRoleSessionName: true });
  const identified = (user: string) => role({ principals: [PrincipalScope.users(user)], sourceIdentity: SourceIdentityRequirement.userName() });
  const later = (user: string, props: Partial<TrustConditionOptions> = { requireUserNameAsRoleSessionName: true }): Input => (accounts) =>
    access(props)(accounts).roles[0].addPrincipals(PrincipalScope.users(user));
  rejects([
    ['a session name', ROLE, 'principals has the user "a", whose name is too short for requireUserNameAsRoleSessionName', named('ann', 'a'), named('ann', 'ab')],
    ['a session name, with a path', ROLE, 'the user "a"', named('/team/a'), named('/t/ab')],
    ['a source identity', ROLE, 'the user "a", whose name is too short for sourceIdentity', identified('a'), identified('ab')],
    ['a user who is added later', ROLE_OF_ACCESS, 'the user "a"', later('a'), later('ab')],
    ['only if it is required', ROLE_OF_ACCESS, 'the user "a"', later('a'), later('a', {})],
  ]);
});
