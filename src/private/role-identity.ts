import { Token } from 'aws-cdk-lib/core';
import { checkName, checkPath } from './names';
import { Place } from './validation-error';

/** The path and name that the two halves, which share nothing else, know a role by. */
export interface RoleIdentity {
  readonly path: string;
  readonly roleName: string;
}

export function roleIdentity(at: Place, props: Partial<RoleIdentity>): RoleIdentity {
  return {
    path: checkPath(at, 'path', props.path ?? '/'),
    roleName: checkName(at, 'roleName', 'role', props.roleName ?? 'SecurityReadOnlyRole'),
  };
}

/**
 * The construct id of a role, or of a StackSet of roles, that is made in another scope than its access. The name in it keeps the logical id, and so the
 * deployed role, whatever happens to the access's own id, which is taken where the name is not known; what is before it keeps
 * clear of other constructs in the scope.
 */
export function trustingRoleId({ roleName }: RoleIdentity, accessId: string, what: 'TrustingRole' | 'TrustingRoles' = 'TrustingRole'): string {
  return Token.isUnresolved(roleName) ? `${what}Of-${accessId}` : `${what}-${roleName}`;
}
