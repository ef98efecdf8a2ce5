import { Annotations } from 'aws-cdk-lib/core';
import { describeStatement, finishedStatements } from './policy-statements';
import { resolvedPolicySize } from '../core/policy-size';
import { QUOTAS } from '../core/quotas';
import { ErrorContext } from '../core/validation-error';
import { WrittenPolicy } from '../core/written-policy';

/**
 * Checks what others have added to a policy that denies writes. The library itself writes denials only.
 *
 * What is allowed there is allowed to every role that shares the policy, which nobody expects: a warning. A denial only narrows.
 */
export function validateDenials(errors: ErrorContext, { policy }: WrittenPolicy, document: unknown): string[] {
  const allowed = finishedStatements(policy, document).possible.filter(({ Effect }) => Effect !== 'Deny');
  if (allowed.length > 0) {
    Annotations.of(policy).addWarningV2('cdk-cross-account-read-only-access:denialsAllow', errors.message(
      `the policy ${policy.node.path}, which denies writes to all roles that share it, has ${describeStatement(allowed[0])}`,
      'add it to a role by addToPolicy or addManagedPolicy, or acknowledge that all these roles get it'));
  }
  const size = resolvedPolicySize(policy, document);
  return size <= QUOTAS.managedPolicySize ? [] : [errors.message(
    `the policy ${policy.node.path} is ${size} characters long, ${size - QUOTAS.managedPolicySize} over IAM's quota of ${QUOTAS.managedPolicySize}`,
    'add your own statements to another policy')];
}
