import { CfnUser, CfnUserToGroupAddition, Group, IUser } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { entriesOf, finishedProperties } from './finished-resource';
import { isInTemplateWith } from './presence';
import { ErrorContext } from '../core/validation-error';

/** Users who are no members in the finished template cannot assume the roles, although guide and README say so. */
export function validateMembers(errors: ErrorContext, group: Group, members: readonly IUser[]): string[] {
  if (members.length === 0) {
    return [];
  }
  const added = addedUsers(group);
  const isMember = (user: IUser) => isOwn(user) ? hasGroup(user, group) : added.has(JSON.stringify(group.stack.resolve(user.userName)));
  return members.filter((user) => !isMember(user)).map(({ node }) => errors.message(
    `users has ${node.path}, who is not a member of the group in the finished template`,
    'let no aspect or override change the memberships'));
}

/** Whether the user is made in this app: then the user's resource lists the groups. */
function isOwn({ node }: IUser): boolean {
  return node.defaultChild instanceof CfnUser;
}

function hasGroup(user: IUser, group: Group): boolean {
  return texts(entriesOf(finishedProperties(user.node.defaultChild)?.Groups)).has(JSON.stringify(Stack.of(user).resolve(group.groupName)));
}

/** The users of all resources that add users to the group. */
function addedUsers(group: Group): Set<string> {
  const own = JSON.stringify(group.stack.resolve(group.groupName));
  return texts(group.node.children
    .filter((child) => child instanceof CfnUserToGroupAddition && isInTemplateWith(group.node.defaultChild, child))
    .map(finishedProperties)
    .filter((addition) => JSON.stringify(addition?.GroupName) === own)
    .flatMap((addition) => entriesOf(addition?.Users)));
}

function texts(values: unknown[]): Set<string> {
  return new Set(values.map((value) => JSON.stringify(value)));
}
