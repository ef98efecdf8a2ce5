import { IManagedPolicy, IUser, ManagedPolicy, Policy, PolicyDocument } from 'aws-cdk-lib/aws-iam';

/** What the library has made a group of. */
export interface GroupPromise {
  readonly groupName?: string;
  readonly managedPolicies: readonly IManagedPolicy[];
  /** The policies that the library has made for the group. */
  readonly policies: readonly WrittenPolicy[];
  /** The members, which can become more until synth. */
  readonly members: readonly IUser[];
}

/** A policy, and the document that the library has made it of: a property injector can give it another one. */
export interface WrittenPolicy {
  readonly policy: Policy | ManagedPolicy;
  readonly document: PolicyDocument;
}
