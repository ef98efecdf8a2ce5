import { Duration } from 'aws-cdk-lib/core';
import { ErrorContext } from './validation-error';

/** The milliseconds of a duration, unless only the deployment knows them: then it must be given in seconds, which the CDK cannot convert. */
export function knownMilliseconds(errors: ErrorContext, prop: string, duration: Duration): number | undefined {
  if (!duration.isUnresolved()) {
    return duration.toMilliseconds({ integral: false });
  }
  if (duration.unitLabel() !== 'seconds') {
    errors.fail(`${prop} is a token in ${duration.unitLabel()}, which cannot be converted`, 'give Duration.seconds of the token');
  }
  return undefined;
}
