import { IConstruct } from 'constructs';
import { AccountLimit } from './account-limit';

/** How CloudFormation rolls a role out to many accounts. */
export interface StackSetOptions {
  /**
   * Where the StackSet is made: a stack with a known account, or a construct in one.
   *
   * @default - beside the construct that is given the target: for an access, in the assuming account
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-concepts.html
   */
  readonly stackSetScope?: IConstruct;

  /**
   * The StackSet's name: at most 128 letters, digits and hyphens, a letter first.
   *
   * Another name is another StackSet, which cannot make the role while the old one has it.
   *
   * @default - the role's name and the assuming account, such as `SecurityReadOnlyRole-111111111111`
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStackSet.html
   */
  readonly stackSetName?: string;

  /**
   * The Region in which each account has the stack with the role. One is enough, because IAM is global; it must be enabled in
   * all accounts.
   *
   * @default - the Region of the stack that makes the StackSet
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-concepts.html
   */
  readonly region?: string;

  /**
   * In how many accounts the roll-out may fail and still go on in the others.
   *
   * Neither this nor `maxConcurrentAccounts` applies where accounts get the role because they join an organizational unit.
   *
   * @default AccountLimit.percentage(10)
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackSetOperationPreferences.html
   */
  readonly failureTolerance?: AccountLimit;

  /**
   * To how many accounts the role is rolled out at a time. CloudFormation takes at most one account more than
   * `failureTolerance` allows to fail.
   *
   * @default AccountLimit.percentage(10)
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackSetOperationPreferences.html
   */
  readonly maxConcurrentAccounts?: AccountLimit;
}
