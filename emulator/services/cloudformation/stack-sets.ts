import { CloudFormationContext, PRINCIPAL } from './context';
import { administeredOrganization, administratorOf, existingStackSet, findStackSet } from './stack-set-administrator';
import { accessAccounts } from './stack-set-credentials';
import { describeInstance, describeOperation, describeStackSet } from './stack-set-output';
import { Call, Operation, Operations, Permission } from '../../api/operation';
import { AwsError, notEmulated, rejectUnsupported } from '../../aws-error';
import {
  checkUnitTargets, passesFilter, rejectOverlap, TargetAccount, targetAccounts, targetAccountsOfUnits,
} from '../../cloudformation/stack-sets/deployment-targets';
import { parseOperationPreferences } from '../../cloudformation/stack-sets/operation-preferences';
import { checkEnum, isTrue, rejectUnsupportedNested } from '../../cloudformation/stack-sets/property-validation';
import { StackInstance } from '../../cloudformation/stack-sets/stack-instance';
import { OperationOptions, StackSet, StackSetOperation } from '../../cloudformation/stack-sets/stack-set';
import { parseAutoDeployment, StackSetSettings } from '../../cloudformation/stack-sets/stack-set-settings';
import { checkStackSetTemplate } from '../../cloudformation/stack-sets/stack-set-template';
import { Params } from '../../wire/protocol';

/** Parameters that at least one operation evaluates. */
const SUPPORTED = [
  'StackSetName', 'CallAs', 'PermissionModel', 'TemplateBody', 'Capabilities', 'Description', 'AutoDeployment', 'AdministrationRoleARN',
  'ExecutionRoleName', 'ManagedExecution', 'Tags', 'OperationPreferences', 'OperationId', 'DeploymentTargets', 'Regions', 'RetainStacks',
];

/** Parameters that do not change what is deployed. */
const IGNORED = ['ClientRequestToken'];

/**
 * The operations of stack sets. An operation that AWS only starts is complete when the call returns.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-concepts.html
 */
export function stackSetOperations(context: CloudFormationContext): Operations {
  const on = (action: string, run: Run, morePermissions?: MorePermissions) => [action, stackSetOperation(context, action, run, morePermissions)];
  return {
    CreateStackSet: {
      permission: ({ params }) => [{ action: 'cloudformation:CreateStackSet', resource: '*' }, ...passRole(params)],
      run: (call) => ({ StackSetId: createStackSet(context, call).id }),
    },
    ...Object.fromEntries([
      on('UpdateStackSet', (call, stackSet) => updateStackSet(context, call, stackSet), ({ params }) => passRole(params)),
      on('DeleteStackSet', (call, stackSet) => deleteStackSet(context, call, stackSet)),
      on('DescribeStackSet', (_, stackSet) => ({ StackSet: describeStackSet(stackSet) })),
      on('CreateStackInstances', (call, stackSet) => createStackInstances(context, call, stackSet)),
      on('UpdateStackInstances', (call, stackSet) => updateStackInstances(context, call, stackSet)),
      on('DeleteStackInstances', (call, stackSet) => deleteStackInstances(context, call, stackSet)),
      on('ListStackInstances', (_, stackSet) => ({ Summaries: stackSet.instances.map((instance) => describeInstance(stackSet, instance)) })),
      on('DescribeStackSetOperation', describeStackSetOperation),
    ]),
  };
}

type Run = (call: Call, stackSet: StackSet) => object | Promise<object>;
type MorePermissions = (call: Call) => Permission[];

/** An operation on an existing stack set. */
function stackSetOperation({ state }: CloudFormationContext, action: string, run: Run, morePermissions: MorePermissions = () => []): Operation {
  return {
    permission: (call) => [
      { action: `cloudformation:${action}`, resource: findStackSet(state, call)?.arn ?? missingStackSetArn(call) },
      ...morePermissions(call),
    ],
    run: (call) => {
      checkParams(action, call.params);
      return run(call, existingStackSet(state, call));
    },
  };
}

