import { AccountFilterConfig } from './account-filter-config';
import { checkedArguments } from '../../core/runtime-types/check-types';

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
    return new AccountFilter({ kind: 'only', accountIds });
  }

  /**
   * All accounts of the units but these. One of these that is moved into the units later does get the role.
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
