import { iamOperation, userArn } from './iam-operation';
import { Account } from '../../accounts/account';
import { consumeCode, createSeed, MfaDevice } from '../../accounts/mfa-device';
import { Operations } from '../../api/operation';
import { AwsError } from '../../aws-error';
import { Params } from '../../wire/protocol';

/** The quota of MFA devices per user. */
const DEVICES_PER_USER = 8;

export const mfaOperations: Operations = {
  CreateVirtualMFADevice: iamOperation('CreateVirtualMFADevice', deviceArn, (account, params) => {
    const arn = deviceArn(params, account);
    if (account.mfaDevices.has(arn)) {
      throw new AwsError('EntityAlreadyExists', 'MFADevice entity at the same path and name already exists.', 409);
    }
    const seed = createSeed();
    account.mfaDevices.set(arn, { arn, seed, lastStep: 0 });
    return { VirtualMFADevice: { SerialNumber: arn, Base32StringSeed: Buffer.from(seed).toString('base64') } };
  }),
  EnableMFADevice: iamOperation('EnableMFADevice', userArn, (account, { UserName, SerialNumber, AuthenticationCode1, AuthenticationCode2 }) => {
    const user = account.users.get(UserName);
    const device = existingDevice(account, SerialNumber);
    if (device.owner) {
      throw new AwsError('EntityAlreadyExists', 'MFA VirtualMfaDevice is already in use.', 409);
    }
    if (devicesOf(account, UserName).length === DEVICES_PER_USER) {
      throw new AwsError('LimitExceeded', `Cannot exceed quota for MFADevicesPerUser: ${DEVICES_PER_USER}`, 409);
    }
    const first = consumeCode(device, AuthenticationCode1);
    const second = consumeCode(device, AuthenticationCode2);
    if (!first || second !== first + 1) {
      throw new AwsError('InvalidAuthenticationCode', 'Authentication code for device is not valid.', 403);
    }
    device.owner = user;
  }),
  ListMFADevices: iamOperation('ListMFADevices', userArn, (account, { UserName }) => ({
    MFADevices: devicesOf(account, UserName).map(({ arn }) => ({ UserName, SerialNumber: arn })),
    IsTruncated: false,
  })),
  DeactivateMFADevice: iamOperation('DeactivateMFADevice', userArn, (account, { UserName, SerialNumber }) => {
    const device = devicesOf(account, UserName).find(({ arn }) => arn === SerialNumber);
    if (!device) {
      throw new AwsError('NoSuchEntity', `MFA VirtualMfaDevice ${SerialNumber} invalid for user.`, 404);
    }
    device.owner = undefined;
  }),
  DeleteVirtualMFADevice: iamOperation('DeleteVirtualMFADevice', ({ SerialNumber }) => SerialNumber, (account, { SerialNumber }) => {
    if (existingDevice(account, SerialNumber).owner) {
      throw new AwsError('DeleteConflict', 'MFA VirtualDevice in use. Must deactivate first.', 409);
    }
    account.mfaDevices.delete(SerialNumber);
  }),
};

function deviceArn({ Path = '/', VirtualMFADeviceName }: Params, { id }: Account): string {
  return `arn:aws:iam::${id}:mfa${Path}${VirtualMFADeviceName}`;
}

function existingDevice(account: Account, serialNumber: string): MfaDevice {
  const device = account.mfaDevices.get(serialNumber);
  if (!device) {
    throw new AwsError('NoSuchEntity', `VirtualMFADevice with serial number ${serialNumber} doesn't exist.`, 404);
  }
  return device;
}

function devicesOf(account: Account, userName: string): MfaDevice[] {
  const user = account.users.get(userName);
  return [...account.mfaDevices.values()].filter(({ owner }) => owner === user);
}
