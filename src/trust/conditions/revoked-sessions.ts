import { Expiration } from 'aws-cdk-lib/core';
import { checkDate, toIamDate } from './iam-date';
import { ConditionBlock } from './trust-condition';
import { ErrorContext } from '../../core/validation-error';

/**
 * Matches sessions that began before a time, as the console's *Revoke sessions* does. AWS dates sessions by whole seconds, so a time
 * within a second also matches all sessions of that second.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
 */
export function revokedSessionsBlock(before: Expiration): ConditionBlock {
  const nextSecond = Expiration.atTimestamp(Math.ceil(before.date.getTime() / 1000) * 1000);
  return { DateLessThan: { 'aws:TokenIssueTime': toIamDate(nextSecond) } };
}

export function checkRevokedSessions(errors: ErrorContext, before: Expiration): void {
  checkDate(errors, 'revokeSessionsBefore', before);
  if (before.date > new Date()) {
    errors.fail(`revokeSessionsBefore ${toIamDate(before)} is in the future, which would deny every session until then`,
      'give a time in the past, or limit the role by accessWindow');
  }
}
