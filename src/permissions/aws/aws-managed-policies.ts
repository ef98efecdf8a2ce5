import { IManagedPolicy, ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { AWS_MANAGED_POLICY_FILES } from '../data';
import { AwsStatement } from '../data/file-types';

/** An AWS managed policy, by its path and name below `policy/`, in the partition of the stack that attaches it. */
export function awsManagedPolicy(pathAndName: string): IManagedPolicy {
  return ManagedPolicy.fromAwsManagedPolicyName(pathAndName);
}

/** Everything that AWS classifies as read-only. It is also the boundary of a role by default. */
export function readOnlyAccessPolicy(): IManagedPolicy {
  return awsManagedPolicy('ReadOnlyAccess');
}

/** The path and name of an AWS managed policy, such as `job-function/ViewOnlyAccess`; undefined for a customer managed policy. */
export function awsManagedPolicyName(policy: IManagedPolicy): string | undefined {
  return /:iam::aws:policy\/(.+)$/.exec(policy.managedPolicyArn)?.[1];
}

/** Whether this library has the text of a policy. */
export function isKnown(policy: IManagedPolicy): boolean {
  return Object.hasOwn(AWS_MANAGED_POLICY_FILES, awsManagedPolicyName(policy) ?? '');
}

/** The statements of a known AWS managed policy; empty for any other policy. */
export function knownStatements(policy: IManagedPolicy): AwsStatement[] {
  return isKnown(policy) ? AWS_MANAGED_POLICY_FILES[awsManagedPolicyName(policy)!]().statements : [];
}

/**
 * AWS managed policies with the path `job-function/`. Without it, their name makes an ARN that does not exist.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html
 */
export const JOB_FUNCTION_POLICIES = [
  'Billing', 'DataScientist', 'DatabaseAdministrator', 'NetworkAdministrator', 'SupportUser', 'SystemAdministrator', 'ViewOnlyAccess',
];
