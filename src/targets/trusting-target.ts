import { IConstruct } from 'constructs';
import { AccountOptions } from './account-options';
import { accountTarget, scopeTarget } from './single-account';
import { stackSetToAccounts } from './stack-set/stack-set-to-accounts';
import { StackSetToAccountsOptions } from './stack-set/stack-set-to-accounts-options';
import { stackSetToOrganizationalUnits } from './stack-set/stack-set-to-organizational-units';
import { StackSetToOrganizationalUnitsOptions } from './stack-set/stack-set-to-organizational-units-options';
import { TargetConfig } from './target-config';
import { TemplateOptions } from './template/template-options';
import { templateTarget } from './template/template-target';
import { checkedArguments } from '../core/runtime-types/check-types';

/**
 * One or more trusting accounts, and how the role gets there.
 *
 * Use it to name the trusting accounts: `scope` if this app has a stack of the account, `account` if the role is made elsewhere,
 * `template` if the account's owner does not use the CDK, and a StackSet for many accounts.
 *
 * An invalid target, such as one whose account is not known at synth, is an error of the construct that uses it.
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
   * The account of a stack in this app.
   *
   * A `CrossAccountReadOnlyAccess` makes the role in the scope. For an `AssumingGroup`, make a `TrustingRole` of the same name in the scope.
   *
   * @param scope A stack with an account that is known at synth, or a construct in one.
   * @param options The account's name, stage and colour.
   */
  public static scope(scope: IConstruct, options: AccountOptions = {}): TrustingTarget {
    return new TrustingTarget(scopeTarget(scope, options));
  }

  /**
   * An account whose role another app makes, with a `TrustingRole`.
   *
   * @param accountId An account id of 12 digits, as a literal.
   * @param options The account's name, stage and colour.
   */
  public static account(accountId: string, options: AccountOptions = {}): TrustingTarget {
    return new TrustingTarget(accountTarget(accountId, options));
  }

  /**
   * An account whose owner makes the role, from a CloudFormation template that this app writes. The owner does not need the CDK.
   *
   * At synth, a `CrossAccountReadOnlyAccess` writes a folder into the cloud assembly: the template as `template.yaml` and `template.json`,
   * and `instructions.md` for the owner. Whether the owner has deployed it, or has changed it, this app cannot know. An `AssumingGroup` without
   * a `CrossAccountReadOnlyAccess` does not know the role's properties, so that the target is an error there.
   *
   * @param accountId An account id of 12 digits, as a literal.
   * @param options The account's name, stage and colour, and the URL from which the owner gets the template.
   * @see https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/
   */
  public static template(accountId: string, options: TemplateOptions = {}): TrustingTarget {
    return new TrustingTarget(templateTarget(accountId, options));
  }

  /**
   * Listed accounts, to which a self-managed StackSet deploys the role.
   *
   * They need no organization, but each needs a role for CloudFormation. A `CrossAccountReadOnlyAccess` makes the StackSet. For an
   * `AssumingGroup`, make a `TrustingRoleStackSet` with the same target.
   *
   * @param accountIds Account ids of 12 digits each, as literals.
   * @param options The names, stages and colours of the accounts, and how the StackSet deploys to them.
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html
   */
  public static stackSetToAccounts(accountIds: string[], options: StackSetToAccountsOptions = {}): TrustingTarget {
    return new TrustingTarget(stackSetToAccounts(accountIds, options));
  }

  /**
   * The accounts of organizational units, including those that join later: a service-managed StackSet deploys the role to each, and
   * deletes it from accounts that leave.
   *
   * Members of the group can assume the role of that name in any account of their organization, so the group's policy has the same size
   * for any number of accounts. With `AccountFilter.only` it names the role of each account instead. The assuming account gets the role too if it is in one of the units and no `accountFilter` excludes it.
   *
   * A `CrossAccountReadOnlyAccess` makes the StackSet. For an `AssumingGroup`, make a `TrustingRoleStackSet` with the same target.
   *
   * @param options The units, and how the StackSet deploys to them.
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
