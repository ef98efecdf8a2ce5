import { CfnParameter, Duration, Expiration, Fn, Lazy, Stack, Stage } from 'aws-cdk-lib';
import { AccountPrincipal, CfnRole, Group, PolicyDocument, PolicyStatement, Role, User } from 'aws-cdk-lib/aws-iam';
import {
  AccessWindow, AccountFilter, CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps, MfaRequirement, PrincipalScope, ReadOnlyPermissions,
  SessionTag, SourceIdentityRequirement, TrustingRole, TrustingTarget,
} from '../../../../src';
import { accessModel } from '../../../../src/access-guide-model';
import { renderTokens } from '../../../../src/core/token-text';
import { describeLevel } from '../../../../src/permissions/describe-level';
import { EMPTY_LEVEL } from '../../../../src/permissions/permission-level';
import { AccessDescription } from '../../../../src/sign-in/guide/access-description';
import { describeAccess } from '../../../../src/sign-in/guide/describe-access';
import { TrustDescription } from '../../../../src/sign-in/guide/trust-description';
import { A, B, C, TwoAccounts } from '../../../support/two-accounts';

let accounts: TwoAccounts;

beforeEach(() => {
  accounts = new TwoAccounts();
});

function access(props: Partial<CrossAccountReadOnlyAccessProps> = {}): CrossAccountReadOnlyAccess {
  return new CrossAccountReadOnlyAccess(accounts.a, 'Access', { trusting: [TrustingTarget.scope(accounts.b)], ...props });
}

function described(made: CrossAccountReadOnlyAccess): AccessDescription {
  return describeAccess(accessModel(made, 'Audit', ''), made.cliProfiles._config.snippets());
}

const describing = (props: Partial<CrossAccountReadOnlyAccessProps>) => described(access(props));

/** The trust of the first role. */
const trustOf = ({ accounts: [{ trust }] }: AccessDescription) => trust;

test('the README\'s example', () => {
  const users = [User.fromUserName(accounts.a, 'UserA', 'userA')];
  expect(describing({ users, groupName: 'Auditors' })).toMatchObject({
    title: 'Audit',
    path: 'Identity/Access',
    assumingAccount: A,
    roleName: 'SecurityReadOnlyRole',
    permissions: 'everything that AWS classifies as read-only, including data (AWS\'s ReadOnlyAccess)',
    allowed: ['members of the group Auditors: userA'],
    longestSession: '1 hour',
    accounts: [{
      name: 'Workload',
      id: B,
      roleArn: `arn:aws:iam::${B}:role/SecurityReadOnlyRole`,
      trust: {
        trusted: [`any principal in account ${A} that its own policies allow`],
        conditions: ['has signed in with MFA'],
        addedStatements: [],
        alsoAllowed: [],
        declared: undefined,
      },
      stage: undefined,
      color: 'blue',
      url: `https://signin.aws.amazon.com/switchrole?account=${B}&roleName=SecurityReadOnlyRole&displayName=Workload&color=83D4E8`,
      urlUnavailableReason: undefined,
      profiles: [
        { name: 'Workload', caller: 'IAM user with an MFA code', unsupportedReason: undefined },
        { name: 'Workload-session', caller: 'IAM user whose session has MFA', unsupportedReason: undefined },
      ],
    }],
  });
});

test.each<[string, string | undefined, string | undefined]>([
  ['nothing without a description', undefined, undefined],
  ['the value of a token', Lazy.string({ produce: () => 'audits' }), 'audits'],
])('its purpose: %s', (_, description, expected) => {
  expect(describing({ description }).description).toBe(expected);
});

