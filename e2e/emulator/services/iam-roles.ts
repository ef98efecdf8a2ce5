import { anything, iamOperation, roleArn } from './iam-operation';
import { AwsError } from '../aws-error';
import { Call, Operations, Permission } from '../call';
import { savedTrustPolicy } from '../trust-policy';
import { managedPolicy } from '../state/managed-policies';
import { Role } from '../state/identity';

const HOUR = 3600;

export const roleOperations: Operations = {
  CreateRole: {
    permission: permissionOn('CreateRole'),
    run: ({ account, params, world }) => {
      const { RoleName, Path = '/', AssumeRolePolicyDocument, Description = '', MaxSessionDuration, PermissionsBoundary } = params;
      const role = new Role(account.id, RoleName, Path, savedTrustPolicy(world, AssumeRolePolicyDocument));
      role.description = Description;
      role.maxSessionSeconds = checkedDuration(MaxSessionDuration ?? HOUR);
      role.boundary = PermissionsBoundary && existingPolicy(PermissionsBoundary);
      return { Role: described(account.roles.add(role)) };
    },
  },
  UpdateAssumeRolePolicy: {
    permission: permissionOn('UpdateAssumeRolePolicy'),
    run: ({ account, params, world }) => {
      account.roles.get(params.RoleName).trustPolicy = savedTrustPolicy(world, params.PolicyDocument);
      return {};
    },
  },
  UpdateRole: iamOperation('UpdateRole', roleArn, (account, { RoleName, Description, MaxSessionDuration }) => {
    const role = account.roles.get(RoleName);
    role.description = Description ?? role.description;
    role.maxSessionSeconds = checkedDuration(MaxSessionDuration ?? role.maxSessionSeconds);
  }),
  GetRole: iamOperation('GetRole', roleArn, (account, { RoleName }) => ({ Role: described(account.roles.get(RoleName)) })),
  ListRoles: iamOperation('ListRoles', anything, (account) => ({ Roles: [...account.roles].map(described), IsTruncated: false })),
  DeleteRole: iamOperation('DeleteRole', roleArn, (account, { RoleName }) => {
    const role = account.roles.get(RoleName);
    if (role.inlinePolicies.size + role.attachedPolicies.size > 0) {
      throw new AwsError('DeleteConflict', 'Cannot delete entity, must detach all policies first.', 409);
    }
    account.roles.delete(RoleName);
  }),
  PutRolePermissionsBoundary: iamOperation('PutRolePermissionsBoundary', roleArn, (account, { RoleName, PermissionsBoundary }) => {
    account.roles.get(RoleName).boundary = existingPolicy(PermissionsBoundary);
  }),
  DeleteRolePermissionsBoundary: iamOperation('DeleteRolePermissionsBoundary', roleArn, (account, { RoleName }) => {
    account.roles.get(RoleName).boundary = undefined;
  }),
};

function permissionOn(action: string): (call: Call) => Permission {
  return ({ params, account }) => ({ action: `iam:${action}`, resource: roleArn(params, account) });
}

function existingPolicy(arn: string): string {
  managedPolicy(arn);
  return arn;
}

function checkedDuration(value: string | number): number {
  const seconds = Number(value);
  if (!(seconds >= HOUR && seconds <= 12 * HOUR)) {
    throw new AwsError('ValidationError', `MaxSessionDuration ${value} must be between ${HOUR} and ${12 * HOUR}`);
  }
  return seconds;
}

function described({ name, id, arn, path, created, description, maxSessionSeconds, trustPolicy }: Role): object {
  return {
    RoleName: name,
    RoleId: id,
    Arn: arn,
    Path: path,
    CreateDate: created.toISOString(),
    Description: description,
    MaxSessionDuration: maxSessionSeconds,
    AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(trustPolicy)),
  };
}
