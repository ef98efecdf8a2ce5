import { assertValid, contextThatMeets, isAllowed, RolePolicies } from '../../../tools/levels/ask-engine';
import { Allowed } from '../../../tools/levels/decide';
import { KnownAction } from '../../../tools/levels/known-actions';
import { resourcesOf } from '../../../tools/levels/resources';

/**
 * Decides the same as `decideAll`, one action and resource at a time, with all statements that name the action's service.
 */
export async function decideOneByOne(actions: KnownAction[], policies: RolePolicies): Promise<Allowed> {
  [...policies.identity, policies.boundary].forEach(assertValid);
  const parts = new Map<string, RolePolicies>();
  const resources = await resourcesOf(actions);
  const allowed: Allowed = new Map();
  for (const action of actions) {
    const part = parts.get(action.service) ?? partFor(action.service, policies);
    parts.set(action.service, part);
    const context = contextThatMeets([...part.identity, part.boundary].flatMap(({ Statement }: any) => Statement));
    for (const resource of resources.get(action.id)!) {
      if (await isAllowed(part, action.id, resource, context)) {
        allowed.set(action.id, [...allowed.get(action.id) ?? [], resource]);
      }
    }
  }
  return allowed;
}

function partFor(service: string, { identity, boundary }: RolePolicies): RolePolicies {
  return { identity: identity.map((policy) => ofService(service, policy)), boundary: ofService(service, boundary) };
}

/** The statements of a policy that may match a service, with the actions that may. */
function ofService(service: string, policy: any): object {
  const statements = [policy.Statement].flat().flatMap((statement) => {
    const mayMatch = (action: string) => action === '*' || action.toLowerCase().startsWith(`${service}:`);
    if (statement.NotAction) {
      const notActions = [statement.NotAction].flat();
      return { ...statement, NotAction: notActions.some(mayMatch) ? notActions.filter(mayMatch) : notActions.slice(0, 1) };
    }
    const actions = [statement.Action].flat().filter(mayMatch);
    return actions.length > 0 ? { ...statement, Action: actions } : [];
  });
  return { ...policy, Statement: statements };
}
