import { Effect, IManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { matcherOf } from './aws/action-patterns';
import { awsManagedPolicyName, isKnown } from './aws/aws-managed-policies';
import { mostAllowed } from './boundary/allowed-actions';
import { credentialReadsFile } from './data';
import { combined, EMPTY_LEVEL, isAllow, PermissionLevel } from './permission-level';
import { memoize } from '../core/memoize';

/**
 * A level that denies the reads that hand out credentials or change something, as far as anything may allow them to a role: the
 * level, what is attached to the role later, or a resource policy that names a session of the role.
 *
 * A read that the user named in full stays allowed, with the resources that it is named with.
 *
 * @param ownBoundary the user's own boundary
 */
export function withoutCredentialReads(level: PermissionLevel, ownBoundary?: IManagedPolicy): PermissionLevel {
  return ownBoundary ? denyCredentialReads(level, { policies: [ownBoundary], statements: [] }) : withinDefaultBoundary(level);
}

/** Memoized, so that the boundary of the result is also computed once. */
const withinDefaultBoundary = memoize((level: PermissionLevel) => denyCredentialReads(level, mostAllowed(level)));

/** The most that anything can allow to a role. */
type MostAllowed = Pick<PermissionLevel, 'policies' | 'statements'>;

function denyCredentialReads(level: PermissionLevel, most: MostAllowed): PermissionLevel {
  const isDenied = matcherOf([...level.denied, ...level.deniedIfAllowed]);
  const isNamed = matcherOf(level.namedActions);
  const patterns = patternsWithin(most).filter((pattern) => !actionsOf(pattern).every(isDenied));
  const named = patterns.flatMap(actionsOf).filter(isNamed);
  return combined([level, {
    ...EMPTY_LEVEL,
    denied: patterns.flatMap((pattern) => actionsOf(pattern).some(isNamed) ? actionsOf(pattern).filter((action) => !isNamed(action)) : pattern),
    statements: named.flatMap((action) => denialsOnOtherResources(action, level, most)),
  }]);
}

/** The patterns of which the policies and statements allow any action, and those that a resource policy can allow. */
function patternsWithin({ policies, statements }: MostAllowed): string[] {
  const { patterns, allowedBy, always } = credentialReadsFile();
  if (!policies.every(isKnown)) {
    return patterns;
  }
  const byPolicies = new Set([...always, ...policies.flatMap((policy) => allowedBy[awsManagedPolicyName(policy)!])]);
  const byStatements = matcherOf(allowedActions(statements));
  return patterns.filter((pattern) => byPolicies.has(pattern) || actionsOf(pattern).some(byStatements));
}

/** A named action is not allowed with other resources because something else, such as `ReadOnlyAccess`, allows it with all. */
function denialsOnOtherResources(action: string, level: PermissionLevel, most: MostAllowed): PolicyStatement[] {
  const names = matcherOf([action]);
  const naming = level.statements.filter((statement) => isAllow(statement) && statement.actions.some(names));
  const resources = [...new Set(naming.flatMap((statement) => statement.resources))];
  const isWithAll = naming.length === 0 || naming.some((statement) => statement.resources.length === 0) || resources.includes('*');
  const others = { ...most, statements: most.statements.filter((statement) => !naming.includes(statement)) };
  if (isWithAll || !isAllowedBy(others, action)) {
    return [];
  }
  return [new PolicyStatement({ effect: Effect.DENY, actions: [action], notResources: resources })];
}

function isAllowedBy({ policies, statements }: MostAllowed, action: string): boolean {
  const { allowedBy } = credentialReadsFile();
  const byPolicy = (policy: IManagedPolicy) => allowedBy[awsManagedPolicyName(policy)!].some((pattern) => actionsOf(pattern).includes(action));
  return policies.some((policy) => !isKnown(policy) || byPolicy(policy)) || matcherOf(allowedActions(statements))(action);
}

function actionsOf(pattern: string): string[] {
  return credentialReadsFile().actions[pattern] ?? [pattern];
}

function allowedActions(statements: PolicyStatement[]): string[] {
  return statements.filter(isAllow).flatMap(({ actions }) => actions);
}
