import { Account, Bucket } from '../accounts/account';
import { Call, Operations, Permission } from '../api/operation';
import { AwsError, notEmulated } from '../aws-error';

/** Buckets and objects, without versions, multipart uploads and bucket policies. */
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
    run: ({ partition, account, params: { Bucket: name } }) => {
      if (partition.findBucketOwner(name)) {
        throw new AwsError('BucketAlreadyExists', 'The requested bucket name is not available.', 409);
      }
      account.buckets.set(name, { name, created: new Date(), objects: new Map() });
      return {};
    },
  },
  DeleteBucket: {
    permission: (call) => ({ action: 's3:DeleteBucket', resource: arnOf(call.params.Bucket), account: ownerOf(call).id }),
    run: (call) => {
      if (bucketOf(call).objects.size > 0) {
        throw new AwsError('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409);
      }
      ownerOf(call).buckets.delete(call.params.Bucket);
      return {};
    },
  },
  PutObject: {
    permission: onObject('PutObject'),
    run: (call) => {
      bucketOf(call).objects.set(call.params.Key, call.params.Body);
      return {};
    },
  },
  GetObject: {
    permission: onObject('GetObject'),
    run: (call) => {
      const body = bucketOf(call).objects.get(call.params.Key);
      if (!body) {
        // AWS answers AccessDenied or NoSuchKey, depending on s3:ListBucket.
        throw notEmulated(`s3 GetObject of ${call.params.Key}, which does not exist,`);
      }
      return body;
    },
  },
  DeleteObject: {
    permission: onObject('DeleteObject'),
    run: (call) => {
      bucketOf(call).objects.delete(call.params.Key);
      return {};
    },
  },
};

function onObject(action: string): (call: Call) => Permission {
  return (call) => ({ action: `s3:${action}`, resource: `${arnOf(call.params.Bucket)}/${call.params.Key}`, account: ownerOf(call).id });
}

function bucketOf(call: Call): Bucket {
  return ownerOf(call).buckets.get(call.params.Bucket)!;
}

function ownerOf({ partition, params }: Call): Account {
  const owner = partition.findBucketOwner(params.Bucket);
  if (!owner) {
    throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
  }
  return owner;
}

function arnOf(bucket: string): string {
  return `arn:aws:s3:::${bucket}`;
}
