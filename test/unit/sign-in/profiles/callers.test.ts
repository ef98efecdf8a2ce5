import { Duration, Lazy } from 'aws-cdk-lib';
import { CredentialSource, CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps, MfaRequirement, PrincipalScope, SourceIdentityRequirement, TrustingTarget } from '../../../../src';
import { readBySdk, Sections } from '../../../support/profile-parsers';
import { A, B, TwoAccounts } from '../../../support/two-accounts';

const { account, users, roles, permissionSets } = PrincipalScope;
const NO_MFA = MfaRequirement.none();

function made(props: Partial<CrossAccountReadOnlyAccessProps> = {}): CrossAccountReadOnlyAccess {
  return new CrossAccountReadOnlyAccess(new TwoAccounts().a, 'Access', { trusting: [TrustingTarget.account(B, { name: 'Workload' })], ...props });
}

const text = (props?: Partial<CrossAccountReadOnlyAccessProps>) => made(props).cliProfiles.awsCli;

/** What the profiles have in addition to the role and the Region. */
async function profiles(props?: Partial<CrossAccountReadOnlyAccessProps>): Promise<Sections> {
  const all = Object.entries(await readBySdk(text(props))).map(([name, { role_arn, region, ...more }]) => [name, more]);
  return Object.fromEntries(all) as Sections;
}

const SERIAL = `arn:aws:iam::${A}:mfa/YOUR-DEVICE`;
const DEFAULT = { source_profile: 'default' };
const MFA_CODE = { ...DEFAULT, mfa_serial: SERIAL };
const MFA_SESSION = { source_profile: 'default-mfa' };

test.each<[string, Partial<CrossAccountReadOnlyAccessProps>, Sections]>([
  ['users with MFA, by a code or in their session', {}, { 'Workload': MFA_CODE, 'Workload-session': MFA_SESSION }],
  ['users without MFA', { principals: [users('ann')], mfa: NO_MFA }, { Workload: DEFAULT }],
  ['any principal of the account', { principals: [account()], mfa: NO_MFA }, { 'Workload': DEFAULT, 'Workload-sso': DEFAULT, 'Workload-role': DEFAULT }],
  ['case 2026-11-13: users and permission sets', { principals: [users('ann'), permissionSets('Audit')] },
    { 'Workload': MFA_CODE, 'Workload-session': MFA_SESSION, 'Workload-sso': DEFAULT }],
  ['permission sets, before users', { principals: [permissionSets('Audit'), users('ann')] },
    { 'Workload': DEFAULT, 'Workload-user': MFA_CODE, 'Workload-session': MFA_SESSION }],
  ['what only users must pass', { principals: [users('ann', 'bob'), roles('scanner')], requireUserNameAsRoleSessionName: true }, {
    'Workload': { ...MFA_CODE, role_session_name: 'YOUR-USER-NAME' }, 'Workload-session': { ...MFA_SESSION, role_session_name: 'YOUR-USER-NAME' }, 'Workload-role': DEFAULT,
  }],
  ['roles that a profile can serve, and users that it cannot', { principals: [users('ann'), roles('scanner')], sourceIdentity: SourceIdentityRequirement.userName() },
    { 'Workload-role': DEFAULT }],
  ['a source profile, and the one with MFA', { cliProfile: { sourceProfile: 'identity' } },
    { 'Workload': { ...MFA_CODE, source_profile: 'identity' }, 'Workload-session': { source_profile: 'identity-mfa' } }],
])('has profiles for %s', async (_, props, expected) => {
  expect(await profiles(props)).toEqual(expected);
});

test('has no profile for account access manager, which signs its users in by itself, and each file says so', () => {
  const application = PrincipalScope.accountAccessManager('arn:aws:account-access:eu-west-1:333333333333:application/APP0123456789');
  const { cliProfiles } = made({ principals: [application] });
  for (const file of [cliProfiles.awsCli, cliProfiles.awsVault, cliProfiles.granted, cliProfiles.extendSwitchRoles, cliProfiles.steampipe]) {
    expect(file).toContain('# no profile Workload: no caller assumes the role by a profile\n');
  }
  expect(cliProfiles.names).toEqual([]);
  expect(cliProfiles._config.snippets()).toMatchObject([[{ name: 'Workload', unsupportedReason: 'no caller assumes the role by a profile' }]]);
});

