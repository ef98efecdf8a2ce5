import { CfnRole, IManagedPolicy, ManagedPolicy, PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Annotations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { examples } from './action-validation';
import { isKnown } from './aws/aws-managed-policies';
import { checkOwnBoundary } from './boundary/boundary-validation';
import { acknowledgeFindings, acknowledgeInlinePolicy, NagAcknowledgement } from './cdk-nag-acknowledgements';
import { defaultPermissions } from './default-permissions';
import { writeDenialPolicies } from './explicit-denials/write-denial-policies';
import { IdentityPolicies } from './identity-policies';
import { checkIdentityPolicies } from './identity-policies-validation';
import { checkAttachable, PolicyAccount } from './managed-policy-validation';
import { PermissionLevel } from './permission-level';
import { checkPermissions, nagAcknowledgementOf } from './permissions-config';
import { nameOfPolicy, withPoliciesOfApp } from './policies-of-app';
import { ReadOnlyPermissions } from './read-only-permissions';
import { RolePermissions, rolePermissions } from './role-permissions';
import { describeManagedPolicies } from './role-policy-validation';
import { SESSION_DENIALS } from './session-denials';
import { withoutCredentialReads } from './without-credential-reads';
import { fingerprint } from '../core/policy-size';
import { QUOTAS } from '../core/quotas';
import { ErrorContext } from '../core/validation-error';
import { WrittenPolicy, writePolicy } from '../core/written-policy';

/** The permissions that a role is given, and the user's own boundary. */
export interface RolePermissionsOptions {
  readonly permissions?: ReadOnlyPermissions;
  readonly permissionsBoundary?: IManagedPolicy;
  readonly identityPolicies?: IdentityPolicies;
}

/** The permissions of a role, and the cdk-nag findings that the library acknowledges for them. */
export interface CheckedPermissions extends RolePermissions {
  /** What they are made of. */
  readonly level: PermissionLevel;
  /** Whether the user has left the choice to the library. */
  readonly isDefault: boolean;
  /** Whether the user has given the boundary. */
  readonly isOwnBoundary: boolean;
  readonly nagAcknowledgement: NagAcknowledgement;
}

/** The policies that are made for a role. */
export interface AttachedPolicies {
  /** Those that deny writes, which roles of a stack can share. */
  readonly writeDenials: WrittenPolicy<ManagedPolicy>[];
  /** The permissions boundary, if it is made for the role. */
  readonly boundary?: WrittenPolicy<ManagedPolicy>;
}

/** Checks the permissions of a role, and turns them into policies. */
export function checkedPermissions(
  errors: ErrorContext, scope: Construct, account: PolicyAccount, { permissions, permissionsBoundary, identityPolicies }: RolePermissionsOptions,
): CheckedPermissions {
  const { _config: config } = permissions ?? defaultPermissions();
  checkIdentityPolicies(errors, identityPolicies);
  checkRolePermissions(errors, account, { permissions, permissionsBoundary });
  const level = withoutCredentialReads(withPoliciesOfApp(config.level), permissionsBoundary);
  const policies = rolePermissions(scope, level, permissionsBoundary, identityPolicies);
  if (permissions && permissionsBoundary) {
    checkOwnBoundary(errors, permissionsBoundary, level);
  }
  return {
    ...policies,
    level,
    isDefault: permissions === undefined,
    isOwnBoundary: permissionsBoundary !== undefined,
    nagAcknowledgement: nagAcknowledgementOf(config),
  };
}

/** Checks what does not depend on the policies that are made of it. */
export function checkRolePermissions(
  errors: ErrorContext, account: PolicyAccount, { permissions, permissionsBoundary }: RolePermissionsOptions,
): void {
  const { _config: config } = permissions ?? defaultPermissions();
  checkPermissions(errors, 'permissions', config);
  checkAttachable(errors, 'permissions', config.level.policies, account);
  if (permissionsBoundary) {
    checkAttachable(errors, 'permissionsBoundary', [permissionsBoundary], account);
  }
}

/**
 * Attaches what does not fit into the role itself, in managed policies with the path of the role.
 *
 * The role refers to the policies that are made for it, so they exist before it and the role never lacks its denials. A policy
 * with another text is another resource: if it were updated in place, it would take effect before the rest of the update.
 */
export function attachPermissions(role: Role, errors: ErrorContext, permissions: CheckedPermissions, path?: string): AttachedPolicies {
  const { managedPolicies, inlinePolicies, documents, writeDenials, nagAcknowledgement } = permissions;
  const created = documents.map((document) => writePolicy(document, () =>
    new ManagedPolicy(role, `Permissions${fingerprint(role, document.toJSON())}`, { document, path })));
  const denying = writeDenials ? writeDenialPolicies(role, writeDenials, path) : [];
  [...created, ...denying].forEach(({ policy }) => role.addManagedPolicy(policy));
  warnOnUnknownPolicies(role, errors, permissions);
  const ofSessions = role.node.tryFindChild(SESSION_DENIALS) ? 1 : 0;
  warnOnRaisedQuota(role, errors, managedPolicies.length + created.length + ofSessions, denying.length);
  const cfnRole = role.node.defaultChild as CfnRole;
  const { boundaryDocument } = permissions;
  const boundary = permissions.boundary ? undefined : boundaryDocument ? createBoundary(role, boundaryDocument, path) : created[0];
  if (boundary) {
    cfnRole.permissionsBoundary = boundary.policy.managedPolicyArn;
    // As if it had been in the role's props: with it, users keep it as the boundary where the app has another one.
    Object.assign(role, { permissionsBoundary: boundary.policy });
  }
  acknowledgeFindings(cfnRole, nagAcknowledgement);
  if (Object.keys(inlinePolicies).length > 0) {
    acknowledgeInlinePolicy(cfnRole);
  }
  created.forEach(({ policy: { node } }) => acknowledgeFindings(node.defaultChild!, { ...nagAcknowledgement, policies: [] }));
  return { writeDenials: denying, boundary };
}

/** A policy that is the boundary only. Its patterns are as short as possible, so that they fit. */
function createBoundary(role: Role, document: PolicyDocument, path?: string): WrittenPolicy<ManagedPolicy> {
  const boundary = writePolicy(document, () => new ManagedPolicy(role, `Boundary${fingerprint(role, document.toJSON())}`, {
    description: 'The permissions boundary of a read-only role; it allows nothing if it is attached as a boundary only', document, path,
  }));
  const statements = document.toJSON().Statement.map((json: object) => PolicyStatement.fromJson(json));
  acknowledgeFindings(boundary.policy.node.defaultChild!, {
    policies: [], statements, reason: 'A permissions boundary allows nothing, and the role is denied every action that its level does not have',
  });
  return boundary;
}

/** Their text may be wider than the boundary, which would cut the rest without a word. A boundary of the user is the user's decision. */
function warnOnUnknownPolicies(role: Role, errors: ErrorContext, { level, isOwnBoundary }: CheckedPermissions): void {
  const unknown = isOwnBoundary ? [] : level.policies.filter((policy) => !isKnown(policy));
  if (unknown.length > 0) {
    Annotations.of(role).addWarningV2('cdk-cross-account-read-only-access:policyTextUnknown', errors.message(
      `permissions has managed policies whose text is not known (${examples(unknown.map(nameOfPolicy))}), and the role gets only what ReadOnlyAccess or the other permissions allow too`,
      'name the actions in statements of custom(), give permissionsBoundary, or acknowledge this'));
  }
}

function warnOnRaisedQuota(role: Role, errors: ErrorContext, permitting: number, denying: number): void {
  const attached = permitting + denying;
  if (attached > QUOTAS.roleManagedPoliciesByDefault) {
    Annotations.of(role).addWarningV2('cdk-cross-account-read-only-access:raisedQuotaNeeded', errors.message(
      `permissions attach ${describeManagedPolicies(attached, denying)}, more than the default quota of ${QUOTAS.roleManagedPoliciesByDefault}`,
      'raise the quota "Managed policies attached to an IAM role" in the account first, or combine fewer levels'));
  }
}
