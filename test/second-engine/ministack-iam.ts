import { CloudFormationClient, CreateStackCommand, DescribeStackEventsCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  AddUserToGroupCommand, AttachGroupPolicyCommand, AttachRolePolicyCommand, AttachUserPolicyCommand, CreateAccessKeyCommand, CreateGroupCommand,
  CreatePolicyCommand, CreateRoleCommand, CreateUserCommand, DeleteAccessKeyCommand, DeleteRoleCommand, DeleteRolePolicyCommand, DeleteUserCommand,
  DeleteUserPolicyCommand, IAMClient, PutGroupPolicyCommand, PutRolePolicyCommand, PutUserPolicyCommand, RemoveUserFromGroupCommand, Tag,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { AwsCredentialIdentity } from '@smithy/types';
import { AssumeRoleCall } from '../support/assume-role-call';
import { Caller } from '../support/callers';
import { DeployedTemplate } from '../support/deployed-iam';
import { Decision } from '../support/policy-engine';
import { DeployedResource, resolveIamResources } from '../support/resolved-template';
import { A } from '../support/two-accounts';

type Attach = (name: string, policy: object | string, id: number) => Promise<unknown>;
type Undo = () => Promise<unknown>;

const TAG = 'aws:PrincipalTag/';

/** The IAM of the accounts in MiniStack, of which roots have their account's id as access key. */
export class MiniStackIam {
  private readonly undo: Undo[] = [];

  constructor(private readonly endpoint: string) {}

  /** Deploys the roles of account B with CloudFormation. Of account A, which has groups, the resources are created one by one. */
  public async deploy(templates: readonly DeployedTemplate[]): Promise<void> {
    for (const { account, stackName, template } of templates) {
      if (account === A) {
        await this.create(account, resolveIamResources(template, account, stackName));
      } else {
        await this.createStack(account, stackName, template);
      }
    }
  }

  /** Creates a role without permissions. */
  public async createRole(arn: string, trustPolicy: object, Tags?: Tag[]): Promise<void> {
    const iam = new IAMClient(this.root(arn.split(':')[4]));
    await iam.send(new CreateRoleCommand({
      RoleName: arn.slice(arn.lastIndexOf('/') + 1), Path: pathOf(arn), AssumeRolePolicyDocument: JSON.stringify(trustPolicy), Tags,
    }));
  }

  /** Creates the caller, lets the caller assume the role, and deletes the caller. */
  public async mayAssume(caller: Caller, roleArn: string, call: AssumeRoleCall): Promise<Decision> {
    try {
      const sts = new STSClient(this.client(await this.credentialsOf(caller)));
      await sts.send(new AssumeRoleCommand({
        RoleArn: roleArn,
        RoleSessionName: call.sessionName ?? 'session',
        ExternalId: call.externalId,
        Tags: Object.entries(call.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
      }));
      return 'allowed';
    } catch (error) {
      if ((error as Error).name !== 'AccessDenied') {
        throw error;
      }
      return 'denied';
    } finally {
      for (let last = this.undo.pop(); last; last = this.undo.pop()) {
        await last();
      }
    }
  }

  private client(credentials: AwsCredentialIdentity) {
    return { endpoint: this.endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 };
  }

  private root(account: string) {
    return this.client({ accessKeyId: account, secretAccessKey: account });
  }

  private async createStack(account: string, StackName: string, template: any): Promise<void> {
    const cloudFormation = new CloudFormationClient(this.root(account));
    // MiniStack's accounts are not bootstrapped.
    const { Parameters, Rules, ...body } = template;
    await cloudFormation.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(body), Capabilities: ['CAPABILITY_NAMED_IAM'] }));
    const status = async () => (await cloudFormation.send(new DescribeStacksCommand({ StackName }))).Stacks![0].StackStatus!;
    while ((await status()).endsWith('_IN_PROGRESS')) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    if (await status() !== 'CREATE_COMPLETE') {
      const { StackEvents } = await cloudFormation.send(new DescribeStackEventsCommand({ StackName }));
      throw new Error(`the stack of account ${account} is ${await status()}: ${StackEvents!.map(({ ResourceStatusReason }) => ResourceStatusReason).filter(Boolean).join('; ')}`);
    }
  }

  private async create(account: string, resources: DeployedResource[]): Promise<void> {
    const iam = new IAMClient(this.root(account));
    const attach = attachments(iam);
    for (const { type, name, arn, properties } of inOrder(resources)) {
      const policies = [...properties.ManagedPolicyArns ?? [], ...(properties.Policies ?? []).map(({ PolicyDocument }: any) => PolicyDocument)];
      switch (type) {
        case 'AWS::IAM::Group':
          await iam.send(new CreateGroupCommand({ GroupName: name, Path: properties.Path }));
          await all(policies, (policy, i) => attach.group(name, policy, i));
          break;
        case 'AWS::IAM::User':
          await iam.send(new CreateUserCommand({ UserName: name, Path: properties.Path }));
          break;
        case 'AWS::IAM::Role':
          await this.createRole(arn, properties.AssumeRolePolicyDocument);
          await all(policies, (policy, i) => attach.role(name, policy, i));
          break;
        case 'AWS::IAM::ManagedPolicy':
          await iam.send(new CreatePolicyCommand({
            PolicyName: name, Path: properties.Path, PolicyDocument: JSON.stringify(properties.PolicyDocument),
          }));
          break;
        case 'AWS::IAM::Policy': {
          const id = 100 + resources.findIndex((resource) => resource.name === name);
          await all(properties.Groups ?? [], (group) => attach.group(group as string, properties.PolicyDocument, id));
          await all(properties.Roles ?? [], (role) => attach.role(role as string, properties.PolicyDocument, id));
          await all(properties.Users ?? [], (user) => this.unlessMissing(attach.user(user as string, properties.PolicyDocument, id)));
          break;
        }
        default:
          throw new Error(`${type} is not created in ${account}`);
      }
    }
  }

  /** Users that exist outside of the app are created only with their caller. */
  private async unlessMissing(call: Promise<unknown>): Promise<void> {
    await call.catch((error: Error) => {
      if (error.name !== 'NoSuchEntityException') {
        throw error;
      }
    });
  }

  private async credentialsOf(caller: Caller): Promise<AwsCredentialIdentity> {
    if (caller.arn.endsWith(':root')) {
      return { accessKeyId: caller.account, secretAccessKey: caller.account };
    }
    return caller.arn.includes(':user/') ? this.userCredentials(caller) : this.roleSession(caller);
  }

  private async userCredentials({ account, name, arn, groups, policies, context }: Caller): Promise<AwsCredentialIdentity> {
    const iam = new IAMClient(this.root(account));
    const attach = attachments(iam);
    await this.do(iam.send(new CreateUserCommand({ UserName: name, Path: pathOf(arn), Tags: tagsOf(context) })),
      () => iam.send(new DeleteUserCommand({ UserName: name })));
    for (const GroupName of groups) {
      await this.unlessMissing(this.do(iam.send(new AddUserToGroupCommand({ UserName: name, GroupName })),
        () => iam.send(new RemoveUserFromGroupCommand({ UserName: name, GroupName }))));
    }
    for (const [i, policy] of policies.entries()) {
      await this.do(attach.user(name, policy, i), () => iam.send(new DeleteUserPolicyCommand({ UserName: name, PolicyName: policyName(i) })));
    }
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: name }));
    const key = { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
    this.undo.push(() => iam.send(new DeleteAccessKeyCommand({ UserName: name, AccessKeyId: key.accessKeyId })));
    if (!('aws:MultiFactorAuthPresent' in context)) {
      return key;
    }
    const { Credentials } = await new STSClient(this.client(key)).send(new GetSessionTokenCommand({}));
    return { accessKeyId: Credentials!.AccessKeyId!, secretAccessKey: Credentials!.SecretAccessKey!, sessionToken: Credentials!.SessionToken! };
  }

  private async roleSession({ account, name, arn, policies, context }: Caller): Promise<AwsCredentialIdentity> {
    const iam = new IAMClient(this.root(account));
    const attach = attachments(iam);
    const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: account }, Action: ['sts:AssumeRole', 'sts:TagSession'] }] };
    await this.unlessExisting(this.do(this.createRole(arn, trust, tagsOf(context)), () => iam.send(new DeleteRoleCommand({ RoleName: name }))));
    for (const [i, policy] of policies.entries()) {
      await this.do(attach.role(name, policy, i), () => iam.send(new DeleteRolePolicyCommand({ RoleName: name, PolicyName: policyName(i) })));
    }
    const { Credentials } = await new STSClient(this.root(account)).send(new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: 'session' }));
    return { accessKeyId: Credentials!.AccessKeyId!, secretAccessKey: Credentials!.SecretAccessKey!, sessionToken: Credentials!.SessionToken! };
  }

  /** Roles of the app exist already. */
  private async unlessExisting(call: Promise<unknown>): Promise<void> {
    await call.catch((error: Error) => {
      if (error.name !== 'EntityAlreadyExistsException') {
        throw error;
      }
    });
  }

  private async do(call: Promise<unknown>, undo: Undo): Promise<void> {
    await call;
    this.undo.push(undo);
  }
}

