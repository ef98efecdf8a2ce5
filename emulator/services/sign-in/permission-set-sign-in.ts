import { RoleSession } from '../../accounts/credentials';
import { Role } from '../../accounts/identity';
import { requirePolicy } from '../../accounts/managed-policies';
import { Partition } from '../../accounts/partition';

const HOUR = 3600 * 1000;

/**
 * Signs in to an account by a permission set of IAM Identity Center that allows everything. IAM Identity Center makes its role, which
 * IAM lets nobody else create.
 *
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
export function signInByPermissionSet(partition: Partition, accountId: string, permissionSet: string): RoleSession {
  const account = partition.account(accountId);
  const name = `AWSReservedSSO_${permissionSet}_0123456789abcdef`;
  const role = account.roles.find(name) ?? account.roles.add(new Role(accountId, name, '/aws-reserved/sso.amazonaws.com/eu-west-1/', {}));
  role.attachedPolicies.add(requirePolicy(account, 'arn:aws:iam::aws:policy/AdministratorAccess'));
  return partition.addSession(new RoleSession(account, role, 'user', new Date(Date.now() + HOUR)));
}
