import { Duration } from 'aws-cdk-lib/core';
import { MfaConfig } from './mfa-condition';
import { checkedArguments } from '../../core/runtime-types/check-types';

/**
 * How recently callers must have signed in with MFA.
 *
 * Use them with `MfaRequirement.required`.
 */
export interface RequiredMfaOptions {
  /**
   * The longest time since the caller signed in with MFA: from 1 second to 36 hours, in whole seconds.
   *
   * @default - any MFA of the caller's running session is accepted
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthage
   */
  readonly maxAge?: Duration;
}

/**
 * Whether a caller must have signed in with multi-factor authentication (MFA).
 *
 * Use it to limit how long ago the caller signed in with MFA, or to require no MFA of IAM users.
 *
 * Only IAM users can have it. Sessions of roles and of IAM Identity Center never do, so it is never required of them. To require it
 * if no trusted principal can have it is an error of the construct that uses it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 * @example
 * new TrustingRole(stack, 'SecurityReadOnlyRole', {
 *   assumingAccount: '111111111111',
 *   mfa: MfaRequirement.required({ maxAge: Duration.hours(1) }),
 * });
 */
@checkedArguments
export class MfaRequirement {
  /**
   * The caller must have signed in with MFA.
   *
   * Long-term access keys alone never satisfy it.
   *
   * @param options How recent the MFA must be.
   */
  public static required(options: RequiredMfaOptions = {}): MfaRequirement {
    return new MfaRequirement({ isRequired: true, maxAge: options.maxAge });
  }

  /** MFA is not required: trusted callers can assume the role with or without it. */
  public static none(): MfaRequirement {
    return new MfaRequirement({ isRequired: false });
  }

  private constructor(
    /** @internal */
    public readonly _config: MfaConfig,
  ) {}
}
