import { Effect, IManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { shortList, splitIntoLists } from './action-lists';
import { actionsAllowedByLevel, actionsAllowedByPolicy, AllowedActions, deniedOf, mostAllowed } from './allowed-actions';
import { levelPatterns, LevelPatterns, Precision, PRECISIONS, unknownActions } from './level-patterns';
import { memoize, memoizeRecent } from '../../core/memoize';
import { QUOTAS } from '../../core/quotas';
import { serviceOf, toRegExp } from '../aws/action-patterns';
import { awsManagedPolicyName, knownStatements } from '../aws/aws-managed-policies';
import { ALWAYS_EXEMPT, denialOfEverythingElse } from '../explicit-denials/denial-of-everything-else';
import { readWriteSessionDenial } from '../explicit-denials/read-write-session-denial';
import { IdentityPolicies } from '../identity-policies';
import { allow, EMPTY_LEVEL, isAllow, PermissionLevel } from '../permission-level';

/** What keeps a role read-only even if more policies are attached later: a boundary, and denials. */
export interface BoundaryAndDenials {
  /** One policy of the level that allows everything that the level allows. */
  readonly boundary?: IManagedPolicy;
  /** Otherwise the statements of a policy to create. It is not attached, and allows nothing. */
  readonly ownBoundary?: PolicyStatement[];
  /** The patterns of actions that the level denies. */
  readonly denied: string[];
  /** Denies everything that the level does not allow, as closely as `precision` says. */
  readonly everythingElse: PolicyStatement[];
  /** Denies what the level allows with some resources only, on all others. */
  readonly denials: PolicyStatement[];
  /** What a policy that is attached later can add. */
  readonly precision: Precision;
}

/** Leaves space for the two statements that deny sessions: after an access window, and before `revokeSessionsBefore`. */
const INLINE_POLICY_SIZE = QUOTAS.roleInlinePoliciesSize - 512;

/** The characters of a role's first policies; the last value also applies to all further ones. */
export const POLICY_SIZES: Readonly<Record<IdentityPolicies, number[]>> = {
  [IdentityPolicies.INLINE_AND_MANAGED]: [INLINE_POLICY_SIZE, QUOTAS.managedPolicySize],
  [IdentityPolicies.MANAGED_ONLY]: [QUOTAS.managedPolicySize],
};

/** The characters of a policy with one statement, without its list of actions. */
const REST_OF_POLICY = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', NotAction: [], Resource: '*' }] }).length;

/** The list that is inline, and three managed policies: more leave no space for other policies under IAM's quota of ten. */
const MAX_LISTS = 4;

/**
 * The boundary of a level, and the denials that it needs.
 *
 * A boundary is a single policy. If one policy of the level allows all that the level allows, it is the boundary. Otherwise the boundary is a
 * policy that allows as little more than the level as fits, and the role is denied everything that the level does not allow. A policy
 * whose text is unknown may allow anything: it is limited to what `ReadOnlyAccess` allows.
 */
export function boundaryOf(level: PermissionLevel, identityPolicies = IdentityPolicies.INLINE_AND_MANAGED): BoundaryAndDenials {
  return BOUNDARIES[identityPolicies](level);
}

const BOUNDARIES: Readonly<Record<IdentityPolicies, (level: PermissionLevel) => BoundaryAndDenials>> = {
  [IdentityPolicies.INLINE_AND_MANAGED]: memoize((level) => computeBoundary(level, POLICY_SIZES[IdentityPolicies.INLINE_AND_MANAGED])),
  [IdentityPolicies.MANAGED_ONLY]: memoize((level) => computeBoundary(level, POLICY_SIZES[IdentityPolicies.MANAGED_ONLY])),
};

function computeBoundary(level: PermissionLevel, policySizes: number[]): BoundaryAndDenials {
  const most = mostAllowed(level);
  const denied = deniedOf(level, most);
  const boundary = most.policies.find((policy) => allowsAll(policy, most));
  if (boundary) {
    return { boundary, denied: deniedOf(level, { ...EMPTY_LEVEL, policies: [boundary] }), everythingElse: [], denials: [], precision: 'nothing' };
  }
  const short = denialOfEverythingElse(level);
  const denials = denialsOnOtherResources(actionsAllowedByLevel(most));
  if (short) {
    return { ownBoundary: boundaryStatements(levelPatterns(most, denied, 'nothing')), denied, everythingElse: short, denials, precision: 'nothing' };
  }
  const { precision, patterns, always } = closestPatterns(most, denied);
  const lists = splitIntoLists(patterns.byService, always, listSizes(policySizes));
  return {
    ownBoundary: boundaryStatements(patterns),
    denied: [...denied, ...patterns.toDeny],
    everythingElse: denialsOfOthers(level, lists),
    denials,
    precision,
  };
}

interface Closest {
  readonly precision: Precision;
  readonly patterns: LevelPatterns;
  /** What each list has in addition. */
  readonly always: string[];
}

/**
 * The patterns that follow the level most closely, out of those that leave space for other policies. Those of managed policies only are
 * the same, so that a role may do the same: they take more policies.
 *
 * An app may make an equal level for each role.
 */
const closestPatterns = memoizeRecent(textOfPatterns, (level: PermissionLevel, denied: string[]): Closest => {
  const sizes = listSizes(POLICY_SIZES[IdentityPolicies.INLINE_AND_MANAGED]);
  let closest: Closest | undefined;
  for (const precision of PRECISIONS) {
    const patterns = levelPatterns(level, denied, precision);
    const always = [...patterns.unknown, ...ALWAYS_EXEMPT];
    closest = { precision, patterns, always };
    if (splitIntoLists(patterns.byService, always, sizes).length <= MAX_LISTS) {
      break;
    }
  }
  return closest!;
});

/** All that the patterns of a level depend on. */
function textOfPatterns({ policies, statements, deniedIfAllowed }: PermissionLevel, denied: string[]): string {
  return JSON.stringify([policies.map(awsManagedPolicyName), statements.filter(isAllow).map(({ actions }) => actions), deniedIfAllowed, denied]);
}

function listSizes(policySizes: number[]): number[] {
  return policySizes.map((size) => size - REST_OF_POLICY);
}

function denialsOfOthers(level: PermissionLevel, lists: string[][]): PolicyStatement[] {
  return [
    ...lists.map((notActions) => new PolicyStatement({ effect: Effect.DENY, notActions, resources: ['*'] })),
    ...readWriteSessionDenial(level, lists[0]),
  ];
}

/** The role is not denied what is always exempt, so the boundary must not allow it as part of a whole service. */
function boundaryStatements({ byService, unknown }: LevelPatterns): PolicyStatement[] {
  return [allow(shortList(byService, unknown, QUOTAS.managedPolicySize - REST_OF_POLICY, ALWAYS_EXEMPT.map(serviceOf)))];
}

/** Whether a policy allows all actions that a level allows, also those that are newer than this library. */
function allowsAll(policy: IManagedPolicy, level: PermissionLevel): boolean {
  const rest = { ...level, policies: level.policies.filter((other) => other !== policy), statements: level.statements.filter(isAllow) };
  if (rest.policies.length === 0 && rest.statements.length === 0) {
    return true; // Without reading the known actions, which most apps never need.
  }
  const byPolicy = actionsAllowedByPolicy(policy);
  const patterns = knownStatements(policy).flatMap(({ Action }) => Action).map(toRegExp);
  return [...actionsAllowedByLevel(rest).keys()].every((action) => byPolicy.has(action))
    && unknownActions(rest).every((action) => patterns.some((pattern) => pattern.test(action)));
}

/** Denials of the actions that a level allows with some resources only: a policy that is attached later could allow them with all. */
function denialsOnOtherResources(allowed: AllowedActions): PolicyStatement[] {
  const byResources = new Map<string, string[]>();
  allowed.forEach((resources, action) => {
    if (!resources.has('*')) {
      const key = JSON.stringify([...resources]);
      byResources.set(key, [...byResources.get(key) ?? [], action]);
    }
  });
  return [...byResources].map(([resources, actions]) => new PolicyStatement({ effect: Effect.DENY, actions, notResources: JSON.parse(resources) }));
}
