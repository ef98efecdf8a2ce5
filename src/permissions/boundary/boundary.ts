import { Effect, IManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { compressActionsTersely } from './compress-actions';
import { namesByService } from '../aws/action-patterns';
import { awsManagedPolicyName, isKnown, readOnlyAccessPolicy } from '../aws/aws-managed-policies';
import { denials, isAllow, PermissionLevel, EMPTY_LEVEL } from '../permission-level';
import { coveredBy, deniedOf, AllowedActions, actionsAllowedByLevel, actionsAllowedByPolicy, actionsAllowedByStatements } from './allowed-actions';
import { memoize } from '../../core/memoize';

/**
 * What keeps a role at its level, whatever is attached to it later: a boundary, and denials of what the boundary alone
 * would leave open.
 */
export interface BoundaryAndDenials {
  readonly boundary: IManagedPolicy;
  /** The patterns of actions that the level denies. */
  readonly denied: string[];
  readonly denials: PolicyStatement[];
  /** The known actions of the level that no role under this boundary can use. */
  readonly lostToBoundary: string[];
}

/**
 * The guard of a level.
 *
 * One AWS managed policy is its own boundary. Several fit no boundary exactly, because it is one policy: of theirs and
 * `ReadOnlyAccess` it is the one that cuts away the least: first of what was asked for by name, then of any part, then in all. What
 * it leaves open beyond the level is denied. A policy whose text is not known here may allow anything: it is held below `ReadOnlyAccess`.
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
  const { boundary, lostToBoundary } = best(candidatesFor(level), (candidate) =>
    [coveredBy(level.requestedActions, candidate.lostToBoundary).length, candidate.gutted, candidate.lostToBoundary.length]);
  return { boundary, lostToBoundary, denied: deniedOf(level), denials: denialsUnder(boundary, level) };
});

export interface BoundaryCandidate {
  readonly boundary: IManagedPolicy;
  /** The actions of the level that it would cut away. */
  readonly lostToBoundary: string[];
  /** How many of the level's parts would lose more than half of their actions, so that they had better not be there. */
  readonly gutted: number;
}

/** The policies that can be the boundary of a level of several known ones. */
export function candidatesFor(level: PermissionLevel): BoundaryCandidate[] {
  const { policies, statements } = level;
  const parts = [...policies.map(actionsAllowedByPolicy), actionsAllowedByStatements(statements)].map((part) => [...part.keys()]);
  const allowed = [...actionsAllowedByLevel(level).keys()];
  const candidates = policies.some(isReadOnlyAccess) ? policies : [...policies, readOnlyAccessPolicy()];
  return candidates.map((boundary) => {
    const open = actionsAllowedByPolicy(boundary);
    return {
      boundary,
      lostToBoundary: difference(allowed, open),
      gutted: parts.filter((part) => difference(part, open).length > part.length / 2).length,
    };
  });
}

/** Denies what a boundary leaves open beyond a level. */
export function denialsUnder(boundary: IManagedPolicy, level: PermissionLevel): PolicyStatement[] {
  const [open, allowed] = [actionsAllowedByPolicy(boundary), actionsAllowedByLevel(level)];
  return [...denials(patternsBeyond(open, allowed, deniedOf(level))), ...narrowings(open, allowed)];
}

/** What is open beyond a level, but for what the level denies anyway. */
function patternsBeyond(open: AllowedActions, level: AllowedActions, denied: string[]): string[] {
  const beyond = difference(open.keys(), level);
  const toDeny = namesByService(difference(beyond, new Set(coveredBy(denied, beyond))));
  const ofLevel = namesByService(level.keys());
  return [...toDeny].flatMap(([service, names]) => compressActionsTersely(service, names, ofLevel.get(service) ?? []));
}

/** An action that the level allows on some resources only, and the boundary on all. */
function narrowings(open: AllowedActions, level: AllowedActions): PolicyStatement[] {
  const narrower = [...level].filter(([action, resources]) => !resources.has('*') && open.get(action)?.has('*'));
  return narrower.map(([action, resources]) => new PolicyStatement({ effect: Effect.DENY, actions: [action], notResources: [...resources] }));
}

function isReadOnlyAccess(policy: IManagedPolicy): boolean {
  return awsManagedPolicyName(policy) === 'ReadOnlyAccess';
}

function difference(actions: Iterable<string>, without: { has(action: string): boolean }): string[] {
  return [...actions].filter((action) => !without.has(action));
}

/** The first value with the lowest ranks, compared one after the other, of which there is none where all are the same. */
function best<T>(values: T[], ranks: (value: T) => number[]): T {
  return values.reduce((leader, value) => {
    const [one, other] = [ranks(leader), ranks(value)];
    const i = one.findIndex((rank, index) => rank !== other[index]);
    return other[i] < one[i] ? value : leader;
  });
}

