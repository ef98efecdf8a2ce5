/** Case 2026-11-42: a role that was made outside of CloudFormation is imported as it is, and then becomes a `TrustingRole`. */
import { GetRoleCommand } from '@aws-sdk/client-iam';
import { AccountPrincipal, IRole, ManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import { App, LegacyStackSynthesizer, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { ASSUMING_ACCOUNT, Cloud, REGION, TestUser, TRUSTING_ACCOUNT } from '../../emulator/testing/cloud';
import { ALLOWED, messageOf, outcomeOf } from '../../emulator/testing/outcome';
import { allow, managed, root, trust } from '../../emulator/testing/policies';
import { TestStack } from '../../emulator/testing/stack';
import { TrustingRole } from '../../src';
import { CdkApp } from '../testing/cdk-app';

const DENIED = 'AccessDenied';
const NAME = 'SecurityReadOnlyRole';
const STACK = `WorkloadIn${TRUSTING_ACCOUNT}`;
/** What `cdk import` asks for. */
const IDENTIFIED = { ResourceType: 'AWS::IAM::Role', ResourceIdentifier: { RoleName: NAME } };

let cloud: Cloud;
let role: string;
let user: TestUser;
beforeEach(async () => {
  cloud = await Cloud.open();
  role = await cloud.role(TRUSTING_ACCOUNT, NAME, { trust: [trust(root(ASSUMING_ACCOUNT))], managed: [managed('ReadOnlyAccess')] });
  user = await cloud.user(ASSUMING_ACCOUNT, 'userA', { statements: [allow('sts:AssumeRole', role)] });
});
afterEach(() => cloud.close());

type Build = (stack: Stack) => IRole;

/** The role as it is: same name, path, trust and policies. */
const asItIs: Build = (stack) => {
  const made = new Role(stack, 'Role', {
    roleName: NAME, assumedBy: new AccountPrincipal(ASSUMING_ACCOUNT), managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')],
  });
  made.applyRemovalPolicy(RemovalPolicy.RETAIN);
  return made;
};

/** The new definition, as if it were the old one. */
const asIfNew: Build = (stack) => {
  const made = new Role(stack, 'Role', {
    roleName: NAME,
    assumedBy: new AccountPrincipal(ASSUMING_ACCOUNT).withConditions({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
    managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')],
  });
  made.applyRemovalPolicy(RemovalPolicy.RETAIN);
  return made;
};

const trustingRole: Build = (stack) => {
  const made = new TrustingRole(stack, 'Role', { assumingAccount: ASSUMING_ACCOUNT });
  made.applyRemovalPolicy(RemovalPolicy.RETAIN);
  return made;
};

const stackOnAws = () => new TestStack(cloud.administrator(TRUSTING_ACCOUNT).cloudFormation, STACK);

/** Imports with the template of the app, and returns the status of the stack. */
async function importRole(build: Build): Promise<string> {
  const app = new App({ defaultStackSynthesizer: new LegacyStackSynthesizer() });
  const stack = new Stack(app, STACK, { env: { account: TRUSTING_ACCOUNT, region: REGION } });
  const LogicalResourceId = stack.getLogicalId(build(stack).node.defaultChild as never);
  const { template } = app.synth().getStackByName(STACK);
  return stackOnAws().deploy(template, { ChangeSetType: 'IMPORT', ResourcesToImport: [{ ...IDENTIFIED, LogicalResourceId }] });
}

async function deploy(build: Build): Promise<void> {
  await new CdkApp(cloud, [TRUSTING_ACCOUNT]).deploy((newStack) => build(newStack(TRUSTING_ACCOUNT, 'Workload')));
}

const withoutMfa = () => outcomeOf(cloud.assume(user.clients, role));
const roleOnAws = async () => (await cloud.administrator(TRUSTING_ACCOUNT).iam.send(new GetRoleCommand({ RoleName: NAME }))).Role!;

test('case 2026-11-42: the role is imported as it is, and changes with the next deployment', async () => {
  const before = await roleOnAws();
  expect(await importRole(asItIs)).toBe('IMPORT_COMPLETE');
  expect([await roleOnAws(), await withoutMfa()]).toEqual([before, ALLOWED]);

  await deploy(trustingRole);
  expect((await roleOnAws()).RoleId).toBe(before.RoleId);
  expect((await roleOnAws()).PermissionsBoundary).toBeDefined();
  expect(await withoutMfa()).toBe(DENIED);
});

test('case 2026-11-42: imported with the new trust policy, the role keeps the old one, and a deployment changes nothing', async () => {
  expect(await importRole(asIfNew)).toBe('IMPORT_COMPLETE');
  await deploy(asIfNew);
  expect(await withoutMfa()).toBe(ALLOWED);
});

test('case 2026-11-42: a TrustingRole cannot be imported, because its policies are new', async () => {
  expect(await messageOf(importRole(trustingRole))).toContain('are missing from the ResourcesToImport list');
  expect([await stackOnAws().exists(), await withoutMfa()]).toEqual([false, ALLOWED]);
});

test('case 2026-11-42: without a removal policy, the import is refused', async () => {
  const deletable: Build = (stack) => new Role(stack, 'Role', { roleName: NAME, assumedBy: new AccountPrincipal(ASSUMING_ACCOUNT) });
  expect(await messageOf(importRole(deletable))).toContain('DeletionPolicy');
});

test('case 2026-11-42: without the import, the deployment fails, because the role exists', async () => {
  expect(await messageOf(deploy(trustingRole))).toContain(`${NAME} already exists`);
  expect(await withoutMfa()).toBe(ALLOWED);
});
