import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { IResource, Token } from 'aws-cdk-lib/core';
import { parseIamArn } from '../private/arns';
import { Place } from '../private/validation-error';

/**
 * Checks that policies are in the account that they are attached in, or AWS's own. An account that only the deployment knows cannot be compared.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html#customer-managed-policies
 */
export function checkAttachable(at: Place, prop: string, policies: IManagedPolicy[], ownAccount: string): void {
  for (const policy of policies) {
    const { account = ownAccount, name } = placeOf(policy);
    if (![ownAccount, 'aws'].includes(account) && !Token.isUnresolved(account) && !Token.isUnresolved(ownAccount)) {
      at.reject(`${prop} has ${name} of account ${account}`, `give a policy of the account ${ownAccount}, where it is attached, or one of AWS's own`);
    }
  }
}

/** Those that are made in an app, or imported into one, have the account of their stack where their ARN hides it; those of AWS are in no stack. */
function placeOf(policy: IManagedPolicy & Partial<IResource>): { account?: string; name?: string } {
  const { account, resource } = parseIamArn(policy.managedPolicyArn) ?? { account: policy.env?.account, resource: policy.node?.path };
  return { account, name: resource };
}
