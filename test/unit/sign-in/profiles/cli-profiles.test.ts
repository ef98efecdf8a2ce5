import { App, CfnParameter, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { User } from 'aws-cdk-lib/aws-iam';
import * as fc from 'fast-check';
import {
  AccessGuide, AccountFilter, CliProfiles, CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps, MfaRequirement,
  PrincipalScope, SessionTag, SourceIdentityRequirement, SwitchRoleColor, TrustingRole, TrustingTarget,
} from '../../../../src';
import { readByExtension, readBySdk } from '../../../support/profile-parsers';
import { A, B, C, TwoAccounts } from '../../../support/two-accounts';

function access(props: Partial<CrossAccountReadOnlyAccessProps> = {}, accounts = new TwoAccounts()): CrossAccountReadOnlyAccess {
  return new CrossAccountReadOnlyAccess(accounts.a, 'Access', { trusting: [TrustingTarget.account(B, { name: 'Workload' })], ...props });
}

const profilesOf = (props?: Partial<CrossAccountReadOnlyAccessProps>): CliProfiles => access(props).cliProfiles;
const sections = (profiles: CliProfiles) => readBySdk(profiles.awsCli);
/** The first profile of a role. `callers.test.ts` has those of all kinds of callers. */
const firstProfile = async (profiles: CliProfiles) => Object.entries(await sections(profiles))[0];
/** One kind of caller, so that each role has one profile. */
const ONE_KIND = { principals: [PrincipalScope.users('ann')], mfa: MfaRequirement.none() };
const named = (...names: string[]) =>
  profilesOf({ ...ONE_KIND, trusting: names.map((name, i) => TrustingTarget.account(String(222222222222 + i), { name })) });

const ROLE_ARN = `arn:aws:iam::${B}:role/SecurityReadOnlyRole`;
const USUAL = { role_arn: ROLE_ARN, source_profile: 'default', mfa_serial: `arn:aws:iam::${A}:mfa/YOUR-DEVICE`, region: 'eu-west-1' };
const { mfa_serial, ...WITHOUT_MFA } = USUAL;

describe('the AWS CLI and the SDKs, as the AWS SDK reads their file', () => {
  test.each<[string, Partial<CrossAccountReadOnlyAccessProps>, Record<string, string>]>([
    ['by default', {}, USUAL],
    ['without MFA', { mfa: MfaRequirement.none() }, WITHOUT_MFA],
    ['where nobody can have MFA', { principals: [PrincipalScope.roles('Scanner')] }, WITHOUT_MFA],
    ['where some can', { principals: [PrincipalScope.users('ann'), PrincipalScope.roles('Scanner')] }, USUAL],
    ['where people come from other accounts', { principals: [PrincipalScope.organization('o-a1b2c3d4e5')] },
      { ...USUAL, mfa_serial: 'arn:aws:iam::YOUR-OWN-ACCOUNT:mfa/YOUR-DEVICE' }],
    ['where some do', { principals: [PrincipalScope.users('ann'), PrincipalScope.organization('o-a1b2c3d4e5')] },
      { ...USUAL, mfa_serial: 'arn:aws:iam::YOUR-OWN-ACCOUNT:mfa/YOUR-DEVICE' }],
    ['an external id', { externalId: 'Contract-42' }, { ...USUAL, external_id: 'Contract-42' }],
    ['the own name, of one user', { requireUserNameAsRoleSessionName: true, principals: [PrincipalScope.users('/team/ann')] }, { ...USUAL, role_session_name: 'ann' }],
    ['the own name, of more', { requireUserNameAsRoleSessionName: true }, { ...USUAL, role_session_name: 'YOUR-USER-NAME' }],
    ['a session of an hour', { maxSessionDuration: Duration.hours(1) }, USUAL],
    ['a session of four hours', { maxSessionDuration: Duration.hours(4) }, { ...USUAL, duration_seconds: '14400' }],
    ['a shorter one', { maxSessionDuration: Duration.hours(4), cliProfile: { duration: Duration.minutes(15) } }, { ...USUAL, duration_seconds: '900' }],
    ['a path', { path: '/security/', roleName: 'Auditor' }, { ...USUAL, role_arn: `arn:aws:iam::${B}:role/security/Auditor` }],
    ['all that can be said', { cliProfile: { sourceProfile: 'me', mfaSerial: 'GAHT12345678', roleSessionName: 'audit', region: 'eu-central-1' } },
      { ...USUAL, source_profile: 'me', mfa_serial: 'GAHT12345678', role_session_name: 'audit', region: 'eu-central-1' }],
    ['a source identity that may be', { sourceIdentity: SourceIdentityRequirement.optional() }, USUAL],
    ['session tags that may be', { sessionTags: [SessionTag.optional('ticket')] }, USUAL],
  ])('%s', async (_, props, keys) => {
    expect(await firstProfile(profilesOf(props))).toEqual(['Workload', keys]);
  });

  test.each([
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['us-iso-east-1', 'aws-iso'],
  ])('in %s, ARNs are of the partition %s', async (region, partition) => {
    const { Workload } = await sections(access({}, new TwoAccounts({ region })).cliProfiles);
    expect(Workload).toMatchObject({ role_arn: `arn:${partition}:iam::${B}:role/SecurityReadOnlyRole`, mfa_serial: `arn:${partition}:iam::${A}:mfa/YOUR-DEVICE` });
  });

  test('the Region is that of the role\'s stack', async () => {
    const app = new App();
    const stackIn = (id: string, account: string, region: string) => new Stack(app, id, { env: { account, region } });
    const trusting = [TrustingTarget.scope(stackIn('Workload', B, 'us-east-2')), TrustingTarget.account(C, { name: 'Elsewhere' })];
    const { cliProfiles } = new CrossAccountReadOnlyAccess(stackIn('Identity', A, 'eu-west-1'), 'Access', { trusting });
    const { Workload, Elsewhere } = await sections(cliProfiles);
    expect([Workload.region, Elsewhere.region]).toEqual(['us-east-2', 'eu-west-1']);
  });

  test.each<[string, Partial<CrossAccountReadOnlyAccessProps>, string]>([
    ['a source identity', { sourceIdentity: SourceIdentityRequirement.required() }, 'a profile cannot set a source identity;'],
    ['the own name as source identity', { sourceIdentity: SourceIdentityRequirement.userName() }, 'a profile cannot set a source identity;'],
    ['session tags', { sessionTags: [SessionTag.required('ticket')] }, 'a profile cannot set session tags;'],
    ['both', { sessionTags: [SessionTag.required('ticket')], sourceIdentity: SourceIdentityRequirement.required() }, 'a source identity and session tags;'],
  ])('has no profile for a role that requires %s, and the file says why', async (_, props, reason) => {
    const profiles = profilesOf(props);
    expect(await sections(profiles)).toEqual({});
    expect(profiles.awsCli).toMatch(/^# no profile Workload: /);
    expect(profiles.awsCli).toContain(reason);
    expect(profiles.granted).toBe(profiles.awsCli);
    expect(profiles.steampipe).toContain(reason);
  });

  test('applies to an identity that is granted the assumption later', async () => {
    const accounts = new TwoAccounts();
    const made = access({ principals: [PrincipalScope.users('ann')], requireUserNameAsRoleSessionName: true }, accounts);
    expect((await sections(made.cliProfiles)).Workload.role_session_name).toBe('ann');
    made.grantAssumeRole(User.fromUserName(accounts.a, 'Bob', 'bob'));
    expect((await sections(made.cliProfiles)).Workload.role_session_name).toBe('YOUR-USER-NAME');
  });

  test('has mfa_serial once a user is granted the assumption', async () => {
    const accounts = new TwoAccounts();
    const made = access({ principals: [PrincipalScope.roles('Scanner')] }, accounts);
    expect(await sections(made.cliProfiles)).toEqual({ Workload: WITHOUT_MFA });
    made.grantAssumeRole(User.fromUserName(accounts.a, 'Bob', 'bob'));
    expect(await sections(made.cliProfiles)).toMatchObject({ 'Workload': WITHOUT_MFA, 'Workload-user': USUAL });
  });

  test('has a profile for a TrustingRole alone', async () => {
    const { cliProfiles } = new TrustingRole(new TwoAccounts().b, 'Role', { assumingAccount: A, cliProfile: { profileName: 'b' } });
    expect(await firstProfile(cliProfiles)).toEqual(['b', USUAL]);
  });

  test('has a profile for an organization, with a placeholder for the account', async () => {
    const profiles = profilesOf({ trusting: [TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'] })] });
    expect(await firstProfile(profiles)).toEqual(['SecurityReadOnlyRole-ACCOUNT-ID', { ...USUAL, role_arn: 'arn:aws:iam::ACCOUNT-ID:role/SecurityReadOnlyRole' }]);
    expect(profiles.awsCli).toContain('# replace YOUR-DEVICE with the name of your MFA device\n# replace ACCOUNT-ID with the id of the account that you want to read\n');
  });
});

describe('comments say what the user must replace', () => {
  const comments = (profiles: CliProfiles) => profiles.awsCli.split('\n').filter((line) => line.startsWith('# replace'));

  test.each<[string, Partial<CrossAccountReadOnlyAccessProps>, string[]]>([
    ['nothing', { mfa: MfaRequirement.none() }, []],
    ['by each user', { requireUserNameAsRoleSessionName: true, mfa: MfaRequirement.none() }, ['# replace YOUR-USER-NAME with your user name']],
    ['and nothing in the name of a role', { mfa: MfaRequirement.none(), roleName: 'ACCOUNT-ID-YOUR-VALUE', cliProfile: { profileName: 'YOUR-USER-NAME' } }, []],
    ['by each user with a code', {}, ['# replace YOUR-DEVICE with the name of your MFA device']],
  ])('%s', (_, props, expected) => {
    expect(comments(profilesOf(props))).toEqual(expected);
  });

  test('what only the deployment knows, as CloudFormation writes it', async () => {
    const { a } = new TwoAccounts();
    const externalId = new CfnParameter(a, 'Contract').valueAsString;
    const { cliProfiles } = new CrossAccountReadOnlyAccess(a, 'Access', { trusting: [TrustingTarget.account(B, { name: 'Workload' })], externalId });
    expect((await sections(cliProfiles)).Workload.external_id).toBe('${Contract}');
    expect(comments(cliProfiles)).toContain('# replace ${Contract} with its value in the deployed stack');
  });

  test('the partition of a stack without a Region', async () => {
    const anywhere = new Stack(new App(), 'Anywhere', { env: { account: A } });
    const { cliProfiles } = new CrossAccountReadOnlyAccess(anywhere, 'Access', { trusting: [TrustingTarget.account(B, { name: 'Workload' })] });
    const { Workload } = await sections(cliProfiles);
    expect(Workload.role_arn).toBe(`arn:\${AWS::Partition}:iam::${B}:role/SecurityReadOnlyRole`);
    expect(Workload).not.toHaveProperty('region');
  });
});

describe('aws-vault', () => {
  test('reads what the AWS CLI reads', () => {
    const { awsVault, awsCli } = profilesOf({ externalId: 'Contract-42', maxSessionDuration: Duration.hours(2) });
    expect(awsVault).toBe(awsCli);
  });

  test.each<[string, Partial<CrossAccountReadOnlyAccessProps>, Record<string, string>]>([
    ['a source identity of one user', { sourceIdentity: SourceIdentityRequirement.userName(), principals: [PrincipalScope.users('ann')] }, { source_identity: 'ann' }],
    ['a source identity of a user among others', { sourceIdentity: SourceIdentityRequirement.required(), principals: [PrincipalScope.users('ann'), PrincipalScope.roles('Scanner')] },
      { source_identity: 'YOUR-USER-NAME' }],
    ['a source identity of any', { sourceIdentity: SourceIdentityRequirement.required() }, { source_identity: 'YOUR-USER-NAME' }],
    ['session tags', { sessionTags: [SessionTag.required('team', 'audit', 'other'), SessionTag.required('ticket'), SessionTag.optional('note')] },
      { session_tags: 'team=audit,ticket=YOUR-VALUE' }],
  ])('gives %s', async (_, props, more) => {
    expect(Object.entries(await readBySdk(profilesOf(props).awsVault))[0]).toEqual(['Workload', { ...USUAL, ...more }]);
  });
});

test('aws-vault gives no name as the source identity of a role\'s sessions: a role has no user name', async () => {
  const props = { sourceIdentity: SourceIdentityRequirement.required(), principals: [PrincipalScope.roles('Scanner')] };
  expect(await readBySdk(profilesOf(props).awsVault)).toEqual({ Workload: { ...WITHOUT_MFA, source_identity: 'YOUR-SOURCE-IDENTITY' } });
});

describe('AWS Extend Switch Roles, as its own parser reads it', () => {
  const role = { name: 'Workload', aws_account_id: B, role_name: 'SecurityReadOnlyRole', color: '83d4e8', region: 'eu-west-1' };

  test('the simple form: roles for everybody', async () => {
    expect(await readByExtension(profilesOf().extendSwitchRoles)).toEqual({ singles: [role], complexes: [] });
  });

  test('the complex form: roles of those who are signed in to the assuming account', async () => {
    expect(await readByExtension(profilesOf().extendSwitchRolesByBaseAccount)).toEqual({
      singles: [],
      complexes: [{ name: `base-${A}`, aws_account_id: A, targets: [role] }],
    });
  });

  test('with path and colour', async () => {
    const [single] = (await readByExtension(profilesOf({ path: '/security/', roleName: 'Auditor', switchRole: { color: SwitchRoleColor.RED } }).extendSwitchRoles)).singles;
    expect(single).toMatchObject({ role_name: 'security/Auditor', color: 'f2b0a9' });
  });

  test('in a stack without a Region, too', async () => {
    const anywhere = new Stack(new App(), 'Anywhere', { env: { account: A } });
    const { cliProfiles } = new CrossAccountReadOnlyAccess(anywhere, 'Access', { trusting: [TrustingTarget.account(B, { name: 'Workload' })] });
    const { region, ...withoutRegion } = role;
    expect((await readByExtension(cliProfiles.extendSwitchRoles)).singles).toEqual([withoutRegion]);
  });

  test.each<[string, Partial<CrossAccountReadOnlyAccessProps>, string]>([
    ['a role that the console cannot switch to', { externalId: 'Contract-42' }, 'Workload: the console cannot pass an external ID'],
    ['a role of too long a name', { path: `/${'p'.repeat(50)}/` }, 'Workload: the console cannot switch to a role whose path and name together have more than 64 characters'],
    ['a role that the extension would take for another', { roleName: 'a=b' }, 'Workload: the extension cannot read "=" in the name of a role'],
    ['a role in an account that the user chooses', { trusting: [TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'] })] },
      'SecurityReadOnlyRole-ACCOUNT-ID: the user chooses the account'],
  ])('%s is left out, with the reason', async (_, props, reason) => {
    const { extendSwitchRoles, extendSwitchRolesByBaseAccount } = profilesOf(props);
    for (const text of [extendSwitchRoles, extendSwitchRolesByBaseAccount]) {
      expect(await readByExtension(text)).toEqual({ singles: [], complexes: [] });
      expect(text).toContain(`# no profile ${reason}\n`);
    }
  });
});

describe('names', () => {
  test.each<[string, string[], string[]]>([
    ['are those of accounts, in characters that every tool accepts', ['Payments (prod) / EU'], ['Payments-prod-EU']],
    ['lose their accents', ['Crédit Zürich'], ['Credit-Zurich']],
    ['that are the same get the account\'s id, except the first', ['Shop', 'Shop'], ['Shop', 'Shop-222222222223']],
    ['that differ in case only do too', ['Shop', 'SHOP', 'Other'], ['Shop', 'SHOP-222222222223', 'Other']],
    ['that differ in punctuation only do too', ['Shop.A', 'Shop-A'], ['Shop.A', 'Shop-A-222222222223']],
    ['do not become those of another account\'s further profiles', ['Shop', 'Shop sso', 'Shop role'], ['Shop', 'Shop-sso-222222222223', 'Shop-role-222222222224']],
    ['have further profiles with no name of another account', ['Shop session', 'Shop'], ['Shop-session', 'Shop-222222222223']],
    ['do not become those of sources', ['Data', 'Data source'], ['Data', 'Data-source-222222222223']],
    ['do not replace the user\'s default profile', ['default', 'Default'], [`default-${B}`, 'Default-222222222223']],
    ['do not replace the user\'s default profile, even for one account', ['default'], [`default-${B}`]],
    ['are not built-in properties of a tool\'s map', ['constructor', 'toString'], [`constructor-${B}`, 'toString-222222222223']],
    ['have something where nothing is left', ['日本語'], ['account']],
    ['end with no hyphen', ['Shop--', 'Logs ('], ['Shop', 'Logs']],
    ['have no more than 100 characters', ['a'.repeat(200)], ['a'.repeat(100)]],
    ['are kept where another would become the same', [`Shop-${B}`, 'x', 'Shop', 'Shop'], [`Shop-${B}`, 'x', 'Shop', 'Shop-222222222225']],
  ])('%s', (_, names, expected) => {
    expect(named(...names).names).toEqual(expected);
  });

  test('that had to be changed are in a comment of each file', () => {
    const profiles = named('Shop', 'shop');
    const note = '# the profile shop of account 222222222223 is called shop-222222222223, because shop is taken\n';
    for (const text of [profiles.awsCli, profiles.awsVault, profiles.granted, profiles.extendSwitchRoles, profiles.steampipe]) {
      expect(text).toContain(note);
    }
    expect(named('Shop', 'Other').awsCli).not.toContain('is taken');
  });

  test('given by profileName: alone, or before the account\'s', () => {
    expect(profilesOf({ ...ONE_KIND, cliProfile: { profileName: 'audit' } }).names).toEqual(['audit']);
    const trusting = [TrustingTarget.account(B, { name: 'Shop' }), TrustingTarget.account(C)];
    expect(profilesOf({ ...ONE_KIND, cliProfile: { profileName: 'audit' }, trusting }).names).toEqual(['audit-Shop', `audit-SecurityReadOnlyRole-${C}`]);
    const beside = TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'], accountFilter: AccountFilter.allExcept(B, C) });
    expect(profilesOf({ ...ONE_KIND, cliProfile: { profileName: 'audit' }, trusting: [...trusting, beside] }).names).toEqual(
      ['audit-Shop', `audit-SecurityReadOnlyRole-${C}`, 'audit-SecurityReadOnlyRole-ACCOUNT-ID']);
  });

  test('of several roles of one account have the role\'s name, and a number where that is the same', () => {
    const { a } = new TwoAccounts();
    const made = ['One', 'Two', 'Three', 'Four'].map((id) =>
      new CrossAccountReadOnlyAccess(new Stack(a, id, { env: { account: A, region: 'eu-west-1' } }), 'Access', { ...ONE_KIND, trusting: [TrustingTarget.account(B, { name: 'Shop' })] }));
    const { names } = new AccessGuide(a, 'Guide', { accesses: made }).cliProfiles;
    expect(names).toEqual(['Shop', `Shop-${B}`, `Shop-${B}-SecurityReadOnlyRole`, `Shop-${B}-SecurityReadOnlyRole-2`]);
  });

  test('of 1,000 accounts with one name are all different', () => {
    expect(new Set(named(...Array.from({ length: 1000 }, () => 'Shop')).names).size).toBe(1000);
  });

  const MALICIOUS = [
    ']', '[profile x]', '# comment', '; comment', '"quoted', '\'quoted', 'a=b', 'a:b', 'a\\b', '${x}', '%(x)s', '\u202Etxt', '-', '--', '.', '@', 'a'.repeat(200), '__proto__',
    'constructor', 'sso-session x', 'services x', 'plugins', 'preview',
  ];

  test.each(MALICIOUS)('%j breaks no file', async (name) => {
    await expectOneSection(name);
  });

  test('no name breaks a file', async () => {
    const names = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }).filter((name) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name) && /[^\p{C}\p{Z}]/u.test(name));
    await fc.assert(fc.asyncProperty(names, (name) => expectOneSection(name)), { numRuns: 200 });
  });

  async function expectOneSection(name: string): Promise<void> {
    const profiles = named(name);
    const found = await sections(profiles);
    expect(Object.entries(found)).toEqual([[profiles.names[0], WITHOUT_MFA]]);
    expect(profiles.names[0]).toMatch(/^[A-Za-z0-9][\w.@+-]*$/);
  }

  test('the extension reads malicious ones too', async () => {
    const { singles } = await readByExtension(named(...MALICIOUS).extendSwitchRoles);
    expect(singles.map(({ name }) => name)).toEqual(named(...MALICIOUS).names);
  });
});

describe('each file, whole', () => {
  /** Of two accounts, and of a profile whose name would begin another section. */
  const two = () => profilesOf({
    ...ONE_KIND,
    trusting: [TrustingTarget.account(B, { name: 'Shop' }), TrustingTarget.account(C, { name: 'Logs' })],
    cliProfile: { sourceProfile: Lazy.string({ produce: () => 'me\r\n[x]' }) },
  });
  const USER = '# caller: IAM user\n';
  const role = (account: string) => `role_arn = arn:aws:iam::${account}:role/SecurityReadOnlyRole\nsource_profile = me [x]\nregion = eu-west-1\n`;

  test('the AWS CLI\'s', () => {
    expect(two().awsCli).toBe(`${USER}[profile Shop]\n${role(B)}\n${USER}[profile Logs]\n${role(C)}`);
  });

  test('Granted\'s, with the colours of the accounts', () => {
    expect(two().granted).toBe(`${USER}[profile Shop]\n${role(B)}granted_color = blue\n\n${USER}[profile Logs]\n${role(C)}granted_color = blue\n`);
  });

  const switchable = (name: string, account: string) => `[profile ${name}]\naws_account_id = ${account}\nrole_name = SecurityReadOnlyRole\ncolor = 83d4e8\nregion = eu-west-1\n`;

  test('that of AWS Extend Switch Roles', () => {
    expect(two().extendSwitchRoles).toBe(`${switchable('Shop', B)}\n${switchable('Logs', C)}`);
  });

  test('that of AWS Extend Switch Roles by account, which says to use an alias', () => {
    const base = `# if this account has an alias, replace its id with the alias\n[base-${A}]\naws_account_id = ${A}\n`;
    const ofBase = (name: string, account: string) => `${switchable(name, account)}source_profile = base-${A}\n`;
    expect(two().extendSwitchRolesByBaseAccount).toBe(`${base}\n${ofBase('Shop', B)}\n${ofBase('Logs', C)}`);
  });

  const all = (...names: string[]) => `connection "aws_read_only" {\n  plugin      = "aws"\n  type        = "aggregator"\n  connections = [${names.join(', ')}]\n}\n`;
  const connection = (name: string, profile: string) => `\n${USER}connection "${name}" {\n  plugin  = "aws"\n  profile = "${profile}"\n  regions = ["*"]\n}\n`;

  test('Steampipe\'s', () => {
    expect(two().steampipe).toBe(`${all('"aws_shop"', '"aws_logs"')}${connection('aws_shop', 'Shop')}${connection('aws_logs', 'Logs')}`);
  });

  test('Steampipe\'s of what no profile can assume has no connection', () => {
    const { steampipe } = profilesOf({ ...ONE_KIND, sourceIdentity: SourceIdentityRequirement.required() });
    expect(steampipe.split('\n')).toEqual([...all().split('\n'), expect.stringMatching(/^# no connection aws_workload: ./), '']);
  });
});
