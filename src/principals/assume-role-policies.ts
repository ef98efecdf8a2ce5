import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { assumeRoleStatement } from './assume-role-statement';
import { inParts } from '../private/parts';
import { listEntrySize, policySize } from '../private/policy-text';
import { QUOTAS } from '../private/quotas';

/** A role in an account that is named. */
export interface RoleOfAccount {
  readonly account: string;
  readonly arn: string;
}

/** What a group has left for the policies that let its members assume roles. */
export interface PolicyRoom {
  /** Characters of inline policies. */
  readonly inlineSize: number;
  /** Managed policies that may be attached. */
  readonly managedPolicies: number;
}

/** The roles by policy: the first is inline, the others are managed. Those that have no room are left. */
export interface RolesByPolicy {
  readonly policies: RoleOfAccount[][];
  readonly left: RoleOfAccount[];
}

/** Spreads roles of one name over as few policies of a group as hold their ARNs, the inline one first. */
export function rolesByPolicy(scope: Construct, actions: string[], roles: RoleOfAccount[], room: PolicyRoom): RolesByPolicy {
  if (roles.length === 0) {
    return { policies: [], left: [] };
  }
  // Account ids are of one length, so that all ARNs are.
  const [{ arn }] = roles;
  const entry = listEntrySize(scope, arn);
  const aroundList = policySize(scope, new PolicyDocument({ statements: [assumeRoleStatement(actions, { arns: [arn] })] })) - entry + '[]'.length;
  const capacities = [room.inlineSize, ...Array<number>(room.managedPolicies).fill(QUOTAS.managedPolicySize)]
    .map((size) => Math.max(0, Math.floor((size - aroundList) / entry)));
  const { parts, left } = inParts(roles, capacities, ({ account }) => isOneInThree(account));
  return { policies: parts, left };
}

/** Where parts may end: often enough for one of the last few roles of a policy, and not always the first of them. */
function isOneInThree(account: string): boolean {
  return Number(account) % 3 === 0;
}
