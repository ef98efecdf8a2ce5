import { boundaryOutput, iamOperation, requestedBoundary, roleArn, roleBoundary } from './iam-operation';
import { Role } from '../../accounts/identity';
import { requirePolicy } from '../../accounts/managed-policies';
import { Partition } from '../../accounts/partition';
import { parseTrustPolicy, resolveTrustPolicy } from '../../accounts/trust-policy';
import { Call, Operations, Permission } from '../../api/operation';
import { AwsError } from '../../aws-error';

const HOUR = 3600;

export const roleOperations: Operations = {
  CreateRole: {
    permission: (call) => ({ ...permissionOn('CreateRole')(call), context: requestedBoundary(call.params) }),
    run: ({ account, params, partition }) => {
      const { RoleName, Path = '/', AssumeRolePolicyDocument, Description = '', MaxSessionDuration, PermissionsBoundary } = params;
      const role = new Role(account.id, RoleName, Path, parseTrustPolicy(partition, AssumeRolePolicyDocument));
      role.description = Description;
      role.maxSessionSeconds = parseMaxSessionDuration(MaxSessionDuration ?? HOUR);
      role.boundary = PermissionsBoundary && requirePolicy(account, PermissionsBoundary);
      return { Role: toOutput(partition, account.roles.add(role)) };
    },
  },
  UpdateAssumeRolePolicy: {
    permission: permissionOn('UpdateAssumeRolePolicy'),
    run: ({ account, params, partition }) => {
      account.roles.get(params.RoleName).trustPolicy = parseTrustPolicy(partition, params.PolicyDocument);
      return {};
    },
  },
  // Without a duration, it becomes one hour: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html
  UpdateRole: iamOperation('UpdateRole', roleArn, (account, { RoleName, Description, MaxSessionDuration }) => {
    const role = account.roles.get(RoleName);
    role.maxSessionSeconds = parseMaxSessionDuration(MaxSessionDuration ?? HOUR);
    role.description = Description ?? role.description;
  }),
  GetRole: {
    permission: permissionOn('GetRole'),
    run: ({ account, params, partition }) => ({ Role: toOutput(partition, account.roles.get(params.RoleName)) }),
  },
  ListRoles: {
    permission: () => ({ action: 'iam:ListRoles', resource: '*' }),
    run: ({ account, partition }) => ({ Roles: [...account.roles].map((role) => toOutput(partition, role)), IsTruncated: false }),
  },
  DeleteRole: iamOperation('DeleteRole', roleArn, (account, { RoleName }) => {
    const role = account.roles.get(RoleName);
    if (role.inlinePolicies.size + role.attachedPolicies.size > 0) {
      throw new AwsError('DeleteConflict', 'Cannot delete entity, must detach all policies first.', 409);
    }
    account.roles.delete(RoleName);
  }),
  PutRolePermissionsBoundary: iamOperation('PutRolePermissionsBoundary', roleArn, (account, { RoleName, PermissionsBoundary }) => {
    account.roles.get(RoleName).boundary = requirePolicy(account, PermissionsBoundary);
  }, requestedBoundary),
  DeleteRolePermissionsBoundary: iamOperation('DeleteRolePermissionsBoundary', roleArn, (account, { RoleName }) => {
    account.roles.get(RoleName).boundary = undefined;
  }, roleBoundary),
};

function permissionOn(action: string): (call: Call) => Permission {
  return ({ params, account }) => ({ action: `iam:${action}`, resource: roleArn(params, account) });
}

function parseMaxSessionDuration(value: string | number): number {
  const seconds = Number(value);
  if (!(seconds >= HOUR && seconds <= 12 * HOUR)) {
    throw new AwsError('ValidationError', `MaxSessionDuration ${value} must be between ${HOUR} and ${12 * HOUR}`);
  }
  return seconds;
}

/** Deleted principals of the trust policy appear by their unique ids. */
function toOutput(partition: Partition, { name, id, arn, path, created, description, maxSessionSeconds, trustPolicy, boundary }: Role): object {
  return {
    RoleName: name,
    RoleId: id,
    Arn: arn,
    Path: path,
    CreateDate: created.toISOString(),
    Description: description,
    MaxSessionDuration: maxSessionSeconds,
    PermissionsBoundary: boundaryOutput(boundary),
    AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(resolveTrustPolicy(partition, trustPolicy))),
  };
}
