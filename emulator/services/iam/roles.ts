import { askedBoundary, describedBoundary, iamOperation, roleArn, roleBoundary } from './iam-operation';
import { Role } from '../../accounts/identity';
import { existingPolicy } from '../../accounts/managed-policies';
import { World } from '../../accounts/partition';
import { currentTrustPolicy, savedTrustPolicy } from '../../accounts/trust-policy';
import { Call, Operations, Permission } from '../../api/operation';
import { AwsError } from '../../aws-error';

const HOUR = 3600;

export const roleOperations: Operations = {
  CreateRole: {
    permission: (call) => ({ ...permissionOn('CreateRole')(call), context: askedBoundary(call.params) }),
    run: ({ account, params, world }) => {
      const { RoleName, Path = '/', AssumeRolePolicyDocument, Description = '', MaxSessionDuration, PermissionsBoundary } = params;
      const role = new Role(account.id, RoleName, Path, savedTrustPolicy(world, AssumeRolePolicyDocument));
      role.description = Description;
      role.maxSessionSeconds = checkedDuration(MaxSessionDuration ?? HOUR);
      role.boundary = PermissionsBoundary && existingPolicy(account, PermissionsBoundary);
      return { Role: described(world, account.roles.add(role)) };
    },
  },
  UpdateAssumeRolePolicy: {
    permission: permissionOn('UpdateAssumeRolePolicy'),
    run: ({ account, params, world }) => {
      account.roles.get(params.RoleName).trustPolicy = savedTrustPolicy(world, params.PolicyDocument);
      return {};
    },
  },
  // A duration that is left out becomes an hour: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html
  UpdateRole: iamOperation('UpdateRole', roleArn, (account, { RoleName, Description, MaxSessionDuration }) => {
    const role = account.roles.get(RoleName);
    role.maxSessionSeconds = checkedDuration(MaxSessionDuration ?? HOUR);
    role.description = Description ?? role.description;
  }),
  GetRole: {
    permission: permissionOn('GetRole'),
    run: ({ account, params, world }) => ({ Role: described(world, account.roles.get(params.RoleName)) }),
  },
  ListRoles: {
    permission: () => ({ action: 'iam:ListRoles', resource: '*' }),
    run: ({ account, world }) => ({ Roles: [...account.roles].map((role) => described(world, role)), IsTruncated: false }),
  },
  DeleteRole: iamOperation('DeleteRole', roleArn, (account, { RoleName }) => {
    const role = account.roles.get(RoleName);
    if (role.inlinePolicies.size + role.attachedPolicies.size > 0) {
      throw new AwsError('DeleteConflict', 'Cannot delete entity, must detach all policies first.', 409);
    }
    account.roles.delete(RoleName);
  }),
  PutRolePermissionsBoundary: iamOperation('PutRolePermissionsBoundary', roleArn, (account, { RoleName, PermissionsBoundary }) => {
    account.roles.get(RoleName).boundary = existingPolicy(account, PermissionsBoundary);
  }, askedBoundary),
  DeleteRolePermissionsBoundary: iamOperation('DeleteRolePermissionsBoundary', roleArn, (account, { RoleName }) => {
    account.roles.get(RoleName).boundary = undefined;
  }, roleBoundary),
};

function permissionOn(action: string): (call: Call) => Permission {
  return ({ params, account }) => ({ action: `iam:${action}`, resource: roleArn(params, account) });
}

function checkedDuration(value: string | number): number {
  const seconds = Number(value);
  if (!(seconds >= HOUR && seconds <= 12 * HOUR)) {
    throw new AwsError('ValidationError', `MaxSessionDuration ${value} must be between ${HOUR} and ${12 * HOUR}`);
  }
  return seconds;
}

/** Those who were deleted are shown by the ids that they are kept by. */
function described(world: World, { name, id, arn, path, created, description, maxSessionSeconds, trustPolicy, boundary }: Role): object {
  return {
    RoleName: name,
    RoleId: id,
    Arn: arn,
    Path: path,
    CreateDate: created.toISOString(),
    Description: description,
    MaxSessionDuration: maxSessionSeconds,
    PermissionsBoundary: describedBoundary(boundary),
    AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(currentTrustPolicy(world, trustPolicy))),
  };
}
