import { RemovalPolicy } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { AccountFilter } from './account-filter';
import { StackSetOptions } from './stack-set-options';

/**
 * The accounts of an organization that get the role, and how the StackSet deploys it.
 *
 * Use them with `TrustingTarget.stackSetToOrganizationalUnits`.
 */
export interface StackSetToOrganizationalUnitsOptions extends StackSetOptions {
  /**
   * The ids of organizational units, such as `ou-ab12-11111111`.
   *
   * Units below them are included. The id of the root, such as `r-ab12`, means the whole organization, and must be the only one.
   *
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeploymentTargets.html
   */
  readonly organizationalUnitIds: string[];

  /**
   * Which accounts of the units get the role.
   *
   * @default - all accounts, including those that join later
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/account-level-targets.html
   */
  readonly accountFilter?: AccountFilter;

  /**
   * A stack of the organization's management account, or a construct in one, in which to make the role as well: a StackSet does not
   * deploy to the management account.
   *
   * @default - the management account has no role, which is a warning if the target is the root
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeploymentTargets.html
   */
  readonly managementAccountScope?: IConstruct;

  /**
   * Whether the StackSet is in the account of a delegated administrator for CloudFormation StackSets.
   *
   * @default - the StackSet is in the management account
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-delegated-admin.html
   */
  readonly delegatedAdmin?: boolean;

  /**
   * What happens to the role in an account that leaves the units: `DESTROY` deletes it, `RETAIN` keeps it and its trust policy.
   *
   * Other policies are an error. So is `RETAIN` together with `AccountFilter.only`, with which CloudFormation ignores accounts that leave.
   *
   * @default RemovalPolicy.DESTROY
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_AutoDeployment.html
   */
  readonly accountRemovalPolicy?: RemovalPolicy;

  /**
   * The parts of the organization in which members can assume the role, such as
   * `o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*`.
   *
   * @default - the whole organization of the assuming account
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceorgpaths
   */
  readonly organizationPaths?: string[];
}
