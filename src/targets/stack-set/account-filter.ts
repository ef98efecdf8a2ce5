import { AccountFilterConfig } from './account-filter-config';
import { checkedArguments } from '../../core/runtime-types/check-types';

/**
 * The accounts of organizational units to which a StackSet deploys the role.
 *
 * Use it to leave out accounts of a unit, or to select some of them.
 *
 * CloudFormation applies a filter when it deploys the StackSet, not when accounts join later. A filter without accounts,
 * or with an invalid account id, is an error of the construct that uses it.
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
   * Only these accounts of the units.
   *
   * Accounts that join the units later do not get the role. The policies of callers then name the roles of these accounts, instead of a pattern for the whole organization.
   *
   * @param accountIds Account ids of 12 digits each, as literals.
   */
  public static only(...accountIds: string[]): AccountFilter {
    return new AccountFilter({ kind: 'only', accountIds });
  }

  /**
   * All accounts of the units except these. If one of these moves into the units later, it gets the role.
   *
   * @param accountIds Account ids of 12 digits each, as literals.
   */
  public static allExcept(...accountIds: string[]): AccountFilter {
    return new AccountFilter({ kind: 'allExcept', accountIds });
  }

  private constructor(
    /** @internal */
    public readonly _config: AccountFilterConfig,
  ) {}
}
