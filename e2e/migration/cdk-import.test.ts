/** `cdk import`, the command itself, adopts roles that were made outside of CloudFormation. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import { AccountPrincipal, IRole, ManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import { App, LegacyStackSynthesizer, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { restoreClock } from '../../emulator/testing/clock';
import { ASSUMING_ACCOUNT, Cloud, REGION, TestUser, TRUSTING_ACCOUNT } from '../../emulator/testing/cloud';
import { ALLOWED, messageOf, outcomeOf } from '../../emulator/testing/outcome';
import { allow, managed, root, trust } from '../../emulator/testing/policies';
import { TestStack } from '../../emulator/testing/stack';
import { TrustingRole, TrustingRoleProps } from '../../src';
import { CdkApp } from '../testing/cdk-app';
import { TemporaryFolder } from '../testing/temporary-folder';

const CDK = join(__dirname, '../../node_modules/aws-cdk/bin/cdk');
const NAME = 'SecurityReadOnlyRole';
const STACK = `WorkloadIn${TRUSTING_ACCOUNT}`;

let cloud: Cloud;
let user: TestUser;
let roleArn: string;
let folder: TemporaryFolder;

beforeEach(async () => {
  cloud = await Cloud.open();
  restoreClock(); // the command runs in a separate process and signs requests with the real time
  folder = new TemporaryFolder('cdk-import');
  roleArn = await cloud.role(TRUSTING_ACCOUNT, NAME, { trust: [trust(root(ASSUMING_ACCOUNT))], managed: [managed('ReadOnlyAccess')] });
  user = await cloud.user(ASSUMING_ACCOUNT, 'userA', { statements: [allow('sts:AssumeRole', roleArn)] });
});
afterEach(async () => {
  folder.delete();
  await cloud.close();
});

type Build = (stack: Stack) => IRole;

const asItIs: Build = (stack) => {
  const role = new Role(stack, 'Role', {
    roleName: NAME, assumedBy: new AccountPrincipal(ASSUMING_ACCOUNT), managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')],
  });
  role.applyRemovalPolicy(RemovalPolicy.RETAIN);
  return role;
};

const trustingRole = (props: Partial<TrustingRoleProps> = {}): Build => (stack) => {
  const role = new TrustingRole(stack, 'Role', { assumingAccount: ASSUMING_ACCOUNT, ...props });
  role.applyRemovalPolicy(RemovalPolicy.RETAIN);
  return role;
};

/** Runs the command with the app and a mapping file, as somebody does who has the administrator's access key in the environment. */
async function cdkImport(build: Build, RoleName = NAME): Promise<{ code: number; output: string }> {
  const app = new App({ outdir: join(folder.path, 'cdk.out'), defaultStackSynthesizer: new LegacyStackSynthesizer() });
  const stack = new Stack(app, STACK, { env: { account: TRUSTING_ACCOUNT, region: REGION }, suppressTemplateIndentation: true });
  const logicalId = stack.getLogicalId(build(stack).node.defaultChild as never);
  app.synth();
  const mapping = join(folder.path, 'mapping.json');
  writeFileSync(mapping, JSON.stringify({ [logicalId]: { RoleName } }));
  const { accessKeyId, secretAccessKey } = cloud.administrator(TRUSTING_ACCOUNT).keys as { accessKeyId: string; secretAccessKey: string };
  const env = {
    PATH: process.env.PATH,
    HOME: folder.path,
    CI: 'true',
    NO_COLOR: '1',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: 'true',
    AWS_ENDPOINT_URL: cloud.emulator.endpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  };
  return new Promise((resolve) => execFile(process.execPath, [CDK, 'import', STACK, '--app', join(folder.path, 'cdk.out'), '--resource-mapping', mapping, '--no-notices'],
    { env, cwd: folder.path }, (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), output: stdout + stderr })));
}

const deploy = (build: Build) => new CdkApp(cloud, [TRUSTING_ACCOUNT]).deploy((newStack) => build(newStack(TRUSTING_ACCOUNT, 'Workload')));
const withoutMfa = () => outcomeOf(cloud.assume(user.clients, roleArn));
const roleOnAws = async () => (await cloud.administrator(TRUSTING_ACCOUNT).iam.send(new GetRoleCommand({ RoleName: NAME }))).Role!;
const stackStatus = () => new TestStack(cloud.administrator(TRUSTING_ACCOUNT).cloudFormation, STACK).status();

test('the steps of docs/migration.md: cdk import adopts the role as it is, and cdk deploy makes it a TrustingRole', async () => {
  const before = await roleOnAws();
  const { code, output } = await cdkImport(asItIs);
  expect([code, output]).toEqual([0, expect.stringContaining(`importing using RoleName=${NAME}`)]);
  expect([await stackStatus(), await roleOnAws(), await withoutMfa()]).toEqual(['IMPORT_COMPLETE', before, ALLOWED]);

  await deploy(trustingRole());
  expect([(await roleOnAws()).RoleId, await withoutMfa()]).toEqual([before.RoleId, 'AccessDenied']);
});

test('a TrustingRole cannot be imported: the command leaves out its policies, which do not exist, and the template lacks them', async () => {
  const before = await roleOnAws();
  const { code, output } = await cdkImport(trustingRole());
  expect(output).toMatch(/ReadOnlyDenials\w+: skipping/);
  expect([code, output]).toEqual([1, expect.stringContaining('Unresolved resource dependencies [ReadOnlyDenials')]);
  expect([await roleOnAws(), await withoutMfa()]).toEqual([before, ALLOWED]);
});

test('a name that is not the template\'s is refused, and nothing changes', async () => {
  await cloud.role(TRUSTING_ACCOUNT, 'Another', { trust: [trust(root(ASSUMING_ACCOUNT))] });
  const { code, output } = await cdkImport(asItIs, 'Another');
  expect([code, output]).toEqual([1, expect.stringContaining(`is not [${NAME}], as in the template`)]);
  expect(await withoutMfa()).toBe(ALLOWED);
});

test('another path would replace the imported role, which CloudFormation refuses: the role stays as it was', async () => {
  await cdkImport(asItIs);
  const before = await roleOnAws();
  expect(await messageOf(deploy(trustingRole({ path: '/security/' })))).toContain(`cannot update a stack when a custom-named resource requires replacing. Rename ${NAME}`);
  expect([await roleOnAws(), await withoutMfa(), await stackStatus()]).toEqual([before, ALLOWED, 'UPDATE_ROLLBACK_COMPLETE']);
  // The CDK also looks for the cause in CloudTrail.
  expect(cloud.unsupportedRequests().filter((request) => request !== 'cloudtrail is not emulated here')).toEqual([]);
});
