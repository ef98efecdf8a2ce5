import { IConstruct } from 'constructs';
import { AccountOptions } from './account-options';
import { accountTarget, scopeTarget } from './single-account';
import { stackSetToAccounts } from './stack-set/stack-set-to-accounts';
import { StackSetToAccountsOptions } from './stack-set/stack-set-to-accounts-options';
import { stackSetToOrganizationalUnits } from './stack-set/stack-set-to-organizational-units';
import { StackSetToOrganizationalUnitsOptions } from './stack-set/stack-set-to-organizational-units-options';
import { TargetConfig } from './target-config';
import { checkedArguments } from '../core/runtime-types/check-types';

/**
 * Accounts that trust, and where the role in them comes from.
 *
 * A target that cannot work, such as one whose account is not known at synth, is an error of the construct that is given it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 * @example
 * new CrossAccountReadOnlyAccess(accountA, 'SecurityReadOnly', {
 *   trusting: [TrustingTarget.scope(accountB), TrustingTarget.account('333333333333', { name: 'Payments production' })],
 * });
 */
@checkedArguments
export class TrustingTarget {
  /**
   * The account of this construct's stack, in this CDK app.
   *
   * `CrossAccountReadOnlyAccess` makes the role there; an `AssumingGroup` of its own expects a `TrustingRole` of the
   * same name in it.
   *
   * @param scope A stack with an account that is known at synth, or a construct in one.
   */
  public static scope(scope: IConstruct): TrustingTarget {
    return new TrustingTarget(scopeTarget(scope));
  }

  /**
   * An account whose role is made elsewhere: by a `TrustingRole` in that account's own CDK app.
   *
   * @param accountId An account id of 12 digits, as a literal.
   * @param options What else is known of the account.
   */
  public static account(accountId: string, options: AccountOptions = {}): TrustingTarget {
    return new TrustingTarget(accountTarget(accountId, options));
  }

  /**
   * Accounts of any kind, to which a self-managed StackSet brings the role. No organization is needed, but a role for
   * CloudFormation in each account is.
   *
   * `CrossAccountReadOnlyAccess` makes the StackSet; an `AssumingGroup` of its own expects a `TrustingRoleStackSet` elsewhere.
   *
   * @param accountIds Account ids of 12 digits each, as literals.
   * @param options What people call the accounts, and how the role is rolled out to them.
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html
   */
  public static stackSetToAccounts(accountIds: string[], options: StackSetToAccountsOptions = {}): TrustingTarget {
    return new TrustingTarget(stackSetToAccounts(accountIds, options));
  }

  /**
   * The accounts of organizational units, now and later: a service-managed StackSet brings the role to each, and takes it away
   * from those that leave.
   *
   * Members of the group may assume the role of that name in any account of their own organization, which takes the same few
   * characters of policy for two accounts and for ten thousand. The assuming account gets the role too if it is in one of
   * the units and no `accountFilter` leaves it out.
   *
   * `CrossAccountReadOnlyAccess` makes the StackSet; an `AssumingGroup` of its own expects a `TrustingRoleStackSet` elsewhere.
   *
   * @param options Which units, and how the role is rolled out to them.
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-associate-stackset-with-org.html
   */
  public static stackSetToOrganizationalUnits(options: StackSetToOrganizationalUnitsOptions): TrustingTarget {
    return new TrustingTarget(stackSetToOrganizationalUnits(options));
  }

  private constructor(
    /** @internal */
    public readonly _config: TargetConfig,
  ) {}
}
