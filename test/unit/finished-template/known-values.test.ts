/** Values that are tokens at first and known in the finished template go through the checks of literals: case 2026-11-04. */
import { Aws, Duration, Lazy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { AccessGuide, AlarmOnAssumedOptions, AssumptionFilter, MfaRequirement, PrincipalScope, ReadOnlyPermissions, SessionTag, TrustingRole, TrustingTarget } from '../../../src';
import { access, ACCESS, GROUP, group, Input, rejects, ROLE, role } from '../../support/invalid-props';
import { B, C, TwoAccounts } from '../../support/two-accounts';

const lazy = (text: string) => Lazy.string({ produce: () => text });
const lazyList = (...texts: string[]) => Lazy.list({ produce: () => texts });
const lazyNumber = (value: number) => Lazy.number({ produce: () => value });
const reading = (...actions: string[]) => ReadOnlyPermissions.custom({ statements: [new PolicyStatement({ actions, resources: ['*'] })] });
const declared = (principals: PrincipalScope[]): Input => (accounts: TwoAccounts) =>
  access({ principals, mfa: MfaRequirement.none(), trusting: [TrustingTarget.account(B)] })(accounts);

const ALARM = `${ROLE}/Often`;
const alarm = (options: Partial<AlarmOnAssumedOptions>): Input => (accounts) =>
  (role()(accounts) as TrustingRole).alarmOnAssumed('Often', { logGroup: LogGroup.fromLogGroupName(accounts.b, 'Trail', 'trail'), ...options });
const RULE = `${ROLE}/Assumed`;
const rule = (filter: AssumptionFilter): Input => (accounts) =>
  (role({ principals: [PrincipalScope.users('ann')], requireUserNameAsRoleSessionName: true })(accounts) as TrustingRole).onAssumed('Assumed', { filter });
const guide = (title: string): Input => (accounts) => new AccessGuide(accounts.a, 'Guide', { title, accesses: [access()(accounts)] });
const ACCESS_ROLE = 'Workload/TrustingRoleOf-Access';
const UNITS = TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-abcdefgh'] });

rejects([
  ['users', ROLE, 'PrincipalScope.users "*" is not a name', role({ principals: [PrincipalScope.users(lazy('*'))] }), role({ principals: [PrincipalScope.users(lazy('ann'))] })],
  ['users by addPrincipals', ROLE, 'PrincipalScope.users "a b" is not a name',
    (accounts) => (role()(accounts) as any).addPrincipals(PrincipalScope.users(lazy('a b'))),
    (accounts) => (role()(accounts) as any).addPrincipals(PrincipalScope.users(lazy('ab')))],
  ['a role in a part of a text', ROLE, 'PrincipalScope.roles "ci-*" is not a name',
    role({ principals: [PrincipalScope.roles(`ci-${lazy('*')}`)] }), role({ principals: [PrincipalScope.roles(`ci-${lazy('Deployer')}`)] })],
  ['a token that is a path with its first slash, which the policy has before it', ROLE, 'PrincipalScope.roles path "//ci/" is not a path',
    role({ principals: [PrincipalScope.roles(lazy('/ci/Deployer'))] }), role({ principals: [PrincipalScope.roles(lazy('ci/Deployer'), `/${lazy('ci')}/Other`)] })],
  ['a token that is an ARN', ROLE, 'PrincipalScope.users path "/arn:aws:iam::111111111111:user/" is not a path',
    role({ principals: [PrincipalScope.users(lazy('arn:aws:iam::111111111111:user/ann'))] }),
    role({ principals: [PrincipalScope.users(`arn:aws:iam::111111111111:user/${lazy('ann')}`)] })],
  ['a token that is a pattern with its first slash', ROLE, 'PrincipalScope.rolesMatching "/ci/*" is not a pattern',
    role({ principals: [PrincipalScope.rolesMatching(lazy('/ci/*'))] }), role({ principals: [PrincipalScope.rolesMatching(lazy('ci/*'))] })],
  ['a pattern of roles', ROLE, 'PrincipalScope.rolesMatching "*" matches every role',
    role({ principals: [PrincipalScope.rolesMatching(lazy('*'))] }), role({ principals: [PrincipalScope.rolesMatching(lazy('ci-*'))] })],
  ['a user in another account', ROLE, 'PrincipalScope.users "a b" is not a name',
    role({ principals: [PrincipalScope.users(lazy('a b')).inAccount(C)] }), role({ principals: [PrincipalScope.users(lazy('ab')).inAccount(C)] })],
  ['permission sets', ROLE, 'PrincipalScope.permissionSets "*" is not a name',
    role({ principals: [PrincipalScope.permissionSets(lazy('*'))] }), role({ principals: [PrincipalScope.permissionSets(lazy('Audit'))] })],
  ['an organization', ROLE, 'PrincipalScope.organization "*" is not the id of an organization',
    role({ principals: [PrincipalScope.organization(lazy('*'))] }), role({ principals: [PrincipalScope.organization(lazy('o-a1b2c3d4e5'))] })],
  ['paths of an organization', ROLE, 'PrincipalScope.organizationPaths "*" is not a path',
    role({ principals: [PrincipalScope.organizationPaths(lazy('*'))] }), role({ principals: [PrincipalScope.organizationPaths(lazy('o-a1b2c3d4e5/*'))] })],
  ['a list of networks', ROLE, 'sourceIps "0.0.0.0/0" allows every address', role({ sourceIps: lazyList('0.0.0.0/0') }), role({ sourceIps: lazyList('203.0.113.0/24') })],
  ['a network', ROLE, 'sourceIps "10.0.0.0/8" is a private', role({ sourceIps: [lazy('10.0.0.0/8')] }), role({ sourceIps: [lazy('203.0.113.0/24')] })],
  ['a network in a list that is known in part', ROLE, 'sourceIps "" is not a network',
    role({ sourceIps: lazyList(Aws.STACK_NAME, '') }), role({ sourceIps: lazyList(Aws.STACK_NAME, '203.0.113.7') })],
  ['an empty list', ROLE, 'sourceIps is an empty list', role({ sourceIps: lazyList() }), role({ sourceIps: lazyList('203.0.113.7') })],
  ['an external ID', ROLE, 'externalId "x" is not one STS accepts', role({ externalId: lazy('x') }), role({ externalId: lazy('xy') })],
  ['the value of a principal tag', ROLE, 'principalTags "*" of the tag "team"', role({ principalTags: { team: [lazy('*')] } }), role({ principalTags: { team: [lazy('audit')] } })],
  ['the key of a session tag', ROLE, 'sessionTags "aws:team" begins with "aws:"',
    role({ sessionTags: [SessionTag.optional(lazy('aws:team'))] }), role({ sessionTags: [SessionTag.optional(lazy('team'))] })],
  ['the role\'s name', ROLE, 'roleName "bad name!" is not a name', role({ roleName: lazy('bad name!') }), role({ roleName: lazy('good-name') })],
  ['the name of a role and a group, once', ACCESS_ROLE, 'roleName "bad name!" is not a name', access({ roleName: lazy('bad name!') }), access({ roleName: lazy('good-name') })],
  ['a name that no policy can have, of a role and a group, once', ACCESS_ROLE, 'roleName "Ā" is not a name', access({ roleName: lazy('Ā') }), access({ roleName: lazy('A') })],
  ['the name of a role in a StackSet and a group, once', 'Identity/TrustingRolesOf-Access/Template/TrustingRole', 'roleName "bad name!" is not a name',
    access({ roleName: lazy('bad name!'), trusting: [UNITS] }), access({ roleName: lazy('good-name'), trusting: [UNITS] })],
  ['the role\'s path', ROLE, 'path "org" is not a path', role({ path: lazy('org') }), role({ path: lazy('/org/') })],
  ['the description', ROLE, 'has characters that IAM rejects', role({ description: lazy('en–dash') }), role({ description: lazy('hyphen-minus') })],
  ['the session duration', ROLE, 'maxSessionDuration of 13 hours', role({ maxSessionDuration: Duration.seconds(lazyNumber(13 * 3600)) }), role({ maxSessionDuration: Duration.seconds(lazyNumber(12 * 3600)) })],
  ['the age of MFA', ROLE, 'mfa maxAge of 0 ms', role({ mfa: MfaRequirement.required({ maxAge: Duration.seconds(lazyNumber(0)) }) }), role({ mfa: MfaRequirement.required({ maxAge: Duration.seconds(lazyNumber(1)) }) })],
  ['the quota', ROLE, 'trustPolicyQuota 100 is less', role({ trustPolicyQuota: lazyNumber(100) }), role({ trustPolicyQuota: lazyNumber(4096) })],
  ['an action', ROLE, 'a statement with "iam:*", which matches', role({ permissions: reading(lazy('iam:*')) }), role({ permissions: reading(lazy('iam:Get*')) })],
  ['a denied action', ROLE, '"s3:NoSuch" matches no action', role({ permissions: ReadOnlyPermissions.viewOnly().withDenied(lazy('s3:NoSuch')) }),
    role({ permissions: ReadOnlyPermissions.viewOnly().withDenied(lazy('s3:GetObject')) })],
  ['the threshold of an alarm', ALARM, 'threshold 0 is not a whole number', alarm({ threshold: lazyNumber(0) }), alarm({ threshold: lazyNumber(1) })],
  ['the name of an alarm', ALARM, 'alarmName "" of 0 characters', alarm({ alarmName: lazy('') }), alarm({ alarmName: lazy('a') })],
  ['the description of an alarm', ALARM, 'alarmDescription has "${x}"', alarm({ alarmDescription: lazy('${x}') }), alarm({ alarmDescription: lazy('$x') })],
  ['a user in the filter of a rule', RULE, 'exceptUsers "a b" is not a name', rule(AssumptionFilter.exceptUsers(lazy('a b'))), rule(AssumptionFilter.exceptUsers(lazy('ab')))],
  ['a principal in the filter of a rule', RULE, 'exceptPrincipals "ann" is not the unique id',
    rule(AssumptionFilter.exceptPrincipals(lazy('ann'))), rule(AssumptionFilter.exceptPrincipals(lazy('AIDACKCEVSQ6C2EXAMPLE')))],
  ['the title of a guide', 'Identity/Guide', 'title "a\\nb" of 3 characters is not one line', guide(lazy('a\nb')), guide(lazy('a b'))],
  ['the group\'s name', GROUP, 'groupName "a b" is not a name', group({ groupName: lazy('a b') }), group({ groupName: lazy('ab') })],
  ['the name of a role made elsewhere', GROUP, 'roleName "a b" is not a name', group({ roleName: lazy('a b') }), group({ roleName: lazy('ab') })],
  ['a path that leaves no space in a policy', GROUP, 'path is 9002 characters long', group({ path: lazy(`/${'x'.repeat(9000)}/`) }), group({ path: lazy('/x/') })],
  ['who may assume roles made elsewhere', ACCESS, 'PrincipalScope.users "*" is not a name', declared([PrincipalScope.users(lazy('*'))]), declared([PrincipalScope.users(lazy('ann'))])],
]);

// What only the deployment knows cannot be checked, and is not refused.
rejects([
  ['a name that the deployment knows, beside one that is known', ROLE, 'PrincipalScope.users "*" is not a name',
    role({ principals: [PrincipalScope.users(Aws.STACK_NAME, lazy('*'))] }), role({ principals: [PrincipalScope.users(Aws.STACK_NAME, lazy('ann'))] })],
]);
