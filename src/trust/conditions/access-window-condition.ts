import { Expiration } from 'aws-cdk-lib/core';
import { checkDate, toIamDate } from './iam-date';
import { ConditionBlock, TrustCondition } from './trust-condition';
import { ErrorContext } from '../../core/validation-error';

/** The first and the last second in which a role can be used. */
export interface AccessWindowConfig {
  readonly notBefore?: Expiration;
  readonly notAfter?: Expiration;
}

/** The limits of an access window, in IAM's date format. */
export interface AccessWindowLimits {
  readonly from?: string;
  readonly until?: string;
}

export function accessWindowCondition(errors: ErrorContext, window: AccessWindowConfig): TrustCondition {
  checkAccessWindow(errors, 'accessWindow', window);
  const { from, until } = accessWindowLimits(window);
  return {
    prop: 'accessWindow',
    description: `assumes the role ${describeAccessWindow(window)}`,
    block: {
      ...(from && { DateGreaterThanEquals: { 'aws:CurrentTime': from } }),
      ...(until && { DateLessThanEquals: { 'aws:CurrentTime': until } }),
    },
  };
}

/** Matches every call after the window, for sessions that began in it. */
export function expiredSessionsBlock({ notAfter }: AccessWindowConfig): ConditionBlock | undefined {
  return notAfter && { DateGreaterThan: { 'aws:CurrentTime': toIamDate(notAfter) } };
}

export function describeAccessWindow(window: AccessWindowConfig): string {
  const { from, until } = accessWindowLimits(window);
  return [from && `from ${from} on`, until && `until ${until}`].filter(Boolean).join(' ');
}

export function accessWindowLimits({ notBefore, notAfter }: AccessWindowConfig): AccessWindowLimits {
  return { from: notBefore && toIamDate(notBefore), until: notAfter && toIamDate(notAfter) };
}

export function checkAccessWindow(errors: ErrorContext, prop: string, { notBefore, notAfter }: AccessWindowConfig): void {
  [notBefore, notAfter].forEach((limit) => limit && checkDate(errors, prop, limit));
  if (notBefore && notAfter && notBefore.date >= notAfter.date) {
    errors.fail(`${prop} ends on ${toIamDate(notAfter)}, before it begins on ${toIamDate(notBefore)}`, 'give a beginning before the end');
  }
}
