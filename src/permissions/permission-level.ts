import { Effect, IManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { parseIamArn } from '../core/arns';

/** What a `ReadOnlyPermissions` allows, and what it denies even if something else allows it. */
export interface PermissionLevel {
  readonly policies: IManagedPolicy[];
  /** Managed policies of this app that are attached too. What they allow is in `statements`. */
  readonly policiesOfApp: PolicyOfApp[];
  readonly statements: PolicyStatement[];
  /** Patterns of actions that are always denied. */
  readonly denied: string[];
  /** Patterns of actions that are denied only if something allows them: there are too many to deny all of them. */
  readonly deniedIfAllowed: string[];
  /** Patterns of actions that the user named. The boundary must not block them. */
  readonly requestedActions: string[];
  /** Actions that the user named in full. They are allowed even if they hand out credentials or change something. */
  readonly namedActions: string[];
}

/** A managed policy whose text is in this app. */
export interface PolicyOfApp {
  readonly policy: IManagedPolicy;
  /** Those that it had when the role was made. */
  readonly statements: PolicyStatement[];
}

export const EMPTY_LEVEL: PermissionLevel = {
  policies: [], policiesOfApp: [], statements: [], denied: [], deniedIfAllowed: [], requestedActions: [], namedActions: [],
};

/** Allows what any of the levels allows, and denies what any of them denies. */
export function combined(levels: PermissionLevel[]): PermissionLevel {
  const union = (part: (level: PermissionLevel) => string[]) => [...new Set(levels.flatMap(part))];
  return {
    policies: distinct(levels.flatMap(({ policies }) => policies), ({ managedPolicyArn }) => withoutPartition(managedPolicyArn)),
    policiesOfApp: levels.flatMap(({ policiesOfApp }) => policiesOfApp),
    statements: [...new Set(levels.flatMap(({ statements }) => statements))],
    denied: union(({ denied }) => denied),
    deniedIfAllowed: union(({ deniedIfAllowed }) => deniedIfAllowed),
    requestedActions: union(({ requestedActions }) => requestedActions),
    namedActions: union(({ namedActions }) => namedActions),
  };
}

export function allow(actions: string[], resources = ['*'], conditions?: Record<string, unknown>): PolicyStatement {
  return new PolicyStatement({ actions, resources, conditions });
}

export function deny(actions: string[], resources = ['*']): PolicyStatement {
  return new PolicyStatement({ effect: Effect.DENY, actions, resources });
}

/** One statement that denies all patterns, or no statement if there are no patterns. */
export function denials(patterns: string[]): PolicyStatement[] {
  return patterns.length === 0 ? [] : [deny(patterns)];
}

export function isAllow(statement: PolicyStatement): boolean {
  return statement.effect === Effect.ALLOW;
}

/** Policies that are attached to one role are in the role's partition, whether or not their ARNs name it. */
function withoutPartition(arn: string): string {
  const parts = parseIamArn(arn);
  return parts ? `${parts.account}:${parts.resource}` : arn;
}

function distinct<T>(values: T[], key: (value: T) => unknown): T[] {
  return [...new Map(values.map((value) => [key(value), value])).values()];
}
