import { Duration, Token } from 'aws-cdk-lib/core';
import { checkAccountId, checkDescription } from './names';
import { QUOTAS } from './quotas';
import { Place } from './validation-error';
import { checkRevokedSessions } from '../conditions/revoked-sessions';
import { checkHandOff } from '../hand-off/hand-off-checks';
import type { TrustingRoleProps } from '../trusting-role';

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

function checkSessionDuration(at: Place, duration?: Duration): void {
  const { min, max } = QUOTAS.maxSessionHours;
  if (!duration || duration.isUnresolved()) {
    return;
  }
  const hours = duration.toHours({ integral: false });
  if (hours < min || hours > max) {
    at.reject(`maxSessionDuration of ${hours} hours is not between ${min} and ${max} hours`, 'use Duration.hours(1) to Duration.hours(12)');
  }
}

function checkTrustPolicyQuota(at: Place, quota?: number): void {
  if (quota !== undefined && !Token.isUnresolved(quota) && !(Number.isInteger(quota) && quota >= QUOTAS.trustPolicySize)) {
    at.reject(`trustPolicyQuota ${quota} is less than AWS's own ${QUOTAS.trustPolicySize}`, 'give the raised quota, or leave it out');
  }
}
