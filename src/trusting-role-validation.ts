import { Role } from 'aws-cdk-lib/aws-iam';
import { checkMaxSessionDuration } from './core/durations';
import { QUOTAS } from './core/quotas';
import { roleIdentity } from './core/role-name';
import { checkAccountIdOrParameter, checkDescription } from './core/validate-names';
import { ErrorContext } from './core/validation-error';
import { finishedRoleProperties } from './finished-template/finished-resource';
import { validateFinishedRole } from './finished-template/finished-role';
import { firstMessages } from './finished-template/first-messages';
import { validateKnownValues } from './finished-template/known-values';
import { missingResource } from './finished-template/presence-messages';
import { RolePromise } from './finished-template/role-promise';
import { validatePolicies } from './finished-template/vanishing-conditions';
import { checkRolePermissions } from './permissions/attached-permissions';
import { PolicyAccount } from './permissions/managed-policy-validation';
import { validateRolePolicies } from './permissions/role-policy-validation';
import { SignInOptions } from './sign-in/assumable-role';
import { checkSignIn, validateCallers } from './sign-in/sign-in-validation';
import { checkRevokedSessions } from './trust/conditions/revoked-sessions';
import { trustConditions } from './trust/conditions/trust-conditions';
import { warnOnUncheckedParameters } from './trust/parameter-warnings';
import { TrustAccounts } from './trust/trust-accounts';
import { TrustPolicy } from './trust/trust-policy';
import { checkTrustPolicyQuota, validateConditionKeys, validateTrustPolicy } from './trust/trust-policy-validation';
import { warnOnTrust } from './trust/trust-warnings';
import { TrustingRoleSettings, TrustingRoleValues } from './trusting-role-values';

/** The accounts of a role, and the partition that both are in: a token if the role's stack has no Region. */
export interface RoleAccounts extends TrustAccounts {
  readonly partition: string;
}

/** What surrounds a role. */
export interface RoleContext {
  readonly accounts: RoleAccounts;
  readonly policyAccount: PolicyAccount;
  readonly trust: TrustPolicy;
}

/** Checks what is known before the role exists. */
export function checkTrustingRole(errors: ErrorContext, accounts: RoleAccounts, signIn: SignInOptions, settings: TrustingRoleSettings): void {
  const { description, maxSessionDuration, revokeSessionsBefore, trustPolicyQuota } = settings;
  checkAccountIdOrParameter(errors, 'assumingAccount', accounts.assuming);
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
  checkSignIn(errors, signIn, accounts.partition);
}

/** Checks values that were tokens at first, once they are known, as the constructor checks literals. */
export function recheckTrustingRole(errors: ErrorContext, { accounts, policyAccount, trust }: RoleContext, values: TrustingRoleValues): void {
  checkTrustingRole(errors, accounts, values.signIn, values.settings);
  roleIdentity(errors, values.name);
  checkRolePermissions(errors, policyAccount, values.permissions);
  trustConditions(errors, values.trust);
  trust.checkPrincipals(errors);
}

/** Checks the role in the finished template: after all aspects, when all principals and policies have been added. */
export function validateTrustingRole(
  errors: ErrorContext, role: Role, context: RoleContext, values: TrustingRoleValues, promise: RolePromise,
): string[] {
  warnOnTrust(errors, role, context.trust, values.trust);
  warnOnUncheckedParameters(role, errors, { assumingAccount: context.accounts.assuming, externalId: values.trust.externalId });
  const unwritable = validateConditionKeys(errors, role, context.trust.applicableConditions);
  if (unwritable.length > 0) {
    return unwritable;
  }
  const properties = finishedRoleProperties(role);
  if (!properties) {
    return [missingResource(errors, 'role')];
  }
  const { RoleName = '', Path = '' } = properties;
  return firstMessages(
    () => validateKnownValues(errors, role, (known) => recheckTrustingRole(known, context, values)),
    () => validateCallers(errors, role, values.signIn, context.trust),
    () => validatePolicies(errors, role, [['roleName', RoleName], ['path', Path], ...context.trust.values], properties),
    () => [
      ...validateFinishedRole(errors, role, promise, properties),
      ...validateRolePolicies(errors, role, properties, promise.permissions.writeDenials.length),
      ...validateTrustPolicy(errors, role, properties.AssumeRolePolicyDocument, context.trust,
        errors.inFinishedTemplate(role).known(values.settings.trustPolicyQuota) ?? QUOTAS.trustPolicySize),
    ],
  );
}
