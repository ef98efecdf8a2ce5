import { Decision, decisions, DENIED } from './data-access/verdicts';
import { Allowed, decideAll } from './decide';
import { AccessLevel, ACCESS_LEVELS, isRead, KnownAction, knownActions } from './known-actions';
import { LEVELS } from './levels';
import nonReadActions from './non-read-actions.json';
import { SynthesizedRole, synthesizedRole } from './role-policies';
import { awsManagedPolicyName } from '../../src/permissions/aws/aws-managed-policies';
import { candidatesFor, denialsBeyondLevel } from '../../src/permissions/boundary/boundary';
import { PermissionLevel } from '../../src/permissions/permission-level';
import { rolePermissions } from '../../src/permissions/role-permissions';
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
  /** What the policies of the level allow, and the boundary blocks. */
  readonly blocked: string[];
  /** The possible boundaries of a level with several policies. */
  readonly candidates: Measured[];
}

export interface Measured {
  readonly policy: string;
  readonly blocks: number;
  /** The characters of the denials that this boundary needs. */
  readonly denials: number;
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
    blocked: rolePermissions(role.stack, permissionLevel).lostToBoundary,
    candidates: permissionLevel.policies.length > 1 ? candidatesOf(permissionLevel) : [],
  };
}

function candidatesOf(level: PermissionLevel): Measured[] {
  return candidatesFor(level).map(({ boundary, lostToBoundary }) => ({
    policy: awsManagedPolicyName(boundary)!.replace('job-function/', ''),
    blocks: lostToBoundary.length,
    denials: denialsBeyondLevel(boundary, level).reduce((sum, statement) => sum + JSON.stringify(statement.toStatementJson()).length, 0),
  }));
}
