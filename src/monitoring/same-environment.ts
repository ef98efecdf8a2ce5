import { Arn, ArnFormat, ResourceEnvironment, Token } from 'aws-cdk-lib/core';
import { ErrorContext } from '../core/validation-error';

type Environment = Partial<ResourceEnvironment>;

/** Refuses what is known to be of another account or Region: it would deploy, and nothing would ever arrive. */
export function checkSameEnvironment(errors: ErrorContext, what: string, own: ResourceEnvironment, other: Environment, remedy: string): void {
  (['account', 'region'] as const).forEach((part) => {
    const others = other[part];
    if (others && !Token.isUnresolved(own[part]) && !Token.isUnresolved(others) && own[part] !== others) {
      errors.fail(`${what} is of ${part} ${others}, not of ${own[part]}`, remedy);
    }
  });
}

/** Where an ARN says that it is: older versions of the CDK do not say it of every imported resource. */
export function environmentOfArn(arn: string): Environment {
  return Token.isUnresolved(arn) ? {} : Arn.split(arn, ArnFormat.NO_RESOURCE_NAME);
}
