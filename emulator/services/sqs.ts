import { parsePolicy } from '../accounts/policy-document';
import { accountFromQueueArn, Queue, queueArn, queueArnFromUrl, queueUrl } from '../accounts/queue';
import { Call, Operations, Permission } from '../api/operation';
import { AwsError, notEmulated } from '../aws-error';

/** Standard queues. The only attribute is the queue policy. */
export const SQS: Operations = {
  CreateQueue: {
    permission: ({ account, region, params }) => ({ action: 'sqs:CreateQueue', resource: queueArn(region, account.id, params.QueueName) }),
    run: ({ account, region, params: { QueueName } }) => {
      const arn = queueArn(region, account.id, QueueName);
      if (!account.queues.has(arn)) {
        account.queues.set(arn, new Queue(arn));
      }
      return { QueueUrl: queueUrl(region, account.id, QueueName) };
    },
  },
  DeleteQueue: {
    permission: onQueue('DeleteQueue'),
    run: (call) => {
      const { arn } = queueOf(call);
      call.partition.account(accountFromQueueArn(arn)!).queues.delete(arn);
      return {};
    },
  },
  SetQueueAttributes: {
    permission: onQueue('SetQueueAttributes'),
    run: (call) => {
      const { Policy, ...others } = call.params.Attributes;
      if (Policy === undefined || Object.keys(others).length > 0) {
        throw notEmulated(`sqs SetQueueAttributes of ${Object.keys(call.params.Attributes)}`);
      }
      // An empty string removes the policy.
      queueOf(call).policy = Policy ? parsePolicy('resource', Policy) : undefined;
      return {};
    },
  },
  ReceiveMessage: {
    permission: onQueue('ReceiveMessage'),
    run: (call) => ({ Messages: queueOf(call).receive(call.params.MaxNumberOfMessages ?? 1) }),
  },
  DeleteMessage: {
    permission: onQueue('DeleteMessage'),
    run: (call) => {
      queueOf(call).delete(call.params.ReceiptHandle);
      return {};
    },
  },
};

function onQueue(action: string): (call: Call) => Permission {
  return (call) => {
    const { arn, policy } = queueOf(call);
    return { action: `sqs:${action}`, resource: arn, account: accountFromQueueArn(arn), resourcePolicy: policy };
  };
}

function queueOf({ partition, params }: Call): Queue {
  const queue = partition.findQueue(queueArnFromUrl(params.QueueUrl) ?? '');
  if (!queue) {
    throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
  }
  return queue;
}
