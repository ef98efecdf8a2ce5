import resourcePolicies from './resource-policies.json';
import { serviceOf } from '../../../src/permissions/aws/action-patterns';

/** The resources of a service that carry a policy, and the reads that it can allow: `*` for all that are denied. */
export const RESOURCE_POLICIES: Readonly<Record<string, { readonly carriedBy: string; readonly reads: string | string[] }>> = resourcePolicies;

/** Whether the policy of a resource can allow an action: one that names a role session does so past the role's boundary. */
export function isOpenedByResourcePolicy(id: string): boolean {
  const { reads } = RESOURCE_POLICIES[serviceOf(id)] ?? { reads: [] };
  return reads === '*' || reads.includes(id.slice(id.indexOf(':') + 1));
}
