import { accountFromFunctionArn, functionArn, LambdaFunction } from '../../accounts/lambda-function';
import { Call, Permission } from '../../api/operation';
import { AwsError } from '../../aws-error';

export const PRINCIPAL = 'lambda.amazonaws.com';

/** An operation on a function of the caller's account, by its name or ARN. */
export function onFunction(action: string): (call: Call) => Permission {
  return (call) => {
    const arn = arnOf(call);
    return { action: `lambda:${action}`, resource: arn, account: accountFromFunctionArn(arn), resourcePolicy: call.partition.findFunction(arn)?.policy };
  };
}

export function existingFunction(call: Call): LambdaFunction {
  const arn = arnOf(call);
  const lambda = call.partition.findFunction(arn);
  if (!lambda) {
    throw new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404);
  }
  return lambda;
}

function arnOf({ account, region, params: { FunctionName } }: Call): string {
  return FunctionName.startsWith('arn:') ? FunctionName : functionArn(region, account.id, FunctionName);
}
