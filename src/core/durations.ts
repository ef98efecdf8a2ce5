import { Duration, Token } from 'aws-cdk-lib/core';
import { QUOTAS } from './quotas';
import { ErrorContext } from './validation-error';

/** The milliseconds of a duration; undefined for a token, which must be in seconds, because the CDK cannot convert it. */
export function knownMilliseconds(errors: ErrorContext, prop: string, duration: Duration): number | undefined {
  if (!duration.isUnresolved()) {
    return duration.toMilliseconds({ integral: false });
  }
  if (duration.unitLabel() !== 'seconds') {
    errors.fail(`${prop} is a token in ${duration.unitLabel()}, which cannot be converted`, 'give Duration.seconds of the token');
  }
  const seconds = errors.known(duration.toSeconds());
  return Token.isUnresolved(seconds) ? undefined : seconds * 1000;
}

const HOUR = Duration.hours(1).toMilliseconds();

export function checkMaxSessionDuration(errors: ErrorContext, duration: Duration): void {
  const milliseconds = knownMilliseconds(errors, 'maxSessionDuration', duration);
  if (milliseconds !== undefined) {
    checkMaxSessionMilliseconds(errors, milliseconds);
  }
}

export function checkMaxSessionMilliseconds(errors: ErrorContext, milliseconds: number): void {
  const { min, max } = QUOTAS.maxSessionHours;
  if (!(milliseconds >= min * HOUR && milliseconds <= max * HOUR && milliseconds % 1000 === 0)) {
    errors.fail(`maxSessionDuration of ${milliseconds / HOUR} hours is not between ${min} and ${max} hours, in whole seconds`, 'use Duration.hours(1) to Duration.hours(12)');
  }
}
