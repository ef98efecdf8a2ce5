import type { Api } from '../../api/api';
import { Call, Operation, Operations, Params } from '../../api/operation';
import { AwsError, notEmulated } from '../../aws-error';
import { checkCapability } from '../../cloudformation/capabilities';
import { Deployer } from '../../cloudformation/deployment';
import { ChangeSet, Stack } from '../../cloudformation/stack';

export const PRINCIPAL = 'cloudformation.amazonaws.com';

/** Parameters that are heeded. */
const HEEDED = ['StackName', 'ChangeSetName', 'ChangeSetType', 'TemplateBody', 'Parameters', 'Capabilities'];

/** Parameters that change nothing about what is deployed. */
const NO_MATTER = ['Description', 'ClientToken', 'ClientRequestToken', 'IncludeNestedStacks', 'IncludePropertyValues'];

/** Parameters emulated with these values only; an empty list comes as an empty text. */
const ONLY: Record<string, unknown> = {
  Tags: '',
  NotificationARNs: '',
  ImportExistingResources: 'false',
  TemplateStage: 'Original',
  DeploymentConfig: { Mode: 'STANDARD' },
};

/** The states from which a stack can be updated; one whose making was rolled back can only be deleted. */
const UPDATABLE = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'];

/** CloudFormation calls the API of other services as whoever deploys. */
export function cloudFormation(api: () => Api): Operations {
  const deployerFor = (call: Call): Deployer => ({ service, operation, params }) =>
    api().invoke(service, operation, { ...call, params, via: PRINCIPAL });
  const deployAtOnce = async (call: Call, stack: Stack): Promise<object> => {
    const changeSet = plannedFor(call, stack, '');
    if (changeSet.isEmpty) {
      throw new AwsError('ValidationError', 'No updates are to be performed.');
    }
    await stack.deploy(changeSet, deployerFor(call));
    return { StackId: stack.id };
  };
  return {
    CreateStack: on('CreateStack', (call) => deployAtOnce(call, newStack(call))),
    UpdateStack: on('UpdateStack', (call) => deployAtOnce(call, updatableStack(call))),
    CreateChangeSet: on('CreateChangeSet', (call) => {
      const { ChangeSetName } = call.params;
      const stack = stackToChange(call);
      const changeSet = plannedFor(call, stack, ChangeSetName);
      stack.changeSets.set(ChangeSetName, changeSet);
      return { Id: changeSet.id, StackId: stack.id };
    }),
    DescribeChangeSet: on('DescribeChangeSet', (call) => {
      const stack = existingStack(call);
      return describedChangeSet(stack, existingChangeSet(stack, call));
    }),
    ExecuteChangeSet: on('ExecuteChangeSet', async (call) => {
      const stack = existingStack(call);
      const changeSet = existingChangeSet(stack, call);
      if (changeSet.isEmpty) {
        throw new AwsError('InvalidChangeSetStatus', `ChangeSet [${changeSet.id}] cannot be executed in its current status of [FAILED]`);
      }
      await stack.deploy(changeSet, deployerFor(call));
      stack.changeSets.clear();
      return {};
    }),
    DeleteChangeSet: on('DeleteChangeSet', (call) => {
      findStack(call)?.changeSets.delete(changeSetName(call));
      return {};
    }),
    DescribeStacks: on('DescribeStacks', (call) => ({ Stacks: (call.params.StackName ? [existingStack(call)] : stacksOf(call)).map(describedStack) })),
    DescribeStackEvents: on('DescribeStackEvents', (call) => {
      const stack = existingStack(call);
      return { StackEvents: stack.events.map((event) => ({ StackId: stack.id, StackName: stack.name, ...event })) };
    }),
    DescribeStackResources: on('DescribeStackResources', (call) => ({
      StackResources: existingStack(call).resources.map(({ logicalId, physicalId, type }) => ({
        LogicalResourceId: logicalId, PhysicalResourceId: physicalId, ResourceType: type, ResourceStatus: 'CREATE_COMPLETE',
      })),
    })),
    GetTemplate: on('GetTemplate', (call) => ({ TemplateBody: existingStack(call).body, StagesAvailable: ['Original', 'Processed'] })),
    DeleteStack: on('DeleteStack', async (call) => {
      const stack = findStack(call);
      await stack?.delete(deployerFor(call));
      return {};
    }),
  };
}

function on(action: string, run: (call: Call) => object | Promise<object>): Operation {
  return {
    permission: (call) => ({ action: `cloudformation:${action}`, resource: findStack(call)?.id ?? arnOfNone(call) }),
    run: (call) => {
      checkOptions(action, call.params);
      return run(call);
    },
  };
}

/** Before anything is deployed or deleted. */
function checkOptions(action: string, params: Params): void {
  for (const name of Object.keys(params)) {
    const value = JSON.stringify(params[name]);
    if (![...HEEDED, ...NO_MATTER].includes(name) && value !== JSON.stringify(ONLY[name])) {
      throw notEmulated(`cloudformation ${action} with ${name} ${value}`);
    }
  }
}

