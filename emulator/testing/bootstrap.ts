import { AttachRolePolicyCommand, CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { Clients } from './clients';
import { allow, managed, policy, root, Statement, trust } from './policies';

/** The CDK's default, which is a part of all names. */
const QUALIFIER = 'hnb659fds';

/** A recent version of the CDK's bootstrap stack. */
const VERSION = '28';

/** Everything that the CDK does to a stack that is not read-only for the library's stacks. */
const STACK_ACTIONS = ['CreateChangeSet', 'DeleteChangeSet', 'DeleteStack', 'Describe*', 'ExecuteChangeSet', 'Get*', 'List*', 'UpdateStack'];

/** An account to bootstrap. */
export interface BootstrapProps {
  readonly account: string;
  readonly region: string;
  /** The account whose principals can deploy, besides the account itself. */
  readonly trustedAccount?: string;
}

/**
 * Creates what the CDK needs in an account to deploy to it, with the names of `cdk bootstrap` and permissions like its own: a bucket for
 * assets, the roles, and a parameter with the version. Without a repository for images and without a stack.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
 */
export async function bootstrap({ iam, s3, ssm }: Clients, { account, region, trustedAccount = account }: BootstrapProps): Promise<void> {
  const bucket = `cdk-${QUALIFIER}-assets-${account}-${region}`;
  const arnOf = (role: string) => `arn:aws:iam::${account}:role/${nameOf(role)}`;
  const nameOf = (role: string) => `cdk-${QUALIFIER}-${role}-role-${account}-${region}`;
  const create = async (role: string, trusted: Statement, permissions: Statement[], managedPolicy?: string) => {
    const RoleName = nameOf(role);
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policy(trusted) }));
    if (permissions.length > 0) {
      await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'default', PolicyDocument: policy(...permissions) }));
    }
    if (managedPolicy) {
      await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: managed(managedPolicy) }));
    }
  };
  const deployers = trust([...new Set([account, trustedAccount])].map(root));
  const assets = [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`];
  const readVersion = allow('ssm:GetParameter', `arn:aws:ssm:${region}:${account}:parameter/cdk-bootstrap/${QUALIFIER}/version`);

  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  await ssm.send(new PutParameterCommand({ Name: `/cdk-bootstrap/${QUALIFIER}/version`, Type: 'String', Value: VERSION }));
  await create('cfn-exec', { Effect: 'Allow', Principal: { Service: 'cloudformation.amazonaws.com' }, Action: 'sts:AssumeRole' }, [], 'AdministratorAccess');
  await create('deploy', deployers, [
    allow(STACK_ACTIONS.map((action) => `cloudformation:${action}`)),
    allow('iam:PassRole', arnOf('cfn-exec')),
    allow(['s3:GetObject*', 's3:GetBucket*', 's3:List*'], assets),
    readVersion,
  ]);
  await create('file-publishing', deployers, [
    allow(['s3:GetObject*', 's3:GetBucket*', 's3:GetEncryptionConfiguration', 's3:List*', 's3:PutObject*'], assets), readVersion,
  ]);
  await create('lookup', deployers, [], 'ReadOnlyAccess');
}
