import { anyResource, boundaryOutput, iamOperation, requestedBoundary, userArn, userBoundary } from './iam-operation';
import { User } from '../../accounts/identity';
import { requirePolicy } from '../../accounts/managed-policies';
import { Operations } from '../../api/operation';
import { AwsError } from '../../aws-error';

export const userOperations: Operations = {
  CreateUser: iamOperation('CreateUser', userArn, (account, { UserName, Path = '/', PermissionsBoundary }) => {
    const user = new User(account.id, UserName, Path);
    user.boundary = PermissionsBoundary && requirePolicy(account, PermissionsBoundary);
    return { User: toOutput(account.users.add(user)) };
  }, requestedBoundary),
  GetUser: iamOperation('GetUser', userArn, (account, { UserName }) => ({ User: toOutput(account.users.get(UserName)) })),
  ListUsers: iamOperation('ListUsers', anyResource, (account) => ({ Users: [...account.users].map(toOutput), IsTruncated: false })),
  DeleteUser: iamOperation('DeleteUser', userArn, (account, { UserName }) => {
    const user = account.users.get(UserName);
    const devices = [...account.mfaDevices.values()].filter(({ owner }) => owner === user);
    if (user.accessKeys.size + devices.length + user.inlinePolicies.size + user.attachedPolicies.size + account.groupsOf(user).length > 0) {
      throw new AwsError('DeleteConflict', 'Cannot delete entity, must remove keys, MFA devices, policies and group memberships first.', 409);
    }
    account.users.delete(UserName);
  }),
  PutUserPermissionsBoundary: iamOperation('PutUserPermissionsBoundary', userArn, (account, { UserName, PermissionsBoundary }) => {
    account.users.get(UserName).boundary = requirePolicy(account, PermissionsBoundary);
  }, requestedBoundary),
  DeleteUserPermissionsBoundary: iamOperation('DeleteUserPermissionsBoundary', userArn, (account, { UserName }) => {
    account.users.get(UserName).boundary = undefined;
  }, userBoundary),
  ListGroupsForUser: iamOperation('ListGroupsForUser', userArn, (account, { UserName }) => ({
    Groups: account.groupsOf(account.users.get(UserName)).map(({ name, id, arn, path }) => ({ GroupName: name, GroupId: id, Arn: arn, Path: path })),
    IsTruncated: false,
  })),
};

function toOutput({ name, id, arn, path, created, boundary }: User): object {
  return { UserName: name, UserId: id, Arn: arn, Path: path, CreateDate: created.toISOString(), PermissionsBoundary: boundaryOutput(boundary) };
}
