import { Effect, IManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { parseIamArn } from '../core/arns';

/** What a `ReadOnlyPermissions` stands for: what is allowed, and what is denied whatever allows it. */
export interface PermissionLevel {
  readonly policies: IManagedPolicy[];
  readonly statements: PolicyStatement[];
  /** Patterns of actions that are denied, whatever allows them. */
  readonly denied: string[];
  /** The same, where anything allows them: there are too many to deny them all. */
  readonly deniedIfAllowed: string[];
  /** Patterns of actions that somebody asked for by name, so that nothing may cut them away. */
  readonly requestedActions: string[];
}

export const EMPTY_LEVEL: PermissionLevel = { policies: [], statements: [], denied: [], deniedIfAllowed: [], requestedActions: [] };

/** What any of the levels allows, less what any of them denies. */
export function combined(levels: PermissionLevel[]): PermissionLevel {
  const union = (part: (level: PermissionLevel) => string[]) => [...new Set(levels.flatMap(part))];
  return {
    policies: distinct(levels.flatMap(({ policies }) => policies), ({ managedPolicyArn }) => withoutPartition(managedPolicyArn)),
    statements: [...new Set(levels.flatMap(({ statements }) => statements))],
    denied: union(({ denied }) => denied),
    deniedIfAllowed: union(({ deniedIfAllowed }) => deniedIfAllowed),
    requestedActions: union(({ requestedActions }) => requestedActions),
  };
}

export function allow(actions: string[], resources = ['*'], conditions?: Record<string, unknown>): PolicyStatement {
  return new PolicyStatement({ actions, resources, conditions });
}

export function deny(actions: string[], resources = ['*']): PolicyStatement {
  return new PolicyStatement({ effect: Effect.DENY, actions, resources });
}

/** What denies patterns of actions, if there are any. */
export function denials(patterns: string[]): PolicyStatement[] {
  return patterns.length === 0 ? [] : [deny(patterns)];
}

export function isAllow(statement: PolicyStatement): boolean {
  return statement.effect === Effect.ALLOW;
}

/** Policies that are attached to one role are in its partition, whether or not their ARNs name it. */
function withoutPartition(arn: string): string {
  const parts = parseIamArn(arn);
  return parts ? `${parts.account}:${parts.resource}` : arn;
}

function distinct<T>(values: T[], key: (value: T) => unknown): T[] {
  return [...new Map(values.map((value) => [key(value), value])).values()];
}
