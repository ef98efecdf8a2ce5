import { assertValid, contextThatMeets, isAllowed, RolePolicies } from '../../../tools/levels/ask-engine';
import { Allowed } from '../../../tools/levels/decide';
import { KnownAction } from '../../../tools/levels/known-actions';
import { resourcesOf } from '../../../tools/levels/resources';

/**
 * Decides the same as `decideAll`, one action and resource at a time, with all statements that name the action's service and may
 * match the resource's.
 */
export async function decideOneByOne(actions: KnownAction[], policies: RolePolicies): Promise<Allowed> {
  [...policies.identity, policies.boundary].forEach(assertValid);
  const parts = new Map<string, RolePolicies>();
  const resources = await resourcesOf(actions);
  const allowed: Allowed = new Map();
  for (const action of actions) {
    for (const resource of resources.get(action.id)!) {
      const key = `${action.service} ${serviceOfArn(resource)}`;
      const part = parts.get(key) ?? partFor(action.service, resource, policies);
      parts.set(key, part);
      const context = contextThatMeets([...part.identity, part.boundary].flatMap(({ Statement }: any) => Statement));
      if (await isAllowed(part, action.id, resource, context)) {
        allowed.set(action.id, [...allowed.get(action.id) ?? [], resource]);
      }
    }
  }
  return allowed;
}

function partFor(service: string, resource: string, { identity, boundary }: RolePolicies): RolePolicies {
  const part = (policy: object) => onService(serviceOfArn(resource), ofService(service, policy));
  return { identity: identity.map(part), boundary: part(boundary) };
}

/** Undefined for `*`, which only denials and allowances on `*` match. */
function serviceOfArn(resource: string): string | undefined {
  return resource.split(':')[2];
}

/** The statements of a policy without the `Resource` entries that name another service than the resource: ARNs match part by part. */
function onService(service: string | undefined, policy: any): object {
  const mayMatch = (resource: string) => {
    const named = serviceOfArn(resource);
    return service === undefined || named === undefined || /[*?$]/.test(named) || named === service;
  };
  return {
    ...policy,
    Statement: policy.Statement.flatMap((statement: any) => {
      const resources = [statement.Resource ?? []].flat().filter(mayMatch);
      return !statement.Resource ? statement : resources.length > 0 ? { ...statement, Resource: resources } : [];
    }),
  };
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
