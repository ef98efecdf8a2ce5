import type { Api } from '../api';
import { AwsError, notEmulated } from '../aws-error';
import { Call, Operation, Operations, Params } from '../call';
import { ChangeSet, Deployer, Stack } from '../cloudformation/stack';

/** Parameters that change nothing about what is deployed. */
const NO_MATTER = ['ChangeSetType', 'Description', 'ClientToken', 'ClientRequestToken', 'IncludeNestedStacks', 'IncludePropertyValues', 'StackName'];

/** Parameters emulated with these values only; an empty list comes as an empty text. */
const ONLY: Record<string, unknown> = {
  Tags: '',
  NotificationARNs: '',
  ImportExistingResources: 'false',
  TemplateStage: 'Original',
  DeploymentConfig: { Mode: 'STANDARD' },
};

/** CloudFormation calls the API of other services as whoever deploys. */
export function cloudFormation(api: () => Api): Operations {
  const deployerFor = (call: Call): Deployer => ({ service, operation, params }) => api().invoke(service, operation, { ...call, params });
  return {
    CreateChangeSet: on('CreateChangeSet', (call) => {
      const { ChangeSetName, TemplateBody, Parameters, Capabilities } = call.params;
      const stack = findStack(call) ?? addStack(call);
      const given = [Parameters || []].flat().map(({ ParameterKey, ParameterValue }) => [ParameterKey, ParameterValue]);
      const changeSet = stack.plan(ChangeSetName, TemplateBody, Object.fromEntries(given));
      if (changeSet.blueprint.namesIamEntities && !(Capabilities || []).includes('CAPABILITY_NAMED_IAM')) {
        throw new AwsError('InsufficientCapabilitiesException', 'Requires capabilities : [CAPABILITY_NAMED_IAM]');
      }
      return { Id: changeSet.id, StackId: stack.id };
    }),
    DescribeChangeSet: on('DescribeChangeSet', (call) => {
      const stack = existingStack(call);
      return describedChangeSet(stack, existingChangeSet(stack, call));
    }),
    ExecuteChangeSet: on('ExecuteChangeSet', async (call) => {
      const stack = existingStack(call);
      const changeSet = existingChangeSet(stack, call);
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
      StackResources: (existingStack(call).blueprint?.resources ?? []).map(({ logicalId, physicalId, type }) => ({
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

function checkOptions(action: string, params: Params): void {
  NO_MATTER.forEach((name) => params[name]);
  for (const [name, value] of Object.entries(ONLY)) {
    if (name in params && JSON.stringify(params[name]) !== JSON.stringify(value)) {
      throw notEmulated(`${action} with ${name} ${JSON.stringify(params[name])}`);
    }
  }
}

/** A stack that does not exist (yet) is asked for by its name alone. */
function arnOfNone({ account, region, params: { StackName = 'none' } }: Call): string {
  return `arn:aws:cloudformation:${region}:${account.id}:stack/${StackName}/none`;
}

function addStack({ account, region, params: { StackName } }: Call): Stack {
  const stack = new Stack(StackName, account.id, region);
  account.stacks.push(stack);
  return stack;
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

function describedChangeSet(stack: Stack, { id, name, changes }: ChangeSet): object {
  return {
    ChangeSetId: id,
    ChangeSetName: name,
    StackId: stack.id,
    StackName: stack.name,
    CreationTime: stack.created.toISOString(),
    ...(changes.length > 0
      ? { Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE' }
      : { Status: 'FAILED', ExecutionStatus: 'UNAVAILABLE', StatusReason: "The submitted information didn't contain changes. Submit different information to create a change set." }),
    Changes: changes.map(({ Action, resource }) => ({
      Type: 'Resource',
      ResourceChange: { Action, LogicalResourceId: resource.logicalId, PhysicalResourceId: resource.physicalId, ResourceType: resource.type },
    })),
  };
}

function describedStack({ id, name, status, created, blueprint, parameters }: Stack): object {
  return {
    StackId: id,
    StackName: name,
    StackStatus: status,
    CreationTime: created.toISOString(),
    Outputs: blueprint?.outputs ?? [],
    Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
    Tags: [],
  };
}
