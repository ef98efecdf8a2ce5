import { Account } from '../../accounts/account';
import { Organization } from '../../accounts/organization';
import { Call } from '../../api/operation';
import { AwsError } from '../../aws-error';
import { CloudFormationState } from '../../cloudformation/cloudformation-state';
import { StackSet } from '../../cloudformation/stack-sets/stack-set';

/**
 * The account that owns the stack sets of a call: the caller's, or the management account if the caller is a delegated administrator.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-delegated-admin.html
 */
export function administratorOf(call: Call): Account {
  const { partition, account, params: { CallAs = 'SELF' } } = call;
  if (CallAs === 'SELF') {
    return account;
  }
  const organization = partition.organizationOf(account.id);
  if (CallAs !== 'DELEGATED_ADMIN' || !organization?.delegatedAdministrators.includes(account.id)) {
    throw new AwsError('ValidationError', 'Account used is not a delegated administrator');
  }
  return partition.account(organization.managementAccount);
}

/** The organization that a service-managed stack set of this call can deploy to. */
export function administeredOrganization(call: Call): Organization {
  const administrator = administratorOf(call);
  const organization = call.partition.organizationOf(administrator.id);
  if (organization?.managementAccount !== administrator.id) {
    throw new AwsError('ValidationError', 'You must be the management account or delegated admin account of an organization before operating a SERVICE_MANAGED stack set');
  }
  if (!organization.trustedAccess) {
    throw new AwsError('ValidationError', 'You must enable organizations access to operate a service managed stack set');
  }
  return organization;
}

/** Finds a stack set by name or id, in the Region of the call. */
export function findStackSet(state: CloudFormationState, call: Call): StackSet | undefined {
  const { region, params: { StackSetName } } = call;
  return state.of(administratorOf(call).id).stackSets
    .find((candidate) => candidate.region === region && [candidate.name, candidate.id].includes(StackSetName));
}

export function existingStackSet(state: CloudFormationState, call: Call): StackSet {
  const stackSet = findStackSet(state, call);
  if (!stackSet) {
    throw new AwsError('StackSetNotFoundException', `StackSet ${call.params.StackSetName} not found`, 404);
  }
  return stackSet;
}
