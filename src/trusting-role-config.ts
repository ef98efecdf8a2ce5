import { Grantee } from './assume-role-policy/grantee';
import { RoleIdentity } from './core/role-name';
import { TrustPolicy } from './trust/trust-policy';

/** A `TrustingRole` as the other constructs of this library need it. */
export interface TrustingRoleConfig {
  readonly identity: RoleIdentity;
  readonly assumingAccount: string;
  readonly trust: TrustPolicy;
  /** The identities that may assume this role by its `grantAssumeRole`. */
  readonly grantees: Set<Grantee['identity']>;
}
