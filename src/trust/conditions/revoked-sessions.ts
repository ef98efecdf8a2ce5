import { Expiration } from 'aws-cdk-lib/core';
import { checkDate, toIamDate } from './iam-date';
import { ConditionBlock } from './trust-condition';
import { ErrorContext } from '../../core/validation-error';

/**
 * Which sessions are denied everything: those that began before a time, as under *Revoke sessions* of the console. Sessions are
 * dated by whole seconds, so that a time within a second takes all sessions of that second too.
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
    errors.fail(`revokeSessionsBefore is ${toIamDate(before)}, until when nobody could do anything with the role`,
      'give a time that has passed, or end the access by accessWindow');
  }
}
