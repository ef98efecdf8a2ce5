import { IManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { memoizeText } from '../../core/memoize';
import { awsManagedPolicy, awsManagedPolicyName, isKnown, knownStatements, readOnlyAccessPolicy } from '../aws/aws-managed-policies';
import { actionsCoveredBy } from '../aws/known-actions';
import { isAllow, PermissionLevel } from '../permission-level';

/**
 * The most that a level may allow: a policy whose text is unknown may allow what `ReadOnlyAccess` allows, and a role that has nothing yet
 * may get that later.
 */
export function mostAllowed(level: PermissionLevel): PermissionLevel {
  const { policies, statements } = level;
  const isExact = policies.every(isKnown) && (policies.length > 0 || statements.some(isAllow));
  return isExact ? level : { ...level, policies: [readOnlyAccessPolicy(), ...policies.filter(isKnown)] };
}

/** The known actions that policies allow, each with the resources that it is allowed with: `*` for all. */
export type AllowedActions = ReadonlyMap<string, ReadonlySet<string>>;

/** What a level allows before its denials, as far as the text of its policies is known. */
export function actionsAllowedByLevel({ policies, statements }: PermissionLevel): AllowedActions {
  return union([...policies.map(actionsAllowedByPolicy), actionsAllowedByStatements(statements)]);
}

export function actionsAllowedByPolicy(policy: IManagedPolicy): AllowedActions {
  return isKnown(policy) ? actionsAllowedByAwsPolicy(awsManagedPolicyName(policy)!) : new Map();
}

const actionsAllowedByAwsPolicy = memoizeText((name) => allowedActions(knownStatements(awsManagedPolicy(name))
  .map(({ Action, Resource }) => ({ actions: [Action].flat(), resources: [Resource].flat() }))));

export function actionsAllowedByStatements(statements: PolicyStatement[]): AllowedActions {
  return allowedActions(statements.filter(isAllow).map(({ actions, resources }) => ({ actions, resources: resources.length > 0 ? resources : ['*'] })));
}

/** The patterns of actions that a level denies. `within` is the most that anything can allow. */
export function deniedOf(level: PermissionLevel, within: PermissionLevel = level): string[] {
  const { denied, deniedIfAllowed } = level;
  if (deniedIfAllowed.length === 0 || !within.policies.every(isKnown)) {
    return [...new Set([...denied, ...deniedIfAllowed])];
  }
  const allowed = actionsAllowedByLevel(within);
  return [...new Set([...denied, ...deniedIfAllowed.filter((pattern) => actionsCoveredBy(pattern).some((action) => allowed.has(action)))])];
}

/** The actions that any of the patterns matches. */
export function coveredBy(patterns: string[], actions: Iterable<string>): string[] {
  const all = [...actions];
  if (all.length === 0) {
    return []; // Without reading the known actions, which most apps never need.
  }
  const covered = new Set(patterns.flatMap(actionsCoveredBy));
  return all.filter((action) => covered.has(action));
}

function allowedActions(statements: { actions: string[]; resources: string[] }[]): AllowedActions {
  return union(statements.map(({ actions, resources }) => new Map(actions.flatMap(actionsCoveredBy).map((action) => [action, new Set(resources)]))));
}

function union(parts: AllowedActions[]): AllowedActions {
  const all = new Map<string, Set<string>>();
  parts.forEach((part) => part.forEach((resources, action) => all.set(action, new Set([...all.get(action) ?? [], ...resources]))));
  return all;
}
