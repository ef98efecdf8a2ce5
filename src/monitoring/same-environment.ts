import { Arn, ArnFormat, ResourceEnvironment, Token } from 'aws-cdk-lib/core';
import { ErrorContext } from '../core/validation-error';

type Environment = Partial<ResourceEnvironment>;

/** Rejects what is known to be in another account or Region: it would deploy, but receive nothing. */
export function checkSameEnvironment(errors: ErrorContext, what: string, own: ResourceEnvironment, other: Environment, remedy: string): void {
  (['account', 'region'] as const).forEach((part) => {
    const others = other[part];
    if (others && !Token.isUnresolved(own[part]) && !Token.isUnresolved(others) && own[part] !== others) {
      errors.fail(`${what} is in ${part} ${others}, not in ${own[part]}`, remedy);
    }
  });
}

/** The environment in an ARN: older versions of the CDK do not know it of every imported resource. */
export function environmentOfArn(arn: string): Environment {
  return Token.isUnresolved(arn) ? {} : Arn.split(arn, ArnFormat.NO_RESOURCE_NAME);
}
