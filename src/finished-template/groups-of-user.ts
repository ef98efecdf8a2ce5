import { Group } from 'aws-cdk-lib/aws-iam';
import { CfnResource, Stack, Token } from 'aws-cdk-lib/core';
import { entriesOf, someFinishedProperties } from './finished-resource';
import { oncePerStage } from './once-per-stage';
import { conditionOf } from './presence';
import { QUOTAS } from '../core/quotas';
import { ErrorContext } from '../core/validation-error';

interface RegisteredGroup {
  readonly group: Group;
  readonly errors: ErrorContext;
}

/**
 * Checks at synth that members of this group are in no more groups than IAM allows, as far as the app knows.
 *
 * A name that is known at deployment only is not counted, because it may be that of a group that is counted already.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const checkGroupsOfMembers = oncePerStage<RegisteredGroup>((stage, registered) => {
  const resources = stage.node.findAll().filter((construct): construct is CfnResource => CfnResource.isCfnResource(construct));
  const names = new Names(resources);
  const groupsOf = new Map<string, Set<string>>();
  for (const [user, group] of resources.flatMap((resource) => memberships(names, resource))) {
    groupsOf.set(user, (groupsOf.get(user) ?? new Set()).add(group));
  }
  const over = [...groupsOf].filter(([, groups]) => groups.size > QUOTAS.groupsOfUser);
  return over.flatMap(([user, groups]) => {
    const { errors } = registered.find(({ group }) => groups.has(names.keyOf(group.stack, group.stack.resolve(group.groupName)) ?? '')) ?? {};
    return errors ? errors.message(`users has ${user.split(SEPARATOR).pop()}, a member of ${groups.size} groups, over IAM's quota of ${QUOTAS.groupsOfUser}`,
      'take the user out of other groups, or name more accounts in trusting of fewer groups') : [];
  });
});

const USER = 'AWS::IAM::User';
const GROUP = 'AWS::IAM::Group';

/** Between the parts of a key; not in a name or path. */
const SEPARATOR = ' ';

type Membership = [user: string, group: string];

function memberships(names: Names, resource: CfnResource): Membership[] {
  const { stack, cfnResourceType: type } = resource;
  if (type === USER) {
    return pairs([names.keyOf(stack, { Ref: stack.resolve(resource.logicalId) })], names.keysOf(stack, someFinishedProperties(resource, ['Groups']).Groups));
  }
  if (type !== 'AWS::IAM::UserToGroupAddition' || conditionOf(resource)) {
    return [];
  }
  const { Users: users, GroupName: groupName } = someFinishedProperties(resource, ['Users', 'GroupName']);
  return pairs(names.keysOf(stack, users), names.keysOf(stack, [groupName]));
}

function pairs(users: (string | undefined)[], groups: (string | undefined)[]): Membership[] {
  return users.flatMap((user) => groups.flatMap((group): Membership[] => user === undefined || group === undefined ? [] : [[user, group]]));
}

/** The names of users and groups. One has several notations: a literal, or a reference within its stack. */
class Names {
  private readonly byReference = new Map<string, string>();

  constructor(resources: CfnResource[]) {
    for (const resource of resources) {
      const { stack, logicalId, node, cfnResourceType: type } = resource;
      if (type === USER || type === GROUP) {
        const { UserName, GroupName } = someFinishedProperties(resource, ['UserName', 'GroupName']);
        const name = this.literalKey(stack, type === USER ? UserName : GroupName);
        this.byReference.set(this.reference(stack, stack.resolve(logicalId)), name ?? `in${SEPARATOR}${node.scope!.node.path}`);
      }
    }
  }

  /** A key that is the same for all notations of one name; undefined for a name that is known at deployment only. */
  public keyOf(stack: Stack, name: unknown): string | undefined {
    const { Ref: reference } = (typeof name === 'object' && name !== null ? name : {}) as { Ref?: string };
    return reference === undefined ? this.literalKey(stack, name) : this.byReference.get(this.reference(stack, reference));
  }

  public keysOf(stack: Stack, names: unknown): (string | undefined)[] {
    return entriesOf(names).map((name) => this.keyOf(stack, name));
  }

  private literalKey({ account, node }: Stack, name: unknown): string | undefined {
    return typeof name === 'string' ? `${Token.isUnresolved(account) ? node.path : account}${SEPARATOR}${name.toLowerCase()}` : undefined;
  }

  private reference({ node }: Stack, logicalId: string): string {
    return `${node.path}${SEPARATOR}${logicalId}`;
  }
}
