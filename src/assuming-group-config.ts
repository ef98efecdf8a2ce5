import { IUser } from 'aws-cdk-lib/aws-iam';
import { AssumableRoles } from './assume-role-policy/assume-role-statement';

/** An `AssumingGroup` as the other constructs of this library need it. */
export interface AssumingGroupConfig {
  readonly assumable: AssumableRoles[];
  /** The users that are added in this app. */
  readonly members: IUser[];
}
