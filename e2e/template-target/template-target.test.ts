/** case 2026-11-43: the owner of an account deploys the written template, with the owner's credentials and without the CDK. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { App, LegacyStackSynthesizer, Stack } from 'aws-cdk-lib';
import { User } from 'aws-cdk-lib/aws-iam';
import { CALLS } from '../../emulator/testing/calls';
import { Clients } from '../../emulator/testing/clients';
import { ASSUMING_ACCOUNT, Cloud, REGION, TestUser, TRUSTING_ACCOUNT } from '../../emulator/testing/cloud';
import { inventory } from '../../emulator/testing/inventory';
import { ALLOWED, outcomeOf } from '../../emulator/testing/outcome';
import { TestStack } from '../../emulator/testing/stack';
import { VirtualMfaDevice } from '../../emulator/testing/virtual-mfa-device';
import { CrossAccountReadOnlyAccess, TrustingTarget } from '../../src';
import { OwnerTemplate } from '../../src/targets/template/owner-template';

const ROLE_ARN = `arn:aws:iam::${TRUSTING_ACCOUNT}:role/SecurityReadOnlyRole`;
const STACK_NAME = `SecurityReadOnlyRole-${ASSUMING_ACCOUNT}`;

let cloud: Cloud;
let member: TestUser;
let signedIn: Clients;
let files: Record<'template.yaml' | 'template.json' | 'instructions.md', string>;

beforeAll(async () => {
  cloud = await Cloud.open();
  member = await cloud.user(ASSUMING_ACCOUNT, 'userA');
  signedIn = await (await VirtualMfaDevice.enabledFor(cloud, member)).signIn(cloud, member);
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'assembly-')), defaultStackSynthesizer: new LegacyStackSynthesizer() });
  const identity = new Stack(app, 'Identity', { env: { account: ASSUMING_ACCOUNT, region: REGION } });
  const access = new CrossAccountReadOnlyAccess(identity, 'Access', {
    users: [User.fromUserName(identity, 'UserA', 'userA')], trusting: [TrustingTarget.template(TRUSTING_ACCOUNT)],
  });
  const assembly = app.synth();
  const { directory } = access.roles[0].stack as OwnerTemplate;
  files = Object.fromEntries(['template.yaml', 'template.json', 'instructions.md'].map((file) => [file, readFileSync(join(directory, file), 'utf8')])) as typeof files;
  await new TestStack(cloud.administrator(ASSUMING_ACCOUNT).cloudFormation, 'Identity').deploy(assembly.getStackArtifact('Identity').template);
});

afterAll(() => cloud.close());

describe.each(['template.yaml', 'template.json'] as const)('the owner deploys %s', (file) => {
  let stack: TestStack;
  let before: unknown;

  beforeAll(async () => {
    const owner = cloud.administrator(TRUSTING_ACCOUNT);
    before = await inventory(owner.iam);
    stack = new TestStack(owner.cloudFormation, STACK_NAME);
  });

  test('a member cannot assume the role before', async () => {
    expect(await outcomeOf(cloud.assume(signedIn, ROLE_ARN))).toBe('AccessDenied');
  });

  test('the stack of the instructions has the role that the instructions promise', async () => {
    // `aws cloudformation deploy` makes and executes a change set.
    expect(files['instructions.md']).toContain(`--stack-name ${STACK_NAME} --capabilities CAPABILITY_NAMED_IAM`);
    const { ChangeSetId } = await stack.createChangeSet(files[file]);
    await stack.execute(ChangeSetId!);
    expect(await stack.status()).toBe('CREATE_COMPLETE');
    const { RoleArn } = await stack.outputs();
    expect(RoleArn).toBe(ROLE_ARN);
    expect(files['instructions.md']).toContain(`expects \`${RoleArn}\``);
  });

  test('a member with MFA assumes it, reads, and cannot write; without MFA the member cannot assume it', async () => {
    const session = await cloud.assume(signedIn, ROLE_ARN);
    expect(await outcomeOf(CALLS['list roles'](session))).toBe(ALLOWED);
    expect(await outcomeOf(CALLS['create a user'](session))).toBe('AccessDenied');
    expect(await outcomeOf(cloud.assume(member.clients, ROLE_ARN))).toBe('AccessDenied');
  });

  test('nothing is left after the owner has deleted the stack, and sessions end', async () => {
    const session = await cloud.assume(signedIn, ROLE_ARN);
    await stack.delete();
    expect(await inventory(cloud.administrator(TRUSTING_ACCOUNT).iam)).toEqual(before);
    expect(await outcomeOf(CALLS['list roles'](session))).toBe('InvalidClientTokenId');
    expect(await outcomeOf(cloud.assume(signedIn, ROLE_ARN))).toBe('AccessDenied');
  });
});

test('the form of the console, which makes a stack without a change set, accepts the template', async () => {
  const { cloudFormation } = cloud.administrator(TRUSTING_ACCOUNT);
  const created = outcomeOf(cloudFormation.send(new CreateStackCommand({
    StackName: STACK_NAME, TemplateBody: files['template.yaml'], Capabilities: ['CAPABILITY_NAMED_IAM'],
  })));
  expect(await created).toBe(ALLOWED);
  expect(await outcomeOf(cloud.assume(signedIn, ROLE_ARN))).toBe(ALLOWED);
});
