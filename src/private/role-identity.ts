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
