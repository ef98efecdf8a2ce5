import { AccountLimitConfig } from './account-limit-config';
import { checkedArguments } from '../../core/runtime-types/check-types';

/**
 * A number of accounts out of all that a StackSet reaches.
 *
 * A number out of range is an error of the construct that is given it.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackSetOperationPreferences.html
 * @example
 * TrustingTarget.stackSetToOrganizationalUnits({
 *   organizationalUnitIds: ['ou-ab12-11111111'],
 *   failureTolerance: AccountLimit.count(0),
 * });
 */
@checkedArguments
export class AccountLimit {
  /**
   * A number of accounts.
   *
   * @param accounts How many accounts: a whole number, at least 0 as `failureTolerance` and at least 1 as `maxConcurrentAccounts`.
   */
  public static count(accounts: number): AccountLimit {
    return new AccountLimit({ unit: 'Count', value: accounts });
  }

  /**
   * A share of all accounts, in percent.
   *
   * CloudFormation rounds down to whole accounts, but to one at least where it is `maxConcurrentAccounts`.
   *
   * @param percent A whole number of percent: 0 to 100 as `failureTolerance`, 1 to 100 as `maxConcurrentAccounts`.
   */
  public static percentage(percent: number): AccountLimit {
    return new AccountLimit({ unit: 'Percentage', value: percent });
  }

  private constructor(
    /** @internal */
    public readonly _config: AccountLimitConfig,
  ) {}
}
