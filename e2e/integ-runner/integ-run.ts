import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { AwsCredentialIdentity } from '@smithy/types';
import { Decision } from '../../emulator/api/authorization';
import { Emulator } from '../../emulator/emulator';
import { bootstrap } from '../../emulator/testing/bootstrap';
import { Clients } from '../../emulator/testing/clients';

const ROOT = join(__dirname, '..', '..');
const TESTS = join('test', 'contracts', 'integ');
const REGION = 'eu-west-1';
const ASSUMING_ACCOUNT = '111111111111';
const TRUSTING_ACCOUNT = '222222222222';

/** The result of a run of integ-runner on the emulator. */
export interface IntegRun {
  readonly passed: boolean;
  readonly output: string;
  /** What the emulator does not support. A run with such requests has tested less than it seems. */
  readonly notEmulated: readonly string[];
  readonly decisions: readonly Decision[];
  /** What is left of the stacks in both accounts. */
  readonly remaining: string[];
}

export interface IntegRunOptions {
  /** What the test's text becomes, to plant a fault. */
  readonly change?: (text: string) => string;
  /** Whether both accounts are in an organization. The default is that neither is. */
  readonly sameOrganization?: boolean;
}

/**
 * Runs the integration tests with integ-runner on two bootstrapped accounts of the emulator. The tests are a copy, as integ-runner writes
 * snapshots next to them.
 */
export async function runIntegrationTests({ change = (text) => text, sameOrganization = false }: IntegRunOptions = {}): Promise<IntegRun> {
  const emulator = await Emulator.start();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'integ-')));
  try {
    const administrators = await bootstrapAccounts(emulator);
    if (sameOrganization) {
      emulator.createOrganization({ id: 'o-a1b2c3d4e5', managementAccount: ASSUMING_ACCOUNT, accounts: [TRUSTING_ACCOUNT] });
    }
    const before = await contents(administrators);
    const keys = administrators[0].keys as AwsCredentialIdentity;
    copyTests(folder, change);
    const { code, output } = await integRunner(folder, {
      AWS_ENDPOINT_URL: emulator.endpoint,
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
      INTEG_SAME_ORGANIZATION: String(sameOrganization),
    });
    const remaining = (await contents(administrators)).filter((name) => !before.includes(name));
    return { passed: code === 0, output, notEmulated: emulator.notEmulated, decisions: emulator.decisions, remaining };
  } finally {
    rmSync(folder, { recursive: true });
    await emulator.stop();
  }
}

/** Returns the administrators' clients. The first one's account can deploy to both. */
async function bootstrapAccounts(emulator: Emulator): Promise<Clients[]> {
  return Promise.all([ASSUMING_ACCOUNT, TRUSTING_ACCOUNT].map(async (account) => {
    const administrator = new Clients({ region: REGION, endpoint: emulator.endpoint }, emulator.createAccount(account));
    await bootstrap(administrator, { account, region: REGION, trustedAccount: ASSUMING_ACCOUNT });
    return administrator;
  }));
}

/** The names of all stacks, roles and buckets. */
async function contents(administrators: Clients[]): Promise<string[]> {
  const lists = await Promise.all(administrators.map(async ({ cloudFormation, iam, s3 }) => {
    const [{ Stacks }, { Roles }, { Buckets }] = await Promise.all([
      cloudFormation.send(new DescribeStacksCommand({})), iam.send(new ListRolesCommand({})), s3.send(new ListBucketsCommand({})),
    ]);
    return [...(Stacks ?? []).map(({ StackName }) => StackName), ...(Roles ?? []).map(({ Arn }) => Arn), ...(Buckets ?? []).map(({ Name }) => Name)];
  }));
  return lists.flat().map(String);
}

function copyTests(folder: string, change: (text: string) => string): void {
  cpSync(join(ROOT, TESTS), join(folder, TESTS), { recursive: true, filter: (path) => !path.endsWith('.snapshot') });
  ['node_modules', 'src', 'package.json'].forEach((name) => symlinkSync(join(ROOT, name), join(folder, name)));
  const test = join(folder, TESTS, 'integ.two-accounts.ts');
  writeFileSync(test, change(readFileSync(test, 'utf8')));
}

function integRunner(folder: string, env: NodeJS.ProcessEnv): Promise<{ code: number | null; output: string }> {
  const app = `node --require ${join(ROOT, TESTS, 'peers.cjs')} --import tsx {filePath}`;
  const options = ['--directory', join(folder, TESTS), '--language', 'typescript', '--app', app, '--force', '--parallel-regions', REGION];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, 'node_modules', '.bin', 'integ-runner'), ...options], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        TMPDIR: folder,
        AWS_REGION: REGION,
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
        CDK_DISABLE_CLI_TELEMETRY: 'true',
        INTEG_DEPLOY: 'true',
        INTEG_ASSUMING_ACCOUNT: ASSUMING_ACCOUNT,
        INTEG_TRUSTING_ACCOUNT: TRUSTING_ACCOUNT,
        INTEG_REGION: REGION,
        INTEG_PAUSE_SECONDS: '0',
        ...env,
      },
    });
    let output = '';
    [child.stdout, child.stderr].forEach((stream) => stream.setEncoding('utf8').on('data', (text) => output += text));
    child.on('error', reject).on('close', (code) => resolve({ code, output }));
  });
}