/** The stack is there from now on, if it was not before. */
function plannedFor({ account, params }: Call, stack: Stack, name: string): ChangeSet {
  const changeSet = stack.plan(name, params.TemplateBody, givenParameters(stack, params));
  checkCapability(changeSet.blueprint.template, params.Capabilities || []);
  if (!account.stacks.includes(stack)) {
    account.stacks.push(stack);
  }
  return changeSet;
}

function newStack(call: Call): Stack {
  const { account, region, params: { StackName } } = call;
  if (findStack(call)) {
    throw new AwsError('AlreadyExistsException', `Stack [${StackName}] already exists`);
  }
  return new Stack(StackName, account.id, region);
}

function updatableStack(call: Call): Stack {
  const { id, status } = existingStack(call);
  if (!UPDATABLE.includes(status)) {
    throw new AwsError('ValidationError', `Stack:${id} is in ${status} state and can not be updated.`);
  }
  return existingStack(call);
}

/** What is asked for by `ChangeSetType`: a stack that is new, or one that can be updated. */
function stackToChange(call: Call): Stack {
  const { account, region, params: { StackName, ChangeSetName, ChangeSetType = 'UPDATE' } } = call;
  const stack = findStack(call);
  const isNew = !stack || stack.status === 'REVIEW_IN_PROGRESS';
  if (!['CREATE', 'UPDATE'].includes(ChangeSetType)) {
    throw notEmulated(`cloudformation CreateChangeSet of type ${ChangeSetType}`);
  }
  if (ChangeSetType === 'CREATE' && !isNew) {
    throw new AwsError('ValidationError', `Stack [${StackName}] already exists and cannot be created again with the changeSet [${ChangeSetName}].`);
  }
  if (ChangeSetType === 'UPDATE' && !stack) {
    throw new AwsError('ValidationError', `Stack [${StackName}] does not exist`);
  }
  if (ChangeSetType === 'UPDATE') {
    updatableStack(call);
  }
  if (stack?.changeSets.has(ChangeSetName)) {
    throw new AwsError('AlreadyExistsException', `ChangeSet ${ChangeSetName} cannot be created due to a mismatch with existing attribute Name`);
  }
  return stack ?? new Stack(StackName, account.id, region);
}

function givenParameters(stack: Stack, { Parameters }: Params): Record<string, string> {
  return Object.fromEntries([Parameters || []].flat().map(({ ParameterKey: name, ParameterValue, UsePreviousValue }) => {
    const value = UsePreviousValue === 'true' ? stack.blueprint?.parameters[name] : ParameterValue;
    if (value === undefined) {
      throw new AwsError('ValidationError', `Parameters: [${name}] must have values`);
    }
    return [name, value];
  }));
}

/** A stack that does not exist (yet) is asked for by its name alone. */
function arnOfNone({ account, region, params: { StackName = 'none' } }: Call): string {
  return `arn:aws:cloudformation:${region}:${account.id}:stack/${StackName}/none`;
}

function stacksOf({ account, region }: Call): Stack[] {
  return account.stacks.filter((stack) => stack.region === region && stack.status !== 'DELETE_COMPLETE');
}

/** A deleted stack is found by its id only. */
function findStack(call: Call): Stack | undefined {
  const { StackName } = call.params;
  return stacksOf(call).find(({ name }) => name === StackName) ?? call.account.stacks.find(({ id }) => id === StackName);
}

function existingStack(call: Call): Stack {
  const stack = findStack(call);
  if (!stack) {
    throw new AwsError('ValidationError', `Stack with id ${call.params.StackName} does not exist`);
  }
  return stack;
}

function changeSetName({ params: { ChangeSetName } }: Call): string {
  return ChangeSetName.startsWith('arn:') ? ChangeSetName.split('/')[1] : ChangeSetName;
}

function existingChangeSet(stack: Stack, call: Call): ChangeSet {
  const changeSet = stack.changeSets.get(changeSetName(call));
  if (!changeSet) {
    throw new AwsError('ChangeSetNotFound', `ChangeSet [${call.params.ChangeSetName}] does not exist`, 404);
  }
  return changeSet;
}

function describedChangeSet(stack: Stack, { id, name, changes, isEmpty }: ChangeSet): object {
  return {
    ChangeSetId: id,
    ChangeSetName: name,
    StackId: stack.id,
    StackName: stack.name,
    CreationTime: stack.created.toISOString(),
    ...(isEmpty
      ? { Status: 'FAILED', ExecutionStatus: 'UNAVAILABLE', StatusReason: "The submitted information didn't contain changes. Submit different information to create a change set." }
      : { Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE' }),
    Changes: changes.map(({ Action, resource }) => ({
      Type: 'Resource',
      ResourceChange: { Action, LogicalResourceId: resource.logicalId, PhysicalResourceId: resource.physicalId, ResourceType: resource.type },
    })),
  };
}

function describedStack({ id, name, status, created, blueprint }: Stack): object {
  return {
    StackId: id,
    StackName: name,
    StackStatus: status,
    CreationTime: created.toISOString(),
    Outputs: blueprint?.outputs ?? [],
    Parameters: Object.entries(blueprint?.parameters ?? {}).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
    Tags: [],
  };
}
