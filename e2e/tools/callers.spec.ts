import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { AwsCredentialIdentity } from '@smithy/types';
import { Duration } from 'aws-cdk-lib';
import { User } from 'aws-cdk-lib/aws-iam';
import { CredentialServer } from './credential-server';
import { callerIdentityCommands, exportCredentialsCommand, readConfig } from './installed';
import { restoreClock } from '../../emulator/testing/clock';
import { ASSUMING_ACCOUNT, Cloud, TestUser, TRUSTING_ACCOUNT } from '../../emulator/testing/cloud';
import { allow, root, trust } from '../../emulator/testing/policies';
import { VirtualMfaDevice } from '../../emulator/testing/virtual-mfa-device';
import { CliProfileOptions, CliProfiles, CredentialSource, CrossAccountReadOnlyAccess, PrincipalScope, TrustingTarget } from '../../src';
import { CdkApp } from '../testing/cdk-app';
import { TemporaryFolder } from '../testing/temporary-folder';

const COMMANDS = callerIdentityCommands();
const EXPORT_CREDENTIALS = exportCredentialsCommand('login');
const READ_CONFIG = readConfig();
const GO = 'the AWS SDK for Go';
const ROLE = `arn:aws:sts::${TRUSTING_ACCOUNT}:assumed-role/SecurityReadOnlyRole/`;

interface Answer {
  readonly output: string;
  readonly succeeded: boolean;
}

let cloud: Cloud;
let folder: TemporaryFolder;
let server: CredentialServer;
let userA: TestUser;
let device: VirtualMfaDevice;
/** The credentials of each kind of caller. */
let key: AwsCredentialIdentity;
let sessionWithMfa: AwsCredentialIdentity;
let permissionSet: AwsCredentialIdentity;
let scanner: AwsCredentialIdentity;
/** The profiles of constructs that differ in the source of the credentials. */
const profiles = {} as Record<'usual' | 'instance' | 'container' | 'environment' | 'command', CliProfiles>;

beforeAll(async () => {
  folder = new TemporaryFolder('callers');
  cloud = await Cloud.open();
  // The tools use the system's clock.
  restoreClock();
  userA = await cloud.user(ASSUMING_ACCOUNT, 'userA', { statements: [allow('sts:AssumeRole')] });
  device = await VirtualMfaDevice.enabledFor(cloud, userA);
  await deploy();
  key = userA.keys;
  const { Credentials: session } = await userA.clients.sts.send(new GetSessionTokenCommand(device.nextCode));
  sessionWithMfa = { accessKeyId: session!.AccessKeyId!, secretAccessKey: session!.SecretAccessKey!, sessionToken: session!.SessionToken! };
  permissionSet = cloud.emulator.signInByPermissionSet(ASSUMING_ACCOUNT, 'Audit');
  scanner = await sessionOf('scanner');
  server = await CredentialServer.start(scanner);
});

afterAll(async () => {
  folder.delete();
  await server?.stop();
  await cloud.close();
});

async function deploy(): Promise<void> {
  const sources: Record<keyof typeof profiles, CliProfileOptions> = {
    usual: {},
    instance: { credentialSource: CredentialSource.EC2_INSTANCE_METADATA },
    container: { credentialSource: CredentialSource.ECS_CONTAINER },
    environment: { credentialSource: CredentialSource.ENVIRONMENT },
    command: { credentialProcess: EXPORT_CREDENTIALS },
  };
  await new CdkApp(cloud, [ASSUMING_ACCOUNT, TRUSTING_ACCOUNT]).deploy((newStack) => {
    const [identity, workload] = [newStack(ASSUMING_ACCOUNT, 'Identity'), newStack(TRUSTING_ACCOUNT, 'Workload')];
    const access = (id: string, trusting: TrustingTarget, cliProfile: CliProfileOptions) => new CrossAccountReadOnlyAccess(identity, id, {
      users: [User.fromUserName(identity, `UserOf${id}`, 'userA')],
      principals: [PrincipalScope.users('userA'), PrincipalScope.permissionSets('Audit'), PrincipalScope.roles('scanner')],
      maxSessionDuration: Duration.hours(8),
      trusting: [trusting],
      cliProfile: { profileName: id, mfaSerial: device.serialNumber, ...cliProfile },
    });
    // The first makes the role, and the others have profiles for the same one.
    Object.entries(sources).forEach(([id, cliProfile], i) => {
      const target = i === 0 ? TrustingTarget.scope(workload) : TrustingTarget.account(TRUSTING_ACCOUNT);
      profiles[id as keyof typeof profiles] = access(id, target, cliProfile).cliProfiles;
    });
  });
}

async function sessionOf(name: string): Promise<AwsCredentialIdentity> {
  const arn = await cloud.role(ASSUMING_ACCOUNT, name, { trust: [trust(root(ASSUMING_ACCOUNT))], statements: [allow('sts:AssumeRole')] });
  return (await cloud.assume(userA.clients, arn)).keys as AwsCredentialIdentity;
}

/** Credentials as a tool finds them in the credentials file, in the environment, or at an endpoint. */
interface Home {
  readonly file?: Record<string, AwsCredentialIdentity>;
  readonly env?: Record<string, string>;
}

