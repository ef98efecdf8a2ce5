import { Token } from 'aws-cdk-lib/core';
import { PatternsByService, patternsOf } from './action-lists';
import { actionsAllowedByLevel, coveredBy } from './allowed-actions';
import { compressActionsTersely } from './compress-actions';
import { matcherOf, namesByService } from '../aws/action-patterns';
import { actionsCoveredBy, covered } from '../aws/known-actions';
import { credentialReadsFile, dataAccessFile } from '../data';
import { isAllow, PermissionLevel } from '../permission-level';

/** The actions of a level, as lists of patterns. */
export interface LevelPatterns {
  readonly byService: PatternsByService;
  /** What is known at deployment only, and actions newer than this library. */
  readonly unknown: string[];
  /** What the patterns match although no policy may add it. The role must be denied it by name. */
  readonly toDeny: string[];
}

/**
 * What a policy that is attached later can add to a level: nothing, or reads that return no data, credentials or secrets. Never a write.
 * Patterns that let it add nothing are longer.
 */
export const PRECISIONS = ['nothing', 'metadata'] as const;
export type Precision = typeof PRECISIONS[number];

/**
 * The actions of a level as patterns.
 *
 * @param level the level, with policies whose text is known
 * @param denied patterns of the actions that the role is denied anyway, which the patterns need neither match nor avoid
 */
export function levelPatterns(level: PermissionLevel, denied: string[], precision: Precision): LevelPatterns {
  const isDenied = new Set(denied.flatMap(actionsCoveredBy));
  const allowed = new Set([...actionsAllowedByLevel(level).keys()].filter((action) => !isDenied.has(action)));
  const avoidable = (actions: string[]) => actions.filter((action) => !allowed.has(action) && !isDenied.has(action));
  const { avoided, deniedByName } = actionsToAvoid(precision, level);
  const byService = patternsOf(allowed, avoidable(avoided));
  const matches = matcherOf([...byService.values()].flat());
  return { byService, unknown: unknownActions(level), toDeny: denialsOf(avoidable(deniedByName).filter(matches), allowed) };
}

interface ActionsToAvoid {
  /** The patterns do not match these. */
  readonly avoided: string[];
  /** The patterns may match these few: a few more denials are shorter than much longer patterns. */
  readonly deniedByName: string[];
}

/** Some writes are named like reads. */
const READ_LIKE = /:(?:BatchGet|Describe|Get|List)/i;

function actionsToAvoid(precision: Precision, { deniedIfAllowed }: PermissionLevel): ActionsToAvoid {
  const { reads, others } = covered('*');
  if (precision === 'nothing') {
    return { avoided: [...reads, ...others], deniedByName: [] };
  }
  const ofReads = coveredBy([...credentialReadsFile().patterns, ...dataAccessFile().patterns, ...deniedIfAllowed], reads);
  return {
    avoided: others.filter((action) => !READ_LIKE.test(action)),
    deniedByName: [...ofReads, ...others.filter((action) => READ_LIKE.test(action))],
  };
}

/** Short patterns that match some actions, possibly others, and no allowed action. */
function denialsOf(actions: string[], allowed: Iterable<string>): string[] {
  const ofLevel = namesByService(allowed);
  return [...namesByService(actions)].flatMap(([service, names]) => compressActionsTersely(service, names, ofLevel.get(service) ?? []));
}

/** The actions of statements that match no known action, each of which may be a token, as may be the list. */
export function unknownActions({ statements }: PermissionLevel): string[] {
  const requested = statements.filter(isAllow).flatMap(({ actions }) => actions);
  return [...new Set(requested)].filter((action) => Token.isUnresolved(action) || actionsCoveredBy(action).length === 0);
}
