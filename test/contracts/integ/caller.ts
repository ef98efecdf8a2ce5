import { Duration, Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { CrossAccountReadOnlyAccess } from '../../../src';

/** The results of the calls: `Allowed`, or the name of AWS's error. */
export interface Outcomes {
  readonly assume: string;
  readonly read?: string;
  readonly write?: string;
}

export interface TestCallerProps {
  readonly roleName: string;
  /** The role that the caller's own account allows it to assume. */
  readonly access: CrossAccountReadOnlyAccess;
  /** The external id that the caller passes. */
  readonly externalId?: string;
}

/** A Lambda function in the assuming account that assumes a role, reads with it, and tries to write. */
export class TestCaller {
  public readonly functionName: string;

  constructor(stack: Stack, id: string, { roleName, access, externalId }: TestCallerProps) {
    const role = new Role(stack, `${id}Role`, {
      roleName,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaBasicExecutionRole')],
    });
    role.addToPolicy(new PolicyStatement({ actions: ['sts:AssumeRole'], resources: access.roleArns }));
    this.functionName = new LambdaFunction(stack, id, {
      role,
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      timeout: Duration.minutes(2),
      environment: { ROLE_ARN: access.roleArns[0], ...externalId ? { EXTERNAL_ID: externalId } : {} },
      code: Code.fromInline(HANDLER),
    }).functionName;
  }
}

/**
 * A new role can be assumed only after a moment, so that a denial counts only after several attempts.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
 */
export const HANDLER = `
const { AssumeRoleCommand, STSClient } = require('@aws-sdk/client-sts');
const { CreateRoleCommand, IAMClient, ListRolesCommand } = require('@aws-sdk/client-iam');

const outcomeOf = (call) => call.then(() => 'Allowed', ({ name }) => name);
const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

exports.handler = async () => {
  const { ROLE_ARN: RoleArn, EXTERNAL_ID: ExternalId, PAUSE = '10', ENDPOINT: endpoint } = process.env;
  const assume = () => new STSClient({ endpoint }).send(new AssumeRoleCommand({ RoleArn, ExternalId, RoleSessionName: 'looker' }));
  for (let attempt = 1; ; attempt++) {
    try {
      const { Credentials } = await assume();
      const credentials = { accessKeyId: Credentials.AccessKeyId, secretAccessKey: Credentials.SecretAccessKey, sessionToken: Credentials.SessionToken };
      const iam = new IAMClient({ endpoint, credentials });
      const read = await outcomeOf(iam.send(new ListRolesCommand({})));
      const write = await outcomeOf(iam.send(new CreateRoleCommand({ RoleName: 'must-not-be', AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } }],
      }) })));
      return { assume: 'Allowed', read, write };
    } catch ({ name }) {
      if (attempt === 5) {
        return { assume: name };
      }
      await pause(Number(PAUSE));
    }
  }
};
`;
