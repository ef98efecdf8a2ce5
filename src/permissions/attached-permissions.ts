import { CfnRole, IManagedPolicy, ManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import { Annotations, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { checkOwnBoundary, checkRequestedActions } from './boundary/boundary-validation';
import { acknowledgeFindings, NagAcknowledgement } from './cdk-nag-acknowledgements';
import { checkAttachable } from './managed-policy-validation';
import { ReadOnlyPermissions } from './read-only-permissions';
import { RolePermissions, rolePermissions } from './role-permissions';
import { fingerprint } from '../core/policy-size';
import { QUOTAS } from '../core/quotas';
import { ErrorContext } from '../core/validation-error';

/** What a role is asked to read, and its own boundary where it has one. */
export interface RolePermissionsOptions {
  readonly permissions?: ReadOnlyPermissions;
  readonly permissionsBoundary?: IManagedPolicy;
}

/** The permissions of a role, and what this library answers for in them. */
export interface CheckedPermissions extends RolePermissions {
  readonly nagAcknowledgement: NagAcknowledgement;
}

/** The permissions asked for, as policies of the role. */
export function checkedPermissions(errors: ErrorContext, scope: Construct, { permissions, permissionsBoundary }: RolePermissionsOptions): CheckedPermissions {
  permissions?._check(errors, 'permissions');
  const { _level, _nagAcknowledgement } = permissions ?? ReadOnlyPermissions._default;
  checkAttachable(errors, 'permissions', _level.policies, Stack.of(scope));
  if (permissionsBoundary) {
    checkAttachable(errors, 'permissionsBoundary', [permissionsBoundary], Stack.of(scope));
  }
  const policies = rolePermissions(scope, _level, permissionsBoundary);
  checkRequestedActions(errors, policies, _level);
  if (permissions && permissionsBoundary) {
    checkOwnBoundary(errors, permissionsBoundary, _level);
  }
  return { ...policies, nagAcknowledgement: _nagAcknowledgement };
}

/**
 * A policy made for the role is there before it, so that the role is never without the denials. A policy of another text is
 * another policy: rewritten in place, it would be in force before the rest of an update.
 */
export function attachPermissions(role: Role, errors: ErrorContext, permissions: CheckedPermissions): void {
  const { managedPolicies, documents, boundary, nagAcknowledgement } = permissions;
  const made = documents.map((document) => new ManagedPolicy(role, `Permissions${fingerprint(role, document.toJSON())}`, { document }));
  made.forEach((policy) => role.addManagedPolicy(policy));
  const attached = managedPolicies.length + made.length;
  if (attached > QUOTAS.roleManagedPoliciesByDefault) {
    Annotations.of(role).addWarningV2('cdk-cross-account-read-only-access:raisedQuotaNeeded', errors.message(
      `permissions attach ${attached} managed policies, and a role has ${QUOTAS.roleManagedPoliciesByDefault} unless the account's quota is raised`,
      'raise "Managed policies attached to an IAM role" in the account first, or combine fewer levels'));
  }
  const cfnRole = role.node.defaultChild as CfnRole;
  if (!boundary) {
    cfnRole.permissionsBoundary = made[0].managedPolicyArn;
  }
  acknowledgeFindings(cfnRole, nagAcknowledgement);
  made.forEach(({ node }) => acknowledgeFindings(node.defaultChild!, { ...nagAcknowledgement, policies: [] }));
}
