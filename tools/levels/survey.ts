import { Decision, DENIED, decisions } from './content/verdicts';
import { Allowed, decideAll } from './decide';
import { AccessLevel, ACCESS_LEVELS, isRead, KnownAction, knownActions } from './known-actions';
import { LEVELS } from './levels';
import notReads from './not-reads.json';
import { SynthesizedRole, synthesizedRole } from './role-policies';
import { awsManagedPolicyName } from '../../src/permissions/aws/aws-managed-policies';
import { candidatesFor, denialsUnder } from '../../src/permissions/boundary/boundary';
import { PermissionLevel } from '../../src/permissions/permission-level';
import { rolePermissions } from '../../src/permissions/role-permissions';

/** What a level really allows, as the engine decides from the template of a role. */
export interface Surveyed {
  readonly name: string;
  readonly role: SynthesizedRole;
  readonly allowed: Allowed;
  readonly counts: Readonly<Record<AccessLevel, number>>;
  readonly services: number;
  /** Allowed actions that are no reads. */
  readonly notReads: KnownAction[];
  /** Allowed actions that read content, credentials or secrets. */
  readonly contentReads: Decision[];
  /** Allowed actions that tell of secrets or may hold content, and that `withoutDataAccess()` leaves for a reason. */
  readonly left: Decision[];
  /** What the policies of the level allow, and the boundary cuts away. */
  readonly cut: string[];
  /** The boundaries that a level of several policies could have. */
  readonly candidates: Measured[];
}

export interface Measured {
  readonly policy: string;
  readonly cuts: number;
  /** Characters of the denials that keep the role at its level under this boundary. */
  readonly denials: number;
}

/** Why a level may allow an action that is no read by AWS's reference: it only reads in fact, or AWS allows it all the same. */
export const REASONS: Record<string, string> = { ...notReads.misfiled, ...notReads.allowed };

/** Surveys every level, one after the other: about two seconds each. */
export async function survey(): Promise<Surveyed[]> {
  const actions = await knownActions();
  const { decided } = decisions(actions);
  const surveyed: Surveyed[] = [];
  for (const name of Object.keys(LEVELS)) {
    surveyed.push(await surveyLevel(name, actions, decided));
  }
  return surveyed;
}

/** The actions that an administrator's policy, attached to the role later, would add to a level, with the resources. */
export async function grownBy(name: string, attachedLater: string, before: Allowed): Promise<string[]> {
  const after = await decideAll(await knownActions(), synthesizedRole(LEVELS[name](), [attachedLater]).policies);
  return [...after].flatMap(([action, resources]) =>
    resources.filter((resource) => !before.get(action)?.includes(resource)).map((resource) => `${action} on ${resource}`));
}

async function surveyLevel(name: string, actions: KnownAction[], decided: Decision[]): Promise<Surveyed> {
  const permissions = LEVELS[name]();
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
    notReads: allowedActions.filter((action) => !isRead(action)),
    contentReads: decidedAndAllowed.filter(({ verdict }) => DENIED.includes(verdict)),
    left: decidedAndAllowed.filter(({ verdict }) => verdict === 'kept' || verdict === 'doubtful'),
    cut: rolePermissions(role.stack, permissions._level).lostToBoundary,
    candidates: permissions._level.policies.length > 1 ? candidatesOf(permissions._level) : [],
  };
}

function candidatesOf(level: PermissionLevel): Measured[] {
  return candidatesFor(level).map(({ boundary, lostToBoundary }) => ({
    policy: awsManagedPolicyName(boundary)!.replace('job-function/', ''),
    cuts: lostToBoundary.length,
    denials: denialsUnder(boundary, level).reduce((sum, statement) => sum + JSON.stringify(statement.toStatementJson()).length, 0),
  }));
}
