import type { ApiCall, ResourceContext, ResourceType } from './iam';
import { EventTarget } from '../../accounts/event-rule';
import { queueArn, queueUrl } from '../../accounts/queue';
import { Params } from '../../api/operation';
import { ruleArn } from '../../services/eventbridge/rules';
import { given } from '../template';

export const EVENTS_RULE: ResourceType = {
  nameProperty: 'Name',
  properties: ['Name', 'Description', 'EventPattern', 'State', 'Targets'],
  attributes: ({ account, region, name }) => ({ Arn: ruleArn(region, account, name) }),
  steps: ({ name, properties: { Description, EventPattern, State, Targets = [] } }) => {
    const put = events('PutRule', { Name: name, Description, EventPattern: EventPattern && JSON.stringify(EventPattern), State });
    return [
      { key: `rule ${name}`, make: [put], change: [put], undo: events('DeleteRule', { Name: name }) },
      ...Targets.map((target: EventTarget) => {
        const putTarget = events('PutTargets', { Rule: name, Targets: [target] });
        return {
          key: `target ${target.Id} of rule ${name}`,
          make: [putTarget],
          change: [putTarget],
          undo: events('RemoveTargets', { Rule: name, Ids: [target.Id] }),
        };
      }),
    ];
  },
};

export const SQS_QUEUE: ResourceType = {
  nameProperty: 'QueueName',
  properties: ['QueueName'],
  physicalId: urlOf,
  attributes: (context) => ({ Arn: queueArn(context.region, context.account, context.name), QueueName: context.name, QueueUrl: urlOf(context) }),
  steps: (context) => [{
    key: `queue ${urlOf(context)}`,
    make: [sqs('CreateQueue', { QueueName: context.name })],
    change: [],
    undo: sqs('DeleteQueue', { QueueUrl: urlOf(context) }),
  }],
};

export const SQS_QUEUE_POLICY: ResourceType = {
  properties: ['PolicyDocument', 'Queues'],
  steps: ({ properties: { PolicyDocument, Queues } }) => Queues.map((QueueUrl: string) => {
    const set = (policy: string) => sqs('SetQueueAttributes', { QueueUrl, Attributes: { Policy: policy } });
    const put = set(JSON.stringify(PolicyDocument));
    return { key: `policy of queue ${QueueUrl}`, make: [put], change: [put], undo: set('') };
  }),
};

function urlOf({ account, region, name }: ResourceContext): string {
  return queueUrl(region, account, name);
}

function events(operation: string, params: Params): ApiCall {
  return { service: 'events', operation, params: given(params) };
}

function sqs(operation: string, params: Params): ApiCall {
  return { service: 'sqs', operation, params };
}
