import { AwsLoginConfig } from './aws-login-statements';
import { checkedArguments } from '../core/runtime-types/check-types';

/**
 * Whether members of the group can sign in to the AWS CLI through the console, with `aws login` of the AWS CLI 2.32 and later.
 *
 * Use it if members must use the AWS CLI without access keys. IAM users and users of IAM federation can use it, those of IAM Identity Center use `aws sso login`.
 *
 * Another value, such as `true`, is an error of the construct that uses it.
 *
 * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sign-in.html
 * @example
 * new AssumingGroup(stack, 'Auditors', {
 *   trusting: [TrustingTarget.account('222222222222')],
 *   awsLogin: AwsLogin.sameDevice(),
 * });
 */
@checkedArguments
export class AwsLogin {
  /** With `aws login`, where browser and AWS CLI are on the same device. */
  public static sameDevice(): AwsLogin {
    return new AwsLogin({ clients: ['localhost'] });
  }

  /**
   * With `aws login` and with `aws login --remote`, where the browser is on another device.
   *
   * The user then copies a code from the browser to the device with the AWS CLI. An attacker who starts the sign-in can trick a user out of
   * that code.
   */
  public static sameAndCrossDevice(): AwsLogin {
    return new AwsLogin({ clients: ['localhost', 'remote'] });
  }

  /** The group does not allow it. Other policies of a user may. */
  public static none(): AwsLogin {
    return new AwsLogin({ clients: [] });
  }

  private constructor(
    /** @internal */
    public readonly _config: AwsLoginConfig,
  ) {}
}
