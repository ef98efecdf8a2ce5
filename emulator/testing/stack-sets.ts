import { CloudFormationClient, DescribeStacksCommand, ListStackInstancesCommand } from '@aws-sdk/client-cloudformation';
import { CreateRoleCommand, DeleteRoleCommand, GetRoleCommand, ListRolesCommand, Role } from '@aws-sdk/client-iam';
import { ASSUMING_ACCOUNT, Cloud, REGION } from './cloud';
import { policy, root, Statement, trust } from './policies';
import { Resource, Template } from './stack';

export const STACK_SET = 'ReadOnlyRoles';

/** A role for the template of a stack set. */
export function role(name = 'ReadOnly', properties: Record<string, unknown> = {}): Resource {
  return { Type: 'AWS::IAM::Role', Properties: { RoleName: name, AssumeRolePolicyDocument: trustPolicy(trust(root(ASSUMING_ACCOUNT))), ...properties } };
}

export function trustPolicy(...statements: Statement[]): object {
  return { Version: '2012-10-17', Statement: statements };
}

export function templateBody(...roles: Resource[]): string {
  return JSON.stringify({ Resources: Object.fromEntries(roles.map((each, index) => [`Role${index}`, each])) });
}

export function stackSetResource(properties: Record<string, unknown>, attributes: Record<string, unknown> = {}): Resource {
  return { Type: 'AWS::CloudFormation::StackSet', Properties: { StackSetName: STACK_SET, TemplateBody: templateBody(role()), ...properties }, ...attributes };
}

/** A template with a service-managed stack set with automatic deployment. */
export function serviceManaged(units: string[], properties: Record<string, unknown> = {}, targets: Record<string, unknown> = {}): Template {
  return {
    Resources: {
      Set: stackSetResource({
        PermissionModel: 'SERVICE_MANAGED',
        AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
        Capabilities: ['CAPABILITY_NAMED_IAM'],
        StackInstancesGroup: [{ DeploymentTargets: { OrganizationalUnitIds: units, ...targets }, Regions: [REGION] }],
        ...properties,
      }),
    },
  };
}

export async function roleNames(cloud: Cloud, account: string): Promise<string[]> {
  return (await cloud.administrator(account).iam.send(new ListRolesCommand({}))).Roles!.map(({ RoleName }) => RoleName!);
}

export async function stackNames(cloud: Cloud, account: string): Promise<string[]> {
  const { Stacks } = await cloud.administrator(account).cloudFormation.send(new DescribeStacksCommand({}));
  return Stacks!.map(({ StackName }) => StackName!);
}

/** The accounts that have a role of this name. */
export async function accountsWith(cloud: Cloud, accounts: string[], name = 'ReadOnly'): Promise<string[]> {
  const names = await Promise.all(accounts.map((account) => roleNames(cloud, account)));
  return accounts.filter((_, index) => names[index].includes(name));
}

export async function stackSetRole(cloud: Cloud, account: string): Promise<Role> {
  return (await cloud.administrator(account).iam.send(new GetRoleCommand({ RoleName: 'ReadOnly' }))).Role!;
}

/** Unique ids: they tell a role that was kept from one that was created again. */
export async function roleIds(cloud: Cloud, ...accounts: string[]): Promise<string[]> {
  return Promise.all(accounts.map(async (account) => (await stackSetRole(cloud, account)).RoleId!));
}

/** Creates a role of the same name, so that the stack fails. */
export async function createConflictingRoles(cloud: Cloud, ...accounts: string[]): Promise<void> {
  for (const account of accounts) {
    await cloud.administrator(account).iam.send(new CreateRoleCommand({ RoleName: 'ReadOnly', AssumeRolePolicyDocument: policy(trust(root(account))) }));
  }
}

export async function deleteConflictingRole(cloud: Cloud, account: string): Promise<void> {
  await cloud.administrator(account).iam.send(new DeleteRoleCommand({ RoleName: 'ReadOnly' }));
}

/** The status and detailed status of the stack instances, by account. */
export async function instanceStatuses(client: CloudFormationClient, more: { CallAs?: 'DELEGATED_ADMIN' } = {}): Promise<Record<string, string>> {
  const { Summaries } = await client.send(new ListStackInstancesCommand({ StackSetName: STACK_SET, ...more }));
  return Object.fromEntries((Summaries ?? []).map(({ Account, Status, StackInstanceStatus }) => [Account!, `${Status} ${StackInstanceStatus!.DetailedStatus}`]));
}
