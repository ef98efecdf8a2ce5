import { RemovalPolicy } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { AccountFilter } from './account-filter';
import { StackSetOptions } from './stack-set-options';

/** Which accounts of an organization trust, and how the role gets there. */
export interface StackSetToOrganizationalUnitsOptions extends StackSetOptions {
  /**
   * The ids of organizational units, such as `ou-ab12-11111111`, with everything below them.
   *
   * The root's, such as `r-ab12`, is the whole organization, and stands alone.
   *
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeploymentTargets.html
   */
  readonly organizationalUnitIds: string[];

  /**
   * Which accounts of the units trust.
   *
   * @default - all of them, and whichever join later
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/account-level-targets.html
   */
  readonly accountFilter?: AccountFilter;

  /**
   * A stack of the organization's management account, or a construct in one, to make the role there as well: CloudFormation
   * never rolls out to it by itself.
   *
   * @default - the management account has no such role, and is warned of where the root is among the units
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeploymentTargets.html
   */
  readonly managementAccountScope?: IConstruct;

  /**
   * Whether the StackSet is made by a delegated administrator for CloudFormation StackSets, and not by the management account.
   *
   * @default - the management account makes it
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-delegated-admin.html
   */
  readonly delegatedAdmin?: boolean;

  /**
   * What becomes of the role in an account that leaves the units: `DESTROY` deletes it, `RETAIN` leaves it there, with its trust.
   *
   * Another policy is an error, and so is `RETAIN` beside `AccountFilter.only`, with which CloudFormation does not follow who leaves.
   *
   * @default RemovalPolicy.DESTROY
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_AutoDeployment.html
   */
  readonly accountRemovalPolicy?: RemovalPolicy;

  /**
   * The parts of the organization in which members may assume the role, such as
   * `o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*`.
   *
   * @default - the whole organization of the assuming account
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceorgpaths
   */
  readonly organizationPaths?: string[];
}
