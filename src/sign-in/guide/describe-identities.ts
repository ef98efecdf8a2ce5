import { CfnGroup, CfnRole, CfnUser, IGroup, IRole, IUser } from 'aws-cdk-lib/aws-iam';
import { CfnOutput, CfnResource } from 'aws-cdk-lib/core';
import { joinWithAnd } from '../../core/text';

/** An identity with permission to assume the roles. */
export type Identity = IUser | IRole | IGroup;

/** The names of users, roles and groups, whether the app makes or imports them. */
type Named = Partial<Record<'userName' | 'roleName' | 'groupName', string>>;

/** Describes the members of a group, such as `members of the group Auditors: ann and bob`. */
export function describeMembers(group: IGroup, users: IUser[]): string {
  const names = users.map(nameOf);
  const groupName = givenName(group.node.defaultChild as CfnGroup) ?? `that CloudFormation names${outputOf(group)}`;
  return `members of the group ${groupName}${names.length > 0 ? `: ${joinWithAnd(names)}` : ''}`;
}

/** Where users find the name of a group; nothing if there is no output, because the name is a token that has no value in the end. */
function outputOf(group: IGroup): string {
  const output = group.node.tryFindChild('GroupName') as CfnOutput | undefined;
  return output === undefined ? '' : ` in the output ${group.stack.resolve(output.logicalId)} of ${group.stack.node.path}`;
}

/** Describes an identity by its kind and name, such as `the user ann`. */
export function describeIdentity(identity: Identity): string {
  const { userName, groupName }: Named = identity;
  const kind = userName !== undefined ? 'the user' : groupName !== undefined ? 'members of the group' : 'the role';
  return `${kind} ${nameOf(identity)}`;
}

/** The name in the props if the app makes the identity, because a reference to it would only show its logical id. */
function nameOf(identity: Identity): string {
  const { userName, roleName, groupName }: Named = identity;
  return givenName(identity.node.defaultChild as CfnUser | CfnRole | CfnGroup | undefined) ?? (userName ?? roleName ?? groupName)!;
}

/** Undefined if CloudFormation generates the name: a token then stands for it, which resolves to nothing. */
function givenName(resource?: CfnResource & Named): string | undefined {
  const name = resource?.userName ?? resource?.roleName ?? resource?.groupName;
  return resource?.stack.resolve(name) === undefined ? undefined : name;
}
