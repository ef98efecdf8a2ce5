import { not, or } from './formula';
import { identityDecision, sessionAllows } from './policy';
import { PolicyRequest } from './policy-request';
import { callOf, ConcreteCall } from './prove-action';
import { Solver } from './solver';
import { actionClasses } from '../../tools/levels/action-classes';
import { RolePolicies, SESSION } from '../../tools/levels/ask-engine';
import { isRead, KnownAction, knownActions } from '../../tools/levels/known-actions';
import { EXEMPTIONS, WITH_RESOURCE_POLICIES } from '../../tools/levels/resource-policies/services';
import { resourcesOf } from '../../tools/levels/resources';
import { REASONS } from '../../tools/levels/survey';
import { decide, Decision } from '../support/policy-engine';
import { B } from '../support/two-accounts';

/** A write that some resource policy allows to a session of a role, or that the role's policies allow. */
export interface OpenWrite extends ConcreteCall {
  readonly action: string;
}

/** Actions that the policies do not distinguish, on the resources of one service. */
interface Writes {
  readonly policies: RolePolicies;
  readonly actions: string[];
}

/** Every action that is not a read, by the service of its resources; `*` has those without a resource. A reason documents each exception. */
async function writes(): Promise<Map<string, KnownAction[]>> {
  const all = (await knownActions()).filter((action) => !isRead(action) && !(action.id in REASONS) && !EXEMPTIONS.includes(action.id));
  const resources = await resourcesOf(all);
  const services = new Map<string, KnownAction[]>();
  all.forEach((action) => new Set(resources.get(action.id)!.map((resource) => resource.split(':')[2] ?? '*'))
    .forEach((service) => services.set(service, [...services.get(service) ?? [], action])));
  return services;
}

/**
 * The writes that are possible to a session of a role, whatever the request and the policy of its resource are: one for each service. Of
 * actions that the role's policies do not distinguish, one stands for all.
 */
export async function openWrites(role: RolePolicies): Promise<OpenWrite[]> {
  const found = [];
  // A resource policy may allow what the others do not mention.
  const classOf = actionClasses({ ...role, resourcePolicy: { Version: '2012-10-17', Statement: [] } });
  for (const [service, actions] of await writes()) {
    const open = await openWrite(service, classesOf(actions, classOf));
    found.push(...open ? [open] : []);
  }
  return found;
}

/** Objects of a directory bucket are read and written in sessions, so that the action is exempt in this mode only. */
const READING_SESSION = {
  Statement: [{ Effect: 'Allow', Action: 's3express:CreateSession', Resource: '*', Condition: { StringEquals: { 's3express:SessionMode': 'ReadOnly' } } }],
};

/** A session in which objects of a directory bucket can be written, if some resource policy opens one. */
export async function openWriteSession({ identity, boundary }: RolePolicies): Promise<OpenWrite | undefined> {
  const request = new PolicyRequest('s3express', [...identity, boundary, READING_SESSION]);
  const call = { action: 's3express:CreateSession', keys: request.keys };
  const allowed = sessionAllows(identity, call, request.resource, boundary, request.resourcePolicy);
  const { allowed: isForReading } = identityDecision([READING_SESSION], call, request.resource);
  const model = await Solver.with(request.theory, async (solver) => solver.modelOf(allowed, not(isForReading)));
  return model && { ...callOf(request, model), action: call.action };
}

/**
 * The engine's decision on a write, if a resource policy allows everything to the session. It knows only ARNs of the form that AWS documents
 * for the action, and a proof is about all of the service.
 */
export async function engineDecisionOnWrite(
  { identity, boundary }: RolePolicies, { action, resource: found, context }: OpenWrite,
): Promise<Decision> {
  const documented = (await resourcesOf((await knownActions()).filter(({ id }) => id === action))).get(action)!;
  const resource = documented.find((each) => each.split(':')[2] === found.split(':')[2])!;
  const resourcePolicy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: SESSION }, Action: '*', Resource: '*' }] };
  return decide({ principal: SESSION, action, resource, context, account: B, identityPolicies: identity, boundary, resourcePolicy });
}

function classesOf(actions: KnownAction[], classOf: ReturnType<typeof actionClasses>): Writes[] {
  const classes = new Map<string, Writes>();
  for (const action of actions) {
    const { policies } = classOf(action);
    const key = JSON.stringify([policies.identity, policies.boundary]);
    const known = classes.get(key) ?? { policies, actions: [] };
    known.actions.push(action.id);
    classes.set(key, known);
  }
  return [...classes.values()];
}

async function openWrite(service: string, classes: Writes[]): Promise<OpenWrite | undefined> {
  const request = new PolicyRequest(service, classes.flatMap(({ policies: { identity, boundary } }) => [...identity, boundary]));
  const none = { toSession: 'false', toRole: 'false' };
  const resourcePolicy = WITH_RESOURCE_POLICIES.includes(service) ? request.resourcePolicy : none;
  const resource = service === '*' ? '*' : request.resource;
  const allowed = classes.map(({ policies: { identity, boundary }, actions: [action] }) =>
    sessionAllows(identity, { action, keys: request.keys }, resource, boundary, resourcePolicy));
  const isOpen = or(...allowed);
  if (isOpen === 'false') {
    return undefined;
  }
  return Solver.with(request.theory, async (solver) => {
    if (!await solver.modelOf(isOpen)) {
      return undefined;
    }
    for (const [i, { actions: [action] }] of classes.entries()) {
      const model = await solver.modelOf(allowed[i]);
      if (model) {
        const call = callOf(request, model);
        return { ...call, action, resource: service === '*' ? '*' : call.resource };
      }
    }
    return undefined;
  });
}
