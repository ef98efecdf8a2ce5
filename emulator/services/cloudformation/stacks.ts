import { CloudFormationContext } from './context';
import { callApiFor, passesRole } from './stack-permissions';
import { templateBody, templateInputs } from './template-source';
import { Call, Operation, Operations } from '../../api/operation';
import { AwsError, notEmulated } from '../../aws-error';
import { checkCapabilities } from '../../cloudformation/capabilities';
import { CallApi } from '../../cloudformation/deployment';
import { importableResources, ResourceToImport } from '../../cloudformation/resource-import';
import { ChangeSet, Stack } from '../../cloudformation/stack';
import { parseTemplate } from '../../cloudformation/template';
import { Params } from '../../wire/protocol';

/** Parameters that are evaluated. */
const SUPPORTED = ['StackName', 'ChangeSetName', 'ChangeSetType', 'TemplateBody', 'TemplateURL', 'Parameters', 'Capabilities', 'ResourcesToImport', 'RoleARN'];

/** Parameters that do not change what is deployed. */
const IGNORED = ['Description', 'ClientToken', 'ClientRequestToken', 'IncludeNestedStacks', 'IncludePropertyValues'];

/** Parameters that are supported with this value only. The query protocol writes an empty list as an empty string. */
const SUPPORTED_VALUES: Record<string, unknown> = {
  Tags: '',
  NotificationARNs: '',
  ImportExistingResources: 'false',
  TemplateStage: 'Original',
  DeploymentConfig: { Mode: 'STANDARD' },
};

/** The states in which a stack can be updated. After ROLLBACK_COMPLETE it can only be deleted. */
const UPDATABLE = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'IMPORT_COMPLETE', 'IMPORT_ROLLBACK_COMPLETE'];

/** A call, with the stacks of the caller's account. */
interface StackCall extends Call {
  readonly stacks: Stack[];
}

export function stackOperations(context: CloudFormationContext): Operations {
  const operations = { ...deployingOperations(context), ...READING_OPERATIONS };
  return Object.fromEntries(Object.entries(operations).map(([name, run]) => [name, stackOperation(context, name, run)]));
}

type Run = (call: StackCall) => object | Promise<object>;

function deployingOperations(context: CloudFormationContext): Record<string, Run> {
  const deployDirectly = async (call: StackCall, stack: Stack): Promise<object> => {
    const callApi = callApiFor(context, call, stack);
    const changeSet = await createChangeSet(call, callApi, stack, '');
    if (changeSet.isEmpty) {
      throw new AwsError('ValidationError', 'No updates are to be performed.');
    }
    requireUnusedExports(call, stack, changeSet);
    await stack.deploy(changeSet, callApi);
    return { StackId: stack.id };
  };
  return {
    CreateStack: (call) => deployDirectly(call, newStack(call)),
    UpdateStack: (call) => deployDirectly(call, updatableStack(call)),
    CreateChangeSet: async (call) => {
      const { ChangeSetName } = call.params;
      const stack = stackToChange(call);
      const changeSet = await createChangeSet(call, callApiFor(context, call, stack), stack, ChangeSetName);
      stack.changeSets.set(ChangeSetName, changeSet);
      return { Id: changeSet.id, StackId: stack.id };
    },
    ExecuteChangeSet: async (call) => {
      const stack = existingStack(call);
      const changeSet = existingChangeSet(stack, call);
      if (changeSet.isEmpty) {
        throw new AwsError('InvalidChangeSetStatus', `ChangeSet [${changeSet.id}] cannot be executed in its current status of [FAILED]`);
      }
      requireUnusedExports(call, stack, changeSet);
      await execute(stack, changeSet, callApiFor(context, call, stack));
      stack.changeSets.clear();
      return {};
    },
    DeleteStack: async (call) => {
      const stack = findStack(call);
      if (stack) {
        requireUnusedExports(call, stack);
        await stack.delete(callApiFor(context, call, stack));
      }
      return {};
    },
  };
}

async function execute(stack: Stack, changeSet: ChangeSet, callApi: CallApi): Promise<void> {
  if (changeSet.imports) {
    return stack.import(changeSet, ({ service, operation, property }, value) => callApi({ service, operation, params: { [property]: value } }));
  }
  return stack.deploy(changeSet, callApi);
}

