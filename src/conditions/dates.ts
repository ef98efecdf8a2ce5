import { Expiration } from 'aws-cdk-lib/core';

/** A date as IAM writes it. */
export function inSeconds({ date }: Expiration): string {
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** Whether it is one at all, which JavaScript does not ask. */
export function isDate(expiration?: Partial<Expiration>): boolean {
  return expiration?.date !== undefined && !isNaN(expiration.date.getTime());
}
