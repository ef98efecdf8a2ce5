import { OnEventOptions } from 'aws-cdk-lib/aws-events';
import { AssumptionFilter } from './assumption-filter';

/**
 * The target that is notified when a role is assumed, and the assumptions that it is notified of.
 *
 * Use them with `onAssumed` of a role.
 */
export interface OnAssumedOptions extends OnEventOptions {
  /**
   * The assumptions that the rule matches. Make one rule for each filter: the message names the filter.
   *
   * @default - all assumptions
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
   */
  readonly filter?: AssumptionFilter;

  /**
   * More Regions in which people assume the role, such as `us-east-1`: the Region of each STS endpoint that they use, and of each
   * console that they sign in to.
   *
   * Each Region gets a stack in the role's account, on which the role's stack depends. Its rule forwards the events to the Region of
   * the role's stack. That Region must be known at synth, and all Regions must be in its partition.
   *
   * @default - the rule monitors the Region of the role's stack only; a warning says so if the global endpoint is in another Region
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_region-endpoints.html
   */
  readonly regions?: string[];
}
