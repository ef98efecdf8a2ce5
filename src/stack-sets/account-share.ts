import { Token } from 'aws-cdk-lib/core';
import { Place } from '../private/validation-error';

/** A number of accounts out of all that a StackSet reaches. */
export class AccountShare {
  /** So many accounts. */
  public static count(accounts: number): AccountShare {
    return new AccountShare('Count', accounts);
  }

  /** So many of a hundred accounts, a whole number; CloudFormation rounds down to whole accounts. */
  public static percentage(percent: number): AccountShare {
    return new AccountShare('Percentage', percent);
  }

  private constructor(private readonly unit: 'Count' | 'Percentage', private readonly value: number) {}

  /** @internal */
  public _check(at: Place, prop: string, least: number): void {
    const most = this.unit === 'Percentage' ? 100 : Infinity;
    if (!Token.isUnresolved(this.value) && !(Number.isInteger(this.value) && this.value >= least && this.value <= most)) {
      const what = this.unit === 'Percentage' ? `percentage of ${this.value}` : `count of ${this.value}`;
      at.reject(`${prop} has a ${what}`, `give a whole number ${most === 100 ? `from ${least} to 100` : `of at least ${least}`}`);
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
