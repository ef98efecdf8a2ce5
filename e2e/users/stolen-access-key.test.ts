/** Case 2026-11-11: the published attack on the usual sample policy, with the library's own group. */
import { ListMFADevicesCommand } from '@aws-sdk/client-iam';
import { GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { User } from 'aws-cdk-lib/aws-iam';
import { Clients } from '../../emulator/testing/clients';
import { advanceClock } from '../../emulator/testing/clock';
import { ASSUMING_ACCOUNT, Cloud, TestUser, TRUSTING_ACCOUNT } from '../../emulator/testing/cloud';
import { ALLOWED, outcomeOf } from '../../emulator/testing/outcome';
import { VirtualMfaDevice } from '../../emulator/testing/virtual-mfa-device';
import { CrossAccountReadOnlyAccess, SelfManagedMfa, TrustingTarget } from '../../src';
import { CdkApp } from '../testing/cdk-app';

const DENIED = 'AccessDenied';
/** IAM's answer to a session of `GetSessionToken` without MFA. */
const NO_IAM = 'InvalidClientTokenId';
const ROLE = `arn:aws:iam::${TRUSTING_ACCOUNT}:role/SecurityReadOnlyRole`;

let cloud: Cloud;
let userA: TestUser;

async function deployed(selfManagedMfa?: SelfManagedMfa): Promise<void> {
  cloud = await Cloud.open();
  userA = await cloud.user(ASSUMING_ACCOUNT, 'userA', { path: '/security/' });
  await new CdkApp(cloud, [ASSUMING_ACCOUNT, TRUSTING_ACCOUNT]).deploy((newStack) => {
    const identity = newStack(ASSUMING_ACCOUNT, 'Identity');
    new CrossAccountReadOnlyAccess(identity, 'Access', {
      users: [User.fromUserName(identity, 'UserA', 'userA')],
      trusting: [TrustingTarget.scope(newStack(TRUSTING_ACCOUNT, 'Workload'))],
      selfManagedMfa,
    });
  });
}

async function keySession(): Promise<Clients> {
  const { Credentials: credentials } = await userA.clients.sts.send(new GetSessionTokenCommand({}));
  return cloud.withSession(credentials!);
}

/** Creates and enables a device; the outcome is that of the first call that fails. */
const register = (by: Clients, name: string) => outcomeOf(VirtualMfaDevice.create(by, name).then((device) => device.enable(by, userA.name)));

afterEach(() => cloud.close());

describe('fromConsole(), the default', () => {
  beforeEach(() => deployed());

  test('a stolen access key registers no device, also by a session that it gets', async () => {
    expect(await register(userA.clients, 'thief')).toBe(DENIED);
    expect(await register(await keySession(), 'thief')).toBe(NO_IAM);
    expect(await outcomeOf(cloud.assume(userA.clients, ROLE))).toBe(DENIED);
    expect(await outcomeOf(cloud.assume(await keySession(), ROLE))).toBe(DENIED);
  });

  test('a stolen access key does not enable a device that the user has created', async () => {
    const device = await VirtualMfaDevice.create(cloud.signInToConsole(userA), 'phone');
    expect(await outcomeOf(device.enable(userA.clients, userA.name))).toBe(DENIED);
    expect(await outcomeOf(device.enable(cloud.signInToConsole(userA), userA.name))).toBe(ALLOWED);
  });

  test('the user registers a device in the console, and then switches to the role with MFA', async () => {
    const console = cloud.signInToConsole(userA);
    const device = await VirtualMfaDevice.create(console, 'phone');
    await device.enable(console, userA.name);
    expect(await outcomeOf(cloud.assume(console, ROLE))).toBe(DENIED);
    const withMfa = cloud.signInToConsole(userA, device.nextCode);
    expect(await outcomeOf(cloud.assume(withMfa, ROLE))).toBe(ALLOWED);
    advanceClock(60);
    expect(await register(withMfa, 'second-phone')).toBe(ALLOWED);
    expect((await withMfa.iam.send(new ListMFADevicesCommand({ UserName: userA.name }))).MFADevices).toHaveLength(2);
  });

  test('the user has a device: the password alone opens no console', async () => {
    await VirtualMfaDevice.enabledFor(cloud, userA);
    expect(await outcomeOf((async () => cloud.signInToConsole(userA))())).toBe(DENIED);
  });

  test('nobody registers a device for another user', async () => {
    const other = await cloud.user(ASSUMING_ACCOUNT, 'other');
    const device = await VirtualMfaDevice.create(cloud.signInToConsole(userA), 'phone');
    expect(await outcomeOf(device.enable(cloud.signInToConsole(userA), other.name))).toBe(DENIED);
  });
});

describe('requireMfa()', () => {
  beforeEach(() => deployed(SelfManagedMfa.requireMfa()));

  test('the console without MFA registers no device, and with MFA it does', async () => {
    expect(await register(userA.clients, 'thief')).toBe(DENIED);
    expect(await register(cloud.signInToConsole(userA), 'phone')).toBe(DENIED);
    const device = await VirtualMfaDevice.enabledFor(cloud, userA);
    expect(await register(cloud.signInToConsole(userA, device.nextCode), 'second-phone')).toBe(ALLOWED);
  });
});

describe('none()', () => {
  beforeEach(() => deployed(SelfManagedMfa.none()));

  test('only an administrator registers a device', async () => {
    const device = await VirtualMfaDevice.enabledFor(cloud, userA);
    const withMfa = cloud.signInToConsole(userA, device.nextCode);
    expect(await register(withMfa, 'second-phone')).toBe(DENIED);
    expect(await outcomeOf(cloud.assume(withMfa, ROLE))).toBe(ALLOWED);
  });
});
