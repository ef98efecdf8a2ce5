import { ManagedPolicy, Policy, Role } from 'aws-cdk-lib/aws-iam';
import { policySize, resolvedPolicySize } from '../core/policy-size';
import { QUOTAS } from '../core/quotas';
import { ErrorContext } from '../core/validation-error';

/** The policies of a role in the template. */
export interface FinishedRolePolicies {
  readonly ManagedPolicyArns?: unknown;
  readonly Policies?: unknown;
}

/**
 * Reports policies of a role over IAM's quotas, which would otherwise fail only at deployment.
 *
 * @param denyingPolicies The number of managed policies that the library has attached to deny writes.
 */
export function validateRolePolicies(
  errors: ErrorContext, role: Role, { ManagedPolicyArns, Policies }: FinishedRolePolicies, denyingPolicies: number,
): string[] {
  const attached = entriesOf(ManagedPolicyArns).length;
  const inline = [
    ...entriesOf(Policies).map(({ PolicyDocument }) => resolvedPolicySize(role, PolicyDocument)),
    ...role.node.children.filter((child): child is Policy => child instanceof Policy).map(({ document }) => policySize(role, document)),
  ].reduce((sum, size) => sum + size, 0);
  const managed = role.node.children.filter((child): child is ManagedPolicy => child instanceof ManagedPolicy)
    .map(({ document }) => policySize(role, document));
  return [
    ...over(attached, QUOTAS.roleManagedPolicies, (quota) => errors.message(
      `permissions and addManagedPolicy attach ${describeManagedPolicies(attached, denyingPolicies)}`, `attach at most ${quota}, the highest value to which IAM's quota of 10 can be raised`)),
    ...over(inline, QUOTAS.roleInlinePoliciesSize, (quota) => errors.message(
      `the role's inline policies are ${inline} characters long, ${inline - quota} over IAM's quota of ${quota}`,
      'name fewer resources and actions, or put the statements that you add into managed policies')),
    ...managed.flatMap((size) => over(size, QUOTAS.managedPolicySize, (quota) => errors.message(
      `permissions has a statement of ${size} characters, over IAM's quota of ${quota} for a managed policy`, 'name fewer resources in one statement'))),
  ];
}

/** The number of managed policies for messages. Nobody has given the library's own denials, and they count too. */
export function describeManagedPolicies(attached: number, denying: number): string {
  return `${attached} managed policies${denying > 0 ? `, ${denying} of them the library's own denials` : ''}`;
}

/** Not what is a function of CloudFormation, whose entries are known at deployment only. */
function entriesOf(list: unknown): any[] {
  return Array.isArray(list) ? list : [];
}

function over(value: number, quota: number, message: (quota: number) => string): string[] {
  return value > quota ? [message(quota)] : [];
}
