import { OnEventOptions } from 'aws-cdk-lib/aws-events';
import { AssumptionFilter } from './assumption-filter';

/** Who is told when a role is assumed, and of which assumptions. */
export interface OnAssumedOptions extends OnEventOptions {
  /**
   * Which assumptions the rule is for. Make a rule for each filter: the message says which one it was.
   *
   * @default - all of them
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
   */
  readonly filter?: AssumptionFilter;

  /**
   * More Regions in which the role may be assumed, such as `us-east-1`: that of each STS endpoint that people use, and of each
   * place where they sign in to the console.
   *
   * Each gets a stack of the role's account, which the role's stack depends on, with a rule that passes the events on to the Region
   * of the role's stack. That Region must be known at synth, and each of these must be one of its partition.
   *
   * @default - only assumptions in the Region of the role's stack are seen; a warning says so where the global endpoint is in another
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_region-endpoints.html
   */
  readonly regions?: string[];
}
