import { Token } from 'aws-cdk-lib/core';
import { checkedArguments } from '../../core/runtime-types/check-types';
import { ErrorContext } from '../../core/validation-error';

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
    return new AccountLimit('Count', accounts);
  }

  /**
   * A share of all accounts, in percent.
   *
   * CloudFormation rounds down to whole accounts, but to one at least where it is `maxConcurrentAccounts`.
   *
   * @param percent A whole number of percent: 0 to 100 as `failureTolerance`, 1 to 100 as `maxConcurrentAccounts`.
   */
  public static percentage(percent: number): AccountLimit {
    return new AccountLimit('Percentage', percent);
  }

  private constructor(private readonly unit: 'Count' | 'Percentage', private readonly value: number) {}

  /** @internal */
  public _check(errors: ErrorContext, prop: string, least: number): void {
    const most = this.unit === 'Percentage' ? 100 : Infinity;
    if (!Token.isUnresolved(this.value) && !(Number.isInteger(this.value) && this.value >= least && this.value <= most)) {
      const what = this.unit === 'Percentage' ? `percentage of ${this.value}` : `count of ${this.value}`;
      errors.fail(`${prop} has a ${what}`, `give a whole number ${most === 100 ? `from ${least} to 100` : `of at least ${least}`}`);
    }
  }

  /**
   * As properties of a StackSet: `PREFIXCount` or `PREFIXPercentage`.
   *
   * @internal
   */
  public _properties(prefix: 'failureTolerance' | 'maxConcurrent'): Record<string, number> {
    return { [`${prefix}${this.unit}`]: this.value };
  }
}
