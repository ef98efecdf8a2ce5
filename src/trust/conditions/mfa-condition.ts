import { Duration, Tokenization } from 'aws-cdk-lib/core';
import { TrustCondition } from './trust-condition';
import { knownMilliseconds } from '../../core/durations';
import { ErrorContext } from '../../core/validation-error';

/** A user's session lasts at most 36 hours. @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html */
const LONGEST_SESSION = Duration.hours(36);

/** Whether MFA is required, and its maximum age. */
export interface MfaConfig {
  readonly isRequired: boolean;
  /** The longest time since the caller signed in with MFA. */
  readonly maxAge?: Duration;
}

/**
 * The condition for required MFA, and none otherwise: a condition on `"false"` would deny every caller.
 *
 * It is always `Bool`: long-term keys lack the condition key, and `BoolIfExists` would match them.
 */
export function mfaCondition(errors: ErrorContext, { isRequired, maxAge }: MfaConfig): TrustCondition | undefined {
  if (!isRequired) {
    return undefined;
  }
  checkMaxAge(errors, maxAge);
  return {
    prop: 'mfa',
    description: `has signed in with MFA${maxAge ? `, at most ${describeDuration(maxAge)} ago` : ''}`,
    settings: { mfa: true },
    block: {
      Bool: { 'aws:MultiFactorAuthPresent': 'true' },
      ...(maxAge && { NumericLessThanEquals: { 'aws:MultiFactorAuthAge': Tokenization.stringifyNumber(maxAge.toSeconds()) } }),
    },
    appliesTo: ({ includesUsers }) => includesUsers,
    unmetReason: 'sessions of roles and permission sets carry no MFA',
  };
}

function checkMaxAge(errors: ErrorContext, maxAge?: Duration): void {
  const milliseconds = maxAge && knownMilliseconds(errors, 'mfa maxAge', maxAge);
  if (milliseconds !== undefined && !(milliseconds >= 1000 && milliseconds % 1000 === 0 && milliseconds <= LONGEST_SESSION.toMilliseconds())) {
    errors.fail(`mfa maxAge of ${milliseconds} ms is not a whole number of seconds between 1 second and 36 hours, the longest session with MFA`,
      'use Duration.hours(1), for example');
  }
}

function describeDuration(age: Duration): string {
  return age.isUnresolved() ? `${Tokenization.stringifyNumber(age.toSeconds())} seconds` : age.toHumanString();
}
