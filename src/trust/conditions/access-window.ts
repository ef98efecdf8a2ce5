import { Expiration } from 'aws-cdk-lib/core';
import { AccessWindowConfig } from './access-window-condition';
import { checkedArguments } from '../../core/runtime-types/check-types';

/**
 * The time in which a role can be used.
 *
 * Use it for a project, an audit or a contractor whose access must end on a date.
 *
 * After the end nobody can assume the role, and running sessions are denied every action. Both limits are whole seconds; fractions
 * are dropped.
 *
 * Synthesis warns in the last thirty days, and fails after the end. You can acknowledge both: as
 * `cdk-cross-account-read-only-access:accessWindowEndsSoon` and `cdk-cross-account-read-only-access:accessWindowEnded`. A window that
 * ends before it begins is an error of the construct that uses it.
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
   * A window that is open until a time.
   *
   * @param notAfter The last second in which the role can be used.
   */
  public static endingAt(notAfter: Expiration): AccessWindow {
    return new AccessWindow({ notAfter });
  }

  /**
   * A window that opens at a time, without an end.
   *
   * @param notBefore The first second in which the role can be used.
   */
  public static startingAt(notBefore: Expiration): AccessWindow {
    return new AccessWindow({ notBefore });
  }

  /**
   * A window between two times. The end must be later than the beginning.
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
