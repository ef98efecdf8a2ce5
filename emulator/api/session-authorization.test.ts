import {
  AttachRolePolicyCommand, DeleteAccessKeyCommand, DeleteRoleCommand, DeleteRolePolicyCommand, DeleteUserCommand, DetachRolePolicyCommand,
  PutRolePolicyCommand, UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { CALLS } from '../testing/calls';
import { advanceClock } from '../testing/clock';
import { ASSUMING_ACCOUNT, Cloud, THIRD_ACCOUNT, TRUSTING_ACCOUNT } from '../testing/cloud';
import { ALLOWED, messageOf, outcomeOf } from '../testing/outcome';
import { allow, deny, managed, policy, root, trust } from '../testing/policies';
import { VirtualMfaDevice } from '../testing/virtual-mfa-device';

const DENIED = 'AccessDenied';
const GONE = 'InvalidClientTokenId';
const LOOKER = { trust: [trust(root(ASSUMING_ACCOUNT))] };

let cloud: Cloud;
beforeEach(async () => {
  cloud = await Cloud.open();
});
afterEach(() => cloud.close());

async function lookerSession() {
  const ann = await cloud.user(ASSUMING_ACCOUNT, 'ann', { statements: [allow('sts:AssumeRole')] });
  const role = await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', LOOKER);
  const assumeAgain = () => cloud.assume(ann.clients, role);
  return { session: await assumeAgain(), assumeAgain };
}

describe('an existing session', () => {
  test('has the current permissions of the role', async () => {
    const { iam } = cloud.administrator(TRUSTING_ACCOUNT);
    const { session } = await lookerSession();
    expect(await outcomeOf(CALLS['list buckets'](session))).toBe(DENIED);
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'ReadOnly', PolicyArn: managed('AmazonS3ReadOnlyAccess') }));
    expect(await outcomeOf(CALLS['list buckets'](session))).toBe(ALLOWED);
    await iam.send(new PutRolePolicyCommand({ RoleName: 'ReadOnly', PolicyName: 'No', PolicyDocument: policy(deny('s3:*')) }));
    expect(await outcomeOf(CALLS['list buckets'](session))).toBe(DENIED);
    await iam.send(new DeleteRolePolicyCommand({ RoleName: 'ReadOnly', PolicyName: 'No' }));
    expect(await outcomeOf(CALLS['list buckets'](session))).toBe(ALLOWED);
    await iam.send(new DetachRolePolicyCommand({ RoleName: 'ReadOnly', PolicyArn: managed('AmazonS3ReadOnlyAccess') }));
    expect(await outcomeOf(CALLS['list buckets'](session))).toBe(DENIED);
  });

  test('continues if the role no longer trusts its caller, who cannot assume it again', async () => {
    const { iam } = cloud.administrator(TRUSTING_ACCOUNT);
    const { session, assumeAgain } = await lookerSession();
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'ReadOnly', PolicyArn: managed('AmazonS3ReadOnlyAccess') }));
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'ReadOnly', PolicyDocument: policy(trust(root(THIRD_ACCOUNT))) }));
    expect(await outcomeOf(CALLS['list buckets'](session))).toBe(ALLOWED);
    expect(await outcomeOf(assumeAgain())).toBe(DENIED);
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
  test('is revoked by a denial of sessions issued before a time', async () => {
    const { iam } = cloud.administrator(TRUSTING_ACCOUNT);
    const { session, assumeAgain } = await lookerSession();
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'ReadOnly', PolicyArn: managed('AmazonS3ReadOnlyAccess') }));
    advanceClock(10);
    const now = new Date().toISOString();
    const revoked = policy(deny('*', '*', { DateLessThan: { 'aws:TokenIssueTime': now } }));
    await iam.send(new PutRolePolicyCommand({ RoleName: 'ReadOnly', PolicyName: 'AWSRevokeOlderSessions', PolicyDocument: revoked }));
    expect(await outcomeOf(CALLS['list buckets'](session))).toBe(DENIED);
    expect(await outcomeOf(CALLS['list buckets'](await assumeAgain()))).toBe(ALLOWED);
  });

  test('ends when the role is deleted, also if it is created again under the same name', async () => {
    const { iam } = cloud.administrator(TRUSTING_ACCOUNT);
    const { session, assumeAgain } = await lookerSession();
    expect(await outcomeOf(CALLS['get caller identity'](session))).toBe(ALLOWED);
    await iam.send(new DeleteRoleCommand({ RoleName: 'ReadOnly' }));
    expect(await outcomeOf(CALLS['get caller identity'](session))).toBe(GONE);
    await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', LOOKER);
    expect(await outcomeOf(CALLS['get caller identity'](session))).toBe(GONE);
    expect(await outcomeOf(CALLS['get caller identity'](await assumeAgain()))).toBe(ALLOWED);
  });

  test('of a user ends when the user is deleted', async () => {
    const { iam } = cloud.administrator(ASSUMING_ACCOUNT);
    const ann = await cloud.user(ASSUMING_ACCOUNT, 'ann');
    const { Credentials: credentials } = await ann.clients.sts.send(new GetSessionTokenCommand({}));
    const session = cloud.withSession(credentials!);
    expect(await outcomeOf(CALLS['get caller identity'](session))).toBe(ALLOWED);
    await iam.send(new DeleteAccessKeyCommand({ UserName: 'ann', AccessKeyId: ann.keys.accessKeyId }));
    await iam.send(new DeleteUserCommand({ UserName: 'ann' }));
    expect(await outcomeOf(CALLS['get caller identity'](session))).toBe(GONE);
  });

  // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
  test('of a user can call IAM only with MFA', async () => {
    const ann = await cloud.user(ASSUMING_ACCOUNT, 'ann', { statements: [allow('*')] });
    const device = await VirtualMfaDevice.enabledFor(cloud, ann);
    const { Credentials: credentials } = await ann.clients.sts.send(new GetSessionTokenCommand({}));
    const withoutMfa = cloud.withSession(credentials!);
    expect(await outcomeOf(CALLS['list buckets'](withoutMfa))).toBe(ALLOWED);
    expect(await outcomeOf(CALLS['list roles'](withoutMfa))).toBe(GONE);
    expect(await outcomeOf(CALLS['list roles'](await device.signIn(cloud, ann)))).toBe(ALLOWED);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
describe('an AccessDenied message names principal, action, resource and reason', () => {
  const ANN = `arn:aws:iam::${ASSUMING_ACCOUNT}:user/ann`;
  const BOB = `arn:aws:iam::${ASSUMING_ACCOUNT}:user/bob`;
  const S3_READ = managed('AmazonS3ReadOnlyAccess');

  test.each([
    { to: 'a user without permission', permissions: {}, why: 'because no identity-based policy allows the iam:GetUser action' },
    { to: 'a user who is denied', permissions: { statements: [allow('*'), deny('iam:GetUser')] }, why: 'with an explicit deny in an identity-based policy' },
    { to: 'a user in a boundary', permissions: { statements: [allow('*')], boundary: S3_READ }, why: 'because no permissions boundary allows the iam:GetUser action' },
  ])('$to', async ({ permissions, why }) => {
    await cloud.user(ASSUMING_ACCOUNT, 'bob');
    const { clients } = await cloud.user(ASSUMING_ACCOUNT, 'ann', permissions);
    expect(await messageOf(CALLS['get user bob'](clients))).toBe(`User: ${ANN} is not authorized to perform: iam:GetUser on resource: ${BOB} ${why}`);
  });

  test('of a role session, with the session\'s ARN', async () => {
    await cloud.user(ASSUMING_ACCOUNT, 'bob');
    const role = await cloud.role(ASSUMING_ACCOUNT, 'Worker', { path: '/path/', ...LOOKER, statements: [allow('*')] });
    const session = await cloud.assume(cloud.administrator(ASSUMING_ACCOUNT), role, { Policy: policy(allow('s3:*')) });
    expect(await messageOf(CALLS['get user bob'](session))).toBe(
      `User: arn:aws:sts::${ASSUMING_ACCOUNT}:assumed-role/Worker/session is not authorized to perform: iam:GetUser on resource: ${BOB} because no session policy allows the iam:GetUser action`);
  });

  test('of EC2, with EC2\'s error code', async () => {
    const { clients } = await cloud.user(ASSUMING_ACCOUNT, 'ann');
    expect(await outcomeOf(CALLS['list instances'](clients))).toBe('UnauthorizedOperation');
    expect(await messageOf(CALLS['list instances'](clients))).toContain(`${ANN} is not authorized to perform: ec2:DescribeInstances`);
  });

  test('of a caller in another account, without the reason', async () => {
    const { clients } = await cloud.user(ASSUMING_ACCOUNT, 'ann', { statements: [allow('sts:AssumeRole')] });
    const role = await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', { trust: [trust(root(THIRD_ACCOUNT))] });
    expect(await messageOf(cloud.assume(clients, role))).toBe(`User: ${ANN} is not authorized to perform: sts:AssumeRole on resource: ${role}`);
  });
});
