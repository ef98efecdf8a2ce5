import { Annotations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { AccessWindowConfig } from './access-window-condition';
import { toIamDate } from './iam-date';
import { ErrorContext } from '../../core/validation-error';

const DAY = 24 * 60 * 60 * 1000;
const NOTICE_DAYS = 30;
const ENDED = 'cdk-cross-account-read-only-access:accessWindowEnded';

/**
 * Warns before the end of an access window, and fails after it. Both can be acknowledged, because nobody can use the role after the
 * end.
 */
export function warnOnExpiry(scope: Construct, errors: ErrorContext, window?: AccessWindowConfig): void {
  const end = window?.notAfter;
  const days = end ? (end.date.getTime() - Date.now()) / DAY : Infinity;
  if (!end || days > NOTICE_DAYS) {
    return;
  }
  if (days > 0) {
    Annotations.of(scope).addWarningV2('cdk-cross-account-read-only-access:accessWindowEndsSoon', errors.message(
      `accessWindow ends on ${toIamDate(end)}, in ${describeDays(Math.floor(days))}`, 'extend it, or remove the construct then'));
    return;
  }
  const ended = errors.message(`accessWindow ended on ${toIamDate(end)}`, 'extend it, remove the construct, or acknowledge that nobody can use the role');
  Annotations.of(scope).addWarningV2(ENDED, ended);
  scope.node.addValidation({ validate: () => isAcknowledged(scope) ? [] : [ended] });
}

function describeDays(days: number): string {
  return days > 1 ? `${days} days` : days === 1 ? 'a day' : 'less than a day';
}

/** The CDK removes an acknowledged warning. Errors cannot be acknowledged, so the warning's absence stands for it. */
function isAcknowledged(scope: Construct): boolean {
  return !scope.node.metadata.some(({ data }) => String(data).includes(`[ack: ${ENDED}]`));
}