/** An export that another stack uses can be neither deleted nor changed. Here, that is not even tried. */
function requireUnusedExports(call: StackCall, stack: Stack, next?: ChangeSet): void {
  const kept = new Map(next?.evaluated.outputs.map(({ ExportName, OutputValue }) => [ExportName, OutputValue]));
  for (const { ExportName, OutputValue } of stack.outputs) {
    const user = ExportName && listedStacks(call).find(({ deployed }) => deployed?.imports.has(ExportName));
    if (user && kept.get(ExportName) !== OutputValue) {
      throw notEmulated(`deleting or changing the export ${ExportName} while stack ${user.name} uses it`);
    }
  }
}

const READING_OPERATIONS: Record<string, Run> = {
  DescribeChangeSet: (call) => {
    const stack = existingStack(call);
    return changeSetOutput(stack, existingChangeSet(stack, call));
  },
  DeleteChangeSet: (call) => {
    findStack(call)?.changeSets.delete(changeSetName(call));
    return {};
  },
  DescribeStacks: (call) => ({ Stacks: (call.params.StackName ? [existingStack(call)] : listedStacks(call)).map(stackOutput) }),
  DescribeStackEvents: (call) => {
    const stack = existingStack(call, `Stack [${call.params.StackName}] does not exist`);
    return { StackEvents: stack.events.map((event) => ({ StackId: stack.id, StackName: stack.name, ...event })) };
  },
  DescribeStackResources: (call) => ({
    StackResources: existingStack(call).resources.map(({ logicalId, physicalId, type }) => ({
      LogicalResourceId: logicalId, PhysicalResourceId: physicalId, ResourceType: type, ResourceStatus: 'CREATE_COMPLETE',
    })),
  }),
  GetTemplateSummary: (call) => {
    const template = parseTemplate(call.params.TemplateBody ?? existingStack(call).templateBody);
    return {
      Description: template.Description,
      Parameters: Object.entries(template.Parameters ?? {})
        .map(([ParameterKey, { Type, Default }]) => ({ ParameterKey, ParameterType: Type, DefaultValue: Default })),
      ResourceTypes: [...new Set(Object.values(template.Resources).map(({ Type }) => Type))],
      ResourceIdentifierSummaries: importableResources(template),
    };
  },
  GetTemplate: (call) => ({ TemplateBody: existingStack(call).templateBody, StagesAvailable: ['Original', 'Processed'] }),
};

function stackOperation({ state }: CloudFormationContext, action: string, run: Run): Operation {
  const stackCall = (call: Call): StackCall => ({ ...call, stacks: state.of(call.account.id).stacks });
  return {
    permission: (call) => [{ action: `cloudformation:${action}`, resource: findStack(stackCall(call))?.id ?? missingStackArn(call) }, ...passesRole(call)],
    run: (call) => {
      checkParams(action, call.params);
      return run(stackCall(call));
    },
  };
}

/** Before anything is deployed or deleted. */
function checkParams(action: string, params: Params): void {
  for (const name of Object.keys(params)) {
    const value = JSON.stringify(params[name]);
    if (![...SUPPORTED, ...IGNORED].includes(name) && value !== JSON.stringify(SUPPORTED_VALUES[name])) {
      throw notEmulated(`cloudformation ${action} with ${name} ${value}`);
    }
  }
}

/** Also adds a new stack to the account. */
async function createChangeSet(call: StackCall, callApi: CallApi, stack: Stack, name: string): Promise<ChangeSet> {
  const { stacks, params } = call;
  const body = await templateBody(call, callApi);
  const others = listedStacks(call).filter((other) => other !== stack);
  const inputs = await templateInputs(body, parameterValues(stack, params), others, callApi);
  const changeSet = params.ChangeSetType === 'IMPORT'
    ? stack.createImport(name, body, inputs, resourcesToImport(stacks, params))
    : stack.createChangeSet(name, body, inputs);
  checkCapabilities(changeSet.evaluated.template, params.Capabilities || []);
  if (!stacks.includes(stack)) {
    stacks.push(stack);
  }
  return changeSet;
}

function newStack(call: StackCall): Stack {
  const { account, region, params: { StackName } } = call;
  if (findStack(call)) {
    throw new AwsError('AlreadyExistsException', `Stack [${StackName}] already exists`);
  }
  return new Stack(StackName, account.id, region);
}

function updatableStack(call: StackCall): Stack {
  const { id, status } = existingStack(call);
  if (!UPDATABLE.includes(status)) {
    throw new AwsError('ValidationError', `Stack:${id} is in ${status} state and can not be updated.`);
  }
  return existingStack(call);
}

