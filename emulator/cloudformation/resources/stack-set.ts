import { apiCall, ApiCall, ResourceType, Step } from './resource-type';
import { AwsError, notEmulated, rejectUnsupported } from '../../aws-error';
import { Params } from '../../wire/protocol';
import { DeploymentTargets } from '../stack-sets/deployment-targets';
import { checkEnum, rejectUnsupportedNested } from '../stack-sets/property-validation';
import { stackSetId } from '../stack-sets/stack-set';

interface StackInstancesGroup {
  readonly DeploymentTargets: DeploymentTargets;
  readonly Regions: string[];
}

/**
 * A stack set and its instances, with the calls that AWS's resource handler makes.
 *
 * @see https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-cloudformation/tree/master/aws-cloudformation-stackset
 */
export const STACK_SET: ResourceType = {
  nameProperty: 'StackSetName',
  properties: [
    'StackSetName', 'PermissionModel', 'TemplateBody', 'Description', 'AutoDeployment', 'CallAs', 'Capabilities', 'AdministrationRoleARN',
    'ExecutionRoleName', 'ManagedExecution', 'OperationPreferences', 'StackInstancesGroup', 'Tags',
  ],
  identity: ({ PermissionModel }) => PermissionModel,
  physicalId: ({ account, name, region }) => stackSetId(name, account, region),
  attributes: ({ account, name, region }) => ({ StackSetId: stackSetId(name, account, region) }),
  steps: ({ account, name, region, properties }) => {
    const { StackInstancesGroup: groups = [], OperationPreferences, CallAs, PermissionModel, ...settings } = properties;
    checkProperties(properties, groups);
    const stackSet = { StackSetName: stackSetId(name, account, region), CallAs };
    return [
      {
        key: `stack set ${name}`,
        create: [cloudFormation('CreateStackSet', { ...settings, PermissionModel, CallAs })],
        update: [startOperation('UpdateStackSet', { ...settings, ...stackSet, OperationPreferences }, stackSet)],
        delete: cloudFormation('DeleteStackSet', stackSet),
      },
      ...regionsOf(groups).map((each) => instancesStep(each, groups, { ...stackSet, OperationPreferences }, stackSet)),
    ];
  },
};

/** The stack instances in one Region. */
function instancesStep(region: string, groups: StackInstancesGroup[], common: Params, stackSet: Params): Step {
  const operation = (action: string) => (targets: DeploymentTargets) =>
    startOperation(action, { ...common, Regions: [region], DeploymentTargets: targets }, stackSet);
  const wanted = groups.filter(({ Regions }) => Regions.includes(region)).map(({ DeploymentTargets: each }) => each);
  return {
    key: `instances in ${region}`,
    create: wanted.map(operation('CreateStackInstances')),
    update: ({ create }) => {
      const before: DeploymentTargets[] = create.map(({ params }) => params.DeploymentTargets);
      const removed = targetIds(before).filter((id) => !targetIds(wanted).includes(id));
      const newlyFiltered = wanted.filter((target) => hasFilter(target) && !before.some((old) => JSON.stringify(old) === JSON.stringify(target)));
      return [
        ...(removed.length > 0 ? [operation('DeleteStackInstances')(allIn(removed))] : []),
        ...newlyFiltered.map(invertFilter).map(operation('DeleteStackInstances')),
        ...wanted.map(operation('CreateStackInstances')),
        ...wanted.map(operation('UpdateStackInstances')),
      ];
    },
    delete: operation('DeleteStackInstances')(allIn(targetIds(wanted))),
  };
}

/** The ids of the targeted organizational units, or of the accounts if no units are targeted. */
function targetIds(targets: DeploymentTargets[]): string[] {
  return [...new Set(targets.flatMap(({ OrganizationalUnitIds, Accounts = [] }) => OrganizationalUnitIds ?? Accounts))];
}

function allIn(ids: string[]): DeploymentTargets {
  return ids.some((id) => /^\d/.test(id)) ? { Accounts: ids } : { OrganizationalUnitIds: ids };
}

function hasFilter({ AccountFilterType = 'NONE' }: DeploymentTargets): boolean {
  return AccountFilterType !== 'NONE';
}

/** The accounts of the same units that the filter excludes. */
function invertFilter({ AccountFilterType, ...targets }: DeploymentTargets): DeploymentTargets {
  return { ...targets, AccountFilterType: AccountFilterType === 'DIFFERENCE' ? 'INTERSECTION' : 'DIFFERENCE' };
}

function regionsOf(groups: StackInstancesGroup[]): string[] {
  return [...new Set(groups.flatMap(({ Regions }) => Regions))];
}

function checkProperties(properties: Params, groups: StackInstancesGroup[]): void {
  const missing = ['StackSetName', 'PermissionModel', 'TemplateBody'].find((name) => !(name in properties));
  if (missing) {
    throw new AwsError('ValidationError', `Properties validation failed for a resource of type AWS::CloudFormation::StackSet: required key [${missing}] not found`);
  }
  checkEnum('PermissionModel', properties.PermissionModel, ['SERVICE_MANAGED', 'SELF_MANAGED']);
  rejectUnsupportedNested(properties);
  const targets = groups.flatMap(({ DeploymentTargets: each, Regions }) => Regions.flatMap((region) => targetIds([each]).map((id) => `${id} in ${region}`)));
  const duplicate = targets.find((target, index) => targets.indexOf(target) < index);
  if (duplicate) {
    throw notEmulated(`a stack set with several groups for ${duplicate}`);
  }
  groups.forEach((group) => {
    rejectUnsupported('CloudFormation property of a StackInstancesGroup:', group, ['DeploymentTargets', 'Regions']);
    rejectUnsupportedNested({ DeploymentTargets: group.DeploymentTargets });
  });
}

/** A call that starts an operation of the stack set. */
function startOperation(action: string, params: Params, stackSet: Params): ApiCall {
  return {
    ...cloudFormation(action, params),
    stabilization: {
      read: ({ OperationId }) => cloudFormation('DescribeStackSetOperation', { ...stackSet, OperationId }),
      check: ({ StackSetOperation: { OperationId, Status, StatusReason } }) => {
        if (Status !== 'SUCCEEDED') {
          throw new AwsError('NotStabilized', `Stack set operation [${OperationId}] was unexpectedly stopped or failed. status reason(s): ${StatusReason}`);
        }
      },
    },
  };
}

function cloudFormation(operation: string, params: Params): ApiCall {
  return apiCall('cloudformation', operation, params);
}
