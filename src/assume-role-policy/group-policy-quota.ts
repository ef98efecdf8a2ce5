import { CfnGroup, CfnManagedPolicy, Group, ManagedPolicy, Policy } from 'aws-cdk-lib/aws-iam';
import { policySize } from '../core/policy-size';
import { QUOTAS } from '../core/quotas';
import { ErrorContext } from '../core/validation-error';
import { IdentityPolicies } from '../permissions/identity-policies';

/** A policy that a group can still have. */
export interface PolicySlot {
  readonly id: string;
  readonly isInline: boolean;
  /** In characters. */
  readonly size: number;
}

/**
 * The policies that a group can still have for the roles of trusting accounts.
 *
 * An inline policy comes first. Its size does not depend on the group's other policies, because CloudFormation creates new policies before
 * it deletes old ones, and all of them count towards the quota. The rest of the inline quota comes last.
 *
 * @param attached The number of managed policies that the group already has. It cannot be read from the group, where it is a lazy list.
 */
export function availablePolicySlots(group: Group, attached: number, identityPolicies = IdentityPolicies.INLINE_AND_MANAGED): PolicySlot[] {
  const isManagedOnly = identityPolicies === IdentityPolicies.MANAGED_ONLY;
  const inline = isManagedOnly ? 0 : QUOTAS.groupInlinePoliciesSize - inlinePoliciesSize(group);
  const first = Math.min(INLINE_SHARE, inline);
  const managed = Math.max(0, QUOTAS.groupManagedPolicies - attached);
  return [
    { id: 'AssumeRole', isInline: true, size: first },
    ...Array.from({ length: managed }, (_, i) => ({ id: `AssumeRoles${i + 1}`, isInline: false, size: QUOTAS.managedPolicySize })),
    { id: 'AssumeRoleRest', isInline: true, size: inline - first },
  ];
}

const INLINE_SHARE = 3072;

/** The size of all inline policies of a group that are its children, in characters. */
function inlinePoliciesSize(group: Group): number {
  return group.node.children.filter((child): child is Policy => child instanceof Policy)
    .reduce((sum, policy) => sum + policySize(group, policy.document), 0);
}

/** The managed policies that the group lists, and those of its children that list the group. */
function attachedManagedPolicies(group: Group): number {
  const lengthOf = (list: unknown) => group.stack.resolve(list)?.length ?? 0;
  const attachedByThemselves = group.node.children.filter((child): child is ManagedPolicy => child instanceof ManagedPolicy)
    .filter(({ node }) => lengthOf((node.defaultChild as CfnManagedPolicy | undefined)?.groups) > 0);
  return lengthOf((group.node.defaultChild as CfnGroup | undefined)?.managedPolicyArns) + attachedByThemselves.length;
}

/** Checks the group's policies at synth, when all have been added. Policies over a quota would fail only at deployment. */
export function validateGroupPolicies(errors: ErrorContext, group: Group): string[] {
  const attached = attachedManagedPolicies(group);
  const size = inlinePoliciesSize(group);
  return [
    ...attached <= QUOTAS.groupManagedPolicies ? [] : [errors.message(
      `groupPermissions, addManagedPolicy and the roles of many accounts attach ${attached} managed policies`,
      `attach at most ${QUOTAS.groupManagedPolicies}, which is IAM's quota for a group`)],
    ...size <= QUOTAS.groupInlinePoliciesSize ? [] : [errors.message(
      `the group's inline policies are ${size} characters long, ${size - QUOTAS.groupInlinePoliciesSize} over IAM's quota of ${QUOTAS.groupInlinePoliciesSize}`,
      'set identityPolicies to IdentityPolicies.MANAGED_ONLY for groupPermissions, or move what was granted to the group to a managed policy')],
  ];
}