function attachments(iam: IAMClient): Record<'user' | 'group' | 'role', Attach> {
  const text = (policy: object | string) => JSON.stringify(policy);
  return {
    user: (UserName, policy, id) => typeof policy === 'string'
      ? iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: policy }))
      : iam.send(new PutUserPolicyCommand({ UserName, PolicyName: policyName(id), PolicyDocument: text(policy) })),
    group: (GroupName, policy, id) => typeof policy === 'string'
      ? iam.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn: policy }))
      : iam.send(new PutGroupPolicyCommand({ GroupName, PolicyName: policyName(id), PolicyDocument: text(policy) })),
    role: (RoleName, policy, id) => typeof policy === 'string'
      ? iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: policy }))
      : iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: policyName(id), PolicyDocument: text(policy) })),
  };
}

async function all<T>(items: T[], act: (item: T, index: number) => Promise<unknown>): Promise<void> {
  for (const [index, item] of items.entries()) {
    await act(item, index);
  }
}

/** Managed policies first, and inline ones last, after what they are attached to. */
function inOrder(resources: DeployedResource[]): DeployedResource[] {
  const rank = ({ type }: DeployedResource) => ['AWS::IAM::ManagedPolicy', undefined, 'AWS::IAM::Policy'].indexOf(
    ['AWS::IAM::ManagedPolicy', 'AWS::IAM::Policy'].includes(type) ? type : undefined);
  return [...resources].sort((one, other) => rank(one) - rank(other));
}

function policyName(id: number): string {
  return `policy-${id}`;
}

function pathOf(arn: string): string {
  return /:(?:user|role)(\/|\/.+\/)[^/]+$/.exec(arn)![1];
}

function tagsOf(context: Caller['context']): Tag[] {
  return Object.entries(context)
    .filter(([key]) => key.startsWith(TAG))
    .map(([key, value]) => ({ Key: key.slice(TAG.length), Value: String(value) }));
}
