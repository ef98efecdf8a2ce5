import { GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { CALLS } from '../../testing/calls';
import { advanceClock } from '../../testing/clock';
import { ASSUMING_ACCOUNT, Cloud, TestUser, TRUSTING_ACCOUNT } from '../../testing/cloud';
import { ALLOWED, outcomeOf } from '../../testing/outcome';
import { allow, Conditions, root, trust } from '../../testing/policies';
import { VirtualMfaDevice } from '../../testing/virtual-mfa-device';

const DENIED = 'AccessDenied';
const HOUR = 3600;
const WITH_MFA: Conditions = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
const WITHOUT_MFA: Conditions = { Bool: { 'aws:MultiFactorAuthPresent': 'false' } };

let cloud: Cloud;
let ann: TestUser;
beforeEach(async () => {
  cloud = await Cloud.open();
  ann = await cloud.user(ASSUMING_ACCOUNT, 'ann', { statements: [allow('*')] });
});
afterEach(() => cloud.close());

const signIn = async (user: TestUser, code?: { SerialNumber: string; TokenCode: string }) => cloud.signInToConsole(user, code);

describe('a user signs in', () => {
  test('without a device, without a code', async () => {
    expect(await outcomeOf(signIn(ann))).toBe(ALLOWED);
  });

  // https://docs.aws.amazon.com/IAM/latest/APIReference/API_EnableMFADevice.html
  test('with a device, with its code only', async () => {
    const device = await VirtualMfaDevice.enabledFor(cloud, ann);
    expect(await outcomeOf(signIn(ann))).toBe(DENIED);
    expect(await outcomeOf(signIn(ann, device.wrongCode))).toBe(DENIED);
    expect(await outcomeOf(signIn(ann, device.nextCode))).toBe(ALLOWED);
  });

  test('with a code of another user\'s device: denied, also without a device', async () => {
    const device = await VirtualMfaDevice.enabledFor(cloud, await cloud.user(ASSUMING_ACCOUNT, 'bob'));
    expect(await outcomeOf(signIn(ann, device.nextCode))).toBe(DENIED);
    expect(await outcomeOf(signIn(ann))).toBe(ALLOWED);
  });

  test('whose device is not enabled, without a code', async () => {
    await VirtualMfaDevice.create(cloud.administrator(ASSUMING_ACCOUNT), 'phone-of-ann');
    expect(await outcomeOf(signIn(ann))).toBe(ALLOWED);
  });

  test('who exists in the account only', async () => {
    expect(await outcomeOf(signIn({ ...ann, account: TRUSTING_ACCOUNT }))).toBe('NoSuchEntity');
  });
});

describe('the session', () => {
  test('ends after twelve hours', async () => {
    const session = cloud.signInToConsole(ann);
    advanceClock(12 * HOUR - 1);
    expect(await outcomeOf(CALLS['get caller identity'](session))).toBe(ALLOWED);
    advanceClock(1);
    expect(await outcomeOf(CALLS['get caller identity'](session))).toBe('ExpiredToken');
  });

  // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
  test('calls IAM without MFA, as one of GetSessionToken cannot', async () => {
    const { Credentials: credentials } = await ann.clients.sts.send(new GetSessionTokenCommand({}));
    expect(await outcomeOf(CALLS['list roles'](cloud.withSession(credentials!)))).toBe('InvalidClientTokenId');
    expect(await outcomeOf(CALLS['list roles'](cloud.signInToConsole(ann)))).toBe(ALLOWED);
  });

  test('gets no session of GetSessionToken', async () => {
    expect(await outcomeOf(cloud.signInToConsole(ann).sts.send(new GetSessionTokenCommand({})))).toBe(DENIED);
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
  test.each<{ condition: Conditions; accessKey: string; withoutDevice: string; withDevice: string }>([
    { condition: WITH_MFA, accessKey: DENIED, withoutDevice: DENIED, withDevice: ALLOWED },
    { condition: WITHOUT_MFA, accessKey: DENIED, withoutDevice: ALLOWED, withDevice: DENIED },
    { condition: { Null: { 'aws:MultiFactorAuthPresent': 'false' } }, accessKey: DENIED, withoutDevice: ALLOWED, withDevice: ALLOWED },
    { condition: { Null: { 'aws:MultiFactorAuthPresent': 'true' } }, accessKey: ALLOWED, withoutDevice: DENIED, withDevice: DENIED },
  ])('has the MFA key with its value: $condition', async ({ condition, accessKey, withoutDevice, withDevice }) => {
    const bob = await cloud.user(ASSUMING_ACCOUNT, 'bob', { statements: [allow('iam:ListRoles', '*', condition)] });
    expect(await outcomeOf(CALLS['list roles'](bob.clients))).toBe(accessKey);
    expect(await outcomeOf(CALLS['list roles'](cloud.signInToConsole(bob)))).toBe(withoutDevice);
    const device = await VirtualMfaDevice.enabledFor(cloud, bob);
    expect(await outcomeOf(CALLS['list roles'](cloud.signInToConsole(bob, device.nextCode)))).toBe(withDevice);
  });

  test('switches to a role that requires MFA, with MFA only', async () => {
    const role = await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', { trust: [trust(root(ASSUMING_ACCOUNT), WITH_MFA)] });
    expect(await outcomeOf(cloud.assume(cloud.signInToConsole(ann), role))).toBe(DENIED);
    const device = await VirtualMfaDevice.enabledFor(cloud, ann);
    expect(await outcomeOf(cloud.assume(cloud.signInToConsole(ann, device.nextCode), role))).toBe(ALLOWED);
  });
});
