import { CUSTOM_RESOURCE, isCustomResource } from './custom-resource';
import { EVENTS_RULE } from './events-rule';
import { IAM_GROUP, IAM_MANAGED_POLICY, IAM_POLICY, IAM_ROLE, IAM_USER, IAM_USER_TO_GROUP_ADDITION } from './iam';
import { LAMBDA_FUNCTION, LAMBDA_PERMISSION } from './lambda';
import { LOG_GROUP } from './log-group';
import { ResourceType } from './resource-type';
import { S3_BUCKET, S3_BUCKET_POLICY } from './s3';
import { SQS_QUEUE, SQS_QUEUE_POLICY } from './sqs';
import { STACK_SET } from './stack-set';
import { notEmulated, rejectUnsupported } from '../../aws-error';

/** The CDK's record of the constructs in use. It has no effect on AWS either. */
const CDK_METADATA: ResourceType = { properties: ['Analytics'], steps: () => [] };

const RESOURCE_TYPES: Record<string, ResourceType> = {
  'AWS::IAM::Group': IAM_GROUP,
  'AWS::IAM::Role': IAM_ROLE,
  'AWS::IAM::User': IAM_USER,
  'AWS::IAM::ManagedPolicy': IAM_MANAGED_POLICY,
  'AWS::IAM::Policy': IAM_POLICY,
  'AWS::IAM::UserToGroupAddition': IAM_USER_TO_GROUP_ADDITION,
  'AWS::CloudFormation::StackSet': STACK_SET,
  'AWS::Events::Rule': EVENTS_RULE,
  'AWS::Lambda::Function': LAMBDA_FUNCTION,
  'AWS::Lambda::Permission': LAMBDA_PERMISSION,
  'AWS::Logs::LogGroup': LOG_GROUP,
  'AWS::S3::Bucket': S3_BUCKET,
  'AWS::S3::BucketPolicy': S3_BUCKET_POLICY,
  'AWS::SQS::Queue': SQS_QUEUE,
  'AWS::SQS::QueuePolicy': SQS_QUEUE_POLICY,
  'AWS::CDK::Metadata': CDK_METADATA,
};

/** Throws for a type or property that is not supported, so that such a resource never counts as created. */
export function resourceType(type: string, properties: object): ResourceType {
  if (isCustomResource(type)) {
    return CUSTOM_RESOURCE;
  }
  const supported = RESOURCE_TYPES[type];
  if (!supported) {
    throw notEmulated(`CloudFormation resource type ${type}`);
  }
  rejectUnsupported(`CloudFormation property of ${type}:`, properties, supported.properties);
  return supported;
}
