import { anyResource, groupArn, iamOperation } from './iam-operation';
import { Group } from '../../accounts/identity';
import { Operations } from '../../api/operation';
import { AwsError } from '../../aws-error';

/** The quota of groups per user. */
const GROUPS_PER_USER = 10;

export const groupOperations: Operations = {
  CreateGroup: iamOperation('CreateGroup', groupArn, (account, { GroupName, Path = '/' }) => ({
    Group: toOutput(account.groups.add(new Group(account.id, GroupName, Path))),
  })),
  GetGroup: iamOperation('GetGroup', groupArn, (account, { GroupName }) => {
    const group = account.groups.get(GroupName);
    return { Group: toOutput(group), Users: [...group.members].map(({ name, arn }) => ({ UserName: name, Arn: arn })), IsTruncated: false };
  }),
  ListGroups: iamOperation('ListGroups', anyResource, (account) => ({ Groups: [...account.groups].map(toOutput), IsTruncated: false })),
  DeleteGroup: iamOperation('DeleteGroup', groupArn, (account, { GroupName }) => {
    const group = account.groups.get(GroupName);
    if (group.members.size + group.inlinePolicies.size + group.attachedPolicies.size > 0) {
      throw new AwsError('DeleteConflict', 'Cannot delete entity, must remove users from group and detach its policies first.', 409);
    }
    account.groups.delete(GroupName);
  }),
  AddUserToGroup: iamOperation('AddUserToGroup', groupArn, (account, { GroupName, UserName }) => {
    const user = account.users.get(UserName);
    const group = account.groups.get(GroupName);
    if (!group.members.has(user) && account.groupsOf(user).length === GROUPS_PER_USER) {
      throw new AwsError('LimitExceeded', `Cannot exceed quota for GroupsPerUser: ${GROUPS_PER_USER}`, 409);
    }
    group.members.add(user);
  }),
  RemoveUserFromGroup: iamOperation('RemoveUserFromGroup', groupArn, (account, { GroupName, UserName }) => {
    account.groups.get(GroupName).members.delete(account.users.get(UserName));
  }),
};

function toOutput({ name, id, arn, path, created }: Group): object {
  return { GroupName: name, GroupId: id, Arn: arn, Path: path, CreateDate: created.toISOString() };
}