/** A new stack or one that can be updated, depending on `ChangeSetType`. */
function stackToChange(call: StackCall): Stack {
  const { account, region, params: { StackName, ChangeSetName, ChangeSetType = 'UPDATE' } } = call;
  const stack = findStack(call);
  const isNew = !stack || stack.status === 'REVIEW_IN_PROGRESS';
  if (!['CREATE', 'UPDATE', 'IMPORT'].includes(ChangeSetType)) {
    throw notEmulated(`cloudformation CreateChangeSet of type ${ChangeSetType}`);
  }
  if (ChangeSetType !== 'IMPORT' && call.params.ResourcesToImport) {
    throw new AwsError('ValidationError', 'ResourcesToImport can be specified only for a change set of type IMPORT');
  }
  if (ChangeSetType === 'CREATE' && !isNew) {
    throw new AwsError('ValidationError', `Stack [${StackName}] already exists and cannot be created again with the changeSet [${ChangeSetName}].`);
  }
  if (ChangeSetType === 'UPDATE' && !stack) {
    throw new AwsError('ValidationError', `Stack [${StackName}] does not exist`);
  }
  if (ChangeSetType === 'UPDATE' || ChangeSetType === 'IMPORT' && !isNew) {
    updatableStack(call);
  }
  if (stack?.changeSets.has(ChangeSetName)) {
    throw new AwsError('AlreadyExistsException', `ChangeSet ${ChangeSetName} cannot be created due to a mismatch with existing attribute Name`);
  }
  return stack ?? new Stack(StackName, account.id, region);
}

/** The query protocol numbers the properties of an identifier. */
function resourcesToImport(stacks: Stack[], { ResourcesToImport }: Params): ResourceToImport[] {
  const imports = [ResourcesToImport || []].flat().map(({ ResourceIdentifier: { entry }, ...resource }: Params): ResourceToImport => ({
    ...resource as ResourceToImport,
    ResourceIdentifier: Object.fromEntries(entry.map(({ key, value }: Params) => [key, value])),
  }));
  for (const { ResourceType, ResourceIdentifier } of imports) {
    const owner = stacks.find(({ resources }) => resources.some(({ type, physicalId }) =>
      type === ResourceType && Object.values(ResourceIdentifier).includes(physicalId)));
    if (owner) {
      throw new AwsError('ValidationError', `Resource of type '${ResourceType}' with identifier '${JSON.stringify(ResourceIdentifier)}' already exists in stack ${owner.id}`);
    }
  }
  return imports;
}

function parameterValues(stack: Stack, { Parameters }: Params): Record<string, string> {
  return Object.fromEntries([Parameters || []].flat().map(({ ParameterKey: name, ParameterValue, UsePreviousValue }) => {
    const value = UsePreviousValue === 'true' ? stack.deployed?.parameters[name] : ParameterValue;
    if (value === undefined) {
      throw new AwsError('ValidationError', `Parameters: [${name}] must have values`);
    }
    return [name, value];
  }));
}

/** The resource of a permission for a stack that does not exist (yet). */
function missingStackArn({ account, region, params: { StackName = 'none' } }: Call): string {
  return `arn:aws:cloudformation:${region}:${account.id}:stack/${StackName}/none`;
}

function listedStacks({ stacks, region }: StackCall): Stack[] {
  return stacks.filter((stack) => stack.region === region && stack.status !== 'DELETE_COMPLETE');
}

/** A deleted stack can be found by its id only. */
function findStack(call: StackCall): Stack | undefined {
  const { StackName } = call.params;
  return listedStacks(call).find(({ name }) => name === StackName) ?? call.stacks.find(({ id }) => id === StackName);
}

/** The toolkit recognizes the messages, of which one operation has another one. */
function existingStack(call: StackCall, message = `Stack with id ${call.params.StackName} does not exist`): Stack {
  const stack = findStack(call);
  if (!stack) {
    throw new AwsError('ValidationError', message);
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

function changeSetOutput(stack: Stack, { id, name, changes, isEmpty }: ChangeSet): object {
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

function stackOutput({ id, name, status, created, deployed, outputs }: Stack): object {
  return {
    StackId: id,
    StackName: name,
    StackStatus: status,
    CreationTime: created.toISOString(),
    Outputs: outputs,
    Parameters: Object.entries(deployed?.parameters ?? {}).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
    Tags: [],
  };
}
