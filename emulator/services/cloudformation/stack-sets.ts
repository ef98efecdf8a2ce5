import { administratorOf, existingStackSet, findStackSet, managedOrganization } from './stack-set-administrator';
import { stacksOf } from './stack-set-credentials';
import { PRINCIPAL } from './stacks';
import type { Api } from '../../api/api';
import { Call, Operation, Operations, Params, Permission } from '../../api/operation';
import { AwsError, notEmulated } from '../../aws-error';
import { accountsAlone, accountsOfUnits, checkUnitTargets, isMeant, refuseOverlap, Target } from '../../cloudformation/stack-sets/deployment-targets';
import { autoDeployment, checkOneOf, isTrue, preferences, refuseUnknownParts } from '../../cloudformation/stack-sets/nested-properties';
import { Operation as StackSetOperation, StackInstance, StackSet, StackSetSettings, Way } from '../../cloudformation/stack-sets/stack-set';
import { checkStackSetTemplate } from '../../cloudformation/stack-sets/stack-set-template';
import { refuseUnknown } from '../../cloudformation/template';

/** Parameters that one operation or the other heeds. */
const HEEDED = [
  'StackSetName', 'CallAs', 'PermissionModel', 'TemplateBody', 'Capabilities', 'Description', 'AutoDeployment', 'AdministrationRoleARN',
  'ExecutionRoleName', 'ManagedExecution', 'Tags', 'OperationPreferences', 'OperationId', 'DeploymentTargets', 'Regions', 'RetainStacks',
];

/** Parameters that change nothing about what is deployed. */
const NO_MATTER = ['ClientRequestToken'];

/**
 * Stack sets, whose operations are over when the call that begins them returns.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-concepts.html
 */
export function stackSetOperations(api: () => Api): Operations {
  const wayOf = ({ world, params: { OperationId, OperationPreferences } }: Call, stackSet: StackSet): Way =>
    ({ id: OperationId, preferences: preferences(OperationPreferences), stacks: stacksOf(api(), world, stackSet) });
  return {
    CreateStackSet: {
      permission: ({ params }) => [{ action: 'cloudformation:CreateStackSet', resource: '*' }, ...passedRole(params)],
      run: (call) => ({ StackSetId: created(call).id }),
    },
    UpdateStackSet: on('UpdateStackSet', async (call, stackSet) => {
      if (call.params.DeploymentTargets ?? call.params.Regions) {
        throw notEmulated('cloudformation UpdateStackSet for some of its instances');
      }
      const instances = reachable(call, stackSet, stackSet.instances.filter(({ status }) => status !== 'INOPERABLE'));
      stackSet.settings = settingsOf(call, stackSet.permissionModel);
      return begun(await stackSet.update(instances, wayOf(call, stackSet)));
    }, ({ params }) => passedRole(params)),
    DeleteStackSet: on('DeleteStackSet', (call, stackSet) => {
      if (stackSet.instances.length > 0) {
        throw new AwsError('StackSetNotEmptyException', 'StackSet is not empty', 409);
      }
      const administrator = administratorOf(call);
      administrator.stackSets = administrator.stackSets.filter((other) => other !== stackSet);
      return {};
    }),
    DescribeStackSet: on('DescribeStackSet', (_, stackSet) => ({ StackSet: described(stackSet) })),
    CreateStackInstances: on('CreateStackInstances', async (call, stackSet) => {
      const targets = targetsOf(call, stackSet);
      stackSet.aimAt(call.params.DeploymentTargets.OrganizationalUnitIds ?? [], call.params.Regions);
      return begun(await stackSet.create(targets, call.params.Regions, wayOf(call, stackSet)));
    }),
    UpdateStackInstances: on('UpdateStackInstances', async (call, stackSet) => {
      targetsOf(call, stackSet);
      const instances = reachable(call, stackSet, instancesOf(call, stackSet));
      return begun(await stackSet.update(instances, wayOf(call, stackSet)));
    }),
    DeleteStackInstances: on('DeleteStackInstances', async (call, stackSet) => {
      const { DeploymentTargets, Regions, RetainStacks } = call.params;
      targetsOf(call, stackSet);
      const instances = reachable(call, stackSet, instancesOf(call, stackSet));
      if ((DeploymentTargets.AccountFilterType ?? 'NONE') === 'NONE') {
        stackSet.aimNoMoreAt(DeploymentTargets.OrganizationalUnitIds ?? [], Regions);
      }
      return begun(await stackSet.delete(instances, isTrue(RetainStacks), wayOf(call, stackSet)));
    }),
    ListStackInstances: on('ListStackInstances', (_, stackSet) => ({
      Summaries: stackSet.instances.map((instance) => describedInstance(stackSet, instance)),
    })),
    DescribeStackSetOperation: on('DescribeStackSetOperation', ({ params: { OperationId } }, stackSet) => {
      const operation = stackSet.operations.find(({ id }) => id === OperationId);
      if (!operation) {
        throw new AwsError('OperationNotFoundException', `Operation ${OperationId} not found`, 404);
      }
      return { StackSetOperation: describedOperation(stackSet, operation) };
    }),
  };
}

type Run = (call: Call, stackSet: StackSet) => object | Promise<object>;

/** An operation on the stack set that is named. */
function on(action: string, run: Run, more: (call: Call) => Permission[] = () => []): Operation {
  return {
    permission: (call) => [{ action: `cloudformation:${action}`, resource: findStackSet(call)?.arn ?? arnOfNone(call) }, ...more(call)],
    run: (call) => {
      checkParams(action, call.params);
      return run(call, existingStackSet(call));
    },
  };
}

