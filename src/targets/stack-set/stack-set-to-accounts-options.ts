import { IRole } from 'aws-cdk-lib/aws-iam';
import { StackSetOptions } from './stack-set-options';

/** How a role gets to accounts that are listed, without an organization. */
export interface StackSetToAccountsOptions extends StackSetOptions {
  /**
   * The role that CloudFormation takes on in the account of the StackSet.
   *
   * @default - the role named `AWSCloudFormationStackSetAdministrationRole`, which must exist
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html
   */
  readonly administrationRole?: IRole;

  /**
   * The name of the role that CloudFormation takes on in each listed account: at most 64 letters, digits and `_+=,.@-`.
   *
   * @default - `AWSCloudFormationStackSetExecutionRole`, which must exist in each
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html
   */
  readonly executionRoleName?: string;

  /**
   * What people call the accounts, by account id, in links, profiles and the access guide: one line each, of at most 200 characters.
   *
   * @default - the accounts go by their ids
   */
  readonly accountNames?: { [accountId: string]: string };
}
