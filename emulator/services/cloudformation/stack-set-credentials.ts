import { PRINCIPAL } from './context';
import { Account } from '../../accounts/account';
import { Credentials, RoleSession } from '../../accounts/credentials';
import { Role } from '../../accounts/identity';
import { requirePolicy } from '../../accounts/managed-policies';
import { Partition } from '../../accounts/partition';
import { resolveTrustPolicy } from '../../accounts/trust-policy';
import { Api } from '../../api/api';
import { AwsError } from '../../aws-error';
import { AccessAccount } from '../../cloudformation/stack-sets/stack-instance';
import { StackSet } from '../../cloudformation/stack-sets/stack-set';
import { Params } from '../../wire/protocol';

const SESSION_NAME = 'StackSets';
const HOUR = 3600 * 1000;

/** Accesses the target accounts of a stack set, with self-managed or service-managed permissions. */
export function accessAccounts(api: Api, partition: Partition, stackSet: StackSet): AccessAccount {
  return async ({ account, region }) => {
    const caller = stackSet.permissionModel === 'SERVICE_MANAGED'
      ? serviceManagedSession(partition.account(account))
      : await executionRoleSession(api, partition, stackSet, account);
    return (operation, params) => callAs(api, partition, caller, region, 'cloudformation', operation, params);
  };
}

/** Without a source address, as services call. */
async function callAs(
  api: Api, partition: Partition, caller: Credentials, region: string, service: string, operation: string, params: Params,
): Promise<any> {
  return api.invoke(service, operation, { partition, caller, account: caller.account, region, params, sourceIp: '', calledVia: PRINCIPAL });
}

/**
 * On AWS, CloudFormation creates an administrator role in each account. Here, the role exists only in the session.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-activate-trusted-access.html
 */
function serviceManagedSession(account: Account): Credentials {
  const role = new Role(account.id, `stacksets-exec-${account.id}`, '/', {});
  role.attachedPolicies.add(requirePolicy(account, 'arn:aws:iam::aws:policy/AdministratorAccess'));
  return new RoleSession(account, role, SESSION_NAME, inOneHour());
}

/**
 * CloudFormation assumes the administration role, and with it the execution role of the target account. Both trust policies are evaluated.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html
 */
async function executionRoleSession(api: Api, partition: Partition, stackSet: StackSet, account: string): Promise<Credentials> {
  const { settings: { executionRole = 'AWSCloudFormationStackSetExecutionRole' } } = stackSet;
  const { caller, role } = await administrationRoleSession(api, partition, stackSet);
  const params = { RoleArn: `arn:aws:iam::${account}:role/${executionRole}`, RoleSessionName: SESSION_NAME };
  try {
    const result = await callAs(api, partition, caller, stackSet.region, 'sts', 'AssumeRole', params);
    return partition.findCredentials(result.Credentials.AccessKeyId)!;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'AccessDenied') {
      throw new AwsError('AccessDenied', `Account ${account} should have '${executionRole}' role with trust relationship to Role '${role.name}'.`);
    }
    throw error;
  }
}

async function administrationRoleSession(api: Api, partition: Partition, stackSet: StackSet): Promise<{ caller: Credentials; role: Role }> {
  const { arn, settings, administrator } = stackSet;
  const roleArn = settings.administrationRole ?? `arn:aws:iam::${administrator}:role/AWSCloudFormationStackSetAdministrationRole`;
  const account = partition.account(administrator);
  const role = [...account.roles].find((candidate) => candidate.arn === roleArn);
  const decision = await api.decide({
    principal: PRINCIPAL,
    policies: { identity: [] },
    action: 'sts:AssumeRole',
    resource: roleArn,
    account: administrator,
    resourcePolicy: role && resolveTrustPolicy(partition, role.trustPolicy),
    context: { 'aws:PrincipalIsAWSService': 'true', 'aws:PrincipalServiceName': PRINCIPAL, 'aws:SourceAccount': administrator, 'aws:SourceArn': arn },
  });
  if (!role || !decision.allowed) {
    const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
    throw new AwsError('AccessDenied', `Account ${administrator} should have '${name}' role with trust relationship to CloudFormation service.`);
  }
  return { caller: new RoleSession(account, role, SESSION_NAME, inOneHour()), role };
}

function inOneHour(): Date {
  return new Date(Date.now() + HOUR);
}
