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
  const parts = new Map<string, ReturnType<typeof partFor>>();
  const resources = await resourcesOf(actions);
  const allowed: Allowed = new Map();
  for (const action of actions) {
    const part = parts.get(action.service) ?? partFor(action.service, policies);
    parts.set(action.service, part);
    for (const resource of resources.get(action.id)!) {
      if (await isAllowed(part.onService(serviceOfArn(resource)), action.id, resource, part.context)) {
        allowed.set(action.id, [...allowed.get(action.id) ?? [], resource]);
      }
    }
  }
  return allowed;
}

/** The statements that may match a service, with values for their conditions. */
function partFor(service: string, { identity, boundary }: RolePolicies) {
  const part: RolePolicies = { identity: identity.map((policy) => ofService(service, policy)), boundary: ofService(service, boundary) };
  const onServices = new Map<string | undefined, RolePolicies>();
  return {
    context: contextThatMeets([...part.identity, part.boundary].flatMap(({ Statement }: any) => Statement)),
    onService: (ofResource: string | undefined): RolePolicies => {
      const narrowed = onServices.get(ofResource)
        ?? { identity: part.identity.map((policy) => onService(ofResource, policy)), boundary: onService(ofResource, part.boundary) };
      onServices.set(ofResource, narrowed);
      return narrowed;
    },
  };
}

/** Undefined for `*`. */
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