describe('identities with permission to assume the roles', () => {
  test('a group without a name is described by the output that has its name, and has no list of members if none is known', () => {
    const [words] = describing({}).allowed;
    expect(words).toMatch(/^members of the group that CloudFormation names in the output AccessGroupGroupName[0-9A-F]{8} of Identity$/);
    const [, key] = /output (\w+) of/.exec(words)!;
    const { Outputs, Resources } = accounts.templateA.toJSON();
    expect(Resources[Outputs[key].Value.Ref].Type).toBe('AWS::IAM::Group');
  });

  test('members who join later, and identities that are granted the assumption', () => {
    const made = access({ groupName: 'Auditors', users: [User.fromUserName(accounts.a, 'Ann', 'ann')] });
    made.group.addUser(User.fromUserName(accounts.a, 'Bob', 'bob'));
    made.grantAssumeRole(new User(accounts.a, 'Cid', { userName: 'cid' }));
    made.grantAssumeRole(Role.fromRoleName(accounts.a, 'Tool', 'Scanner'));
    made.grantAssumeRole(Group.fromGroupName(accounts.a, 'Others', 'Others'));
    expect(described(made).allowed).toEqual(['members of the group Auditors: ann and bob', 'the user cid', 'the role Scanner', 'members of the group Others']);
  });
});

describe('trusted principals', () => {
  test.each<[string, PrincipalScope[], string[]]>([
    ['one user', [PrincipalScope.users('ann')], ['the user ann']],
    ['users, with their paths', [PrincipalScope.users('ann', '/team/bob')], ['the users ann and team/bob']],
    ['roles', [PrincipalScope.roles('Deployer', '/ci/Scanner')], ['the roles Deployer and ci/Scanner']],
    ['permission sets, once each', [PrincipalScope.permissionSets('Audit', 'Support')], ['the permission sets Audit and Support']],
    ['an organization', [PrincipalScope.organization('o-a1b2c3d4e5')], ['any principal in the organization o-a1b2c3d4e5']],
    ['organizations', [PrincipalScope.organization('o-a1b2c3d4e5'), PrincipalScope.organization('o-f6g7h8i9j0')],
      ['any principal in the organizations o-a1b2c3d4e5 and o-f6g7h8i9j0']],
    ['a part of an organization', [PrincipalScope.organizationPaths('o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*')],
      ['any principal in o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*']],
    ['parts of organizations', [PrincipalScope.organizationPaths('o-a1b2c3d4e5/r-ab12/*', 'o-f6g7h8i9j0/r-cd34/*')],
      ['any principal in o-a1b2c3d4e5/r-ab12/* and o-f6g7h8i9j0/r-cd34/*']],
    ['several kinds', [PrincipalScope.users('ann'), PrincipalScope.roles('Scanner')], ['the user ann', 'the role Scanner']],
  ])('%s', (_, principals, words) => {
    expect(trustOf(describing({ principals })).trusted).toEqual(words);
  });

  test('an identity that is granted the assumption later', () => {
    const made = access({ principals: [PrincipalScope.users('ann')] });
    made.grantAssumeRole(Role.fromRoleName(accounts.a, 'Tool', 'Scanner'));
    expect(trustOf(described(made)).trusted).toEqual(['the user ann', 'the role Scanner']);
  });

  test('if all roles are made elsewhere, the principals in the props', () => {
    expect(trustOf(describing({ trusting: [TrustingTarget.account(B)], principals: [PrincipalScope.users('ann')] })).trusted).toEqual(['the user ann']);
  });
});