/** Before anything is deployed or deleted. */
function checkParams(action: string, params: Params): void {
  NO_MATTER.forEach((name) => params[name]);
  refuseUnknown(`${action} with`, params, [...HEEDED, ...NO_MATTER]);
  refuseUnknownParts(params);
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html#prereqs-self-managed-permissions */
function passedRole({ AdministrationRoleARN }: Params): Permission[] {
  const context = { 'iam:PassedToService': PRINCIPAL };
  return AdministrationRoleARN ? [{ action: 'iam:PassRole', resource: AdministrationRoleARN, context }] : [];
}

function arnOfNone({ account, region, params: { StackSetName } }: Call): string {
  return `arn:aws:cloudformation:${region}:${account.id}:stackset/${StackSetName}:none`;
}

function created(call: Call): StackSet {
  const { account, region, params: { StackSetName, PermissionModel = 'SELF_MANAGED', CallAs = 'SELF' } } = call;
  checkParams('CreateStackSet', call.params);
  checkOneOf('PermissionModel', PermissionModel, ['SERVICE_MANAGED', 'SELF_MANAGED']);
  if (!/^[a-zA-Z][a-zA-Z0-9-]{0,127}$/.test(StackSetName)) {
    throw new AwsError('ValidationError', `Value '${StackSetName}' at 'stackSetName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`);
  }
  if (PermissionModel === 'SERVICE_MANAGED') {
    managedOrganization(call);
  } else if (CallAs !== 'SELF') {
    throw new AwsError('ValidationError', 'CallAs must be SELF for a stack set with self-managed permissions');
  }
  const administrator = administratorOf(call);
  const stackSet = new StackSet(StackSetName, account.id, region, PermissionModel, settingsOf(call, PermissionModel));
  if (findStackSet(call)) {
    throw new AwsError('NameAlreadyExistsException', `A StackSet named ${StackSetName} already exists.`, 409);
  }
  administrator.stackSets.push(stackSet);
  return stackSet;
}

function settingsOf({ params }: Call, permissionModel: string): StackSetSettings {
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
    body: TemplateBody,
    capabilities: Capabilities,
    description: Description,
    autoDeployment: autoDeployment(AutoDeployment),
    administrationRole: AdministrationRoleARN,
    executionRole: ExecutionRoleName,
    managedExecution: isTrue(ManagedExecution?.Active),
  };
}

/** The accounts that are meant, as the organization is now. */
function targetsOf(call: Call, { permissionModel, aims }: StackSet): Target[] {
  const { DeploymentTargets = {} } = call.params;
  if (permissionModel === 'SELF_MANAGED') {
    return accountsAlone(DeploymentTargets);
  }
  const organization = managedOrganization(call);
  checkUnitTargets(DeploymentTargets);
  refuseOverlap(organization, [...DeploymentTargets.OrganizationalUnitIds, ...aims.map(({ unit }) => unit)]);
  return accountsOfUnits(organization, DeploymentTargets);
}

/** The instances there are of them, which keep to the units that they were made for. */
function instancesOf({ params: { DeploymentTargets, Regions } }: Call, { instances }: StackSet): StackInstance[] {
  const { OrganizationalUnitIds, Accounts } = DeploymentTargets;
  return instances.filter(({ account, unit, region }) => Regions.includes(region)
    && (OrganizationalUnitIds ? OrganizationalUnitIds.includes(unit) && isMeant(DeploymentTargets, account) : Accounts.includes(account)));
}

/** What happens to a stack in an account that has left, without automatic deployment, is not documented. */
function reachable(call: Call, { permissionModel }: StackSet, instances: StackInstance[]): StackInstance[] {
  const left = permissionModel === 'SERVICE_MANAGED' && instances.find(({ account }) => !managedOrganization(call).has(account));
  if (left) {
    throw notEmulated(`an operation of a stack set on account ${left.account}, which has left the organization,`);
  }
  return instances;
}

function begun({ id }: StackSetOperation): object {
  return { OperationId: id };
}

function described({ name, id, arn, permissionModel, settings, aims }: StackSet): object {
  const { body, capabilities, description, autoDeployment: { enabled, retain }, administrationRole, executionRole, managedExecution } = settings;
  return {
    StackSetName: name,
    StackSetId: id,
    StackSetARN: arn,
    Status: 'ACTIVE',
    Description: description,
    TemplateBody: body,
    Capabilities: capabilities,
    PermissionModel: permissionModel,
    AdministrationRoleARN: administrationRole,
    ExecutionRoleName: executionRole,
    ManagedExecution: { Active: managedExecution },
    ...(permissionModel === 'SERVICE_MANAGED' && {
      AutoDeployment: { Enabled: enabled, RetainStacksOnAccountRemoval: retain },
      OrganizationalUnitIds: [...new Set(aims.map(({ unit }) => unit))],
    }),
  };
}

function describedInstance({ id }: StackSet, { account, region, unit, stackId, status, detail, reason }: StackInstance): object {
  return {
    StackSetId: id,
    Account: account,
    Region: region,
    OrganizationalUnitId: unit,
    StackId: stackId,
    Status: status,
    StackInstanceStatus: { DetailedStatus: detail },
    StatusReason: reason,
  };
}

function describedOperation({ id: StackSetId }: StackSet, { id, action, status, results }: StackSetOperation): object {
  const reasons = new Set(results.filter((result) => result.status === 'FAILED').map(({ reason }) => `[${reason}]`));
  return { StackSetId, OperationId: id, Action: action, Status: status, StatusReason: status === 'FAILED' ? [...reasons].join(' ') : undefined };
}
