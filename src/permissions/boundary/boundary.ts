import { Effect, IManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { compressActionsTersely } from './compress-actions';
import { namesByService } from '../aws/action-patterns';
import { awsManagedPolicyName, isKnown, readOnlyAccessPolicy } from '../aws/aws-managed-policies';
import { denials, isAllow, PermissionLevel, EMPTY_LEVEL } from '../permission-level';
import { coveredBy, deniedOf, AllowedActions, actionsAllowedByLevel, actionsAllowedByPolicy, actionsAllowedByStatements } from './allowed-actions';
import { memoize } from '../../core/memoize';
import { denialOfEverythingElse } from '../explicit-denials/denial-of-everything-else';

/**
 * What keeps a role at its level even if more policies are attached later: a boundary, and denials of what the boundary allows
 * beyond the level.
 */
export interface BoundaryAndDenials {
  readonly boundary: IManagedPolicy;
  /** The patterns of actions that the level denies. */
  readonly denied: string[];
  /** What is denied in addition, because the boundary allows it and the level does not. */
  readonly denials: PolicyStatement[];
  /** The known actions of the level that the boundary blocks. */
  readonly lostToBoundary: string[];
}

/**
 * The boundary of a level, and the denials that it needs.
 *
 * One AWS managed policy is its own boundary. A boundary is a single policy, so for several policies no boundary fits exactly. It is
 * then the one of them, or `ReadOnlyAccess`, that blocks the least: first of the actions that the user named, then of any part of
 * the level, then in all. What it allows beyond the level is denied. A policy whose text is unknown may allow anything: its boundary
 * is `ReadOnlyAccess`.
 */
export const boundaryOf = memoize((level: PermissionLevel): BoundaryAndDenials => {
  const { policies } = level;
  const statements = level.statements.filter(isAllow);
  if (!policies.every(isKnown) || policies.length + statements.length === 0) {
    const boundary = readOnlyAccessPolicy();
    const lostToBoundary = statements.length > 0 ? difference(actionsAllowedByStatements(statements).keys(), actionsAllowedByPolicy(boundary)) : [];
    return { boundary, denied: deniedOf(level, { ...EMPTY_LEVEL, policies: [boundary] }), denials: [], lostToBoundary };
  }
  if (policies.length === 1 && statements.length === 0) {
    return { boundary: policies[0], denied: deniedOf(level), denials: [], lostToBoundary: [] };
  }
  const { boundary, lostToBoundary } = lowestRanked(candidatesFor(level), (candidate) =>
    [coveredBy(level.requestedActions, candidate.lostToBoundary).length, candidate.partsMostlyLost, candidate.lostToBoundary.length]);
  const othersAreDenied = denialOfEverythingElse(level) !== undefined;
  return { boundary, lostToBoundary, denied: deniedOf(level), denials: denialsBeyondLevel(boundary, level, othersAreDenied) };
});

export interface BoundaryCandidate {
  readonly boundary: IManagedPolicy;
  /** The actions of the level that it would block. */
  readonly lostToBoundary: string[];
  /** How many parts of the level would lose more than half of their actions. */
  readonly partsMostlyLost: number;
}

/** The policies that can be the boundary of a level with several known policies. */
export function candidatesFor(level: PermissionLevel): BoundaryCandidate[] {
  const { policies, statements } = level;
  const parts = [...policies.map(actionsAllowedByPolicy), actionsAllowedByStatements(statements)].map((part) => [...part.keys()]);
  const allowed = [...actionsAllowedByLevel(level).keys()];
  const candidates = policies.some(isReadOnlyAccess) ? policies : [...policies, readOnlyAccessPolicy()];
  return candidates.map((boundary) => {
    const byBoundary = actionsAllowedByPolicy(boundary);
    return {
      boundary,
      lostToBoundary: difference(allowed, byBoundary),
      partsMostlyLost: parts.filter((part) => difference(part, byBoundary).length > part.length / 2).length,
    };
  });
}

/** Denies what a boundary allows beyond a level. `othersAreDenied` if the role is denied every action that the level does not name. */
export function denialsBeyondLevel(boundary: IManagedPolicy, level: PermissionLevel, othersAreDenied = false): PolicyStatement[] {
  const [byBoundary, byLevel] = [actionsAllowedByPolicy(boundary), actionsAllowedByLevel(level)];
  return [
    ...othersAreDenied ? [] : denials(patternsBeyondLevel(byBoundary, byLevel, deniedOf(level))),
    ...denialsOnOtherResources(byBoundary, byLevel),
  ];
}

/** Patterns of the actions that a boundary allows beyond a level, without those that the level denies anyway. */
function patternsBeyondLevel(byBoundary: AllowedActions, byLevel: AllowedActions, denied: string[]): string[] {
  const beyond = difference(byBoundary.keys(), byLevel);
  const toDeny = namesByService(difference(beyond, new Set(coveredBy(denied, beyond))));
  const ofLevel = namesByService(byLevel.keys());
  return [...toDeny].flatMap(([service, names]) => compressActionsTersely(service, names, ofLevel.get(service) ?? []));
}

/** Denials of the actions that the level allows with some resources only, and the boundary with all. */
function denialsOnOtherResources(byBoundary: AllowedActions, byLevel: AllowedActions): PolicyStatement[] {
  const narrower = [...byLevel].filter(([action, resources]) => !resources.has('*') && byBoundary.get(action)?.has('*'));
  return narrower.map(([action, resources]) => new PolicyStatement({ effect: Effect.DENY, actions: [action], notResources: [...resources] }));
}

function isReadOnlyAccess(policy: IManagedPolicy): boolean {
  return awsManagedPolicyName(policy) === 'ReadOnlyAccess';
}

function difference(actions: Iterable<string>, without: { has(action: string): boolean }): string[] {
  return [...actions].filter((action) => !without.has(action));
}

/** The first value with the lowest ranks: the second rank decides if the first is equal, and so on. */
function lowestRanked<T>(values: T[], ranks: (value: T) => number[]): T {
  return values.reduce((best, value) => {
    const [one, other] = [ranks(best), ranks(value)];
    const i = one.findIndex((rank, index) => rank !== other[index]);
    return other[i] < one[i] ? value : best;
  });
}

