/** Each row of docs/migration.md, "From a CloudFormation or Terraform template", as a template and as props, compared. */
import { Duration, Expiration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ManagedPolicy, PolicyStatement, User } from 'aws-cdk-lib/aws-iam';
import {
  AccessWindow, AssumingGroup, CrossAccountReadOnlyAccess, MfaRequirement, PrincipalScope, ReadOnlyPermissions, SessionTag,
  SourceIdentityRequirement, TrustingRole, TrustingRoleProps, TrustingTarget,
} from '../../../src';
import { AssumeRoleCall } from '../../support/assume-role-call';
import { ADMINISTRATOR, Caller, inOrganization, mfa, session, tagged, user } from '../../support/callers';
import { DeployedIam } from '../../support/deployed-iam';
import { page } from '../../support/pages';
import { A, B, C, TwoAccounts } from '../../support/two-accounts';

const PROPS = [...page('API.md').matchAll(/^##### `(\w+)`/gm)].map(([, name]) => name);
const [SECTION] = page('docs/migration.md').split('## From a CloudFormation or Terraform template')[1].split(/^## /m);
/** The first column of each row, and the one called "here", which is the last but one in each table. */
const ROWS = SECTION.split('\n').filter((line, i, lines) => /^\| (?!---)/.test(line) && !lines[i + 1].startsWith('| ---'))
  .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))
  .map((cells) => [cells[0], cells.at(-2)!] as const);

const ALL = { policies: [ADMINISTRATOR] };
const role = (name: string, account = A): Caller => session(name, { account, ...ALL });
const ann = (signIn = mfa(), account = A): Caller => user('ann', signIn, { account, ...ALL });
const ORGANIZATION = 'o-a1b2c3d4e5';
const PATH = `${ORGANIZATION}/r-ab12/ou-ab12-11111111/`;
const arn = (kind: string, name: string, account = A) => `arn:aws:iam::${account}:${kind}/${name}`;
const root = (account: string) => ({ AWS: `arn:aws:iam::${account}:root` });
const { account, users, roles, rolesMatching, organization, organizationPaths } = PrincipalScope;

interface TrustCase {
  readonly statement: object;
  readonly props: Partial<TrustingRoleProps>;
  readonly allowed: [Caller, AssumeRoleCall?];
  readonly denied: [Caller, AssumeRoleCall?];
  readonly actions?: string[];
}

const ANY = { mfa: MfaRequirement.none() };
const when = (Condition: object) => ({ Principal: root(A), Condition });

/** By the first column of the second table. */
const TRUST: Record<string, TrustCase> = {
  'an account as `Principal`': { statement: { Principal: root(A) }, props: ANY, allowed: [role('Ci')], denied: [role('Ci', C)] },
  'several accounts as `Principal`': {
    statement: { Principal: { AWS: [root(A).AWS, root(C).AWS] } }, props: { ...ANY, principals: [account(), account().inAccount(C)] }, allowed: [role('Ci', C)], denied: [role('Ci', '444444444444')],
  },
  'users as `Principal`': { statement: { Principal: { AWS: arn('user', 'ann') } }, props: { ...ANY, principals: [users('ann')] }, allowed: [ann()], denied: [user('bob', mfa(), ALL)] },
  'roles as `Principal`': { statement: { Principal: { AWS: arn('role', 'Ci') } }, props: { principals: [roles('Ci')] }, allowed: [role('Ci')], denied: [role('Cd')] },
  '`aws:PrincipalArn` with wildcards': {
    statement: when({ ArnLike: { 'aws:PrincipalArn': arn('role', 'Ci*') } }), props: { principals: [rolesMatching('Ci*')] }, allowed: [role('Ci-eu')], denied: [role('X-Ci')],
  },
  '`Principal` `*` with `aws:PrincipalOrgID`': {
    statement: { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } } },
    props: { ...ANY, principals: [organization(ORGANIZATION)] },
    allowed: [inOrganization(PATH, role('Ci', C))],
    denied: [inOrganization('o-f6g7h8i9j0/r-cd34/', role('Ci', C))],
  },
  '`Principal` `*` with `aws:PrincipalOrgPaths`': {
    statement: { Principal: '*', Condition: { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': [`${PATH}*`] } } },
    props: { ...ANY, principals: [organizationPaths(`${PATH}*`)] },
    allowed: [inOrganization(PATH, role('Ci', C))],
    denied: [inOrganization(`${ORGANIZATION}/r-ab12/`, role('Ci', C))],
  },
  'an account with `aws:PrincipalOrgID`': {
    statement: when({ StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } }),
    props: { ...ANY, organizationId: ORGANIZATION },
    allowed: [inOrganization(PATH, role('Ci'))],
    denied: [role('Ci')],
  },
  '`aws:MultiFactorAuthPresent`': { statement: when({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }), props: {}, allowed: [ann()], denied: [ann({})] },
  '`aws:MultiFactorAuthAge`': {
    statement: when({ Bool: { 'aws:MultiFactorAuthPresent': 'true' }, NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '3600' } }),
    props: { mfa: MfaRequirement.required({ maxAge: Duration.hours(1) }) },
    allowed: [ann(mfa(3599))],
    denied: [ann(mfa(3601))],
  },
  '`sts:ExternalId`': {
    statement: when({ StringEquals: { 'sts:ExternalId': 'contract-42' } }),
    props: { ...ANY, externalId: 'contract-42' },
    allowed: [role('Ci'), { externalId: 'contract-42' }],
    denied: [role('Ci'), { externalId: 'contract-43' }],
  },
  '`aws:SourceIp`': {
    statement: when({ IpAddress: { 'aws:SourceIp': ['203.0.113.0/24'] } }),
    props: { ...ANY, sourceIps: ['203.0.113.0/24'] },
    allowed: [role('Ci'), { from: '203.0.113.9' }],
    denied: [role('Ci'), { from: '203.0.114.9' }],
  },
  '`aws:PrincipalTag/…`': {
    statement: when({ StringEquals: { 'aws:PrincipalTag/team': 'audit' } }),
    props: { ...ANY, principalTags: { team: ['audit'] } },
    allowed: [tagged({ team: 'audit' }, role('Ci'))],
    denied: [tagged({ team: 'other' }, role('Ci'))],
  },
  '`aws:CurrentTime`': {
    statement: when({ DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } }),
    props: { ...ANY, accessWindow: AccessWindow.endingAt(Expiration.atDate(new Date('2027-01-01T00:00:00Z'))) },
    allowed: [role('Ci'), { at: '2026-12-31T23:59:00Z' }],
    denied: [role('Ci'), { at: '2027-01-01T00:01:00Z' }],
  },
  '`aws:RequestTag/…`, `aws:TagKeys`': {
    statement: when({ 'StringEquals': { 'aws:RequestTag/project': 'x' }, 'ForAllValues:StringEquals': { 'aws:TagKeys': ['project'] } }),
    actions: ['sts:AssumeRole', 'sts:TagSession'],
    props: { ...ANY, sessionTags: [SessionTag.required('project', 'x')] },
    allowed: [role('Ci'), { tags: { project: 'x' } }],
    denied: [role('Ci'), { tags: { project: 'y' } }],
  },
  '`sts:SourceIdentity`': {
    statement: when({ StringLike: { 'sts:SourceIdentity': '*' } }),
    actions: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
    props: { ...ANY, sourceIdentity: SourceIdentityRequirement.required() },
    allowed: [role('Ci'), { sourceIdentity: 'ann' }],
    denied: [role('Ci')],
  },
  '`sts:RoleSessionName`': {
    statement: when({ StringEquals: { 'sts:RoleSessionName': '${aws:username}' } }),
    props: { ...ANY, principals: [users('ann')], requireUserNameAsRoleSessionName: true },
    allowed: [ann(), { sessionName: 'ann' }],
    denied: [ann(), { sessionName: 'bob' }],
  },
};

