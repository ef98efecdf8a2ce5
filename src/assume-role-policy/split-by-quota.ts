import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { assumeRoleStatement } from './assume-role-statement';
import { splitStably, Chunks } from './stable-chunks';
import { listEntrySize, policySize } from '../core/policy-size';

/** A role in an account that is named. */
export interface RoleOfAccount {
  readonly account: string;
  readonly arn: string;
}

/** Spreads roles of one name over as few policies as hold their ARNs, each of which has so many characters. */
export function rolesByPolicy(scope: Construct, actions: string[], roles: RoleOfAccount[], sizes: number[]): Chunks<RoleOfAccount> {
  if (roles.length === 0) {
    return { chunks: [], remainder: [] };
  }
  // Account ids are of one length, so that all ARNs are.
  const [{ arn }] = roles;
  const entry = listEntrySize(scope, arn);
  const aroundList = policySize(scope, new PolicyDocument({ statements: [assumeRoleStatement(actions, { arns: [arn] })] })) - entry + '[]'.length;
  const capacities = sizes.map((size) => Math.max(0, Math.floor((size - aroundList) / entry)));
  return splitStably(roles, capacities, ({ account }) => isBoundary(account));
}

/** Where parts may end: often enough for one of the last few roles of a policy, and not always the first of them. */
function isBoundary(account: string): boolean {
  return Number(account) % 3 === 0;
}
