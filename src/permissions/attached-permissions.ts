import { CfnRole, IManagedPolicy, ManagedPolicy, PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Annotations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { checkOwnBoundary } from './boundary/boundary-validation';
import { acknowledgeFindings, acknowledgeInlinePolicy, NagAcknowledgement } from './cdk-nag-acknowledgements';
import { defaultPermissions } from './default-permissions';
import { writeDenialPolicies } from './explicit-denials/write-denial-policies';
import { checkAttachable, PolicyAccount } from './managed-policy-validation';
import { checkPermissions, nagAcknowledgementOf } from './permissions-config';
import { ReadOnlyPermissions } from './read-only-permissions';
import { RolePermissions, rolePermissions } from './role-permissions';
import { describeManagedPolicies } from './role-policy-validation';
import { withoutCredentialReads } from './without-credential-reads';
import { fingerprint } from '../core/policy-size';
import { QUOTAS } from '../core/quotas';
import { ErrorContext } from '../core/validation-error';
import { WrittenPolicy, writePolicy } from '../core/written-policy';

/** The permissions that a role is given, and the user's own boundary. */
export interface RolePermissionsOptions {
  readonly permissions?: ReadOnlyPermissions;
  readonly permissionsBoundary?: IManagedPolicy;
}

/** The permissions of a role, and the cdk-nag findings that the library acknowledges for them. */
export interface CheckedPermissions extends RolePermissions {
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
  errors: ErrorContext, scope: Construct, account: PolicyAccount, { permissions, permissionsBoundary }: RolePermissionsOptions,
): CheckedPermissions {
  const { _config: config } = permissions ?? defaultPermissions();
  checkRolePermissions(errors, account, { permissions, permissionsBoundary });
  const level = withoutCredentialReads(config.level, permissionsBoundary);
  const policies = rolePermissions(scope, level, permissionsBoundary);
  if (permissions && permissionsBoundary) {
    checkOwnBoundary(errors, permissionsBoundary, level);
  }
  return { ...policies, nagAcknowledgement: nagAcknowledgementOf(config) };
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
  warnOnRaisedQuota(role, errors, managedPolicies.length + created.length, denying.length);
  const cfnRole = role.node.defaultChild as CfnRole;
  const boundary = permissions.boundary ? undefined : permissions.boundaryDocument ? createBoundary(role, permissions.boundaryDocument, path) : created[0];
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

function warnOnRaisedQuota(role: Role, errors: ErrorContext, permitting: number, denying: number): void {
  const attached = permitting + denying;
  if (attached > QUOTAS.roleManagedPoliciesByDefault) {
    Annotations.of(role).addWarningV2('cdk-cross-account-read-only-access:raisedQuotaNeeded', errors.message(
      `permissions attach ${describeManagedPolicies(attached, denying)}, more than the default quota of ${QUOTAS.roleManagedPoliciesByDefault}`,
      'raise the quota "Managed policies attached to an IAM role" in the account first, or combine fewer levels'));
  }
}