const GROUP = { trusting: [TrustingTarget.account(B)] };
const custom = ReadOnlyPermissions.custom({ statements: [new PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] })] });
const READS = JSON.stringify({ Action: 's3:ListAllMyBuckets', Effect: 'Allow', Resource: '*' });
const ofRole = (props: Partial<TrustingRoleProps>) => ({ b }: TwoAccounts) => void new TrustingRole(b, 'Role', { assumingAccount: A, ...props });

/** What the templates of both accounts contain, by the first column of the other tables. */
const MADE: Record<string, [make: (accounts: TwoAccounts) => void, contains: string]> = {
  '`RoleName`': [ofRole({ roleName: 'Audit' }), '"RoleName":"Audit"'],
  '`Path`': [ofRole({ path: '/team/' }), '"Path":"/team/"'],
  '`Description`': [ofRole({ description: 'For audits' }), '"Description":"For audits"'],
  '`MaxSessionDuration`': [ofRole({ maxSessionDuration: Duration.hours(2) }), '"MaxSessionDuration":7200'],
  '`ManagedPolicyArns`': [ofRole({ permissions: ReadOnlyPermissions.securityAudit() }), ':iam::aws:policy/SecurityAudit"'],
  '`Policies`, `AWS::IAM::Policy`, `AWS::IAM::RolePolicy`': [ofRole({ permissions: custom }), READS],
  '`AWS::IAM::ManagedPolicy` with `Roles`': [ofRole({ permissions: custom }), READS],
  '`PermissionsBoundary`': [
    (accounts) => ofRole({ permissionsBoundary: ManagedPolicy.fromManagedPolicyArn(accounts.b, 'Own', `arn:aws:iam::${B}:policy/Own`) })(accounts), `"PermissionsBoundary":"arn:aws:iam::${B}:policy/Own"`,
  ],
  '`aws:TokenIssueTime` in a denial of the role\'s policies': [
    ofRole({ revokeSessionsBefore: Expiration.atDate(new Date('2026-01-01T00:00:00Z')) }), '"DateLessThan":{"aws:TokenIssueTime":"2026-01-01T00:00:00Z"}',
  ],
  '`GroupName`': [({ a }) => void new AssumingGroup(a, 'Group', { ...GROUP, groupName: 'Auditors' }), '"GroupName":"Auditors"'],
  '`ManagedPolicyArns` and `Policies` of the group': [({ a }) => void new AssumingGroup(a, 'Group', { ...GROUP, groupPermissions: custom }), READS],
  '`AWS::IAM::UserToGroupAddition`, `Groups` of a user': [
    ({ a }) => void new AssumingGroup(a, 'Group', { ...GROUP, users: [User.fromUserName(a, 'Ann', 'ann')] }), '"Users":["ann"]',
  ],
  '`Resource` of `sts:AssumeRole`': [({ a }) => void new AssumingGroup(a, 'Group', GROUP), `:iam::${B}:role/SecurityReadOnlyRole"`],
  '`AWS::CloudFormation::StackSet`': [
    ({ a }) => void new CrossAccountReadOnlyAccess(a, 'Access', { trusting: [TrustingTarget.stackSetToAccounts([B])] }), '"AWS::CloudFormation::StackSet"',
  ],
};

