import { Expiration } from 'aws-cdk-lib/core';
import { AccessWindowConfig } from './access-window-condition';
import { checkedArguments } from '../../core/runtime-types/check-types';

/**
 * From when until when a role can be used.
 *
 * After its end nobody can assume the role, and sessions that are still running can do nothing more. Both limits are taken in
 * whole seconds.
 *
 * Synthesis warns in the last thirty days, and fails after the end. Both can be acknowledged, as
 * `cdk-cross-account-read-only-access:accessWindowEndsSoon` and `cdk-cross-account-read-only-access:accessWindowEnded`. A window that
 * ends before it begins is an error of the construct that is given it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-currenttime
 * @example
 * new TrustingRole(stack, 'ProjectRole', {
 *   assumingAccount: '111111111111',
 *   accessWindow: AccessWindow.endingAt(Expiration.fromString('2099-12-31T23:59:59Z')),
 * });
 */
@checkedArguments
export class AccessWindow {
  /**
   * From now on, until an end.
   *
   * @param notAfter The last second in which the role can be used.
   */
  public static endingAt(notAfter: Expiration): AccessWindow {
    return new AccessWindow({ notAfter });
  }

  /**
   * From a beginning on, without an end.
   *
   * @param notBefore The first second in which the role can be used.
   */
  public static startingAt(notBefore: Expiration): AccessWindow {
    return new AccessWindow({ notBefore });
  }

  /**
   * From a beginning until an end, which must come later.
   *
   * @param notBefore The first second in which the role can be used.
   * @param notAfter The last second in which it can be used.
   */
  public static between(notBefore: Expiration, notAfter: Expiration): AccessWindow {
    return new AccessWindow({ notBefore, notAfter });
  }

  private constructor(
    /** @internal */
    public readonly _config: AccessWindowConfig,
  ) {}
}
