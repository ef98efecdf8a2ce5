import { Annotations, Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { FinishedProperties } from './finished-resource';
import { messagesOf } from './known-values';
import { checkMaxSessionMilliseconds } from '../core/durations';
import { ErrorContext } from '../core/validation-error';

/** What IAM uses without a value. @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
const DEFAULT_SECONDS = 3600;

/** STS refuses a session that is longer than the role allows, so a shorter maximum breaks the profiles. A longer one does not. */
export function validateSessionDuration(
  errors: ErrorContext, role: IConstruct, given: number = DEFAULT_SECONDS, { MaxSessionDuration: finished = DEFAULT_SECONDS }: FinishedProperties,
): string[] {
  const promised = Stack.of(role).resolve(given);
  const seconds = secondsOf(finished);
  const refused = seconds === undefined ? [] : messagesOf(() => checkMaxSessionMilliseconds(errors, seconds * 1000));
  if (refused.length > 0) {
    return refused;
  }
  if (JSON.stringify(finished) === JSON.stringify(promised) || seconds !== undefined && seconds === secondsOf(promised)) {
    return [];
  }
  const message = errors.message(
    `the maximum session duration is ${JSON.stringify(finished)} seconds in the finished template, and profiles and guide name ${JSON.stringify(promised)}`,
    'give maxSessionDuration, and let no aspect or override change it');
  if (!(Number(finished) > Number(promised))) {
    return [message];
  }
  Annotations.of(role).addWarningV2('cdk-cross-account-read-only-access:sessionsLonger', message);
  return [];
}

/** CloudFormation takes a number as text, too. Undefined for what only the deployment knows. */
function secondsOf(value: unknown): number | undefined {
  return typeof value === 'number' || typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : undefined;
}
