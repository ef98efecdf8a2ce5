import { Token } from 'aws-cdk-lib/core';
import { checkName, checkPath } from './validate-names';
import { ErrorContext } from './validation-error';

/** The path and name of a role: all that the assuming side and the trusting side have in common. */
export interface RoleIdentity {
  readonly path: string;
  readonly roleName: string;
}

/** The role's path and name, checked, with their defaults. */
export function roleIdentity(errors: ErrorContext, { path = '/', roleName = 'SecurityReadOnlyRole' }: Partial<RoleIdentity>): RoleIdentity {
  return {
    path: checkPath(errors, 'path', path),
    roleName: checkName(errors, 'roleName', 'role', roleName),
  };
}

export function isSameRole(one: RoleIdentity, other: RoleIdentity): boolean {
  return one.path === other.path && one.roleName === other.roleName;
}

/**
 * The construct id of a role, or of a StackSet of roles, in another scope than its access.
 *
 * It contains the role's name, so that the logical id, and with it the deployed role, stays the same when the id of the access
 * changes. Where the name is a token, it contains the id of the access. The prefix keeps it apart from other constructs in the scope.
 */
export function trustingRoleId({ roleName }: RoleIdentity, accessId: string, prefix: 'TrustingRole' | 'TrustingRoles' = 'TrustingRole'): string {
  return Token.isUnresolved(roleName) ? `${prefix}Of-${accessId}` : `${prefix}-${roleName}`;
}
