import { CfnGroup, CfnManagedPolicy, Group, ManagedPolicy, Policy } from 'aws-cdk-lib/aws-iam';
import { policySize } from '../core/policy-size';
import { QUOTAS } from '../core/quotas';
import { ErrorContext } from '../core/validation-error';

/** Room for a policy of a group. */
export interface PolicySlot {
  readonly id: string;
  readonly isInline: boolean;
  /** In characters. */
  readonly size: number;
}

/**
 * What a group has left for the roles of trusting accounts.
 *
 * The inline policy comes first, which is no resource to attach, but with a share that does not depend on the group's other
 * policies: CloudFormation makes new policies before it removes old ones, and all together must be within the quota. What is
 * left of that is for lists that fill everything else.
 *
 * @param attached the managed policies that the group has by now. They are counted, and not read from the group: to read a list
 * that may still grow would end it.
 */
export function availablePolicySlots(group: Group, attached: number): PolicySlot[] {
  const inline = QUOTAS.groupInlinePoliciesSize - inlinePoliciesSize(group);
  const first = Math.min(INLINE_SHARE, inline);
  const managed = Math.max(0, QUOTAS.groupManagedPolicies - attached);
  return [
    { id: 'AssumeRole', isInline: true, size: first },
    ...Array.from({ length: managed }, (_, i) => ({ id: `AssumeRoles${i + 1}`, isInline: false, size: QUOTAS.managedPolicySize })),
    { id: 'AssumeRoleRest', isInline: true, size: inline - first },
  ];
}

const INLINE_SHARE = 3072;

/** The characters of all inline policies of a group, as far as they are its children. */
function inlinePoliciesSize(group: Group): number {
  return group.node.children.filter((child): child is Policy => child instanceof Policy)
    .reduce((sum, policy) => sum + policySize(group, policy.document), 0);
}

/** Those that the group attaches, and those of its children that attach themselves. */
function attachedManagedPolicies(group: Group): number {
  const lengthOf = (list: unknown) => group.stack.resolve(list)?.length ?? 0;
  const attachedByThemselves = group.node.children.filter((child): child is ManagedPolicy => child instanceof ManagedPolicy)
    .filter(({ node }) => lengthOf((node.defaultChild as CfnManagedPolicy).groups) > 0);
  return lengthOf((group.node.defaultChild as CfnGroup).managedPolicyArns) + attachedByThemselves.length;
}

/** Policies of a group that are too many or too long, which would fail only when they are deployed. Some may be added late. */
export function validateGroupPolicies(errors: ErrorContext, group: Group): string[] {
  const attached = attachedManagedPolicies(group);
  const size = inlinePoliciesSize(group);
  return [
    ...attached <= QUOTAS.groupManagedPolicies ? [] : [errors.message(
      `groupPermissions, addManagedPolicy and the roles of many accounts attach ${attached} managed policies`,
      `attach at most ${QUOTAS.groupManagedPolicies}, which is IAM's quota for a group`)],
    ...size <= QUOTAS.groupInlinePoliciesSize ? [] : [errors.message(
      `the group's inline policies are ${size} characters long, ${size - QUOTAS.groupInlinePoliciesSize} over IAM's quota of ${QUOTAS.groupInlinePoliciesSize}`,
      'move groupPermissions statements, or what was granted to the group, to a managed policy')],
  ];
}
