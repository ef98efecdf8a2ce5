import services from './services.json';
import { isRead, KnownAction } from '../known-actions';

const { reviewed: _, resourcePolicies, onlyBySharing, noResourcePolicy, exemptions } = services;

/** The services with resource policies that can allow something to a role of the same account. */
export const WITH_RESOURCE_POLICIES = Object.keys(resourcePolicies);

/** Actions that read, or that reading needs, although the reference does not classify them as read. */
export const EXEMPTIONS = Object.keys(exemptions);

/** The words of an action that writes a policy, such as `PutResourcePolicy` or `AddPermission`. */
const WRITES_POLICY = /(Policy|Policies|Permission|Permissions)(V\d+)?$/;
const REMOVES = /^(Cancel|Delete|Deny|Detach|Disassociate|Invalidate|Reject|Remove|Reset|Revoke)/;

/** Services with an action that writes a policy, and that are not classified in services.json: AWS may have added resource policies. */
export function unclassifiedServices(actions: KnownAction[]): string[] {
  const classified = new Set([resourcePolicies, onlyBySharing, noResourcePolicy].flatMap(Object.keys));
  const writing = actions.filter((action) => !isRead(action) && WRITES_POLICY.test(action.name) && !REMOVES.test(action.name));
  return [...new Set(writing.map(({ service }) => service))].filter((service) => !classified.has(service));
}

/** What services.json names, and AWS's reference does not. */
export function unknownNames(actions: KnownAction[]): string[] {
  const known = new Set(actions.flatMap(({ id, service }) => [id, service]));
  return [resourcePolicies, onlyBySharing, noResourcePolicy, exemptions].flatMap(Object.keys).filter((name) => !known.has(name));
}
