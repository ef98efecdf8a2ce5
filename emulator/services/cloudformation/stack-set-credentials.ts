import { PRINCIPAL } from './stacks';
import { Account } from '../../accounts/account';
import { Credentials, RoleSession } from '../../accounts/credentials';
import { Role } from '../../accounts/identity';
import { existingPolicy } from '../../accounts/managed-policies';
import { World } from '../../accounts/partition';
import { currentTrustPolicy } from '../../accounts/trust-policy';
import type { Api } from '../../api/api';
import { Params } from '../../api/operation';
import { AwsError } from '../../aws-error';
import { StacksOf } from '../../cloudformation/stack-sets/stack-instance';
import { StackSet } from '../../cloudformation/stack-sets/stack-set';

const SESSION = 'StackSets';
const HOUR = 3600 * 1000;

/** How a stack set gets at the stacks of its accounts: by roles that are there for it, or as CloudFormation's own. */
export function stacksOf(api: Api, world: World, stackSet: StackSet): StacksOf {
  return async ({ account, region }) => {
    const caller = stackSet.permissionModel === 'SERVICE_MANAGED'
      ? serviceSession(world.account(account))
      : await executionSession(api, world, stackSet, account);
    return (operation, params) => callAs(api, world, caller, region, 'cloudformation', operation, params);
  };
}

/** From no address, as a service calls. */
function callAs(api: Api, world: World, caller: Credentials, region: string, service: string, operation: string, params: Params): Promise<any> {
  return api.invoke(service, operation, { world, caller, account: caller.account, region, params, sourceIp: '', via: PRINCIPAL });
}

/**
 * CloudFormation makes a role in each account that may do everything. It is not among the account's roles here.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-activate-trusted-access.html
 */
function serviceSession(account: Account): Credentials {
  const role = new Role(account.id, `stacksets-exec-${account.id}`, '/', {});
  role.attachedPolicies.add(existingPolicy(account, 'arn:aws:iam::aws:policy/AdministratorAccess'));
  return new RoleSession(account, role, SESSION, inAnHour());
}

/**
 * CloudFormation assumes the administration role, which assumes the execution role of the account. Each has to trust.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html
 */
async function executionSession(api: Api, world: World, stackSet: StackSet, account: string): Promise<Credentials> {
  const { settings: { executionRole = 'AWSCloudFormationStackSetExecutionRole' } } = stackSet;
  const { caller, role } = await administrationSession(api, world, stackSet);
  const params = { RoleArn: `arn:aws:iam::${account}:role/${executionRole}`, RoleSessionName: SESSION };
  try {
    const answer = await callAs(api, world, caller, stackSet.region, 'sts', 'AssumeRole', params);
    return world.credentials(answer.Credentials.AccessKeyId)!;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'AccessDenied') {
      throw new AwsError('AccessDenied', `Account ${account} should have '${executionRole}' role with trust relationship to Role '${role.name}'.`);
    }
    throw error;
  }
}

async function administrationSession(api: Api, world: World, stackSet: StackSet): Promise<{ caller: Credentials; role: Role }> {
  const { arn, settings, administrator } = stackSet;
  const roleArn = settings.administrationRole ?? `arn:aws:iam::${administrator}:role/AWSCloudFormationStackSetAdministrationRole`;
  const account = world.account(administrator);
  const role = [...account.roles].find((candidate) => candidate.arn === roleArn);
  const decision = await api.decided({
    principal: PRINCIPAL,
    policies: { identity: [] },
    action: 'sts:AssumeRole',
    resource: roleArn,
    account: administrator,
    resourcePolicy: role && currentTrustPolicy(world, role.trustPolicy),
    context: { 'aws:PrincipalIsAWSService': 'true', 'aws:PrincipalServiceName': PRINCIPAL, 'aws:SourceAccount': administrator, 'aws:SourceArn': arn },
  });
  if (!role || !decision.allowed) {
    const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
    throw new AwsError('AccessDenied', `Account ${administrator} should have '${name}' role with trust relationship to CloudFormation service.`);
  }
  return { caller: new RoleSession(account, role, SESSION, inAnHour()), role };
}

function inAnHour(): Date {
  return new Date(Date.now() + HOUR);
}