/** Before anything is deployed or deleted. */
function checkParams(action: string, params: Params): void {
  // Reading them marks them as used.
  IGNORED.forEach((name) => params[name]);
  rejectUnsupported(`CloudFormation ${action} with`, params, [...SUPPORTED, ...IGNORED]);
  rejectUnsupportedNested(params);
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html#prereqs-self-managed-permissions */
function passRole({ AdministrationRoleARN }: Params): Permission[] {
  const context = { 'iam:PassedToService': PRINCIPAL };
  return AdministrationRoleARN ? [{ action: 'iam:PassRole', resource: AdministrationRoleARN, context }] : [];
}

/** The resource of a permission for a stack set that does not exist. */
function missingStackSetArn({ account, region, params: { StackSetName } }: Call): string {
  return `arn:aws:cloudformation:${region}:${account.id}:stackset/${StackSetName}:none`;
}

function createStackSet({ state }: CloudFormationContext, call: Call): StackSet {
  const { account, region, params: { StackSetName, PermissionModel = 'SELF_MANAGED', CallAs = 'SELF' } } = call;
  checkParams('CreateStackSet', call.params);
  checkEnum('PermissionModel', PermissionModel, ['SERVICE_MANAGED', 'SELF_MANAGED']);
  if (!/^[a-zA-Z][a-zA-Z0-9-]{0,127}$/.test(StackSetName)) {
    throw new AwsError('ValidationError', `Value '${StackSetName}' at 'stackSetName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`);
  }
  if (PermissionModel === 'SERVICE_MANAGED') {
    administeredOrganization(call);
  } else if (CallAs !== 'SELF') {
    throw new AwsError('ValidationError', 'CallAs must be SELF for a stack set with self-managed permissions');
  }
  const administrator = administratorOf(call);
  const stackSet = new StackSet(StackSetName, account.id, region, PermissionModel, parseSettings(call, PermissionModel));
  if (findStackSet(state, call)) {
    throw new AwsError('NameAlreadyExistsException', `A StackSet named ${StackSetName} already exists.`, 409);
  }
  state.of(administrator.id).stackSets.push(stackSet);
  return stackSet;
}

function parseSettings({ params }: Call, permissionModel: string): StackSetSettings {
  const { TemplateBody, Description, AutoDeployment, AdministrationRoleARN, ExecutionRoleName, ManagedExecution } = params;
  const Capabilities = params.Capabilities || [];
  const isServiceManaged = permissionModel === 'SERVICE_MANAGED';
  if (isServiceManaged ? AdministrationRoleARN ?? ExecutionRoleName : AutoDeployment) {
    throw new AwsError('ValidationError', isServiceManaged
      ? 'AdministrationRoleARN and ExecutionRoleName are not for stack sets with service-managed permissions'
      : 'AutoDeployment is not for stack sets with self-managed permissions');
  }
  checkStackSetTemplate(TemplateBody, Capabilities);
  return {
    templateBody: TemplateBody,
    capabilities: Capabilities,
    description: Description,
    autoDeployment: parseAutoDeployment(AutoDeployment),
    administrationRole: AdministrationRoleARN,
    executionRole: ExecutionRoleName,
    managedExecution: isTrue(ManagedExecution?.Active),
  };
}

async function updateStackSet(context: CloudFormationContext, call: Call, stackSet: StackSet): Promise<object> {
  if (call.params.DeploymentTargets ?? call.params.Regions) {
    throw notEmulated('cloudformation UpdateStackSet for some of its instances');
  }
  const instances = requireMembers(call, stackSet, stackSet.instances.filter(({ status }) => status !== 'INOPERABLE'));
  stackSet.settings = parseSettings(call, stackSet.permissionModel);
  return started(await stackSet.update(instances, operationOptions(context, call, stackSet)));
}

function deleteStackSet({ state }: CloudFormationContext, call: Call, stackSet: StackSet): object {
  if (stackSet.instances.length > 0) {
    throw new AwsError('StackSetNotEmptyException', 'StackSet is not empty', 409);
  }
  const administrator = state.of(administratorOf(call).id);
  administrator.stackSets = administrator.stackSets.filter((other) => other !== stackSet);
  return {};
}

async function createStackInstances(context: CloudFormationContext, call: Call, stackSet: StackSet): Promise<object> {
  const targets = resolveTargets(call, stackSet);
  stackSet.addUnitTargets(call.params.DeploymentTargets.OrganizationalUnitIds ?? [], call.params.Regions);
  return started(await stackSet.create(targets, call.params.Regions, operationOptions(context, call, stackSet)));
}

async function updateStackInstances(context: CloudFormationContext, call: Call, stackSet: StackSet): Promise<object> {
  resolveTargets(call, stackSet);
  const instances = requireMembers(call, stackSet, targetedInstances(call, stackSet));
  return started(await stackSet.update(instances, operationOptions(context, call, stackSet)));
}

async function deleteStackInstances(context: CloudFormationContext, call: Call, stackSet: StackSet): Promise<object> {
  const { DeploymentTargets, Regions, RetainStacks } = call.params;
  resolveTargets(call, stackSet);
  const instances = requireMembers(call, stackSet, targetedInstances(call, stackSet));
  if ((DeploymentTargets.AccountFilterType ?? 'NONE') === 'NONE') {
    stackSet.removeUnitTargets(DeploymentTargets.OrganizationalUnitIds ?? [], Regions);
  }
  return started(await stackSet.delete(instances, isTrue(RetainStacks), operationOptions(context, call, stackSet)));
}

function describeStackSetOperation({ params: { OperationId } }: Call, stackSet: StackSet): object {
  const operation = stackSet.operations.find(({ id }) => id === OperationId);
  if (!operation) {
    throw new AwsError('OperationNotFoundException', `Operation ${OperationId} not found`, 404);
  }
  return { StackSetOperation: describeOperation(stackSet, operation) };
}

function operationOptions({ api }: CloudFormationContext, { partition, params }: Call, stackSet: StackSet): OperationOptions {
  return {
    id: params.OperationId,
    preferences: parseOperationPreferences(params.OperationPreferences),
    accessAccount: accessAccounts(api(), partition, stackSet),
  };
}

/** The target accounts, in the organization as it is now. */
function resolveTargets(call: Call, { permissionModel, unitTargets }: StackSet): TargetAccount[] {
  const { DeploymentTargets = {} } = call.params;
  if (permissionModel === 'SELF_MANAGED') {
    return targetAccounts(DeploymentTargets);
  }
  const organization = administeredOrganization(call);
  checkUnitTargets(DeploymentTargets);
  rejectOverlap(organization, [...DeploymentTargets.OrganizationalUnitIds, ...unitTargets.map(({ unit }) => unit)]);
  return targetAccountsOfUnits(organization, DeploymentTargets);
}

/** The existing instances of the targets. An instance belongs to the organizational unit that it was created for. */
function targetedInstances({ params: { DeploymentTargets, Regions } }: Call, { instances }: StackSet): StackInstance[] {
  const { OrganizationalUnitIds, Accounts } = DeploymentTargets;
  return instances.filter(({ account, unit, region }) => Regions.includes(region)
    && (OrganizationalUnitIds ? OrganizationalUnitIds.includes(unit) && passesFilter(DeploymentTargets, account) : Accounts.includes(account)));
}

/** AWS does not document what happens to an instance in an account that has left without automatic deployment. */
function requireMembers(call: Call, { permissionModel }: StackSet, instances: StackInstance[]): StackInstance[] {
  const left = permissionModel === 'SERVICE_MANAGED' && instances.find(({ account }) => !administeredOrganization(call).includes(account));
  if (left) {
    throw notEmulated(`an operation of a stack set on account ${left.account}, which has left the organization,`);
  }
  return instances;
}

function started({ id }: StackSetOperation): object {
  return { OperationId: id };
}
