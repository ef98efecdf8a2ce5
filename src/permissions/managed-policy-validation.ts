import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Aws, IResource, Token } from 'aws-cdk-lib/core';
import { parseIamArn } from '../core/arns';
import { firstRepeated } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';

/** The account, or the accounts of a StackSet, in which a role or group has its policies. */
export interface PolicyAccount {
  /** A token if only the deployment knows it. */
  readonly account: string;
  /** Whether the template is deployed to many accounts, so that a policy of any one account is wrong. */
  readonly isManyAccounts?: boolean;
}

/**
 * Checks that policies are AWS managed, or in the account where they are attached, and that none is there twice.
 *
 * An account that only the deployment knows cannot be compared.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html#customer-managed-policies
 */
export function checkAttachable(errors: ErrorContext, prop: string, policies: IManagedPolicy[], attachedIn: PolicyAccount): void {
  const { account: own, isManyAccounts } = attachedIn;
  for (const policy of policies) {
    const { account = own, name } = accountAndName(errors, policy);
    const isAttachable = account === own || account === 'aws' || Token.isUnresolved(account) || (Token.isUnresolved(own) && !isManyAccounts);
    if (!isAttachable) {
      errors.fail(`${prop} has ${name} of account ${account}`, isManyAccounts
        ? 'use an AWS managed policy, or an ARN with Aws.ACCOUNT_ID of a policy that exists in every account'
        : `use an AWS managed policy, or a policy of account ${own}, where it is attached`);
    }
  }
  const repeated = firstRepeated(policies.map(({ managedPolicyArn }) => managedPolicyArn.split(Aws.ACCOUNT_ID).join(own)));
  if (repeated !== undefined) {
    errors.fail(`${prop} has ${parseIamArn(repeated)!.resource} both with Aws.ACCOUNT_ID and with the account's id`, 'name it once');
  }
}

/** The ARN may hide the account of a policy in this app, which is that of its stack. An AWS managed policy is in no stack. */
function accountAndName(errors: ErrorContext, policy: IManagedPolicy & Partial<IResource>): { account?: string; name?: string } {
  const parts = parseIamArn(policy.managedPolicyArn) ?? parseIamArn(errors.known(policy.managedPolicyArn));
  const { account, resource } = parts ?? { account: policy.env?.account, resource: policy.node?.path };
  return { account, name: resource };
}
