import { CfnRole, Role } from 'aws-cdk-lib/aws-iam';
import { Annotations, Duration, Expiration } from 'aws-cdk-lib/core';
import { checkMaxSessionDuration } from './core/durations';
import { QUOTAS } from './core/quotas';
import { checkAccountId, checkDescription } from './core/validate-names';
import { ErrorContext } from './core/validation-error';
import { finishedTrust, FinishedTrust } from './finished-template/finished-trust';
import { validatePolicies } from './finished-template/vanishing-conditions';
import { validateRolePolicies } from './permissions/role-policy-validation';
import { SignInOptions } from './sign-in/assumable-role';
import { checkSignIn } from './sign-in/sign-in-validation';
import { checkRevokedSessions } from './trust/conditions/revoked-sessions';
import { TrustAccounts, TrustPolicy } from './trust/trust-policy';
import { checkTrustPolicyQuota, validateTrustPolicy } from './trust/trust-policy-validation';

/** Settings of the role itself. */
export interface TrustingRoleSettings {
  readonly description?: string;
  readonly maxSessionDuration?: Duration;
  readonly revokeSessionsBefore?: Expiration;
  readonly trustPolicyQuota?: number;
}

/** Checks what is known before the role exists. */
export function checkTrustingRole(errors: ErrorContext, accounts: TrustAccounts, signIn: SignInOptions, settings: TrustingRoleSettings): void {
  const { description, maxSessionDuration, revokeSessionsBefore, trustPolicyQuota } = settings;
  checkAccountId(errors, 'assumingAccount', accounts.assuming);
  if (accounts.assuming === accounts.trusting) {
    errors.fail(`assumingAccount ${accounts.assuming} is the role's own account`, 'make the role in another account');
  }
  if (description !== undefined) {
    checkDescription(errors, description);
  }
  if (maxSessionDuration) {
    checkMaxSessionDuration(errors, maxSessionDuration);
  }
  if (trustPolicyQuota !== undefined) {
    checkTrustPolicyQuota(errors, trustPolicyQuota);
  }
  if (revokeSessionsBefore) {
    checkRevokedSessions(errors, revokeSessionsBefore);
  }
  checkSignIn(errors, signIn);
}

/** Checks the finished role at synth, when all principals and policies have been added. */
export function validateTrustingRole(errors: ErrorContext, role: Role, trust: TrustPolicy, trustPolicyQuota?: number): string[] {
  const quota = trustPolicyQuota ?? QUOTAS.trustPolicySize;
  const { roleName = '', path = '' } = (role.node.defaultChild ?? {}) as Partial<CfnRole>;
  const sizes = [...validateRolePolicies(errors, role), ...validateTrustPolicy(errors, role, role.assumeRolePolicy!, trust, quota)];
  if (sizes.length > 0) {
    // A key that is a token cannot be resolved, and is reported already.
    return sizes;
  }
  warnOnAddedStatements(errors, role, finishedTrust(role, trust.statements));
  return validatePolicies(errors, role, [['roleName', roleName], ['path', path], ...trust.values]);
}

/** By them, principals can assume the role under conditions that the library does not know. */
function warnOnAddedStatements(errors: ErrorContext, role: Role, { added }: FinishedTrust): void {
  if (added.length > 0) {
    Annotations.of(role).addWarningV2('cdk-cross-account-read-only-access:trustStatementsAdded', errors.message(
      `the trust policy has statements that this library did not write: ${added.join('. ')}`,
      'use addPrincipals or grantAssumeRole, or acknowledge that the statements are intended'));
  }
}
