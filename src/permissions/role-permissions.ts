import { IManagedPolicy, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { deniedOf } from './boundary/allowed-actions';
import { BoundaryAndDenials, boundaryOf, POLICY_SIZES } from './boundary/boundary';
import { splitIntoPolicies } from './boundary/split-statements';
import { denialOfEverythingElse } from './explicit-denials/denial-of-everything-else';
import { WriteDenials, writeDenials } from './explicit-denials/write-denials';
import { IdentityPolicies } from './identity-policies';
import { denials, EMPTY_LEVEL, isAllow, PermissionLevel } from './permission-level';
import { policySize } from '../core/policy-size';
import { QUOTAS } from '../core/quotas';

/** The policies that give a role its level, and no more. */
export interface RolePermissions {
  readonly managedPolicies: IManagedPolicy[];
  readonly inlinePolicies: Record<string, PolicyDocument>;
  /** The documents of managed policies to create for the role. */
  readonly documents: PolicyDocument[];
  /** Denials against what a boundary does not stop, unless the role is denied everything that its level does not allow. */
  readonly writeDenials?: WriteDenials;
  /** The boundary. If undefined, it is `boundaryDocument`, or the first of the documents. */
  readonly boundary?: IManagedPolicy;
  /** The document of a boundary to create for the role. It is not attached. */
  readonly boundaryDocument?: PolicyDocument;
}

/**
 * Turns a level into the policies of a role.
 *
 * If the level has statements only, and they fit into one managed policy, that policy is also the boundary. For all other levels
 * see `boundaryOf`. The user's own boundary replaces the one that the library would choose, so that more reads can be attached to the role.
 */
export function rolePermissions(
  scope: Construct, level: PermissionLevel, ownBoundary?: IManagedPolicy, identityPolicies = IdentityPolicies.INLINE_AND_MANAGED,
): RolePermissions {
  const { policies, policiesOfApp, statements } = level;
  const byPolicies = new Set(policiesOfApp.flatMap((ofApp) => ofApp.statements));
  const own = statements.filter((statement) => !byPolicies.has(statement));
  const areOwnBoundary = !ownBoundary && policies.length === 0 && statements.some(isAllow) && sizeOf(scope, statements) <= QUOTAS.managedPolicySize;
  // A policy of the app is attached already, and others may change it.
  const isOwnDocument = areOwnBoundary && policiesOfApp.length === 0;
  const bounded = ownBoundary || areOwnBoundary ? withGivenBoundary(level, ownBoundary) : boundaryOf(level, identityPolicies);
  const short = ownBoundary ? undefined : denialOfEverythingElse(level);
  const boundaryStatements = areOwnBoundary && !isOwnDocument ? statements : bounded.ownBoundary;
  const everythingElse = short ?? bounded.everythingElse;
  const all = splitIntoPolicies(scope, [
    // Long lists come first, because the first one fills an empty inline policy.
    ...short ? [] : everythingElse,
    ...isOwnDocument ? [] : own,
    ...short ?? [],
    ...denials(bounded.denied),
    ...bounded.denials,
  ], POLICY_SIZES[identityPolicies]);
  const [inline, managed] = identityPolicies === IdentityPolicies.MANAGED_ONLY ? [undefined, all] : [all[0], all.slice(1)];
  return {
    managedPolicies: [...policies, ...policiesOfApp.map(({ policy }) => policy)],
    inlinePolicies: inline ? { Permissions: documentOf(inline) } : {},
    documents: [...isOwnDocument ? [statements] : [], ...managed].map(documentOf),
    writeDenials: everythingElse.length > 0 ? undefined : writeDenials(level),
    boundary: bounded.boundary,
    boundaryDocument: boundaryStatements && documentOf(boundaryStatements),
  };
}

function withGivenBoundary(level: PermissionLevel, boundary?: IManagedPolicy): Omit<BoundaryAndDenials, 'precision'> {
  return { boundary, denied: deniedOf(level, boundary && { ...EMPTY_LEVEL, policies: [boundary] }), everythingElse: [], denials: [] };
}

function sizeOf(scope: Construct, statements: PolicyStatement[]): number {
  return policySize(scope, documentOf(statements));
}

function documentOf(statements: PolicyStatement[]): PolicyDocument {
  return new PolicyDocument({ statements: statements.map((statement) => statement.copy()) });
}
