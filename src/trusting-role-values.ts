import { Duration, Expiration } from 'aws-cdk-lib/core';
import { RoleIdentity } from './core/role-name';
import { RolePermissionsOptions } from './permissions/attached-permissions';
import { SignInOptions } from './sign-in/assumable-role';
import { TrustOptions } from './trust/trust';
import { TrustingRoleOptions } from './trusting-role-props';

/** Settings of the role itself. */
export interface TrustingRoleSettings {
  readonly description?: string;
  readonly maxSessionDuration?: Duration;
  readonly revokeSessionsBefore?: Expiration;
  readonly trustPolicyQuota?: number;
}

/** An object that names every key, so that a new option cannot be forgotten. */
type Complete<T> = { readonly [K in keyof Required<T>]: T[K] };

/** The props of a role, sorted by the folder that handles them. */
export interface TrustingRoleValues {
  readonly name: Complete<Partial<RoleIdentity>>;
  readonly trust: Complete<TrustOptions>;
  readonly permissions: Complete<RolePermissionsOptions>;
  readonly signIn: Complete<SignInOptions>;
  readonly settings: Complete<TrustingRoleSettings>;
}

/** Opens the props, once, in the constructor that gets them. */
export function trustingRoleValues(props: TrustingRoleOptions): TrustingRoleValues {
  const { roleName, path, permissions, permissionsBoundary, identityPolicies, switchRole, cliProfile, maxSessionDuration } = props;
  const { description, revokeSessionsBefore, trustPolicyQuota } = props;
  const { principals, mfa, externalId, organizationId, sourceIps, accessWindow } = props;
  const { requireUserNameAsRoleSessionName, sourceIdentity, sessionTags, principalTags } = props;
  return {
    name: { roleName, path },
    trust: {
      principals,
      mfa,
      externalId,
      organizationId,
      sourceIps,
      accessWindow,
      requireUserNameAsRoleSessionName,
      sourceIdentity,
      sessionTags,
      principalTags,
    },
    permissions: { permissions, permissionsBoundary, identityPolicies },
    signIn: { switchRole, cliProfile, maxSessionDuration },
    settings: { description, maxSessionDuration, revokeSessionsBefore, trustPolicyQuota },
  };
}
