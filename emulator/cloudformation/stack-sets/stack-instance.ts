import { randomUUID } from 'crypto';
import { TargetAccount } from './deployment-targets';
import { Location, OperationResult } from './stack-set-operation';
import { AwsError } from '../../aws-error';
import { Params } from '../../wire/protocol';

/** A target account and Region of a stack set, with its stack once it exists. */
export interface StackInstance extends Location, TargetAccount {
  stackId?: string;
  status: 'CURRENT' | 'OUTDATED' | 'INOPERABLE';
  detailedStatus: OperationResult<StackInstance>['status'];
  statusReason?: string;
}

/** What the stacks of a stack set have in common. */
export interface StackTemplate {
  readonly templateBody: string;
  readonly capabilities: string[];
}

/** Calls CloudFormation in one account and Region, as a principal of that account. */
export type CallCloudFormation = (operation: string, params: Params) => Promise<any>;

/** Gets access to an account and Region. */
export type AccessAccount = (location: Location) => Promise<CallCloudFormation>;

const COMPLETE = ['CREATE_COMPLETE', 'UPDATE_COMPLETE'];

/** Creates or updates the stack of an instance. A stack whose creation was rolled back is deleted first. */
export async function deployStack(call: CallCloudFormation, instance: StackInstance, stackSetName: string, template: StackTemplate): Promise<void> {
  const params = { TemplateBody: template.templateBody, Capabilities: template.capabilities };
  const statusBefore = instance.stackId ? await stackStatus(call, instance.stackId) : 'DELETE_COMPLETE';
  if (statusBefore === 'ROLLBACK_COMPLETE') {
    await deleteStack(call, instance.stackId!);
  }
  if (['ROLLBACK_COMPLETE', 'DELETE_COMPLETE'].includes(statusBefore)) {
    instance.stackId = (await call('CreateStack', { StackName: `StackSet-${stackSetName}-${randomUUID()}`, ...params })).StackId;
  } else if (!await updateStack(call, { StackName: instance.stackId, ...params })) {
    return;
  }
  await checkStatus(call, instance.stackId!, COMPLETE);
}

export async function deleteStack(call: CallCloudFormation, StackName: string): Promise<void> {
  await call('DeleteStack', { StackName });
  await checkStatus(call, StackName, ['DELETE_COMPLETE']);
}

/** Returns whether there was a change to deploy. */
async function updateStack(call: CallCloudFormation, params: Params): Promise<boolean> {
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

async function stackStatus(call: CallCloudFormation, StackName: string): Promise<string> {
  return (await call('DescribeStacks', { StackName })).Stacks[0].StackStatus;
}

/** Throws with the resource that failed first, as stack sets report it. */
async function checkStatus(call: CallCloudFormation, StackName: string, expected: string[]): Promise<void> {
  if (expected.includes(await stackStatus(call, StackName))) {
    return;
  }
  const { StackEvents } = await call('DescribeStackEvents', { StackName });
  const failure = StackEvents.find(({ ResourceStatus }: { ResourceStatus: string }) => /^(CREATE|UPDATE|DELETE)_FAILED$/.test(ResourceStatus));
  throw new AwsError('StackFailed',
    `ResourceLogicalId:${failure?.LogicalResourceId}, ResourceType:${failure?.ResourceType}, ResourceStatusReason:${failure?.ResourceStatusReason}.`);
}
