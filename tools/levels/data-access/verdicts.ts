import exceptions from './exceptions.json';
import { RULES, Verdict } from './rules';
import { byService, isRead, KnownAction } from '../known-actions';

/** The classification of an action, by a rule or by a reviewed exception. */
export interface Decision {
  readonly action: KnownAction;
  readonly verdict: Verdict | 'kept' | 'doubtful';
  readonly by: 'rule' | 'exception';
  readonly why: string;
}

/** The verdicts on the actions that `withoutDataAccess()` denies. */
export const DENIED = ['data', 'credential', 'secret'];

const { reviewed, metadata, ...ELSE } = exceptions;
const NOT_METADATA: Record<string, Record<string, string>> = ELSE;
const METADATA: Record<string, string[] | undefined> = metadata;

/** Classifies every read action, and the few non-read actions with an exception. The rest is undecided and needs a rule or an exception. */
export function decisions(actions: KnownAction[]): { decided: Decision[]; undecided: KnownAction[] } {
  const siblings = namesOfServices(actions);
  const all = actions.map((action) => ({ action, decision: exceptionOf(action) ?? ruledOn(action, siblings.get(action.service)!) }));
  return {
    decided: all.flatMap(({ decision }) => decision ?? []),
    undecided: all.filter(({ action, decision }) => isRead(action) && !decision).map(({ action }) => action),
  };
}

/** Exceptions without effect: the action no longer exists, or a rule has the same verdict. */
export function idleExceptions(actions: KnownAction[]): string[] {
  const siblings = namesOfServices(actions);
  const known = new Map(actions.map((action) => [action.id, action]));
  const rows = [
    ...Object.entries(NOT_METADATA).flatMap(([verdict, ids]) => Object.keys(ids).map((id) => ({ id, verdict }))),
    ...Object.entries(METADATA).flatMap(([service, names]) => names!.map((name) => ({ id: `${service}:${name}`, verdict: 'metadata' }))),
  ];
  return rows.filter(({ id, verdict }) => {
    const action = known.get(id);
    return !action || ruledOn(action, siblings.get(action.service)!)?.verdict === verdict;
  }).map(({ id }) => id);
}

function namesOfServices(actions: KnownAction[]): Map<string, ReadonlySet<string>> {
  return new Map([...byService(actions)].map(([service, of]) => [service, new Set(of.map(({ name }) => name))]));
}

function exceptionOf(action: KnownAction): Decision | undefined {
  const [verdict, ids] = Object.entries(NOT_METADATA).find(([, each]) => action.id in each) ?? [];
  if (ids) {
    return { action, verdict: verdict as Decision['verdict'], by: 'exception', why: ids[action.id] };
  }
  return METADATA[action.service]?.includes(action.name)
    ? { action, verdict: 'metadata', by: 'exception', why: `configuration or status, reviewed ${reviewed}` }
    : undefined;
}

function ruledOn(action: KnownAction, siblings: ReadonlySet<string>): Decision | undefined {
  const rule = isRead(action) ? RULES.find(({ applies }) => applies(action, siblings)) : undefined;
  return rule && { action, verdict: rule.verdict, by: 'rule', why: rule.what };
}
