import { IManagedPolicy, IUser } from 'aws-cdk-lib/aws-iam';
import { WrittenPolicy } from '../core/written-policy';

/** What the library has made a group of. */
export interface GroupPromise {
  readonly groupName?: string;
  readonly managedPolicies: readonly IManagedPolicy[];
  /** The policies that the library has made for the group. */
  readonly policies: readonly WrittenPolicy[];
  /** The members, which can become more until synth. */
  readonly members: readonly IUser[];
}