/** Runs a tool with a generated configuration file as it is, and nothing else of this machine. */
function identityBy(tool: string, config: string, profile: string, { file = {}, env = {} }: Home): Promise<Answer> {
  const sections = Object.entries(file).map(([name, { accessKeyId, secretAccessKey, sessionToken }]) => [
    `[${name}]`,
    `aws_access_key_id = ${accessKeyId}`,
    `aws_secret_access_key = ${secretAccessKey}`,
    ...sessionToken ? [`aws_session_token = ${sessionToken}`] : [],
  ].join('\n'));
  const [configFile, credentialsFile] = [join(folder.path, 'config'), join(folder.path, 'credentials')];
  writeFileSync(configFile, config);
  writeFileSync(credentialsFile, sections.join('\n'));
  // A separate folder, because the AWS CLI caches sessions.
  const home = join(folder.path, String(Math.random()));
  const [command, ...args] = [...COMMANDS[tool], profile];
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: {
        PATH: process.env.PATH,
        HOME: home,
        AWS_CONFIG_FILE: configFile,
        AWS_SHARED_CREDENTIALS_FILE: credentialsFile,
        AWS_ENDPOINT_URL: cloud.emulator.endpoint,
        // The AWS SDK for Go assumes roles at no other endpoint.
        AWS_ENDPOINT_URL_STS: cloud.emulator.endpoint,
        AWS_MAX_ATTEMPTS: '1',
        ...env,
      },
    });
    let output = '';
    [child.stdout, child.stderr].forEach((stream) => stream.on('data', (text) => {
      output += text;
    }));
    child.on('error', reject);
    child.on('close', (status) => resolve({ output: output.trim(), succeeded: status === 0 }));
  });
}

const IS_ROLE = { succeeded: true, output: expect.stringContaining(ROLE) };
const DENIED = { succeeded: false, output: expect.stringMatching(/AccessDenied|not authorized/) };
const inEnvironment = ({ accessKeyId, secretAccessKey, sessionToken = '' }: AwsCredentialIdentity) =>
  ({ AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken });

/** Each profile with the credentials of its kind of caller, and with the most similar credentials that the role does not trust. */
type Case = [what: string, access: keyof typeof profiles, suffix: string, good: () => Home, bad?: () => Home];

const CASES: Case[] = [
  ['a user whose session has MFA', 'usual', '-session', () => ({ file: { 'default-mfa': sessionWithMfa } }), () => ({ file: { 'default-mfa': key } })],
  ['a permission set', 'usual', '-sso', () => ({ file: { default: permissionSet } }), () => ({ file: { default: key } })],
  ['a role', 'usual', '-role', () => ({ file: { default: scanner } }), () => ({ file: { default: key } })],
  ['case 2026-11-18: the role of an instance', 'instance', '-role', () => ({ env: server.instance })],
  ['case 2026-11-18: the role of a container', 'container', '-role', () => ({ env: server.container })],
  ['case 2026-11-18: a role in the environment', 'environment', '-role', () => ({ env: inEnvironment(scanner) }), () => ({ env: inEnvironment(key) })],
  ['a session with MFA in the environment', 'environment', '-session', () => ({ env: inEnvironment(sessionWithMfa) }), () => ({ env: inEnvironment(key) })],
  ['case 2026-11-17: a user by the credentials of another profile', 'command', '-session',
    () => ({ file: { login: sessionWithMfa } }), () => ({ file: { login: key } })],
];

/** Without the AWS CLI, no command exports the credentials of a profile. */
const possible = CASES.filter(([, access]) => access !== 'command' || EXPORT_CREDENTIALS);

describe.each(Object.keys(COMMANDS))('%s with the generated profiles, on the emulator', (tool) => {
  test.each(possible)('is the role, for %s', async (_, access, suffix, good, bad) => {
    const config = profiles[access].awsCli;
    expect(await identityBy(tool, config, `${access}${suffix}`, good())).toEqual(IS_ROLE);
    if (bad) {
      expect(await identityBy(tool, config, `${access}${suffix}`, bad())).toEqual(DENIED);
    }
  });

  test('case 2026-11-12: is refused a session of a role of more than one hour', async () => {
    const config = profiles.usual.awsCli.replace('[profile usual-role]\n', '[profile usual-role]\nduration_seconds = 28800\n');
    expect(await identityBy(tool, config, 'usual-role', { file: { default: scanner } }))
      .toEqual({ succeeded: false, output: expect.stringContaining('DurationSeconds') });
  });

  test.each(['granted', 'awsVault'] as const)('reads the file of %s too', async (file) => {
    expect(await identityBy(tool, profiles.usual[file], 'usual-role', { file: { default: scanner } })).toEqual(IS_ROLE);
  });
});

const withoutPrompt = Object.keys(COMMANDS).filter((tool) => tool.startsWith('the AWS SDK'));

test.each(withoutPrompt)('case 2026-11-15: %s asks nobody for an MFA code, and needs none in the profile for sessions', async (tool) => {
  const config = profiles.usual.awsCli;
  const home = { file: { 'default': key, 'default-mfa': sessionWithMfa } };
  expect(await identityBy(tool, config, 'usual', home)).toEqual({ succeeded: false, output: expect.stringContaining('MFA') });
  expect(await identityBy(tool, config, 'usual-session', home)).toEqual(IS_ROLE);
});

const describeSteampipe = READ_CONFIG && COMMANDS[GO] ? describe : describe.skip;

describeSteampipe('case 2026-11-15: the profiles of Steampipe\'s connections, with the SDK that it uses', () => {
  test('are the role, without a prompt', async () => {
    const { steampipe, awsCli: config } = profiles.usual;
    const { stdout } = spawnSync(READ_CONFIG!, ['hcl'], { input: steampipe, encoding: 'utf8' });
    const connections: { profile?: string }[] = JSON.parse(stdout);
    const sources: Record<string, Home> = {
      'usual-session': { file: { 'default-mfa': sessionWithMfa } },
      'usual-sso': { file: { default: permissionSet } },
      'usual-role': { file: { default: scanner } },
    };
    const used = connections.flatMap(({ profile }) => profile ?? []);
    expect(used).toEqual(Object.keys(sources));
    for (const profile of used) {
      expect(await identityBy(GO, config, profile, sources[profile])).toEqual(IS_ROLE);
    }
  });
});
