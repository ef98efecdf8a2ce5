import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { assumeRoleStatement } from './assume-role-statement';
import { splitStably, Chunks } from './stable-chunks';
import { listEntrySize, policySize } from '../core/policy-size';

/** The role in a listed account. */
export interface RoleOfAccount {
  readonly account: string;
  readonly arn: string;
}

/** Splits roles of the same name between as few policies as possible. The sizes are those of the policies, in characters. */
export function rolesByPolicy(scope: Construct, actions: string[], roles: RoleOfAccount[], sizes: number[]): Chunks<RoleOfAccount> {
  if (roles.length === 0) {
    return { chunks: [], remainder: [] };
  }
  // All ARNs have the same length, because all account ids have.
  const [{ arn }] = roles;
  const entry = listEntrySize(scope, arn);
  const aroundList = policySize(scope, new PolicyDocument({ statements: [assumeRoleStatement(actions, { arns: [arn] })] })) - entry + '[]'.length;
  const capacities = sizes.map((size) => Math.max(0, Math.floor((size - aroundList) / entry)));
  return splitStably(roles, capacities, ({ account }) => isBoundary(account));
}

/** One in three accounts, so that there is usually a boundary among the last few roles of a policy. */
function isBoundary(account: string): boolean {
  return Number(account) % 3 === 0;
}
