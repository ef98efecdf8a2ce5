import { Account } from '../../accounts/account';
import { Organization } from '../../accounts/organization';
import { Call } from '../../api/operation';
import { AwsError } from '../../aws-error';
import { StackSet } from '../../cloudformation/stack-sets/stack-set';

/**
 * The account that has the stack sets: the caller's, or the management account of the organization that the caller is a delegated
 * administrator of.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-delegated-admin.html
 */
export function administratorOf(call: Call): Account {
  const { world, account, params: { CallAs = 'SELF' } } = call;
  if (CallAs === 'SELF') {
    return account;
  }
  const organization = world.organizationOf(account.id);
  if (CallAs !== 'DELEGATED_ADMIN' || !organization?.delegatedAdministrators.includes(account.id)) {
    throw new AwsError('ValidationError', 'Account used is not a delegated administrator');
  }
  return world.account(organization.management);
}

/** The organization whose accounts a stack set of this call can reach. */
export function managedOrganization(call: Call): Organization {
  const administrator = administratorOf(call);
  const organization = call.world.organizationOf(administrator.id);
  if (organization?.management !== administrator.id) {
    throw new AwsError('ValidationError', 'You must be the management account or delegated admin account of an organization before operating a SERVICE_MANAGED stack set');
  }
  if (!organization.trustedAccess) {
    throw new AwsError('ValidationError', 'You must enable organizations access to operate a service managed stack set');
  }
  return organization;
}

/** A stack set by its name or id, in the Region of the call. */
export function findStackSet(call: Call): StackSet | undefined {
  const { region, params: { StackSetName } } = call;
  return administratorOf(call).stackSets.find((candidate) => candidate.region === region && [candidate.name, candidate.id].includes(StackSetName));
}

export function existingStackSet(call: Call): StackSet {
  const stackSet = findStackSet(call);
  if (!stackSet) {
    throw new AwsError('StackSetNotFoundException', `StackSet ${call.params.StackSetName} not found`, 404);
  }
  return stackSet;
}
