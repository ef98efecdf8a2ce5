import { checkedArguments } from '../../core/runtime-types/check-types';
import { joinWithAnd } from '../../core/text';
import { checkAccountIds } from '../../core/validate-names';
import { ErrorContext } from '../../core/validation-error';

/**
 * Which accounts of organizational units a StackSet reaches.
 *
 * CloudFormation follows a filter when the StackSet is deployed, and not when accounts join later. A filter without accounts is an
 * error of the construct that is given it.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html
 * @example
 * TrustingTarget.stackSetToOrganizationalUnits({
 *   organizationalUnitIds: ['ou-ab12-11111111'],
 *   accountFilter: AccountFilter.allExcept('222222222222'),
 * });
 */
@checkedArguments
export class AccountFilter {
  /**
   * These accounts of the units only. Accounts that join the units later do not get the role.
   *
   * @param accountIds Account ids of 12 digits each, as literals.
   */
  public static only(...accountIds: string[]): AccountFilter {
    return new AccountFilter('only', accountIds);
  }

  /**
   * All accounts of the units but these. One of these that is moved into the units later does get the role.
   *
   * @param accountIds Account ids of 12 digits each, as literals.
   */
  public static allExcept(...accountIds: string[]): AccountFilter {
    return new AccountFilter('allExcept', accountIds);
  }

  private constructor(private readonly kind: 'only' | 'allExcept', private readonly accountIds: string[]) {}

  /** @internal */
  public _check(errors: ErrorContext): void {
    const prop = `accountFilter AccountFilter.${this.kind}`;
    checkAccountIds(errors, prop, this.accountIds, 'leave accountFilter out to reach all accounts of the units');
  }

  /** @internal */
  public get _description(): string {
    return this.kind === 'only' ? `the accounts ${joinWithAnd(this.accountIds)}` : `all accounts but ${joinWithAnd(this.accountIds)}`;
  }

  /**
   * Whether an account certainly has no role by the StackSet.
   *
   * @internal
   */
  public _excludes(account: string): boolean {
    return this.accountIds.includes(account) === (this.kind === 'allExcept');
  }

  /**
   * Automatic deployment does not follow filters: with `only`, it would bring the role to whichever account joins.
   *
   * @internal
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html
   */
  public get _allowsAutoDeployment(): boolean {
    return this.kind === 'allExcept';
  }

  /** @internal */
  public get _deploymentTargets() {
    return { accounts: this.accountIds, accountFilterType: this.kind === 'only' ? 'INTERSECTION' : 'DIFFERENCE' };
  }
}
