import { IManagedPolicy, ManagedPolicy } from 'aws-cdk-lib/aws-iam';

/** Everything AWS calls read-only, and by default the boundary of what a role can ever do. */
export function readOnlyAccessPolicy(): IManagedPolicy {
  return ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess');
}
