import { SelfManagedMfaConfig } from './self-managed-mfa-statements';
import { checkedArguments } from '../core/runtime-types/check-types';

/**
 * How members of the group register their own MFA devices.
 *
 * Use it if the group must not let its members register a first device, or leaves MFA to another policy.
 *
 * With each choice but `none()`, members can change their own password, and with MFA they can register, resynchronize and deactivate
 * their devices. A long-term access key alone can do none of that, except change a password that the caller knows. So a stolen key
 * cannot register a device and then pass as MFA.
 *
 * Another value, such as `true`, is an error of the construct that uses it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_enable_virtual.html
 * @example
 * new AssumingGroup(stack, 'Auditors', {
 *   trusting: [TrustingTarget.account('222222222222')],
 *   selfManagedMfa: SelfManagedMfa.requireMfa(),
 * });
 */
@checkedArguments
export class SelfManagedMfa {
  /**
   * Users without a device register their first one in the console, after they sign in with their password.
   *
   * IAM requires MFA at each sign-in as soon as a user has a device, so that further devices need MFA. A person who has the password of
   * a user without a device can register one: no condition prevents that.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
   */
  public static fromConsole(): SelfManagedMfa {
    return new SelfManagedMfa({ isAllowed: true, withoutMfa: true });
  }

  /** Registering a device needs MFA. For organizations whose administrators register the first device of each user. */
  public static requireMfa(): SelfManagedMfa {
    return new SelfManagedMfa({ isAllowed: true, withoutMfa: false });
  }

  /** The group allows nothing: administrators, or other policies of the users, manage passwords and devices. */
  public static none(): SelfManagedMfa {
    return new SelfManagedMfa({ isAllowed: false, withoutMfa: false });
  }

  private constructor(
    /** @internal */
    public readonly _config: SelfManagedMfaConfig,
  ) {}
}
