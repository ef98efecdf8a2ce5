import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Aws, IResource, Stack, Token } from 'aws-cdk-lib/core';
import { parseIamArn } from '../core/arns';
import { firstRepeated } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';
import { StackSetTemplate } from '../targets/stack-set/stack-set-template';

/**
 * Checks that policies are in the account that they are attached in, or AWS's own, and each is there once. In a stack whose account only the deployment knows,
 * they cannot be compared; the template of a StackSet is for many accounts, so that no account is its own.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html#customer-managed-policies
 */
export function checkAttachable(errors: ErrorContext, prop: string, policies: IManagedPolicy[], stack: Stack): void {
  const isForMany = stack instanceof StackSetTemplate;
  for (const policy of policies) {
    const { account = stack.account, name } = placeOf(policy);
    const isThere = account === stack.account || account === 'aws' || Token.isUnresolved(account) || (Token.isUnresolved(stack.account) && !isForMany);
    if (!isThere) {
      errors.fail(`${prop} has ${name} of account ${account}`, isForMany
        ? 'give one of AWS\'s own policies, or the ARN with Aws.ACCOUNT_ID of a policy that is in each account'
        : `give a policy of the account ${stack.account}, where it is attached, or one of AWS's own`);
    }
  }
  const repeated = firstRepeated(policies.map(({ managedPolicyArn }) => managedPolicyArn.split(Aws.ACCOUNT_ID).join(stack.account)));
  if (repeated !== undefined) {
    errors.fail(`${prop} has ${parseIamArn(repeated)!.resource} by Aws.ACCOUNT_ID and by the account's own id`, 'name it once');
  }
}

/** Those that are made in an app, or imported into one, have the account of their stack where their ARN hides it; those of AWS are in no stack. */
function placeOf(policy: IManagedPolicy & Partial<IResource>): { account?: string; name?: string } {
  const { account, resource } = parseIamArn(policy.managedPolicyArn) ?? { account: policy.env?.account, resource: policy.node?.path };
  return { account, name: resource };
}
