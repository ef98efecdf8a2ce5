import { CloudFormationClient, DescribeStacksCommand, ListStackInstancesCommand } from '@aws-sdk/client-cloudformation';
import { CreateRoleCommand, DeleteRoleCommand, GetRoleCommand, ListRolesCommand, Role } from '@aws-sdk/client-iam';
import { Cloud, HOME, REGION } from './cloud';
import { policy, root, Statement, trust } from './policies';
import { Resource, Template } from './stack';

export const STACK_SET = 'Lookers';

/** A role that a stack set makes in every account. */
export function role(name = 'Looker', properties: Record<string, unknown> = {}): Resource {
  return { Type: 'AWS::IAM::Role', Properties: { RoleName: name, AssumeRolePolicyDocument: trusting(trust(root(HOME))), ...properties } };
}

export function trusting(...statements: Statement[]): object {
  return { Version: '2012-10-17', Statement: statements };
}

export function body(...roles: Resource[]): string {
  return JSON.stringify({ Resources: Object.fromEntries(roles.map((each, index) => [`Role${index}`, each])) });
}

export function stackSetResource(properties: Record<string, unknown>, attributes: Record<string, unknown> = {}): Resource {
  return { Type: 'AWS::CloudFormation::StackSet', Properties: { StackSetName: STACK_SET, TemplateBody: body(role()), ...properties }, ...attributes };
}

/** For accounts of units, those that join later as well. */
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

/** Those of some accounts that have a role of this name. */
export async function accountsWith(cloud: Cloud, accounts: string[], name = 'Looker'): Promise<string[]> {
  const names = await Promise.all(accounts.map((account) => roleNames(cloud, account)));
  return accounts.filter((_, index) => names[index].includes(name));
}

export async function looker(cloud: Cloud, account: string): Promise<Role> {
  return (await cloud.administrator(account).iam.send(new GetRoleCommand({ RoleName: 'Looker' }))).Role!;
}

/** Tell a role that was kept from one that was made again. */
export async function roleIds(cloud: Cloud, ...accounts: string[]): Promise<string[]> {
  return Promise.all(accounts.map(async (account) => (await looker(cloud, account)).RoleId!));
}

/** Makes a role that is in the way of the stack's. */
export async function obstruct(cloud: Cloud, ...accounts: string[]): Promise<void> {
  for (const account of accounts) {
    await cloud.administrator(account).iam.send(new CreateRoleCommand({ RoleName: 'Looker', AssumeRolePolicyDocument: policy(trust(root(account))) }));
  }
}

export async function clear(cloud: Cloud, account: string): Promise<void> {
  await cloud.administrator(account).iam.send(new DeleteRoleCommand({ RoleName: 'Looker' }));
}

/** What became of the instances, by their accounts. */
export async function instances(client: CloudFormationClient, more: { CallAs?: 'DELEGATED_ADMIN' } = {}): Promise<Record<string, string>> {
  const { Summaries } = await client.send(new ListStackInstancesCommand({ StackSetName: STACK_SET, ...more }));
  return Object.fromEntries((Summaries ?? []).map(({ Account, Status, StackInstanceStatus }) => [Account!, `${Status} ${StackInstanceStatus!.DetailedStatus}`]));
}
