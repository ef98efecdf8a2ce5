import {
  AttachedPolicy, GetGroupCommand, GetGroupPolicyCommand, GetPolicyCommand, GetPolicyVersionCommand, GetRolePolicyCommand, GetUserPolicyCommand,
  IAMClient, ListAttachedGroupPoliciesCommand, ListAttachedRolePoliciesCommand, ListAttachedUserPoliciesCommand, ListGroupPoliciesCommand,
  ListGroupsCommand, ListPoliciesCommand, ListRolePoliciesCommand, ListRolesCommand, ListUserPoliciesCommand, ListUsersCommand,
} from '@aws-sdk/client-iam';

/** All IAM resources of an account, with ids, policies and memberships, to compare before and after. */
export async function inventory(iam: IAMClient): Promise<Record<string, unknown>> {
  return { ...await users(iam), ...await groups(iam), ...await roles(iam), ...await customerPolicies(iam) };
}

async function users(iam: IAMClient) {
  const { Users } = await iam.send(new ListUsersCommand({}));
  return byArn(await Promise.all(Users!.map(async (user) => {
    const { UserName } = user;
    const { PolicyNames } = await iam.send(new ListUserPoliciesCommand({ UserName }));
    const inline = PolicyNames!.map((PolicyName) => iam.send(new GetUserPolicyCommand({ UserName, PolicyName })));
    const { AttachedPolicies } = await iam.send(new ListAttachedUserPoliciesCommand({ UserName }));
    return { ...user, inline: await documents(inline), attached: arns(AttachedPolicies) };
  })));
}

async function groups(iam: IAMClient) {
  const { Groups } = await iam.send(new ListGroupsCommand({}));
  return byArn(await Promise.all(Groups!.map(async (group) => {
    const { GroupName } = group;
    const { Users: members } = await iam.send(new GetGroupCommand({ GroupName }));
    const { PolicyNames } = await iam.send(new ListGroupPoliciesCommand({ GroupName }));
    const inline = PolicyNames!.map((PolicyName) => iam.send(new GetGroupPolicyCommand({ GroupName, PolicyName })));
    const { AttachedPolicies } = await iam.send(new ListAttachedGroupPoliciesCommand({ GroupName }));
    return { ...group, members: members!.map(({ Arn }) => Arn).sort(), inline: await documents(inline), attached: arns(AttachedPolicies) };
  })));
}

async function roles(iam: IAMClient) {
  const { Roles } = await iam.send(new ListRolesCommand({}));
  return byArn(await Promise.all(Roles!.map(async (role) => {
    const { RoleName } = role;
    const { PolicyNames } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
    const inline = PolicyNames!.map((PolicyName) => iam.send(new GetRolePolicyCommand({ RoleName, PolicyName })));
    const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    return { ...role, inline: await documents(inline), attached: arns(AttachedPolicies) };
  })));
}

/** Without version and update date: a new version of the same document makes no difference. */
async function customerPolicies(iam: IAMClient) {
  const { Policies } = await iam.send(new ListPoliciesCommand({ Scope: 'Local' }));
  return byArn(await Promise.all(Policies!.map(async ({ DefaultVersionId, UpdateDate, ...policy }) => {
    const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn: policy.Arn, VersionId: DefaultVersionId }));
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: policy.Arn }));
    return { ...policy, description: Policy!.Description, document: PolicyVersion!.Document };
  })));
}

async function documents(inline: Promise<{ PolicyName?: string; PolicyDocument?: string }>[]) {
  return Object.fromEntries((await Promise.all(inline)).map(({ PolicyName, PolicyDocument }) => [PolicyName, PolicyDocument]));
}

function arns(policies: AttachedPolicy[] = []) {
  return policies.map(({ PolicyArn }) => PolicyArn).sort();
}

function byArn<T extends { Arn?: string }>(things: T[]): Record<string, T> {
  return Object.fromEntries(things.map((thing) => [thing.Arn!, thing]));
}
