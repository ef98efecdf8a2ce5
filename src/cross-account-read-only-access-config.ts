import { Grantee } from './assume-role-policy/grantee';
import { SignInInfo } from './sign-in/sign-in-info';
import { TrustingRole } from './trusting-role';

/** A `CrossAccountReadOnlyAccess` as the access guide needs it. */
export interface CrossAccountReadOnlyAccessConfig {
  readonly signIn: SignInInfo;
  /** The identities, besides the group, that may assume the roles. */
  readonly grantees: Grantee[];
  /** The roles that this app makes, those of StackSets included. */
  readonly rolesOfApp: TrustingRole[];
}
