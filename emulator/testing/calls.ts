import { DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import { CreateUserCommand, GetUserCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { Clients } from './clients';

/** Calls that tests try, by a description. */
export const CALLS = {
  'list buckets': ({ s3 }: Clients) => s3.send(new ListBucketsCommand({})),
  'create the bucket logs-1': ({ s3 }: Clients) => s3.send(new CreateBucketCommand({ Bucket: 'logs-1' })),
  'create the bucket data-1': ({ s3 }: Clients) => s3.send(new CreateBucketCommand({ Bucket: 'data-1' })),
  'list instances': ({ ec2 }: Clients) => ec2.send(new DescribeInstancesCommand({})),
  'list roles': ({ iam }: Clients) => iam.send(new ListRolesCommand({})),
  'get user ann': ({ iam }: Clients) => iam.send(new GetUserCommand({ UserName: 'ann' })),
  'get user bob': ({ iam }: Clients) => iam.send(new GetUserCommand({ UserName: 'bob' })),
  'create a user': ({ iam }: Clients) => iam.send(new CreateUserCommand({ UserName: 'intruder' })),
  'get caller identity': ({ sts }: Clients) => sts.send(new GetCallerIdentityCommand({})),
};

export type CallName = keyof typeof CALLS;