describe('conditions', () => {
  const none = { mfa: MfaRequirement.none() };
  test.each<[string, Partial<CrossAccountReadOnlyAccessProps>, string[]]>([
    ['none', none, []],
    ['MFA, not long ago', { mfa: MfaRequirement.required({ maxAge: Duration.hours(2) }) }, ['has signed in with MFA, at most 2 hours ago']],
    ['MFA, at most as long ago as a token says', { mfa: MfaRequirement.required({ maxAge: Duration.seconds(Lazy.number({ produce: () => 900 })) }) },
      ['has signed in with MFA, at most 900 seconds ago']],
    ['MFA that no role can have', { principals: [PrincipalScope.roles('Scanner')] }, []],
    ['MFA of users among others', { principals: [PrincipalScope.users('ann'), PrincipalScope.roles('Scanner')] }, ['has signed in with MFA, if an IAM user']],
    ['an external id', { ...none, externalId: 'Contract-42' }, ['passes the external ID Contract-42']],
    ['networks', { ...none, sourceIps: ['203.0.113.0/24', '198.51.100.7'] }, ['calls from 203.0.113.0/24 and 198.51.100.7']],
    ['a window', { ...none, accessWindow: AccessWindow.between(Expiration.atTimestamp(Date.UTC(2090, 0, 1)), Expiration.atTimestamp(Date.UTC(2090, 5, 30))) },
      ['assumes the role from 2090-01-01T00:00:00Z on until 2090-06-30T00:00:00Z']],
    ['an end', { ...none, accessWindow: AccessWindow.endingAt(Expiration.atTimestamp(Date.UTC(2090, 5, 30))) }, ['assumes the role until 2090-06-30T00:00:00Z']],
    ['the own name', { ...none, requireUserNameAsRoleSessionName: true }, ['names the session after their own user name, as the console does']],
    ['a source identity', { ...none, sourceIdentity: SourceIdentityRequirement.required() }, ['sets a source identity']],
    ['the own name as source identity', { ...none, sourceIdentity: SourceIdentityRequirement.userName() }, ['sets their own user name as source identity']],
    ['a source identity that may be', { ...none, sourceIdentity: SourceIdentityRequirement.optional() }, ['may set a source identity']],
    ['session tags', { ...none, sessionTags: [SessionTag.required('ticket'), SessionTag.required('team', 'a', 'b'), SessionTag.optional('note')] },
      ['must pass the session tags ticket, team with a or b, and may pass the session tag note']],
    ['session tags that must be', { ...none, sessionTags: [SessionTag.required('ticket')] }, ['must pass the session tag ticket']],
    ['session tags that may be', { ...none, sessionTags: [SessionTag.optional('note')] }, ['may pass the session tag note']],
    ['tags of the caller', { ...none, principalTags: { team: ['a', 'b'], site: ['x'] } }, ['has the tag team with a or b, and the tag site with x']],
  ])('%s', (_, props, words) => {
    expect(trustOf(describing(props)).conditions).toEqual(words);
  });
});

test.each<[string, Duration | undefined, string]>([
  ['by default', undefined, '1 hour'],
  ['in hours', Duration.hours(4), '4 hours'],
  ['of a token, in seconds', Duration.seconds(Lazy.number({ produce: () => 7200 })), '7200 seconds'],
])('the longest session %s', (_, maxSessionDuration, words) => {
  expect(describing({ maxSessionDuration }).longestSession).toBe(words);
});

// STS limits sessions of roles to one hour, in the console too.
test.each<[string, PrincipalScope[], MfaRequirement | undefined, string]>([
  ['users', [PrincipalScope.users('ann')], undefined, '8 hours'],
  ['permission sets', [PrincipalScope.permissionSets('Audit')], undefined, '1 hour'],
  ['roles', [PrincipalScope.roles('scanner')], undefined, '1 hour'],
  ['users and roles', [PrincipalScope.users('ann'), PrincipalScope.roles('scanner')], undefined, '8 hours for IAM users, 1 hour for sessions of roles and permission sets'],
  ['an account with MFA, which only users have', [PrincipalScope.account()], undefined, '8 hours'],
  ['an account without MFA', [PrincipalScope.account()], MfaRequirement.none(), '8 hours for IAM users, 1 hour for sessions of roles and permission sets'],
])('case 2026-11-12: the longest session of a role of 8 hours follows its callers: %s', (_, principals, mfa, words) => {
  expect(describing({ principals, mfa, maxSessionDuration: Duration.hours(8) }).longestSession).toBe(words);
});

