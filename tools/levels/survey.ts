import { Decision, decisions, DENIED } from './data-access/verdicts';
import { Allowed, decideAll } from './decide';
import { AccessLevel, ACCESS_LEVELS, isRead, KnownAction, knownActions } from './known-actions';
import { LEVELS } from './levels';
import nonReadActions from './non-read-actions.json';
import { SynthesizedRole, synthesizedRole } from './role-policies';
import { actionsAllowedByLevel, coveredBy } from '../../src/permissions/boundary/allowed-actions';
import { boundaryOf } from '../../src/permissions/boundary/boundary';
import { Precision } from '../../src/permissions/boundary/level-patterns';
import { PermissionLevel } from '../../src/permissions/permission-level';
import { withoutCredentialReads } from '../../src/permissions/without-credential-reads';

/** What a level allows, as the engine decides from the template of a role. */
export interface Surveyed {
  readonly name: string;
  readonly role: SynthesizedRole;
  readonly allowed: Allowed;
  readonly counts: Readonly<Record<AccessLevel, number>>;
  readonly services: number;
  /** Allowed non-read actions. */
  readonly nonReads: KnownAction[];
  /** Allowed actions that read data, credentials or secrets. */
  readonly dataReads: Decision[];
  /** Allowed actions that may return secrets or data, and that `withoutDataAccess()` does not deny, for a documented reason. */
  readonly notDenied: Decision[];
  /** What the policies and statements of the level allow and its denials do not deny, and the role may not. */
  readonly blocked: string[];
  /** What a policy that is attached later can add. */
  readonly addable: Precision;
}

/** Why a level may allow an action that AWS's reference does not classify as read. */
export const REASONS: Record<string, string> = { ...nonReadActions.misclassified, ...nonReadActions.allowed };

/** Surveys levels, one after the other. Each takes about a second. */
export async function survey(names = Object.keys(LEVELS)): Promise<Surveyed[]> {
  const actions = await knownActions();
  const { decided } = decisions(actions);
  const surveyed: Surveyed[] = [];
  for (const name of names) {
    surveyed.push(await surveyLevel(name, actions, decided));
  }
  return surveyed;
}

/** The actions that a policy adds to a level if it is attached to the role later, with their resources. */
export async function grownBy(name: string, attachedLater: string, before: Allowed): Promise<string[]> {
  const after = await decideAll(await knownActions(), synthesizedRole(LEVELS[name](), [attachedLater]).policies);
  return [...after].flatMap(([action, resources]) =>
    resources.filter((resource) => !before.get(action)?.includes(resource)).map((resource) => `${action} on ${resource}`));
}

async function surveyLevel(name: string, actions: KnownAction[], decided: Decision[]): Promise<Surveyed> {
  const permissions = LEVELS[name]();
  const permissionLevel = withoutCredentialReads(permissions._config.level);
  const role = synthesizedRole(permissions);
  const allowed = await decideAll(actions, role.policies);
  const allowedActions = actions.filter(({ id }) => allowed.has(id));
  const decidedAndAllowed = decided.filter(({ action }) => allowed.has(action.id));
  return {
    name,
    role,
    allowed,
    counts: Object.fromEntries(ACCESS_LEVELS.map((level) => [level, allowedActions.filter(({ accessLevel }) => accessLevel === level).length])) as Surveyed['counts'],
    services: new Set(allowedActions.map(({ service }) => service)).size,
    nonReads: allowedActions.filter((action) => !isRead(action)),
    dataReads: decidedAndAllowed.filter(({ verdict }) => DENIED.includes(verdict)),
    notDenied: decidedAndAllowed.filter(({ verdict }) => verdict === 'kept' || verdict === 'doubtful'),
    blocked: blockedOf(permissionLevel, allowed),
    addable: boundaryOf(permissionLevel).precision,
  };
}

/** An action that is granted with some resources only may have none of them among the examples. */
function blockedOf(level: PermissionLevel, allowed: Allowed): string[] {
  const granted = [...actionsAllowedByLevel(level)].filter(([, resources]) => resources.has('*')).map(([action]) => action);
  const denied = new Set(coveredBy([...level.denied, ...level.deniedIfAllowed], granted));
  return granted.filter((action) => !denied.has(action) && !allowed.has(action)).sort();
}
