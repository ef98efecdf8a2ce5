import { IManagedPolicy, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { deniedOf } from './boundary/allowed-actions';
import { boundaryOf } from './boundary/boundary';
import { splitIntoPolicies } from './boundary/split-statements';
import { denials, isAllow, PermissionLevel, EMPTY_LEVEL } from './permission-level';
import { policySize } from '../core/policy-size';
import { QUOTAS } from '../core/quotas';

/** What a role gets to be at its level, and no more. */
export interface RolePermissions {
  readonly managedPolicies: IManagedPolicy[];
  readonly inlinePolicies: Record<string, PolicyDocument>;
  /** Documents of managed policies that are made for the role. */
  readonly documents: PolicyDocument[];
  /** The boundary; where there is none, it is the first of the documents. */
  readonly boundary?: IManagedPolicy;
  /** The actions of the level that are known, and that the boundary cuts away. */
  readonly lostToBoundary: string[];
}

/**
 * Turns a level into the policies of a role.
 *
 * Statements alone that fit into a managed policy make the boundary too. For all else see `guardOf`; a boundary of the user's own
 * replaces the guard.
 */
export function rolePermissions(scope: Construct, level: PermissionLevel, ownBoundary?: IManagedPolicy): RolePermissions {
  const { policies, statements } = level;
  const isOwnBoundary = !ownBoundary && policies.length === 0 && statements.some(isAllow) && sizeOf(scope, statements) <= QUOTAS.managedPolicySize;
  const bounded = ownBoundary || isOwnBoundary ? withOwnBoundary(level, ownBoundary) : boundaryOf(level);
  const { boundary, lostToBoundary } = bounded;
  const [inline, ...managed] = splitIntoPolicies(scope, [
    ...isOwnBoundary ? [] : statements,
    ...denials(bounded.denied),
    ...bounded.denials,
  ], [INLINE_POLICY_SIZE, QUOTAS.managedPolicySize]);
  return {
    managedPolicies: policies,
    inlinePolicies: inline ? { Permissions: documentOf(inline) } : {},
    documents: [...isOwnBoundary ? [statements] : [], ...managed].map(documentOf),
    boundary,
    lostToBoundary,
  };
}

function withOwnBoundary(level: PermissionLevel, boundary?: IManagedPolicy) {
  return { boundary, lostToBoundary: [], denied: deniedOf(level, boundary && { ...EMPTY_LEVEL, policies: [boundary] }), denials: [] };
}

/** Leaves room for the statements that end sessions: after an access window, and before a time. */
const INLINE_POLICY_SIZE = QUOTAS.roleInlinePoliciesSize - 512;

function sizeOf(scope: Construct, statements: PolicyStatement[]): number {
  return policySize(scope, documentOf(statements));
}

function documentOf(statements: PolicyStatement[]): PolicyDocument {
  return new PolicyDocument({ statements: statements.map((statement) => statement.copy()) });
}
