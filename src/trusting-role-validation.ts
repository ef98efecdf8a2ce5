import { Duration, Token } from 'aws-cdk-lib/core';
import { knownMilliseconds } from './core/durations';
import { QUOTAS } from './core/quotas';
import { checkAccountId, checkDescription } from './core/validate-names';
import { ErrorContext } from './core/validation-error';
import { checkSignIn } from './sign-in/sign-in-validation';
import { checkRevokedSessions } from './trust/conditions/revoked-sessions';
import type { TrustingRoleProps } from './trusting-role-props';

/** Checks what can be checked before the role is made. */
export function checkTrustingRoleProps(errors: ErrorContext, ownAccount: string, props: TrustingRoleProps): void {
  checkAccountId(errors, 'assumingAccount', props.assumingAccount);
  if (props.assumingAccount === ownAccount) {
    errors.fail(`assumingAccount ${props.assumingAccount} is the role's own account`, 'make the role in another account');
  }
  if (props.description !== undefined) {
    checkDescription(errors, props.description);
  }
  checkSessionDuration(errors, props.maxSessionDuration);
  checkTrustPolicyQuota(errors, props.trustPolicyQuota);
  if (props.revokeSessionsBefore) {
    checkRevokedSessions(errors, props.revokeSessionsBefore);
  }
  checkSignIn(errors, props);
  props.permissions?._check(errors, 'permissions');
}

const HOUR = 60 * 60 * 1000;

function checkSessionDuration(errors: ErrorContext, duration?: Duration): void {
  const { min, max } = QUOTAS.maxSessionHours;
  const milliseconds = duration && knownMilliseconds(errors, 'maxSessionDuration', duration);
  if (milliseconds !== undefined && !(milliseconds >= min * HOUR && milliseconds <= max * HOUR && milliseconds % 1000 === 0)) {
    errors.fail(`maxSessionDuration of ${milliseconds / HOUR} hours is not between ${min} and ${max} hours, in whole seconds`, 'use Duration.hours(1) to Duration.hours(12)');
  }
}

function checkTrustPolicyQuota(errors: ErrorContext, quota?: number): void {
  if (quota !== undefined && !Token.isUnresolved(quota) && !(Number.isInteger(quota) && quota >= QUOTAS.trustPolicySize)) {
    errors.fail(`trustPolicyQuota ${quota} is less than AWS's own ${QUOTAS.trustPolicySize}`, 'give the raised quota, or leave it out');
  }
}
