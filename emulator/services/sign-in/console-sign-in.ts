import { ConsoleSession } from '../../accounts/credentials';
import { Partition } from '../../accounts/partition';
import { AwsError } from '../../aws-error';
import { MfaCode, usesMfa } from '../sts/mfa-code';

/** The longest session of a user in the console. */
const TWELVE_HOURS = 12 * 60 * 60 * 1000;

/**
 * Signs a user in to the console, for somebody who has the password. The console requires MFA as soon as the user has a device.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_EnableMFADevice.html
 */
export function signInToConsole(partition: Partition, accountId: string, userName: string, code: MfaCode): ConsoleSession {
  const account = partition.account(accountId);
  const user = account.users.get(userName);
  const mfa = usesMfa(account, user, code);
  const hasDevice = [...account.mfaDevices.values()].some(({ owner }) => owner === user);
  if (hasDevice && !mfa) {
    throw new AwsError('AccessDenied', `The console requires MFA of ${userName}, who has a device.`, 403);
  }
  return partition.addSession(new ConsoleSession(account, user, new Date(Date.now() + TWELVE_HOURS), mfa));
}
