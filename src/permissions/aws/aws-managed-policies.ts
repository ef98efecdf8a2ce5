import { IManagedPolicy, ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { AWS_MANAGED_POLICY_FILES, AwsStatement } from '../data';

/** An AWS managed policy, by its path and name below `policy/`, in the partition of whatever it is attached to. */
export function awsManagedPolicy(pathAndName: string): IManagedPolicy {
  return ManagedPolicy.fromAwsManagedPolicyName(pathAndName);
}

/** Everything AWS calls read-only, and by default the boundary of what a role can ever do. */
export function readOnlyAccessPolicy(): IManagedPolicy {
  return awsManagedPolicy('ReadOnlyAccess');
}

/** The path and name of an AWS managed policy, such as `job-function/ViewOnlyAccess`; nothing for a customer's own. */
export function awsManagedPolicyName(policy: IManagedPolicy): string | undefined {
  return /:iam::aws:policy\/(.+)$/.exec(policy.managedPolicyArn)?.[1];
}

/** Whether a policy is one of AWS's whose text comes with this library. */
export function isKnown(policy: IManagedPolicy): boolean {
  return Object.hasOwn(AWS_MANAGED_POLICY_FILES, awsManagedPolicyName(policy) ?? '');
}

/** The statements of a known AWS managed policy. */
export function knownStatements(policy: IManagedPolicy): AwsStatement[] {
  return isKnown(policy) ? AWS_MANAGED_POLICY_FILES[awsManagedPolicyName(policy)!]().statements : [];
}

/**
 * AWS's policies that live under `job-function/` and are easily named without it, which makes an ARN that no policy has.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html
 */
export const JOB_FUNCTION_POLICIES = [
  'Billing', 'DataScientist', 'DatabaseAdministrator', 'NetworkAdministrator', 'SupportUser', 'SystemAdministrator', 'ViewOnlyAccess',
];