describe('case 2026-11-12: a session is at most as long as the caller can have it', () => {
  const BOTH = [users('ann'), roles('scanner')];
  const seconds = (value?: string) => value === undefined ? {} : { duration_seconds: value };

  test.each<[string, Partial<CrossAccountReadOnlyAccessProps>, user: string | undefined, session: string | undefined]>([
    // AWS's pages disagree on the limit for sessions of users.
    ['maxSessionDuration is for users with a code only', { maxSessionDuration: Duration.hours(8) }, '28800', undefined],
    ['a longer duration than one hour too', { maxSessionDuration: Duration.hours(8), cliProfile: { duration: Duration.hours(4) } }, '14400', undefined],
    ['one hour, which is the default, is in no profile', { maxSessionDuration: Duration.hours(8), cliProfile: { duration: Duration.hours(1) } }, undefined, undefined],
    ['a shorter duration is for all', { cliProfile: { duration: Duration.minutes(15) } }, '900', '900'],
    ['a duration that is a token, as far as it is known', {
      maxSessionDuration: Duration.hours(8), cliProfile: { duration: Duration.seconds(Lazy.number({ produce: () => 7200 })) },
    }, '7200', undefined],
  ])('%s', async (_, props, user, session) => {
    expect(await profiles({ ...props, principals: BOTH })).toEqual({
      'Workload': { ...MFA_CODE, ...seconds(user) },
      'Workload-session': { ...MFA_SESSION, ...seconds(session) },
      'Workload-role': { ...DEFAULT, ...seconds(session) },
    });
  });

  test.each<[string, PrincipalScope]>([
    ['roles', roles('scanner')],
    ['permission sets', permissionSets('Audit')],
  ])('a maximum of 8 hours is in no profile for %s', async (_, scope) => {
    expect(await profiles({ principals: [scope], maxSessionDuration: Duration.hours(8) })).toEqual({ Workload: DEFAULT });
  });
});

describe('sources of credentials', () => {
  const ALL = [roles('scanner'), permissionSets('Audit'), users('ann')];
  const { EC2_INSTANCE_METADATA, ECS_CONTAINER, ENVIRONMENT } = CredentialSource;

  test.each<[string, CredentialSource, string]>([
    ['an EC2 instance', EC2_INSTANCE_METADATA, 'Ec2InstanceMetadata'],
    ['a container', ECS_CONTAINER, 'EcsContainer'],
  ])('case 2026-11-18: the role of %s is the source of the profile for roles only', async (_, credentialSource, name) => {
    expect(await profiles({ principals: ALL, cliProfile: { credentialSource } })).toEqual({
      'Workload': { credential_source: name }, 'Workload-sso': DEFAULT, 'Workload-user': MFA_CODE, 'Workload-session': MFA_SESSION,
    });
  });

  test('case 2026-11-18: the environment can have the credentials of any caller', async () => {
    const source = { credential_source: 'Environment' };
    expect(await profiles({ principals: ALL, cliProfile: { credentialSource: ENVIRONMENT } })).toEqual({
      'Workload': source, 'Workload-sso': source, 'Workload-user': { ...source, mfa_serial: SERIAL }, 'Workload-session': source,
    });
  });

  test('aws-vault has no profile with a source that it cannot read, and the file says why', async () => {
    const { awsVault } = made({ principals: [roles('scanner')], cliProfile: { credentialSource: EC2_INSTANCE_METADATA } }).cliProfiles;
    expect(awsVault).toBe('# no profile Workload: aws-vault cannot read credential_source\n');
  });

  test('a command is in a separate profile, which is the source of one profile', async () => {
    const credentialProcess = 'aws configure export-credentials --profile login --format process';
    const { cliProfiles } = made({ cliProfile: { credentialProcess } });
    for (const file of [cliProfiles.awsCli, cliProfiles.awsVault, cliProfiles.granted]) {
      expect(await readBySdk(file)).toMatchObject({
        'Workload': { source_profile: 'Workload-source', mfa_serial: SERIAL },
        'Workload-source': { credential_process: credentialProcess },
        'Workload-session': { source_profile: 'Workload-session-source' },
        'Workload-session-source': { credential_process: credentialProcess },
      });
    }
    expect(cliProfiles.names).toEqual(['Workload', 'Workload-session']);
  });
});

