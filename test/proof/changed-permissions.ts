import { Formula, not } from './formula';
import { asList } from './patterns';
import { identityAllows } from './policy';
import { PolicyRequest } from './policy-request';
import { callOf, ConcreteCall } from './prove-action';
import { Solver } from './solver';
import { actionClasses } from '../../tools/levels/action-classes';
import { RolePolicies } from '../../tools/levels/ask-engine';
import { knownActions } from '../../tools/levels/known-actions';
import { resourcesOf } from '../../tools/levels/resources';

/** Actions that policies allow after a change and not before, or the other way round, with a call of the first as witness. */
export interface ChangedActions {
  readonly change: 'gained' | 'lost';
  readonly actions: string[];
  readonly witness: ConcreteCall;
}

/** Actions that neither policies distinguish, on the resources of one service; `*` stands for calls without a resource. */
interface Calls {
  readonly service: string;
  readonly actions: string[];
  readonly before: RolePolicies;
  readonly after: RolePolicies;
}

/**
 * Compares the policies of a role, or of a user if there is a name, for every action that AWS documents: proven for any resource and any
 * value of the condition keys.
 */
export async function changedPermissions(before: RolePolicies, after: RolePolicies, userName?: string): Promise<ChangedActions[]> {
  const changes = await Promise.all((await differentCalls(before, after)).map(async (calls) => changedBy(calls, userName)));
  return changes.flat();
}

/** Where the statements that apply are the same, nothing has changed. */
async function differentCalls(before: RolePolicies, after: RolePolicies): Promise<Calls[]> {
  const actions = await knownActions();
  const resources = await resourcesOf(actions);
  const [classBefore, classAfter] = [before, after].map(actionClasses);
  const calls = new Map<string, Calls>();
  for (const action of actions) {
    const [was, is] = [classBefore(action).policies, classAfter(action).policies];
    const [wasText, isText] = [was, is].map(({ identity, boundary }) => JSON.stringify([identity, boundary]));
    if (wasText !== isText) {
      new Set(resources.get(action.id)!.map((resource) => resource.split(':')[2] ?? '*')).forEach((service) => {
        const key = [service, wasText, isText].join('\n');
        const same = calls.get(key) ?? { service, actions: [], before: was, after: is };
        same.actions.push(action.id);
        calls.set(key, same);
      });
    }
  }
  return [...calls.values()];
}

async function changedBy({ service, actions, before, after }: Calls, userName?: string): Promise<ChangedActions[]> {
  const request = new PolicyRequest(service, [before, after].flatMap(documentsOf), userName);
  const resource = service === '*' ? '*' : request.resource;
  const [was, is] = [before, after].map(({ identity, boundary }) =>
    identityAllows(identity, { action: actions[0], keys: request.keys }, resource, boundary));
  return Solver.with(request.theory, async (solver) => {
    const found = async (change: ChangedActions['change'], ...formulas: Formula[]): Promise<ChangedActions[]> => {
      const model = await solver.modelOf(...formulas);
      const call = model && callOf(request, model);
      return call ? [{ change, actions, witness: { ...call, resource: service === '*' ? '*' : call.resource } }] : [];
    };
    return [...await found('gained', is, not(was)), ...await found('lost', was, not(is))];
  });
}

/** Describes a change: the first actions, and the call with the condition keys that the policies compare. */
export function describeChange({ change, actions, witness: { resource, context } }: ChangedActions, policies: RolePolicies[]): string {
  const compared = new Set(policies.flatMap(documentsOf).flatMap(({ Statement }: any) => asList<any>(Statement))
    .flatMap(({ Condition = {} }) => Object.values<any>(Condition)).flatMap((keys) => Object.keys(keys).map((key) => key.toLowerCase())));
  const circumstances = Object.entries(context).filter(([key]) => compared.has(key.toLowerCase()))
    .map(([key, value]) => value === undefined ? `without ${key}` : `with ${key} ${[value].flat().join(' and ')}`);
  const few = actions.length > 5 ? [...actions.slice(0, 5), `${actions.length - 5} more`] : actions;
  return `may ${change === 'gained' ? 'now' : 'no longer'} ${[few.join(', '), `on ${resource}`, ...circumstances].join(' ')}`;
}

function documentsOf({ identity, boundary }: RolePolicies): object[] {
  return [...identity, boundary];
}
