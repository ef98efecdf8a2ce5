import { Token } from 'aws-cdk-lib/core';
import { ErrorContext } from '../../core/validation-error';

/** An account limit as a value. */
export interface AccountLimitConfig {
  readonly unit: 'Count' | 'Percentage';
  readonly value: number;
}

export function checkAccountLimit(errors: ErrorContext, prop: string, { unit, value: given }: AccountLimitConfig, min: number): void {
  const value = errors.known(given);
  const max = unit === 'Percentage' ? 100 : Infinity;
  if (!Token.isUnresolved(value) && !(Number.isInteger(value) && value >= min && value <= max)) {
    errors.fail(`${prop} has a ${unit.toLowerCase()} of ${value}`, `give a whole number ${max === 100 ? `from ${min} to 100` : `of at least ${min}`}`);
  }
}

/** The limit as a property of a StackSet: `PREFIXCount` or `PREFIXPercentage`. */
export function accountLimitProperty(prefix: 'failureTolerance' | 'maxConcurrent', { unit, value }: AccountLimitConfig): Record<string, number> {
  return { [`${prefix}${unit}`]: value };
}
