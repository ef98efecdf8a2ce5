import { IRole } from 'aws-cdk-lib/aws-iam';
import { StackSetOptions } from './stack-set-options';

/**
 * How a self-managed StackSet deploys the role to listed accounts.
 *
 * Use them with `TrustingTarget.stackSetToAccounts`.
 */
export interface StackSetToAccountsOptions extends StackSetOptions {
  /**
   * The role that CloudFormation assumes in the account of the StackSet.
   *
   * @default - the role named `AWSCloudFormationStackSetAdministrationRole`, which must exist
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html
   */
  readonly administrationRole?: IRole;

  /**
   * The name of the role that CloudFormation assumes in each listed account: at most 64 letters, digits and `_+=,.@-`.
   *
   * @default - `AWSCloudFormationStackSetExecutionRole`, which must exist in each account
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html
   */
  readonly executionRoleName?: string;
}
