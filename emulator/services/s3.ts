import { Account, Bucket } from '../accounts/account';
import { parsePolicy } from '../accounts/policy-document';
import { Call, Operations, Permission } from '../api/operation';
import { AwsError, notEmulated } from '../aws-error';

const MAX_KEYS = 1000;

/** Buckets and objects, without versions and multipart uploads. Only stacks write bucket policies: the protocol has no operation for it. */
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
    run: ({ partition, account, region, params: { Bucket: name } }) => {
      if (partition.findBucketOwner(name)) {
        throw new AwsError('BucketAlreadyExists', 'The requested bucket name is not available.', 409);
      }
      account.buckets.set(name, { name, region, created: new Date(), objects: new Map() });
      return {};
    },
  },
  DeleteBucket: {
    permission: onBucket('DeleteBucket'),
    run: (call) => {
      if (bucketOf(call).objects.size > 0) {
        throw new AwsError('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409);
      }
      ownerOf(call).buckets.delete(call.params.Bucket);
      return {};
    },
  },
  PutBucketPolicy: {
    permission: onBucket('PutBucketPolicy'),
    run: (call) => {
      bucketOf(call).policy = parsePolicy('resource', call.params.Policy);
      return {};
    },
  },
  DeleteBucketPolicy: {
    permission: onBucket('DeleteBucketPolicy'),
    run: (call) => {
      bucketOf(call).policy = undefined;
      return {};
    },
  },
  // The oldest Region has no name here: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html
  GetBucketLocation: {
    permission: onBucket('GetBucketLocation'),
    run: (call) => ({ LocationConstraint: bucketOf(call).region === 'us-east-1' ? '' : bucketOf(call).region }),
  },
  /** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html */
  GetBucketEncryption: {
    permission: onBucket('GetEncryptionConfiguration'),
    run: () => ({
      ServerSideEncryptionConfiguration: { Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: 'false' } },
    }),
  },
  ListObjectsV2: {
    permission: (call) => ({ ...onBucket('ListBucket')(call), context: { ...call.params.prefix && { 's3:prefix': call.params.prefix } } }),
    run: (call) => {
      const { prefix = '', 'max-keys': maxKeys = MAX_KEYS } = call.params;
      const found = [...bucketOf(call).objects].filter(([key]) => key.startsWith(prefix)).sort(([one], [other]) => one < other ? -1 : 1);
      const page = found.slice(0, Number(maxKeys));
      return {
        ListBucketResult: {
          Name: call.params.Bucket,
          Prefix: prefix,
          KeyCount: page.length,
          MaxKeys: maxKeys,
          IsTruncated: page.length < found.length,
          Contents: page.map(([key, body]) => ({ Key: key, Size: body.length })),
        },
      };
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
  return (call) => ({ ...onBucket(action)(call), resource: `${arnOf(call.params.Bucket)}/${call.params.Key}` });
}

function onBucket(action: string): (call: Call) => Permission {
  return (call) => ({ action: `s3:${action}`, resource: arnOf(call.params.Bucket), account: ownerOf(call).id, resourcePolicy: bucketOf(call).policy });
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