test('each row names props that exist, and has a case; rows without a prop have none', () => {
  expect(ROWS.length).toBeGreaterThan(30);
  ROWS.forEach(([input, here]) => {
    const named = [...here.matchAll(/`(\w+)`/g)].map(([, name]) => name);
    expect([input, named.filter((name) => !PROPS.includes(name))]).toEqual([input, []]);
    expect([input, named.length > 0, here === 'none']).toEqual([input, here !== 'none', named.length === 0]);
  });
  expect([...Object.keys(TRUST), ...Object.keys(MADE)].sort()).toEqual(ROWS.filter(([, here]) => here !== 'none').map(([input]) => input).sort());
});

test.each(Object.entries(TRUST))('%s: the template and the props decide alike', async (_, { statement, props, allowed, denied, actions = ['sts:AssumeRole'] }) => {
  const accounts = new TwoAccounts();
  new TrustingRole(accounts.b, 'Role', { assumingAccount: A, ...props });
  const iam = new DeployedIam(accounts.b);
  const [roleArn] = iam.roleArns;
  const original = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, ...statement }] };
  for (const [[caller, call = {}], decision] of [[allowed, 'allowed'], [denied, 'denied']] as const) {
    expect([await iam.mayAssume(caller, roleArn, call), await iam.mayAssume(caller, roleArn, call, original)]).toEqual([decision, decision]);
  }
});

test.each(Object.entries(MADE))('%s: the template has the property', (_, [make, contains]) => {
  const accounts = new TwoAccounts();
  make(accounts);
  const templates = accounts.app.node.children.filter(Stack.isStack).map((stack) => JSON.stringify(Template.fromStack(stack).toJSON()));
  expect(templates.join('\n')).toContain(contains);
});
