import { Group, IManagedPolicy, IUser, ManagedPolicy, Policy } from 'aws-cdk-lib/aws-iam';

/** What the library has made a group of. */
export interface GroupPromise {
  readonly groupName?: string;
  readonly managedPolicies: readonly IManagedPolicy[];
  /** The policies that the library has made for the group. */
  readonly policies: readonly (Policy | ManagedPolicy)[];
  /** The members, which can become more until synth. */
  readonly members: readonly IUser[];
}

/** The policies of a group whose policies are all made. */
export function policiesOfGroup(group: Group): (Policy | ManagedPolicy)[] {
  return group.node.children.filter((child): child is Policy | ManagedPolicy => child instanceof Policy || child instanceof ManagedPolicy);
}
