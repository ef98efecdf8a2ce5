import { CfnRole, IManagedPolicy, ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Annotations, Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { FinishedProperties, isWithoutOverrides } from './finished-resource';
import { finishedText, isSameIamArn } from './finished-text';
import { BoundaryPromise } from './role-promise';
import { quoted } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';
import { vanishingReason } from '../core/vanishing-values';
import { awsManagedPolicyName } from '../permissions/aws/aws-managed-policies';

/**
 * Compares the boundary with the promised one.
 *
 * The CDK's ways to give all roles of an app a boundary override the property of the resource. The attribute of the `CfnRole` keeps the
 * old value. A boundary that the user has given is the user's decision, and so is another one over it.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/customize-permissions-boundaries.html
 */
export function validateBoundary(
  errors: ErrorContext, role: IConstruct, promise: BoundaryPromise, { PermissionsBoundary: finished }: FinishedProperties,
): string[] {
  const resource = role.node.defaultChild as CfnRole;
  const reason = finished === undefined ? undefined : vanishingReason(finished);
  if (reason) {
    return [errors.message(
      `${promise.isGiven ? 'permissionsBoundary' : 'the permissions boundary'} ${reason}, and the role would then have no boundary`,
      'give a policy in both branches of Fn::If')];
  }
  if (!promise.isManyAccounts && isWithoutOverrides(resource) && resource.permissionsBoundary === promise.policy.managedPolicyArn) {
    return [];
  }
  const promised = Stack.of(role).resolve(promise.policy.managedPolicyArn);
  if (finished === undefined) {
    return [errors.message(
      `the permissions boundary ${quoted(finishedText(role, promised))} is not in the finished template`,
      'do not clear it: without it, a policy that is attached later makes the role more than read-only')];
  }
  const replaced = isSameIamArn(role, finished, promised) ? [] : validateReplacement(errors, role, promise, finished, promised);
  return replaced.length > 0 || !promise.isManyAccounts ? replaced : validateInManyAccounts(errors, role, finished);
}

function validateReplacement(
  errors: ErrorContext, role: IConstruct, { policy, isGiven }: BoundaryPromise, finished: unknown, promised: unknown,
): string[] {
  const other = quoted(finishedText(role, finished));
  const own = policy instanceof ManagedPolicy ? policy.node.path : quoted(finishedText(role, promised));
  if (!isGiven) {
    return [errors.message(
      `the permissions boundary is ${other} in the finished template, instead of ${own}, which keeps the role read-only`,
      `give that policy as permissionsBoundary if it must be the boundary, or keep the role's own with iam.PermissionsBoundary.of(role).apply(${asCode(policy)})`)];
  }
  Annotations.of(role).addWarningV2('cdk-cross-account-read-only-access:boundaryReplaced', errors.message(
    `permissionsBoundary is ${own}, but ${other} in the finished template`,
    'give the policy that the app puts on its roles, or acknowledge that it replaces yours'));
  return [];
}

/** The expression that makes the role's own boundary. */
function asCode(policy: IManagedPolicy): string {
  const name = awsManagedPolicyName(policy);
  return name ? `iam.ManagedPolicy.fromAwsManagedPolicyName('${name}')` : 'role.permissionsBoundary';
}

/** A StackSet's template is the same in all accounts, and a role with a boundary that its account does not have cannot be made. */
function validateInManyAccounts(errors: ErrorContext, role: IConstruct, finished: unknown): string[] {
  const arn = finishedText(role, finished)!;
  const [, account] = /:iam::(\$\{AWS::AccountId\}|\d{12}):policy\//.exec(arn) ?? [];
  if (account === undefined) {
    return [];
  }
  if (/^\d/.test(account)) {
    return [errors.message(
      `the permissions boundary ${quoted(arn)} is a policy of account ${account}, and the StackSet deploys the role to other accounts`,
      'use an AWS managed policy, or an ARN with Aws.ACCOUNT_ID of a policy that exists in every account')];
  }
  Annotations.of(role).addWarningV2('cdk-cross-account-read-only-access:boundaryNotInTemplate', errors.message(
    `the permissions boundary ${quoted(arn)} is not part of the StackSet's template, so its deployment fails in each account without that policy`,
    'create the policy in every account first, and acknowledge this'));
  return [];
}
