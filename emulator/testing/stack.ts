import {
  Capability, CloudFormationClient, CreateChangeSetCommand, CreateChangeSetCommandInput, DeleteStackCommand, DescribeChangeSetCommand,
  DescribeChangeSetCommandOutput, DescribeStackEventsCommand, DescribeStacksCommand, ExecuteChangeSetCommand,
} from '@aws-sdk/client-cloudformation';

export interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly [attribute: string]: unknown;
}

export interface Template {
  readonly Resources: Record<string, Resource>;
  readonly [section: string]: unknown;
}

type Options = Partial<CreateChangeSetCommandInput>;

/** A stack, deployed with change sets, as the CDK does. */
export class TestStack {
  private changeSets = 0;

  constructor(private readonly client: CloudFormationClient, public readonly name: string = 'Test') {}

  /** Returns the status of the stack afterwards. */
  public async deploy(template: Template, options: Options = {}): Promise<string> {
    const { ChangeSetId } = await this.createChangeSet(template, options);
    await this.execute(ChangeSetId!);
    return this.status();
  }

  /** Creates a change set, for a new stack or an update. */
  public async createChangeSet(template: Template | string, options: Options = {}): Promise<DescribeChangeSetCommandOutput> {
    const { Id } = await this.client.send(new CreateChangeSetCommand({
      StackName: this.name,
      ChangeSetName: `change-${++this.changeSets}`,
      ChangeSetType: await this.exists() ? 'UPDATE' : 'CREATE',
      TemplateBody: typeof template === 'string' ? template : JSON.stringify(template),
      Capabilities: [Capability.CAPABILITY_NAMED_IAM],
      ...options,
    }));
    return this.client.send(new DescribeChangeSetCommand({ StackName: this.name, ChangeSetName: Id }));
  }

  public async execute(changeSetId: string): Promise<void> {
    await this.client.send(new ExecuteChangeSetCommand({ StackName: this.name, ChangeSetName: changeSetId }));
  }

  public async delete(): Promise<void> {
    await this.client.send(new DeleteStackCommand({ StackName: this.name }));
  }

  public async status(): Promise<string> {
    return (await this.described()).StackStatus!;
  }

  public async outputs(): Promise<Record<string, string>> {
    const { Outputs } = await this.described();
    return Object.fromEntries((Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey!, OutputValue!]));
  }

  /** The status and reason of failed resources, by logical id. Of several failures of a resource, the last one. */
  public async failures(): Promise<Record<string, string>> {
    const { StackEvents } = await this.client.send(new DescribeStackEventsCommand({ StackName: this.name }));
    const failed = StackEvents!.filter(({ ResourceStatus }) => ResourceStatus!.endsWith('_FAILED')).reverse();
    return Object.fromEntries(failed.map(({ LogicalResourceId, ResourceStatus, ResourceStatusReason }) =>
      [LogicalResourceId!, `${ResourceStatus}: ${ResourceStatusReason}`]));
  }

  public async exists(): Promise<boolean> {
    const { Stacks } = await this.client.send(new DescribeStacksCommand({}));
    return Stacks!.some(({ StackName, StackStatus }) => StackName === this.name && StackStatus !== 'REVIEW_IN_PROGRESS');
  }

  private async described() {
    const { Stacks } = await this.client.send(new DescribeStacksCommand({ StackName: this.name }));
    return Stacks![0];
  }
}
