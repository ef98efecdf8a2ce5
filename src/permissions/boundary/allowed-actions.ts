import { IManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { isKnown, knownStatements } from '../aws/aws-managed-policies';
import { actionsCoveredBy } from '../aws/known-actions';
import { isAllow, Level } from '../permission-level';

/** The known actions that policies allow, each with the resources it is allowed on: `*` where they say no less. */
export type Reach = ReadonlyMap<string, ReadonlySet<string>>;

/** What a level allows before anything is denied, as far as the text of its policies is known. */
export function reachOfLevel({ policies, statements }: Level): Reach {
  return union([...policies.map(reachOfPolicy), reachOfStatements(statements)]);
}

export function reachOfPolicy(policy: IManagedPolicy): Reach {
  return reach(knownStatements(policy).map(({ Action, Resource }) => ({ actions: [Action].flat(), resources: [Resource].flat() })));
}

export function reachOfStatements(statements: PolicyStatement[]): Reach {
  return reach(statements.filter(isAllow).map(({ actions, resources }) => ({ actions, resources: resources.length > 0 ? resources : ['*'] })));
}

/** The patterns of actions that a level denies, where `within` is the most that can be allowed. */
export function deniedOf(level: Level, within: Level = level): string[] {
  const { denied, deniedIfOpen } = level;
  const isKnownWhatIsOpen = within.policies.every(isKnown);
  if (deniedIfOpen.length === 0 || !isKnownWhatIsOpen) {
    return [...new Set([...denied, ...deniedIfOpen])];
  }
  const open = reachOfLevel(within);
  return [...new Set([...denied, ...deniedIfOpen.filter((pattern) => actionsCoveredBy(pattern).some((action) => open.has(action)))])];
}

/** Those of the actions that some pattern covers. */
export function coveredBy(patterns: string[], actions: Iterable<string>): string[] {
  const all = new Set(patterns.flatMap(actionsCoveredBy));
  return [...actions].filter((action) => all.has(action));
}

function reach(statements: { actions: string[]; resources: string[] }[]): Reach {
  return union(statements.map(({ actions, resources }) => new Map(actions.flatMap(actionsCoveredBy).map((action) => [action, new Set(resources)]))));
}

function union(parts: Reach[]): Reach {
  const all = new Map<string, Set<string>>();
  parts.forEach((part) => part.forEach((resources, action) => all.set(action, new Set([...all.get(action) ?? [], ...resources]))));
  return all;
}
