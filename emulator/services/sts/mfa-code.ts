import { Account } from '../../accounts/account';
import { User } from '../../accounts/identity';
import { consumeCode } from '../../accounts/mfa-device';
import { AwsError } from '../../aws-error';

/** A device and its code, as STS and the console get them. */
export interface MfaCode {
  readonly SerialNumber?: string;
  readonly TokenCode?: string;
}

/** Whether a user gives a valid MFA code. An invalid one fails the call. */
export function usesMfa(account: Account, user: User, { SerialNumber, TokenCode }: MfaCode): boolean {
  if (!SerialNumber && !TokenCode) {
    return false;
  }
  const device = account.mfaDevices.get(SerialNumber ?? '');
  if (device?.owner !== user || !consumeCode(device, TokenCode ?? '')) {
    throw new AwsError('AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code.', 403);
  }
  return true;
}
