import { stacksOf } from './stack-set-credentials';
import { Organization } from '../../accounts/organization';
import { World } from '../../accounts/partition';
import type { Api } from '../../api/api';
import { preferences } from '../../cloudformation/stack-sets/nested-properties';
import { StackSet } from '../../cloudformation/stack-sets/stack-set';

/**
 * Gives an account that has joined, moved or left the stacks of where it is now, and takes those of where it was. Neither filters of
 * accounts nor the preferences of other operations count.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html
 */
export async function autoDeploy(api: Api, world: World, account: string, organization: Organization): Promise<void> {
  const automatic = world.account(organization.management).stackSets
    .filter(({ permissionModel, settings }) => permissionModel === 'SERVICE_MANAGED' && settings.autoDeployment.enabled);
  for (const stackSet of automatic) {
    const moved = stackSet.instances.filter((instance) => instance.account === account && !isIn(organization, account, instance.unit!));
    await stackSet.delete(moved, stackSet.settings.autoDeployment.retain, { preferences: preferences(), stacks: stacksOf(api, world, stackSet) });
  }
  for (const stackSet of automatic) {
    await deployWhereItIs(api, world, account, organization, stackSet);
  }
}

async function deployWhereItIs(api: Api, world: World, account: string, organization: Organization, stackSet: StackSet): Promise<void> {
  for (const { unit, region } of stackSet.aims.filter((aim) => isIn(organization, account, aim.unit))) {
    await stackSet.create([{ account, unit }], [region], { preferences: preferences(), stacks: stacksOf(api, world, stackSet) });
  }
}

function isIn(organization: Organization, account: string, unit: string): boolean {
  return account !== organization.management && organization.accountsIn(unit).includes(account);
}
