import type { ApiCall, ResourceType, Step } from './iam';
import { Params } from '../../api/operation';
import { AwsError, notEmulated } from '../../aws-error';
import { DeploymentTargets } from '../stack-sets/deployment-targets';
import { checkOneOf, refuseUnknownParts } from '../stack-sets/nested-properties';
import { stackSetId } from '../stack-sets/stack-set';
import { given, refuseUnknown } from '../template';

interface Group {
  readonly DeploymentTargets: DeploymentTargets;
  readonly Regions: string[];
}

/**
 * A stack set and its instances, by the calls that AWS's own handler makes.
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
    const of = { StackSetName: stackSetId(name, account, region), CallAs };
    return [
      {
        key: `stack set ${name}`,
        make: [call('CreateStackSet', { ...settings, PermissionModel, CallAs })],
        change: [begin('UpdateStackSet', { ...settings, ...of, OperationPreferences }, of)],
        undo: call('DeleteStackSet', of),
      },
      ...regionsOf(groups).map((each) => instancesStep(each, groups, { ...of, OperationPreferences }, of)),
    ];
  },
};

/** The instances in one Region. */
function instancesStep(region: string, groups: Group[], common: Params, of: Params): Step {
  const operation = (action: string) => (on: DeploymentTargets) => begin(action, { ...common, Regions: [region], DeploymentTargets: on }, of);
  const targets = groups.filter(({ Regions }) => Regions.includes(region)).map(({ DeploymentTargets: each }) => each);
  return {
    key: `instances in ${region}`,
    make: targets.map(operation('CreateStackInstances')),
    change: ({ make }) => {
      const before: DeploymentTargets[] = make.map(({ params }) => params.DeploymentTargets);
      const dropped = placesOf(before).filter((place) => !placesOf(targets).includes(place));
      const filtered = targets.filter((target) => hasFilter(target) && !before.some((old) => JSON.stringify(old) === JSON.stringify(target)));
      return [
        ...(dropped.length > 0 ? [operation('DeleteStackInstances')(everythingIn(dropped))] : []),
        ...filtered.map(oppositeOf).map(operation('DeleteStackInstances')),
        ...targets.map(operation('CreateStackInstances')),
        ...targets.map(operation('UpdateStackInstances')),
      ];
    },
    undo: operation('DeleteStackInstances')(everythingIn(placesOf(targets))),
  };
}

/** The units that are targeted, or the accounts where no units are. */
function placesOf(targets: DeploymentTargets[]): string[] {
  return [...new Set(targets.flatMap(({ OrganizationalUnitIds, Accounts = [] }) => OrganizationalUnitIds ?? Accounts))];
}

function everythingIn(places: string[]): DeploymentTargets {
  return places.some((place) => /^\d/.test(place)) ? { Accounts: places } : { OrganizationalUnitIds: places };
}

function hasFilter({ AccountFilterType = 'NONE' }: DeploymentTargets): boolean {
  return AccountFilterType !== 'NONE';
}

/** The accounts of the same units that the filter keeps out. */
function oppositeOf({ AccountFilterType, ...targets }: DeploymentTargets): DeploymentTargets {
  return { ...targets, AccountFilterType: AccountFilterType === 'DIFFERENCE' ? 'INTERSECTION' : 'DIFFERENCE' };
}

function regionsOf(groups: Group[]): string[] {
  return [...new Set(groups.flatMap(({ Regions }) => Regions))];
}

function checkProperties(properties: Params, groups: Group[]): void {
  const missing = ['StackSetName', 'PermissionModel', 'TemplateBody'].find((name) => !(name in properties));
  if (missing) {
    throw new AwsError('ValidationError', `Properties validation failed for a resource of type AWS::CloudFormation::StackSet: required key [${missing}] not found`);
  }
  checkOneOf('PermissionModel', properties.PermissionModel, ['SERVICE_MANAGED', 'SELF_MANAGED']);
  refuseUnknownParts(properties);
  const places = groups.flatMap(({ DeploymentTargets: targets, Regions }) =>
    Regions.flatMap((region) => placesOf([targets]).map((place) => `${place} in ${region}`)));
  const twice = places.find((place, index) => places.indexOf(place) < index);
  if (twice) {
    throw notEmulated(`a stack set with several groups for ${twice}`);
  }
  groups.forEach((group) => {
    refuseUnknown('property of a StackInstancesGroup:', group, ['DeploymentTargets', 'Regions']);
    refuseUnknownParts({ DeploymentTargets: group.DeploymentTargets });
  });
}

/** A call that begins an operation of the stack set. */
function begin(operation: string, params: Params, of: Params): ApiCall {
  return {
    ...call(operation, params),
    ending: {
      look: ({ OperationId }) => call('DescribeStackSetOperation', { ...of, OperationId }),
      check: ({ StackSetOperation: { OperationId, Status, StatusReason } }) => {
        if (Status !== 'SUCCEEDED') {
          throw new AwsError('NotStabilized', `Stack set operation [${OperationId}] was unexpectedly stopped or failed. status reason(s): ${StatusReason}`);
        }
      },
    },
  };
}

function call(operation: string, params: Params): ApiCall {
  return { service: 'cloudformation', operation, params: given(params) };
}