test.each<[string, ReadOnlyPermissions, string[]]>([
  ['an AWS managed policy', ReadOnlyPermissions.billing(), ['the policy AWSBillingReadOnlyAccess']],
  ['denied actions', ReadOnlyPermissions.viewOnly().withDenied('s3:List*', 'ec2:DescribeVolumes'), ['the policy job-function/ViewOnlyAccess', 'denies ec2:DescribeVolumes, s3:List*']],
  ['statements', ReadOnlyPermissions.custom({ statements: [new PolicyStatement({ actions: ['s3:ListBucket', 'ec2:DescribeVpcs'], resources: ['*'] })] }),
    ['allows ec2:DescribeVpcs, s3:ListBucket']],
  ['nothing', ReadOnlyPermissions.none(), []],
])('the level in detail: %s', (_, permissions, details) => {
  expect(describing({ permissions }).permissionDetails).toEqual(details);
});

test('the level in detail lists at most 100 actions', () => {
  const actions = Array.from({ length: 103 }, (_, i) => `ec2:Describe${'V'.repeat(i + 1)}*`);
  expect(describeLevel({ ...EMPTY_LEVEL, denied: actions })).toEqual([`denies ${actions.slice(0, 100).join(', ')}, and 3 more`]);
});

test('the level describes what the role may read', () => {
  expect(describing({ permissions: ReadOnlyPermissions.support() }).permissions).toBe('support cases, with their messages and attachments');
});

describe('the first visit', () => {
  const LINK = 'Find the account on this page, choose Switch role, and confirm in the form of the console.';
  const PROFILE = 'Copy the profile of an account without a link to ~/.aws/config, and use it on the command line.';
  const noMfa = MfaRequirement.none();
  test.each<[string, Partial<CrossAccountReadOnlyAccessProps>, [caller: string, steps: (string | RegExp)[]][]]>([
    ['of users who need MFA', {}, [['IAM user', [/account 111111111111 as your IAM user. Register an MFA device/, /^Sign out, and sign in again/, LINK]]]],
    ['of users who do not', { principals: [PrincipalScope.users('ann')], mfa: noMfa }, [['IAM user', [/account 111111111111 as your IAM user\.$/, LINK]]]],
    ['of permission sets', { principals: [PrincipalScope.permissionSets('Audit')] },
      [['Permission set of IAM Identity Center', [/access portal.*account 111111111111/, /^Stay signed in/, LINK]]]],
    ['of roles', { principals: [PrincipalScope.roles('scanner')] }, [['Role', [/account 111111111111 with your role/, LINK]]]],
    ['of several kinds, in the order of principals', { principals: [PrincipalScope.roles('scanner'), PrincipalScope.users('ann')] },
      [['Role', [/with your role/, LINK]], ['IAM user', [/Register/, /Sign out/, LINK]]]],
    ['without a link', { externalId: 'Contract-42', principals: [PrincipalScope.roles('scanner')] }, [['Role', [/with your role/, PROFILE]]]],
    ['without a link and a profile', { sessionTags: [SessionTag.required('Ticket')], principals: [PrincipalScope.roles('scanner')] },
      [['Role', [/with your role/, 'Assume the role of an account without a link and a profile by the tool that this page names there.']]]],
  ])('%s', (_, props, expected) => {
    expect(describing(props).firstVisits).toEqual(expected.map(([caller, steps]) => ({
      caller, steps: steps.map((step) => typeof step === 'string' ? step : expect.stringMatching(step)),
    })));
  });
});

