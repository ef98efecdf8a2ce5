import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';

export interface TestFunctionProps {
  readonly roleName: string;
  /** The text of the handler. */
  readonly code: string;
  readonly environment: Record<string, string>;
}

/** A function whose role has no permissions yet except to write logs. `INTEG_PAUSE_SECONDS` replaces its pause between attempts. */
export function testFunction(stack: Stack, id: string, { roleName, code, environment }: TestFunctionProps): { lambda: LambdaFunction; role: Role } {
  const { INTEG_PAUSE_SECONDS: pause } = process.env;
  const role = new Role(stack, `${id}Role`, {
    roleName,
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaBasicExecutionRole')],
  });
  const lambda = new LambdaFunction(stack, id, {
    role,
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    timeout: Duration.minutes(2),
    environment: { ...environment, ...pause && { PAUSE: pause } },
    code: Code.fromInline(code),
    // The log group that the CDK makes by default would remain.
    logGroup: new LogGroup(stack, `${id}Logs`, { removalPolicy: RemovalPolicy.DESTROY, retention: RetentionDays.ONE_DAY }),
  });
  return { lambda, role };
}
