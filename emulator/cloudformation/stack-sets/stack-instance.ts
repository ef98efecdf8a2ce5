import { randomUUID } from 'crypto';
import type { StackInstance, StackSetSettings } from './stack-set';
import { Params } from '../../api/operation';
import { AwsError } from '../../aws-error';

/** Calls CloudFormation in one account and Region, as whoever deploys there. */
export type Stacks = (operation: string, params: Params) => Promise<any>;

/** How to get at the stacks of an account, where that can be. */
export type StacksOf = (place: { account: string; region: string }) => Promise<Stacks>;

const DONE = ['CREATE_COMPLETE', 'UPDATE_COMPLETE'];

/** Brings the stack of an instance about, or up to date. A stack that could not be created has to go first. */
export async function deployStack(call: Stacks, instance: StackInstance, name: string, { body, capabilities }: StackSetSettings): Promise<void> {
  const template = { TemplateBody: body, Capabilities: capabilities };
  const before = instance.stackId ? await statusOf(call, instance.stackId) : 'DELETE_COMPLETE';
  if (before === 'ROLLBACK_COMPLETE') {
    await deleteStack(call, instance.stackId!);
  }
  if (['ROLLBACK_COMPLETE', 'DELETE_COMPLETE'].includes(before)) {
    instance.stackId = (await call('CreateStack', { StackName: `StackSet-${name}-${randomUUID()}`, ...template })).StackId;
  } else if (!await isUpdated(call, { StackName: instance.stackId, ...template })) {
    return;
  }
  await check(call, instance.stackId!, DONE);
}

export async function deleteStack(call: Stacks, StackName: string): Promise<void> {
  await call('DeleteStack', { StackName });
  await check(call, StackName, ['DELETE_COMPLETE']);
}

/** Whether there was anything to update. */
async function isUpdated(call: Stacks, params: Params): Promise<boolean> {
  try {
    await call('UpdateStack', params);
    return true;
  } catch (error) {
    if (error instanceof AwsError && error.message === 'No updates are to be performed.') {
      return false;
    }
    throw error;
  }
}

async function statusOf(call: Stacks, StackName: string): Promise<string> {
  return (await call('DescribeStacks', { StackName })).Stacks[0].StackStatus;
}

/** Says what failed first, as stack sets do. */
async function check(call: Stacks, StackName: string, expected: string[]): Promise<void> {
  if (expected.includes(await statusOf(call, StackName))) {
    return;
  }
  const { StackEvents } = await call('DescribeStackEvents', { StackName });
  const failure = StackEvents.find(({ ResourceStatus }: { ResourceStatus: string }) => /^(CREATE|UPDATE|DELETE)_FAILED$/.test(ResourceStatus));
  throw new AwsError('StackFailed',
    `ResourceLogicalId:${failure?.LogicalResourceId}, ResourceType:${failure?.ResourceType}, ResourceStatusReason:${failure?.ResourceStatusReason}.`);
}
