import { Duration, Token } from 'aws-cdk-lib/core';
import { knownMilliseconds } from './core/durations';
import { QUOTAS } from './core/quotas';
import { checkAccountId, checkDescription } from './core/validate-names';
import { Place } from './core/validation-error';
import { checkHandOff } from './sign-in/sign-in-validation';
import { checkRevokedSessions } from './trust/conditions/revoked-sessions';
import type { TrustingRoleProps } from './trusting-role-props';

/** Checks what can be checked before the role is made. */
export function checkTrustingRoleProps(at: Place, ownAccount: string, props: TrustingRoleProps): void {
  checkAccountId(at, 'assumingAccount', props.assumingAccount);
  if (props.assumingAccount === ownAccount) {
    at.reject(`assumingAccount ${props.assumingAccount} is the role's own account`, 'make the role in another account');
  }
  if (props.description !== undefined) {
    checkDescription(at, props.description);
  }
  checkSessionDuration(at, props.maxSessionDuration);
  checkTrustPolicyQuota(at, props.trustPolicyQuota);
  if (props.revokeSessionsBefore) {
    checkRevokedSessions(at, props.revokeSessionsBefore);
  }
  checkHandOff(at, props);
  props.permissions?._check(at, 'permissions');
}

const HOUR = 60 * 60 * 1000;

function checkSessionDuration(at: Place, duration?: Duration): void {
  const { min, max } = QUOTAS.maxSessionHours;
  const milliseconds = duration && knownMilliseconds(at, 'maxSessionDuration', duration);
  if (milliseconds !== undefined && !(milliseconds >= min * HOUR && milliseconds <= max * HOUR && milliseconds % 1000 === 0)) {
    at.reject(`maxSessionDuration of ${milliseconds / HOUR} hours is not between ${min} and ${max} hours, in whole seconds`, 'use Duration.hours(1) to Duration.hours(12)');
  }
}

function checkTrustPolicyQuota(at: Place, quota?: number): void {
  if (quota !== undefined && !Token.isUnresolved(quota) && !(Number.isInteger(quota) && quota >= QUOTAS.trustPolicySize)) {
    at.reject(`trustPolicyQuota ${quota} is less than AWS's own ${QUOTAS.trustPolicySize}`, 'give the raised quota, or leave it out');
  }
}
