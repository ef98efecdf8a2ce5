import { IManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { isKnown, knownStatements } from '../aws/aws-managed-policies';
import { actionsCoveredBy } from '../aws/known-actions';
import { isAllow, PermissionLevel } from '../permission-level';

/** The known actions that policies allow, each with the resources it is allowed on: `*` where they say no less. */
export type AllowedActions = ReadonlyMap<string, ReadonlySet<string>>;

/** What a level allows before anything is denied, as far as the text of its policies is known. */
export function actionsAllowedByLevel({ policies, statements }: PermissionLevel): AllowedActions {
  return union([...policies.map(actionsAllowedByPolicy), actionsAllowedByStatements(statements)]);
}

export function actionsAllowedByPolicy(policy: IManagedPolicy): AllowedActions {
  return allowedActions(knownStatements(policy).map(({ Action, Resource }) => ({ actions: [Action].flat(), resources: [Resource].flat() })));
}

export function actionsAllowedByStatements(statements: PolicyStatement[]): AllowedActions {
  return allowedActions(statements.filter(isAllow).map(({ actions, resources }) => ({ actions, resources: resources.length > 0 ? resources : ['*'] })));
}

/** The patterns of actions that a level denies, where `within` is the most that can be allowed. */
export function deniedOf(level: PermissionLevel, within: PermissionLevel = level): string[] {
  const { denied, deniedIfAllowed } = level;
  const isKnownWhatIsOpen = within.policies.every(isKnown);
  if (deniedIfAllowed.length === 0 || !isKnownWhatIsOpen) {
    return [...new Set([...denied, ...deniedIfAllowed])];
  }
  const open = actionsAllowedByLevel(within);
  return [...new Set([...denied, ...deniedIfAllowed.filter((pattern) => actionsCoveredBy(pattern).some((action) => open.has(action)))])];
}

/** Those of the actions that some pattern covers. */
export function coveredBy(patterns: string[], actions: Iterable<string>): string[] {
  const all = new Set(patterns.flatMap(actionsCoveredBy));
  return [...actions].filter((action) => all.has(action));
}

function allowedActions(statements: { actions: string[]; resources: string[] }[]): AllowedActions {
  return union(statements.map(({ actions, resources }) => new Map(actions.flatMap(actionsCoveredBy).map((action) => [action, new Set(resources)]))));
}

function union(parts: AllowedActions[]): AllowedActions {
  const all = new Map<string, Set<string>>();
  parts.forEach((part) => part.forEach((resources, action) => all.set(action, new Set([...all.get(action) ?? [], ...resources]))));
  return all;
}
