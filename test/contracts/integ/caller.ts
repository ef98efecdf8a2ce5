import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { testFunction } from './test-function';

/** The results of the calls: `Allowed`, or the name of AWS's error. */
export interface Outcomes {
  readonly assume: string;
  readonly read?: string;
  readonly write?: string;
  /** Only for a caller with a bucket. */
  readonly put?: string;
}

export interface TestCallerProps {
  readonly roleName: string;
  /** The role to assume. */
  readonly roleArn: string;
  /** The caller's permissions; by default, to assume this role. */
  readonly statements?: PolicyStatement[];
  /** The external id that the caller passes. */
  readonly externalId?: string;
  /** A bucket in the trusting account, in which the caller tries to write an object. */
  readonly bucketName?: string;
}

/** A Lambda function in the assuming account that assumes a role, reads with it, and tries to write. */
export class TestCaller {
  public readonly functionName: string;
  public readonly role: Role;

  constructor(stack: Stack, id: string, { roleName, roleArn, statements, externalId, bucketName }: TestCallerProps) {
    const { lambda, role } = testFunction(stack, id, {
      roleName,
      code: HANDLER,
      environment: { ROLE_ARN: roleArn, ...externalId && { EXTERNAL_ID: externalId }, ...bucketName && { BUCKET: bucketName } },
    });
    this.role = role;
    (statements ?? [new PolicyStatement({ actions: ['sts:AssumeRole'], resources: [roleArn] })]).forEach((statement) => role.addToPolicy(statement));
    this.functionName = lambda.functionName;
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
const { DeleteObjectCommand, PutObjectCommand, S3Client } = require('@aws-sdk/client-s3');

const outcomeOf = (call) => call.then(() => 'Allowed', ({ name }) => name);
const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

exports.handler = async () => {
  const { ROLE_ARN: RoleArn, EXTERNAL_ID: ExternalId, BUCKET: Bucket, PAUSE = '10', ENDPOINT: endpoint } = process.env;
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
      if (!Bucket) {
        return { assume: 'Allowed', read, write };
      }
      const s3 = new S3Client({ endpoint, credentials });
      const put = await outcomeOf(s3.send(new PutObjectCommand({ Bucket, Key: 'object', Body: '' })));
      if (put === 'Allowed') {
        await s3.send(new DeleteObjectCommand({ Bucket, Key: 'object' }));
      }
      return { assume: 'Allowed', read, write, put };
    } catch ({ name }) {
      if (attempt === 5) {
        return { assume: name };
      }
      await pause(Number(PAUSE));
    }
  }
};
`;