describe('case 2026-11-21: names', () => {
  const accessIn = (accounts: TwoAccounts, id: string) =>
    new CrossAccountReadOnlyAccess(accounts.a, id, { roleName: id, trusting: [TrustingTarget.scope(accounts.b)] });

  test('the first access keeps its names, whether they are read before or after the second is made', () => {
    const [early, late] = [new TwoAccounts(), new TwoAccounts()];
    const first = accessIn(early, 'One').cliProfiles;
    const before = first.awsCli;
    accessIn(early, 'Two');
    const neverRead = accessIn(late, 'One');
    accessIn(late, 'Two');
    expect(first.awsCli).toBe(before);
    expect(neverRead.cliProfiles.awsCli).toBe(before);
    expect(first.names).toEqual(['Workload', 'Workload-session']);
  });

  test('the texts of two accesses can be put together', async () => {
    const accounts = new TwoAccounts();
    const texts = ['One', 'Two'].map((id) => accessIn(accounts, id).cliProfiles.awsCli);
    expect(Object.keys(await readBySdk(texts.join('\n')))).toEqual(['Workload', 'Workload-session', `Workload-${B}`, `Workload-${B}-session`]);
  });

  test('a role and its access have the same', () => {
    const accounts = new TwoAccounts();
    accessIn(accounts, 'One');
    const { roles: [role], cliProfiles } = accessIn(accounts, 'Two');
    expect(role.cliProfiles.awsCli).toBe(cliProfiles.awsCli);
    expect(cliProfiles.names[0]).toBe(`Workload-${B}`);
  });

  test('a further kind of caller changes no name', () => {
    const accounts = new TwoAccounts();
    const one = accessIn(accounts, 'One');
    const two = accessIn(accounts, 'Two');
    const before = [one, two].map(({ cliProfiles }) => cliProfiles.names);
    one.roles[0].addPrincipals(roles('scanner'));
    expect(one.cliProfiles.names).toEqual([...before[0], 'Workload-role']);
    expect(two.cliProfiles.names).toEqual(before[1]);
  });
});

describe('comments', () => {
  const comments = (props?: Partial<CrossAccountReadOnlyAccessProps>) => text(props).split('\n').filter((line) => line.startsWith('#'));
  const { ENVIRONMENT, EC2_INSTANCE_METADATA } = CredentialSource;

  test.each<[string, Partial<CrossAccountReadOnlyAccessProps>, string[]]>([
    ['case 2026-11-16: users with and without a device that shows codes', {}, [
      '# caller: IAM user with an MFA code',
      '# a passkey or security key has no code: use the profile Workload-session',
      '# replace YOUR-DEVICE with the name of your MFA device',
      '# caller: IAM user whose session has MFA',
      '# the profile default-mfa must have credentials of a session with MFA',
    ]],
    ['users without MFA', { principals: [users('ann')], mfa: NO_MFA }, ['# caller: IAM user']],
    ['permission sets', { principals: [permissionSets('Audit')] }, [
      '# caller: session of a permission set',
      '# the profile default must have credentials of the permission set, as a profile that "aws configure sso" writes',
    ]],
    ['roles', { principals: [roles('scanner')] }, [
      '# caller: session of a role',
      '# the profile default must have credentials of the role',
      '# on AWS, replace source_profile with credential_source = Ec2InstanceMetadata, EcsContainer or Environment',
    ]],
    ['the role of an instance', { principals: [roles('scanner')], cliProfile: { credentialSource: EC2_INSTANCE_METADATA } }, ['# caller: session of a role']],
    ['an environment with MFA', { principals: [users('ann')], cliProfile: { credentialSource: ENVIRONMENT } }, [
      '# caller: IAM user with an MFA code',
      '# a passkey or security key has no code: use the profile Workload-session',
      '# replace YOUR-DEVICE with the name of your MFA device',
      '# caller: IAM user whose session has MFA',
      '# the environment must have credentials of a session with MFA',
    ]],
    ['a command', { principals: [roles('scanner')], cliProfile: { credentialProcess: 'get-credentials' } }, [
      '# the credentials of the profile Workload',
      '# caller: session of a role',
      '# the profile Workload-source must have credentials of the role',
    ]],
  ])('tell %s what a profile needs', (_, props, expected) => {
    expect(comments(props)).toEqual(expected);
  });
});
