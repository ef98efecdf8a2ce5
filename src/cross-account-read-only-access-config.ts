import { Grantee } from './assume-role-policy/grantee';
import { ReadOnlyPermissions } from './permissions/read-only-permissions';
import { SignInInfo } from './sign-in/sign-in-info';
import { AccessWindow } from './trust/conditions/access-window';
import { TrustingRole } from './trusting-role';

/** A role that this app makes in an account. */
export interface RoleOfApp {
  readonly role: TrustingRole;
  /** Whether it is there only if CloudFormation finds the account in the units of a StackSet. */
  readonly isOfUnits: boolean;
}

/** A `CrossAccountReadOnlyAccess` as the access guide needs it. */
export interface CrossAccountReadOnlyAccessConfig {
  readonly title?: string;
  readonly description?: string;
  readonly permissions?: ReadOnlyPermissions;
  readonly accessWindow?: AccessWindow;
  readonly signIn: SignInInfo;
  /** The identities, besides the group, that may assume the roles. */
  readonly grantees: Set<Grantee['identity']>;
  /** The roles that this app makes, those of StackSets included. */
  readonly rolesOfApp: TrustingRole[];
  /** Those roles by account; that of an organization by the placeholder `ANY_ACCOUNT`. */
  readonly roleIn: ReadonlyMap<string, RoleOfApp>;
}
