import { IConstruct } from 'constructs';
import { AccountLimit } from './account-limit';
import { AccountOptions } from '../account-options';

/**
 * How a StackSet deploys the role to many accounts.
 *
 * Use them with both StackSet targets of `TrustingTarget`.
 */
export interface StackSetOptions {
  /**
   * The scope of the StackSet: a stack whose account is known at synth, or a construct in one.
   *
   * @default - the stack of the construct that gets the target: for a `CrossAccountReadOnlyAccess`, in the assuming account
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-concepts.html
   */
  readonly stackSetScope?: IConstruct;

  /**
   * The StackSet's name: at most 128 letters, digits and hyphens, a letter first.
   *
   * A new name makes a new StackSet, which fails as long as the old one still has the role.
   *
   * @default - the role's name and the assuming account, such as `SecurityReadOnlyRole-111111111111`
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStackSet.html
   */
  readonly stackSetName?: string;

  /**
   * The Region of the stack with the role in each account. One is enough, because IAM is global. It must be enabled in all accounts.
   *
   * @default - the Region of the StackSet
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-concepts.html
   */
  readonly region?: string;

  /**
   * The number of accounts in which the deployment can fail before it stops.
   *
   * Neither this nor `maxConcurrentAccounts` applies to accounts that join an organizational unit later.
   *
   * @default AccountLimit.percentage(10)
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackSetOperationPreferences.html
   */
  readonly failureTolerance?: AccountLimit;

  /**
   * The number of accounts to which the StackSet deploys at a time: at most one more than `failureTolerance`.
   *
   * @default AccountLimit.percentage(10)
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackSetOperationPreferences.html
   */
  readonly maxConcurrentAccounts?: AccountLimit;

  /**
   * The names, stages and colours of accounts, by account id.
   *
   * Each must be an account that the target lists: an account of `TrustingTarget.stackSetToAccounts` or of `AccountFilter.only`, or that of
   * `managementAccountScope`. With `organizationPaths`, `AccountFilter.only` lists none.
   *
   * @default - account ids instead of names, and a colour that is always the same for one account
   */
  readonly accountOptions?: { [accountId: string]: AccountOptions };
}
