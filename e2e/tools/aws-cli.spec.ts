import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { User } from 'aws-cdk-lib/aws-iam';
import { awsCli } from './installed';
import { restoreClock } from '../../emulator/testing/clock';
import { ASSUMING_ACCOUNT, Cloud, TestUser, THIRD_ACCOUNT, TRUSTING_ACCOUNT } from '../../emulator/testing/cloud';
import { VirtualMfaDevice } from '../../emulator/testing/virtual-mfa-device';
import { CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps, MfaRequirement, TrustingTarget } from '../../src';
import { CdkApp } from '../testing/cdk-app';
import { TemporaryFolder } from '../testing/temporary-folder';

const AWS_CLI = awsCli();

/** The output of the CLI, and whether it exited with 0. */
interface Answer {
  readonly output: string;
  readonly succeeded: boolean;
}

(AWS_CLI ? describe : describe.skip)('the AWS CLI with the generated profiles, on the emulator', () => {
  let cloud: Cloud;
  let folder: TemporaryFolder;
  let userA: TestUser;
  let unrelatedUser: TestUser;
  let device: VirtualMfaDevice;
  let withMfa: CrossAccountReadOnlyAccess;
  let partner: CrossAccountReadOnlyAccess;

  beforeAll(async () => {
    folder = new TemporaryFolder('aws-cli');
    cloud = await Cloud.open();
    // The CLI uses the system's clock.
    restoreClock();
    userA = await cloud.user(ASSUMING_ACCOUNT, 'userA');
    unrelatedUser = await cloud.user(THIRD_ACCOUNT, 'userA');
    device = await VirtualMfaDevice.enabledFor(cloud, userA);
    await new CdkApp(cloud, [ASSUMING_ACCOUNT, TRUSTING_ACCOUNT]).deploy((newStack) => {
      const [identity, workload] = [newStack(ASSUMING_ACCOUNT, 'Identity'), newStack(TRUSTING_ACCOUNT, 'Workload')];
      const access = (id: string, props: Partial<CrossAccountReadOnlyAccessProps>) => new CrossAccountReadOnlyAccess(identity, id, {
        users: [User.fromUserName(identity, `UserOf${id}`, 'userA')], trusting: [TrustingTarget.scope(workload)], ...props,
      });
      withMfa = access('Access', { cliProfile: { profileName: 'workload', mfaSerial: device.serialNumber } });
      partner = access('Partner', {
        roleName: 'PartnerRole',
        mfa: MfaRequirement.none(),
        externalId: 'Contract-42',
        maxSessionDuration: Duration.hours(4),
        cliProfile: { profileName: 'partner', roleSessionName: 'audit-2026' },
      });
    });
  });

  afterAll(async () => {
    folder.delete();
    await cloud.close();
  });

  /** The home folder of a user, where the CLI caches sessions. */
  const homeOf = ({ keys }: TestUser) => join(folder.path, keys.accessKeyId);

  /** Runs the CLI in a terminal, with a user's access key and a configuration file, and enters an MFA code when prompted. */
  function aws(command: string, config: string, user = userA, code = ''): Promise<Answer> {
    const { accessKeyId, secretAccessKey } = user.keys;
    const [configFile, credentialsFile] = [join(folder.path, 'config'), join(folder.path, 'credentials')];
    writeFileSync(configFile, config);
    writeFileSync(credentialsFile, `[default]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`);
    const env = {
      PATH: process.env.PATH,
      HOME: homeOf(user),
      AWS_CONFIG_FILE: configFile,
      AWS_SHARED_CREDENTIALS_FILE: credentialsFile,
      AWS_ENDPOINT_URL: cloud.emulator.endpoint,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_MAX_ATTEMPTS: '1',
    };
    return new Promise((resolve, reject) => {
      const child = spawn('script', ['--quiet', '--return', '--command', `${AWS_CLI} ${command}`, '/dev/null'], { env });
      let output = '';
      child.stdout.on('data', (text) => {
        output += text;
        if (/MFA code for [^:]*:[^\n]*: $/.test(output)) {
          child.stdin.write(`${code}\n`);
        }
      });
      child.on('error', reject);
      child.on('close', (status) => resolve({ output, succeeded: status === 0 }));
    });
  }

  const answersWith = (role: string, session = '.+') => ({
    succeeded: true, output: expect.stringMatching(new RegExp(`"Arn": "arn:aws:sts::${TRUSTING_ACCOUNT}:assumed-role/${role}/${session}"`)),
  });
  const DENIED = { succeeded: false, output: expect.stringContaining('AccessDenied') };

  test('prompts for the MFA code, assumes the role, and can read', async () => {
    const config = withMfa.cliProfiles.awsCli;
    expect(await aws('sts get-caller-identity --profile workload', config, userA, device.code(1))).toEqual(answersWith('SecurityReadOnlyRole'));
    // The CLI caches the session, and prompts for no second code.
    expect(await aws('iam list-roles --profile workload --query Roles[].RoleName', config)).toEqual({
      succeeded: true, output: expect.stringContaining('SecurityReadOnlyRole'),
    });
    expect(await aws('iam create-user --user-name intruder --profile workload', config)).toEqual(DENIED);
  });

  test('is denied without the MFA device of the profile', async () => {
    const config = withMfa.cliProfiles.awsCli.replace(/^mfa_serial = .*\n/m, '').replace('[profile workload]', '[profile careless]');
    expect(await aws('sts get-caller-identity --profile careless', config)).toEqual(DENIED);
  });

  test('sends the external id and the session name', async () => {
    expect(await aws('sts get-caller-identity --profile partner', partner.cliProfiles.awsCli)).toEqual(answersWith('PartnerRole', 'audit-2026'));
  });

  test('is denied with another external id, or with none', async () => {
    for (const [name, line] of [['other', 'external_id = Contract-43\n'], ['none', '']]) {
      const config = partner.cliProfiles.awsCli.replace(/^external_id = .*\n/m, line).replace('[profile partner]', `[profile ${name}]`);
      expect(await aws(`sts get-caller-identity --profile ${name}`, config)).toEqual(DENIED);
    }
  });

  test('is denied for a user of an unrelated account', async () => {
    const config = partner.cliProfiles.awsCli.replace('[profile partner]', '[profile unrelated]');
    expect(await aws('sts get-caller-identity --profile unrelated', config, unrelatedUser)).toEqual(DENIED);
  });

  test('has the maximum session duration of the role', async () => {
    await aws('sts get-caller-identity --profile partner', partner.cliProfiles.awsCli);
    const kept = join(homeOf(userA), '.aws/cli/cache');
    const sessions = readdirSync(kept).map((file) => JSON.parse(readFileSync(join(kept, file), 'utf8')));
    const { Credentials: { Expiration } } = sessions.find(({ AssumedRoleUser }) => AssumedRoleUser.Arn.includes('/PartnerRole/'));
    const minutes = (Date.parse(Expiration) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(235);
    expect(minutes).toBeLessThanOrEqual(240);
  });

  test('reads every key of the profile', async () => {
    for (const [key, value] of [['duration_seconds', '14400'], ['external_id', 'Contract-42'], ['role_session_name', 'audit-2026'], ['region', 'eu-west-1']]) {
      expect((await aws(`configure get ${key} --profile partner`, partner.cliProfiles.awsCli)).output.trim()).toBe(value);
    }
  });
});
