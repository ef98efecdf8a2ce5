import { CreateVirtualMFADeviceCommand, DeactivateMFADeviceCommand, DeleteVirtualMFADeviceCommand, IAMClient, ListMFADevicesCommand } from '@aws-sdk/client-iam';
import { advanceClock } from '../../testing/clock';
import { ASSUMING_ACCOUNT, Cloud, TestUser, TRUSTING_ACCOUNT } from '../../testing/cloud';
import { ALLOWED, outcomeOf } from '../../testing/outcome';
import { allow } from '../../testing/policies';
import { VirtualMfaDevice } from '../../testing/virtual-mfa-device';

const IN_USE = 'EntityAlreadyExistsException';
const INVALID_CODE = 'InvalidAuthenticationCodeException';
const MISSING = 'NoSuchEntityException';

let cloud: Cloud;
let iam: IAMClient;
let ann: TestUser;
beforeEach(async () => {
  cloud = await Cloud.open();
  iam = cloud.administrator(ASSUMING_ACCOUNT).iam;
  ann = await cloud.user(ASSUMING_ACCOUNT, 'ann');
});
afterEach(() => cloud.close());

async function devicesOf(UserName: string): Promise<string[]> {
  const { MFADevices } = await iam.send(new ListMFADevicesCommand({ UserName }));
  return MFADevices!.map(({ SerialNumber }) => SerialNumber!);
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_EnableMFADevice.html
describe('a device is enabled by two consecutive codes', () => {
  test.each([
    { codes: 'the previous and the current one', steps: [-1, 0], expected: ALLOWED },
    { codes: 'the current and the next one', steps: [0, 1], expected: ALLOWED },
    { codes: 'the previous and the next one', steps: [-1, 1], expected: INVALID_CODE },
    { codes: 'two in the wrong order', steps: [0, -1], expected: INVALID_CODE },
    { codes: 'the same one twice', steps: [0, 0], expected: INVALID_CODE },
    { codes: 'two old ones', steps: [-11, -10], expected: INVALID_CODE },
    { codes: 'two future ones', steps: [10, 11], expected: INVALID_CODE },
  ])('$codes: $expected', async ({ steps: [first, second], expected }) => {
    const device = await VirtualMfaDevice.create(cloud.administrator(ASSUMING_ACCOUNT), 'phone');
    const codes = [device.code(first), device.code(second)];
    expect(await outcomeOf(device.enable(cloud.administrator(ASSUMING_ACCOUNT), 'ann', codes))).toBe(expected);
    expect(await devicesOf('ann')).toEqual(expected === ALLOWED ? [device.serialNumber] : []);
  });

  test('of its own, not of another device', async () => {
    const [device, other] = [await VirtualMfaDevice.create(cloud.administrator(ASSUMING_ACCOUNT), 'phone'), await VirtualMfaDevice.create(cloud.administrator(ASSUMING_ACCOUNT), 'tablet')];
    const enable = (codes: string[]) => outcomeOf(device.enable(cloud.administrator(ASSUMING_ACCOUNT), 'ann', codes));
    expect(await enable([other.code(-1), other.code(0)])).toBe(INVALID_CODE);
    expect(await enable([device.code(-1), device.code(0)])).toBe(ALLOWED);
  });
});

describe('a virtual device', () => {
  test('is created, enabled, deactivated and deleted, in this order', async () => {
    const { SerialNumber } = (await iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'phone', Path: '/desk/' }))).VirtualMFADevice!;
    expect(SerialNumber).toBe(`arn:aws:iam::${ASSUMING_ACCOUNT}:mfa/desk/phone`);
    expect(await outcomeOf(iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber })))).toBe(ALLOWED);

    const device = await VirtualMfaDevice.enabledFor(cloud, ann);
    const deactivate = new DeactivateMFADeviceCommand({ UserName: 'ann', SerialNumber: device.serialNumber });
    const remove = new DeleteVirtualMFADeviceCommand({ SerialNumber: device.serialNumber });
    expect(await devicesOf('ann')).toEqual([device.serialNumber]);
    expect(await outcomeOf(iam.send(remove))).toBe('DeleteConflictException');
    expect(await outcomeOf(iam.send(deactivate))).toBe(ALLOWED);
    expect(await devicesOf('ann')).toEqual([]);
    expect(await outcomeOf(iam.send(deactivate))).toBe(MISSING);
    expect(await outcomeOf(iam.send(remove))).toBe(ALLOWED);
    expect(await outcomeOf(iam.send(remove))).toBe(MISSING);
    expect(await outcomeOf(device.enable(cloud.administrator(ASSUMING_ACCOUNT), 'ann'))).toBe(MISSING);
  });

  test('has a unique name in its account', async () => {
    const make = (account: string, name: string) => outcomeOf(VirtualMfaDevice.create(cloud.administrator(account), name));
    expect(await make(ASSUMING_ACCOUNT, 'phone')).toBe(ALLOWED);
    expect(await make(ASSUMING_ACCOUNT, 'phone')).toBe(IN_USE);
    expect(await make(ASSUMING_ACCOUNT, 'tablet')).toBe(ALLOWED);
    expect(await make(TRUSTING_ACCOUNT, 'phone')).toBe(ALLOWED);
  });

  test('that is in use is not enabled for another user', async () => {
    await cloud.user(ASSUMING_ACCOUNT, 'bob');
    const device = await VirtualMfaDevice.enabledFor(cloud, ann);
    advanceClock(60);
    expect(await outcomeOf(device.enable(cloud.administrator(ASSUMING_ACCOUNT), 'bob'))).toBe(IN_USE);
    expect(await devicesOf('ann')).toEqual([device.serialNumber]);
    expect(await devicesOf('bob')).toEqual([]);
  });

  test('of another account cannot be enabled', async () => {
    const device = await VirtualMfaDevice.create(cloud.administrator(TRUSTING_ACCOUNT), 'phone');
    expect(await outcomeOf(device.enable(cloud.administrator(ASSUMING_ACCOUNT), 'ann'))).toBe(MISSING);
  });

  test('of another user cannot be deactivated', async () => {
    await cloud.user(ASSUMING_ACCOUNT, 'bob');
    const { serialNumber } = await VirtualMfaDevice.enabledFor(cloud, ann);
    expect(await outcomeOf(iam.send(new DeactivateMFADeviceCommand({ UserName: 'bob', SerialNumber: serialNumber })))).toBe(MISSING);
    expect(await devicesOf('ann')).toEqual([serialNumber]);
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  test('is one of at most eight per user', async () => {
    for (let i = 1; i <= 8; i++) {
      const device = await VirtualMfaDevice.create(cloud.administrator(ASSUMING_ACCOUNT), `phone-${i}`);
      expect(await outcomeOf(device.enable(cloud.administrator(ASSUMING_ACCOUNT), 'ann'))).toBe(ALLOWED);
    }
    const ninth = await VirtualMfaDevice.create(cloud.administrator(ASSUMING_ACCOUNT), 'phone-9');
    expect(await outcomeOf(ninth.enable(cloud.administrator(ASSUMING_ACCOUNT), 'ann'))).toBe('LimitExceededException');
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage-mfa-only.html
  test('can be registered by its user, under the user\'s name only', async () => {
    const own = {
      statements: [
        allow('iam:CreateVirtualMFADevice', `arn:aws:iam::${ASSUMING_ACCOUNT}:mfa/phone-of-\${aws:username}`),
        allow('iam:EnableMFADevice', `arn:aws:iam::${ASSUMING_ACCOUNT}:user/\${aws:username}`),
      ],
    };
    await cloud.user(ASSUMING_ACCOUNT, 'bob');
    const { clients } = await cloud.user(ASSUMING_ACCOUNT, 'cem', own);
    expect(await outcomeOf(VirtualMfaDevice.create(clients, 'phone-of-bob'))).toBe('AccessDenied');
    const device = await VirtualMfaDevice.create(clients, 'phone-of-cem');
    expect(await outcomeOf(device.enable(clients, 'bob'))).toBe('AccessDenied');
    expect(await outcomeOf(device.enable(clients, 'cem'))).toBe(ALLOWED);
  });
});
