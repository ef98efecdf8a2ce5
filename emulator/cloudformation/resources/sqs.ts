import { apiCall, ApiCall, ResourceContext, ResourceType } from './resource-type';
import { queueArn, queueUrl } from '../../accounts/queue';
import { Params } from '../../wire/protocol';

export const SQS_QUEUE: ResourceType = {
  nameProperty: 'QueueName',
  properties: ['QueueName'],
  physicalId: urlOf,
  attributes: (context) => ({ Arn: queueArn(context.region, context.account, context.name), QueueName: context.name, QueueUrl: urlOf(context) }),
  steps: (context) => [{
    key: `queue ${urlOf(context)}`,
    create: [sqs('CreateQueue', { QueueName: context.name })],
    update: [],
    delete: sqs('DeleteQueue', { QueueUrl: urlOf(context) }),
  }],
};

export const SQS_QUEUE_POLICY: ResourceType = {
  properties: ['PolicyDocument', 'Queues'],
  steps: ({ properties: { PolicyDocument, Queues } }) => Queues.map((QueueUrl: string) => {
    const setPolicy = (policy: string) => sqs('SetQueueAttributes', { QueueUrl, Attributes: { Policy: policy } });
    const put = setPolicy(JSON.stringify(PolicyDocument));
    return { key: `policy of queue ${QueueUrl}`, create: [put], update: [put], delete: setPolicy('') };
  }),
};

function urlOf({ account, region, name }: ResourceContext): string {
  return queueUrl(region, account, name);
}

function sqs(operation: string, params: Params): ApiCall {
  return apiCall('sqs', operation, params);
}
