import { AwsError } from '../aws-error';
import { Call, Operations } from '../call';
import { Account } from '../state/account';

/** Buckets without objects: what they hold plays no part here. */
export const S3: Operations = {
  ListBuckets: {
    permission: () => ({ action: 's3:ListAllMyBuckets', resource: '*' }),
    run: ({ account: { buckets } }) => ({
      ListAllMyBucketsResult: {
        Buckets: { Bucket: [...buckets.values()].map(({ name, created }) => ({ Name: name, CreationDate: created.toISOString() })) },
      },
    }),
  },
  CreateBucket: {
    permission: ({ params }) => ({ action: 's3:CreateBucket', resource: arnOf(params.Bucket) }),
    run: ({ world, account, params: { Bucket: name } }) => {
      if (world.ownerOfBucket(name)) {
        throw new AwsError('BucketAlreadyExists', 'The requested bucket name is not available.', 409);
      }
      account.buckets.set(name, { name, created: new Date() });
      return {};
    },
  },
  DeleteBucket: {
    permission: (call) => ({ action: 's3:DeleteBucket', resource: arnOf(call.params.Bucket), account: ownerOf(call).id }),
    run: (call) => {
      ownerOf(call).buckets.delete(call.params.Bucket);
      return {};
    },
  },
};

function ownerOf({ world, params }: Call): Account {
  const owner = world.ownerOfBucket(params.Bucket);
  if (!owner) {
    throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
  }
  return owner;
}

function arnOf(bucket: string): string {
  return `arn:aws:s3:::${bucket}`;
}
