import { Expiration } from 'aws-cdk-lib/core';
import { ErrorContext } from '../../core/validation-error';

/** A date in IAM's format, in whole seconds. */
export function toIamDate({ date }: Expiration): string {
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/**
 * Checks a date for a policy. IAM accepts years of four digits only, JavaScript has more.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 */
export function checkDate(errors: ErrorContext, prop: string, expiration: Expiration): void {
  const remedy = 'give one such as Expiration.fromString("2030-01-31T23:59:59Z")';
  if (isNaN(expiration.date.getTime())) {
    errors.fail(`${prop} has a date that is not valid`, remedy);
  }
  if (!/^\d{4}-/.test(toIamDate(expiration))) {
    errors.fail(`${prop} has the date ${toIamDate(expiration)}, whose year is not one of four digits`, remedy);
  }
}
