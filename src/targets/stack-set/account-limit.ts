import { AccountLimitConfig } from './account-limit-config';
import { checkedArguments } from '../../core/runtime-types/check-types';

/**
 * A number or percentage of the accounts of a StackSet.
 *
 * Use it to limit how many accounts a deployment changes at a time, or in how many it may fail.
 *
 * A number out of range is an error of the construct that uses it.
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
   * @param accounts A whole number of accounts: at least 0 for `failureTolerance`, at least 1 for `maxConcurrentAccounts`.
   */
  public static count(accounts: number): AccountLimit {
    return new AccountLimit({ unit: 'Count', value: accounts });
  }

  /**
   * A percentage of all accounts.
   *
   * CloudFormation rounds down to whole accounts, but `maxConcurrentAccounts` is at least one account.
   *
   * @param percent A whole number of percent: 0 to 100 for `failureTolerance`, 1 to 100 for `maxConcurrentAccounts`.
   */
  public static percentage(percent: number): AccountLimit {
    return new AccountLimit({ unit: 'Percentage', value: percent });
  }

  private constructor(
    /** @internal */
    public readonly _config: AccountLimitConfig,
  ) {}
}
