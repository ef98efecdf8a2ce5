import { StackInstance } from '../../cloudformation/stack-sets/stack-instance';
import { StackSet, StackSetOperation } from '../../cloudformation/stack-sets/stack-set';

export function describeStackSet({ name, id, arn, permissionModel, settings, unitTargets }: StackSet): object {
  return {
    StackSetName: name,
    StackSetId: id,
    StackSetARN: arn,
    Status: 'ACTIVE',
    Description: settings.description,
    TemplateBody: settings.templateBody,
    Capabilities: settings.capabilities,
    PermissionModel: permissionModel,
    AdministrationRoleARN: settings.administrationRole,
    ExecutionRoleName: settings.executionRole,
    ManagedExecution: { Active: settings.managedExecution },
    ...(permissionModel === 'SERVICE_MANAGED' && {
      AutoDeployment: { Enabled: settings.autoDeployment.enabled, RetainStacksOnAccountRemoval: settings.autoDeployment.retainStacks },
      OrganizationalUnitIds: [...new Set(unitTargets.map(({ unit }) => unit))],
    }),
  };
}

export function describeInstance({ id }: StackSet, { account, region, unit, stackId, status, detailedStatus, statusReason }: StackInstance): object {
  return {
    StackSetId: id,
    Account: account,
    Region: region,
    OrganizationalUnitId: unit,
    StackId: stackId,
    Status: status,
    StackInstanceStatus: { DetailedStatus: detailedStatus },
    StatusReason: statusReason,
  };
}

export function describeOperation({ id: StackSetId }: StackSet, { id, action, status, results }: StackSetOperation): object {
  const reasons = new Set(results.filter((result) => result.status === 'FAILED').map(({ reason }) => `[${reason}]`));
  return { StackSetId, OperationId: id, Action: action, Status: status, StatusReason: status === 'FAILED' ? [...reasons].join(' ') : undefined };
}
