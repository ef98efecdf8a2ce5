import { Expiration } from 'aws-cdk-lib/core';

/** A date as IAM writes it. */
export function inSeconds({ date }: Expiration): string {
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

export function isDate({ date }: Expiration): boolean {
  return !isNaN(date.getTime());
}
