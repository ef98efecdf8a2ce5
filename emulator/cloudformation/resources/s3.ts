import { apiCall, ApiCall, ResourceType } from './resource-type';
import { Params } from '../../wire/protocol';

export const S3_BUCKET: ResourceType = {
  nameProperty: 'BucketName',
  properties: ['BucketName'],
  attributes: ({ name }) => ({ Arn: `arn:aws:s3:::${name}` }),
  steps: ({ name: Bucket }) => [{ key: `bucket ${Bucket}`, create: [s3('CreateBucket', { Bucket })], update: [], delete: s3('DeleteBucket', { Bucket }) }],
};

export const S3_BUCKET_POLICY: ResourceType = {
  properties: ['Bucket', 'PolicyDocument'],
  steps: ({ properties: { Bucket, PolicyDocument } }) => {
    const put = s3('PutBucketPolicy', { Bucket, Policy: JSON.stringify(PolicyDocument) });
    return [{ key: `policy of bucket ${Bucket}`, create: [put], update: [put], delete: s3('DeleteBucketPolicy', { Bucket }) }];
  },
};

function s3(operation: string, params: Params): ApiCall {
  return apiCall('s3', operation, params);
}