describe('accounts', () => {
  test('have their names, stages and colours', () => {
    const stage = new Stage(accounts.app, 'Prod', { env: { account: B, region: 'eu-west-1' } });
    const trusting = [TrustingTarget.scope(new Stack(stage, 'Shop')), TrustingTarget.account(C, { name: 'Payments dev' }), TrustingTarget.account('444444444444')];
    expect(describing({ trusting }).accounts).toMatchObject([
      { name: 'Prod-Shop', id: B, stage: 'production', color: 'red' },
      { name: 'Payments dev', id: C, stage: 'development', color: 'green' },
      { name: '444444444444', id: '444444444444', stage: undefined },
    ]);
  });

  test('have their profiles', () => {
    const made = access();
    const [account] = described(made).accounts;
    expect(account.profiles.map(({ text }) => `${text}\n`).join('\n')).toBe(made.cliProfiles.awsCli);
  });

  test('have a stage by their name, not by the name of the stack of the access', () => {
    const prod = accounts.stack('ProdIdentity', A);
    const made = new CrossAccountReadOnlyAccess(prod, 'ProdAccess', { trusting: [TrustingTarget.account(B, { name: 'Shop' })] });
    expect(described(made).accounts).toMatchObject([{ name: 'Shop', stage: undefined }]);
  });

  test('of an organization have no colour, in a stage neither', () => {
    const stage = new Stage(accounts.app, 'Prod', { env: { account: A, region: 'eu-west-1' } });
    const trusting = [TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'] })];
    const made = new CrossAccountReadOnlyAccess(new Stack(stage, 'Identity'), 'Access', { trusting });
    expect(described(made).accounts).toMatchObject([{ color: undefined }]);
  });

  test.each<[string, (accounts: TwoAccounts) => TrustingTarget]>([
    ['made here', ({ b }) => TrustingTarget.scope(b)],
    ['of a StackSet', () => TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'] })],
  ])('have the owner in the tag of the role: %s', (_, target) => {
    const made = access({ trusting: [target(accounts)] });
    const tags = made._config.rolesOfApp.map((role) => (role.node.defaultChild as CfnRole).tags);
    tags.forEach((each) => each.setTag('CostCenter', '42'));
    expect(described(made).accounts[0].owner).toBeUndefined();
    tags.forEach((each) => each.setTag('owner', Lazy.string({ produce: () => 'team-payments' })));
    expect(described(made).accounts[0].owner).toBe('team-payments');
  });

  test('made elsewhere have no known owner', () => {
    expect(describing({ trusting: [TrustingTarget.account(C)] }).accounts[0].owner).toBeUndefined();
  });

  test('of an organization have no link if the console cannot switch to the role', () => {
    const trusting = [TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'] })];
    const [account] = describing({ trusting, externalId: 'Contract-42' }).accounts;
    expect(account).not.toHaveProperty('urlParts');
    expect(account.urlUnavailableReason).toContain('cannot pass an external ID');
  });

  test('without a profile say why', () => {
    const [account] = describing({ sessionTags: [SessionTag.required('ticket')] }).accounts;
    expect(account.profiles).toEqual(Array(2).fill(expect.objectContaining({ unsupportedReason: expect.stringContaining('a profile cannot set session tags') })));
  });

  test('without a link say why', () => {
    expect(describing({ externalId: 'Contract-42' }).accounts).toMatchObject([
      { url: undefined, urlUnavailableReason: 'there is no switch-role link, because the console cannot pass an external ID' },
    ]);
  });

  test.each([
    ['units', undefined, 'all accounts in ou-ab12-11111111'],
    ['units less some', AccountFilter.allExcept(C), `all accounts but ${C} in ou-ab12-11111111`],
  ])('of an organization are described as one: %s', (_, accountFilter, name) => {
    const trusting = [TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'], accountFilter })];
    const [account, ...others] = describing({ trusting }).accounts;
    expect(account).toMatchObject({ name, id: undefined, color: undefined, roleArn: 'arn:aws:iam::ACCOUNT-ID:role/SecurityReadOnlyRole' });
    expect(account).not.toHaveProperty('url');
    expect(account.urlUnavailableReason).toContain('enter the account');
    const { searchParams } = new URL(account.urlParts!.join(C));
    expect(Object.fromEntries(searchParams)).toEqual({ account: C, roleName: 'SecurityReadOnlyRole', displayName: `SecurityReadOnlyRole @ ${C}` });
    expect(others).toEqual([]);
  });

  test.each(['ACCOUNT-ID', 'Audit-ACCOUNT-ID', 'ACCOUNT-ID-Audit'])('of an organization have a link in which the name of the role stays: %s', (roleName) => {
    const trusting = [TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'] })];
    const [{ urlParts }] = describing({ trusting, roleName, path: '/ACCOUNT-ID/' }).accounts;
    const { searchParams } = new URL(urlParts!.join(C));
    expect(Object.fromEntries(searchParams)).toEqual({ account: C, roleName: `ACCOUNT-ID/${roleName}`, displayName: `${roleName} @ ${C}` });
  });
});

describe('case 2026-11-05: each role has its own trust, as it is in the template', () => {
  const UNITS = TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'], accountFilter: AccountFilter.allExcept('555555555555') });
  const two = () => access({ principals: [PrincipalScope.users('ann')], trusting: [TrustingTarget.scope(accounts.b), TrustingTarget.scope(accounts.stack('Shop', C))] });
  const trusts = (made: CrossAccountReadOnlyAccess) => described(made).accounts.map(({ trust }) => trust);
  const foreign = new PolicyStatement({ actions: ['sts:AssumeRole'], principals: [new AccountPrincipal('999999999999')] });
  const FOREIGN = 'Allow sts:AssumeRole to arn:aws:iam::999999999999:root';

  test.each<[string, (role: TrustingRole) => void, Partial<TrustDescription>]>([
    ['principals of addPrincipals', (role) => role.addPrincipals(PrincipalScope.roles('deployer')), { trusted: ['the user ann', 'the role deployer'] }],
    ['a grantee of this role', (role) => { role.grantAssumeRole(Role.fromRoleArn(accounts.a, 'Tool', `arn:aws:iam::${A}:role/tools/Tool`)); },
      { trusted: ['the user ann', 'the role tools/Tool'], alsoAllowed: ['the role Tool'] }],
    ['statements of others', (role) => role.assumeRolePolicy!.addStatements(foreign), { trusted: ['the user ann'], addedStatements: [FOREIGN] }],
    ['statements in the place of those of the library', (role) => { (role.node.defaultChild as CfnRole).assumeRolePolicyDocument = new PolicyDocument({ statements: [foreign] }); },
      { trusted: [FOREIGN], conditions: [], addedStatements: [FOREIGN] }],
  ])('%s are those of this role only', (_, change, expected) => {
    const made = two();
    change(made.roles[1]);
    const usual = { trusted: ['the user ann'], conditions: ['has signed in with MFA'], addedStatements: [], alsoAllowed: [], declared: undefined };
    const conditions = expected.trusted!.length > 1 ? ['has signed in with MFA, if an IAM user'] : usual.conditions;
    expect(trusts(made)).toEqual([usual, { ...usual, conditions, ...expected }]);
  });

  test('an account has profiles for users where its role trusts users', () => {
    const made = access({ principals: [PrincipalScope.roles('tool')], trusting: [TrustingTarget.scope(accounts.b), TrustingTarget.scope(accounts.stack('Shop', C))] });
    made.roles[1].addPrincipals(PrincipalScope.users('ann'));
    expect(described(made).accounts.map(({ profiles }) => profiles.map(({ caller }) => caller))).toEqual([
      ['session of a role'], ['session of a role', 'IAM user with an MFA code', 'IAM user whose session has MFA'],
    ]);
  });

  test.each<[string, (accounts: TwoAccounts) => TrustingTarget, string | undefined]>([
    ['a role of this app', ({ b }) => TrustingTarget.scope(b), undefined],
    ['listed accounts of a StackSet', () => TrustingTarget.stackSetToAccounts([B]), undefined],
    ['a role of another app', () => TrustingTarget.account(B), 'another app makes the role'],
    ['units of a StackSet', () => UNITS, 'CloudFormation makes the role where'],
    ['certain accounts in units', () => TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'], accountFilter: AccountFilter.only(B) }),
      'CloudFormation makes the role where'],
  ])('what this app does not decide is declared: %s', (_, target, declared) => {
    const { declared: reason } = trustOf(describing({ trusting: [target(accounts)] }));
    expect(reason).toEqual(declared === undefined ? undefined : expect.stringContaining(declared));
  });

  test('both kinds of StackSets have the trust and owner of their own role', () => {
    const made = access({ principals: [PrincipalScope.users('ann')], trusting: [TrustingTarget.stackSetToAccounts(['555555555555']), UNITS] });
    const [listed, units] = made.stackSets.map(({ role }) => role);
    units.addPrincipals(PrincipalScope.roles('deployer'));
    [listed, units].forEach((role, i) => (role.node.defaultChild as CfnRole).tags.setTag('Owner', `team-${i}`));
    expect(described(made).accounts.map(({ id, owner, trust }) => [id, owner, trust.trusted])).toEqual([
      ['555555555555', 'team-0', ['the user ann']], [undefined, 'team-1', ['the user ann', 'the role deployer']],
    ]);
  });

  test('the management account has its own role', () => {
    const management = accounts.stack('Management', C);
    const target = TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['r-ab12'], managementAccountScope: management, stackSetScope: management });
    const made = access({ principals: [PrincipalScope.users('ann')], trusting: [target] });
    made.stackSets[0].managementRole!.addPrincipals(PrincipalScope.roles('deployer'));
    expect(trusts(made).map(({ trusted, declared }) => [trusted, declared !== undefined])).toEqual([[['the user ann', 'the role deployer'], false], [['the user ann'], true]]);
  });
});

describe('what only the deployment knows', () => {
  test('is shown as CloudFormation writes it', () => {
    const parameter = (id: string) => new CfnParameter(accounts.a, id).valueAsString;
    const trusting = [TrustingTarget.account(B)];
    const shown = describing({ trusting, externalId: parameter('ExternalId'), roleName: parameter('RoleName'), users: [new User(accounts.a, 'Ann')] });
    expect(trustOf(shown).conditions).toContain('passes the external ID ${ExternalId}');
    expect(shown.roleName).toBe('${RoleName}');
    expect(shown.allowed).toEqual([expect.stringMatching(/: \$\{Ann[0-9A-F]{8}\}$/)]);
    expect(JSON.stringify(shown)).not.toContain('Token[');
  });

  test('does not become a link on a page', () => {
    const anywhere = new Stack(accounts.app, 'Anywhere', { env: { account: A } });
    const made = new CrossAccountReadOnlyAccess(anywhere, 'Access', { trusting: [TrustingTarget.account(B)] });
    const [account] = described(made).accounts;
    expect(account).not.toHaveProperty('url');
    expect(account.urlUnavailableReason).toContain('SwitchRoleUrl');
    expect(account.roleArn).toBe(`arn:\${AWS::Partition}:iam::${B}:role/SecurityReadOnlyRole`);
    expect(Stack.of(made).node.tryFindChild('IsPartition-aws-cn')).toBeUndefined();
  });

  test.each<[string, (stack: Stack) => string, string]>([
    ['a text without tokens', () => 'plain ${text}', 'plain ${text}'],
    ['a value decided last', () => Lazy.string({ produce: () => 'last' }), 'last'],
    ['a parameter', (stack) => `<${new CfnParameter(stack, 'P').valueAsString}>`, '<${P}>'],
    ['a pseudo-parameter', ({ account }) => account, '${AWS::AccountId}'],
    ['an attribute', () => Fn.getAtt('Role', 'Arn').toString(), '${Role.Arn}'],
    ['a substitution', () => Fn.sub('${A}-b'), '${A}-b'],
    ['a substitution with values', () => Fn.sub('${A}-b', { A: 'a' }), '{"Fn::Sub":["${A}-b",{"A":"a"}]}'],
    ['nothing at all', () => Lazy.string({ produce: () => null as any }), '(known at deployment)'],
    ['a join over a list of the deployment', (stack) => Fn.join('+', new CfnParameter(stack, 'L', { type: 'CommaDelimitedList' }).valueAsList), '${L}'],
    ['another function', () => Fn.importValue('Other'), '{"Fn::ImportValue":"Other"}'],
    ['a value that cannot be made', () => Lazy.string({ produce: () => { throw new Error('no'); } }), '(known at deployment)'],
  ])('%s', (_, text, shown) => {
    const stack = accounts.stack('Anywhere');
    expect(renderTokens(stack, text(stack))).toBe(shown);
  });
});
