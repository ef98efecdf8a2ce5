import { CreateRoleCommand, UpdateRoleCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { advanceClock } from '../../testing/clock';
import { ASSUMING_ACCOUNT, Cloud, TestUser, TRUSTING_ACCOUNT } from '../../testing/cloud';
import { ALLOWED, outcomeOf } from '../../testing/outcome';
import { allow, policy, root, trust } from '../../testing/policies';
import { VirtualMfaDevice } from '../../testing/virtual-mfa-device';

const HOUR = 3600;
const INVALID = 'ValidationError';
const IN_WORK = { trust: [trust(root(ASSUMING_ACCOUNT))] };

let cloud: Cloud;
let ann: TestUser;
beforeEach(async () => {
  cloud = await Cloud.open();
  ann = await cloud.user(ASSUMING_ACCOUNT, 'ann', { statements: [allow('sts:AssumeRole')] });
});
afterEach(() => cloud.close());

// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
describe('the duration of a role session', () => {
  test.each([
    { roleAllows: undefined, asked: 900, expected: ALLOWED },
    { roleAllows: undefined, asked: 899, expected: INVALID },
    { roleAllows: undefined, asked: HOUR, expected: ALLOWED },
    { roleAllows: undefined, asked: HOUR + 1, expected: INVALID },
    { roleAllows: 2 * HOUR, asked: 2 * HOUR, expected: ALLOWED },
    { roleAllows: 2 * HOUR, asked: 2 * HOUR + 1, expected: INVALID },
    { roleAllows: 12 * HOUR, asked: 12 * HOUR, expected: ALLOWED },
    { roleAllows: 12 * HOUR, asked: 12 * HOUR + 1, expected: INVALID },
  ])('with a maximum of $roleAllows, requested $asked: $expected', async ({ roleAllows, asked, expected }) => {
    const role = await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', { ...IN_WORK, maxSeconds: roleAllows });
    expect(await outcomeOf(cloud.assume(ann.clients, role, { DurationSeconds: asked }))).toBe(expected);
  });

  test.each([
    { maximum: HOUR - 1, expected: INVALID },
    { maximum: HOUR, expected: ALLOWED },
    { maximum: 12 * HOUR, expected: ALLOWED },
    { maximum: 12 * HOUR + 1, expected: INVALID },
  ])('a role can have a maximum of $maximum: $expected', async ({ maximum, expected }) => {
    const { iam } = cloud.administrator(TRUSTING_ACCOUNT);
    const document = policy(trust(root(ASSUMING_ACCOUNT)));
    const create = new CreateRoleCommand({ RoleName: 'New', AssumeRolePolicyDocument: document, MaxSessionDuration: maximum });
    expect(await outcomeOf(iam.send(create))).toBe(expected);
    await cloud.role(TRUSTING_ACCOUNT, 'Old', IN_WORK);
    expect(await outcomeOf(iam.send(new UpdateRoleCommand({ RoleName: 'Old', MaxSessionDuration: maximum })))).toBe(expected);
  });

  // https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html
  test('is one hour again after an update without a maximum', async () => {
    const role = await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', { ...IN_WORK, maxSeconds: 2 * HOUR });
    const longer = () => outcomeOf(cloud.assume(ann.clients, role, { DurationSeconds: HOUR + 1 }));
    expect(await longer()).toBe(ALLOWED);
    await cloud.administrator(TRUSTING_ACCOUNT).iam.send(new UpdateRoleCommand({ RoleName: 'ReadOnly', Description: 'read-only' }));
    expect(await longer()).toBe(INVALID);
  });

  test.each([
    { asked: undefined, lasts: HOUR },
    { asked: 900, lasts: 900 },
    { asked: 2 * HOUR, lasts: 2 * HOUR },
  ])('requested $asked, is $lasts seconds', async ({ asked, lasts }) => {
    const role = await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', { ...IN_WORK, maxSeconds: 2 * HOUR });
    const session = await cloud.assume(ann.clients, role, { DurationSeconds: asked });
    advanceClock(lasts - 1);
    expect(await outcomeOf(session.sts.send(new GetCallerIdentityCommand({})))).toBe(ALLOWED);
    advanceClock(1);
    expect(await outcomeOf(session.sts.send(new GetCallerIdentityCommand({})))).toBe('ExpiredToken');
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
describe('role chaining', () => {
  test.each([
    { from: 'role', asked: HOUR, expected: ALLOWED },
    { from: 'role', asked: HOUR + 1, expected: INVALID },
    { from: 'user', asked: HOUR + 1, expected: ALLOWED },
  ])('by a $from for $asked seconds: $expected', async ({ from, asked, expected }) => {
    const hop = await cloud.role(ASSUMING_ACCOUNT, 'Hop', { trust: [trust(root(ASSUMING_ACCOUNT))], statements: [allow('sts:AssumeRole')] });
    const role = await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', { ...IN_WORK, maxSeconds: 12 * HOUR });
    const caller = from === 'role' ? await cloud.assume(ann.clients, hop) : ann.clients;
    expect(await outcomeOf(cloud.assume(caller, role, { DurationSeconds: asked }))).toBe(expected);
  });

  test('is decided for the first role, not for the user that assumed it', async () => {
    const idle = await cloud.role(ASSUMING_ACCOUNT, 'Idle', { trust: [trust(root(ASSUMING_ACCOUNT))] });
    const role = await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', IN_WORK);
    expect(await outcomeOf(cloud.assume(ann.clients, role))).toBe(ALLOWED);
    expect(await outcomeOf(cloud.assume(await cloud.assume(ann.clients, idle), role))).toBe('AccessDenied');
  });

  test.each([
    { named: 'the role', principal: `arn:aws:iam::${ASSUMING_ACCOUNT}:role/hops/Hop`, expected: ALLOWED },
    { named: 'the session', principal: `arn:aws:sts::${ASSUMING_ACCOUNT}:assumed-role/Hop/session`, expected: ALLOWED },
    { named: 'another session', principal: `arn:aws:sts::${ASSUMING_ACCOUNT}:assumed-role/Hop/other`, expected: 'AccessDenied' },
    { named: 'the user that assumed the first role', principal: `arn:aws:iam::${ASSUMING_ACCOUNT}:user/ann`, expected: 'AccessDenied' },
  ])('to a role that trusts a principal that is $named: $expected', async ({ principal, expected }) => {
    const hop = await cloud.role(ASSUMING_ACCOUNT, 'Hop', { path: '/hops/', trust: [trust(root(ASSUMING_ACCOUNT))], statements: [allow('sts:AssumeRole')] });
    const role = await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', { trust: [trust(principal)] });
    expect(await outcomeOf(cloud.assume(await cloud.assume(ann.clients, hop), role))).toBe(expected);
  });

  test.each([
    { named: 'the role', arn: `arn:aws:iam::${ASSUMING_ACCOUNT}:role/hops/Hop`, expected: ALLOWED },
    { named: 'the role without its path', arn: `arn:aws:iam::${ASSUMING_ACCOUNT}:role/Hop`, expected: 'AccessDenied' },
    { named: 'the session', arn: `arn:aws:sts::${ASSUMING_ACCOUNT}:assumed-role/Hop/session`, expected: 'AccessDenied' },
    { named: 'the user that assumed the first role', arn: `arn:aws:iam::${ASSUMING_ACCOUNT}:user/ann`, expected: 'AccessDenied' },
  ])('to a role that trusts aws:PrincipalArn that is $named: $expected', async ({ arn, expected }) => {
    const hop = await cloud.role(ASSUMING_ACCOUNT, 'Hop', { path: '/hops/', trust: [trust(root(ASSUMING_ACCOUNT))], statements: [allow('sts:AssumeRole')] });
    const role = await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', { trust: [trust(root(ASSUMING_ACCOUNT), { ArnEquals: { 'aws:PrincipalArn': arn } })] });
    expect(await outcomeOf(cloud.assume(await cloud.assume(ann.clients, hop), role))).toBe(expected);
  });
});

// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
describe('a user session', () => {
  test.each([
    { asked: 900, expected: ALLOWED },
    { asked: 899, expected: INVALID },
    { asked: 36 * HOUR, expected: ALLOWED },
    { asked: 36 * HOUR + 1, expected: INVALID },
  ])('requested for $asked seconds: $expected', async ({ asked, expected }) => {
    expect(await outcomeOf(ann.clients.sts.send(new GetSessionTokenCommand({ DurationSeconds: asked })))).toBe(expected);
  });

  test('requires no permission, and a long-term access key', async () => {
    const user = await cloud.user(ASSUMING_ACCOUNT, 'without-permissions');
    const { Credentials: credentials } = await user.clients.sts.send(new GetSessionTokenCommand({}));
    expect(await outcomeOf(cloud.withSession(credentials!).sts.send(new GetSessionTokenCommand({})))).toBe('AccessDenied');
    const role = await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', { ...IN_WORK, statements: [allow('*')] });
    const session = await cloud.assume(ann.clients, role);
    expect(await outcomeOf(session.sts.send(new GetSessionTokenCommand({})))).toBe('AccessDenied');
  });

  test('can be longer than the role session', async () => {
    const device = await VirtualMfaDevice.enabledFor(cloud, ann);
    const signedIn = await device.signIn(cloud, ann);
    const role = await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', IN_WORK);
    advanceClock(12 * HOUR - 1);
    expect(await outcomeOf(cloud.assume(signedIn, role))).toBe(ALLOWED);
    advanceClock(1);
    expect(await outcomeOf(signedIn.sts.send(new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'session' })))).toBe('ExpiredToken');
  });
});
