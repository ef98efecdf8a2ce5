import { CloudFormationContext } from './context';
import { accessAccounts } from './stack-set-credentials';
import { Organization } from '../../accounts/organization';
import { Partition } from '../../accounts/partition';
import { parseOperationPreferences } from '../../cloudformation/stack-sets/operation-preferences';
import { OperationOptions, StackSet } from '../../cloudformation/stack-sets/stack-set';

/**
 * Automatic deployment for an account that has joined, moved or left: deletes its stacks of former organizational units and creates those
 * of its present ones. Account filters and the preferences of earlier operations do not apply.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html
 */
export async function autoDeploy(context: CloudFormationContext, partition: Partition, account: string, organization: Organization): Promise<void> {
  const optionsFor = (stackSet: StackSet): OperationOptions =>
    ({ preferences: parseOperationPreferences(), accessAccount: accessAccounts(context.api(), partition, stackSet) });
  const automatic = context.state.of(organization.managementAccount).stackSets
    .filter(({ permissionModel, settings }) => permissionModel === 'SERVICE_MANAGED' && settings.autoDeployment.enabled);
  for (const stackSet of automatic) {
    const former = stackSet.instances.filter((instance) => instance.account === account && !isTargeted(organization, account, instance.unit!));
    await stackSet.delete(former, stackSet.settings.autoDeployment.retainStacks, optionsFor(stackSet));
  }
  for (const stackSet of automatic) {
    for (const { unit, region } of stackSet.unitTargets.filter((target) => isTargeted(organization, account, target.unit))) {
      await stackSet.create([{ account, unit }], [region], optionsFor(stackSet));
    }
  }
}

function isTargeted(organization: Organization, account: string, unit: string): boolean {
  return account !== organization.managementAccount && organization.accountsIn(unit).includes(account);
}
