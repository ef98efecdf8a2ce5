import { createHash, randomUUID } from 'crypto';
import { CallApi, Deployment, isSameResource } from './deployment';
import { EvaluatedResource, EvaluatedTemplate, Output, StackEnvironment, TemplateInputs } from './evaluated-template';
import { ReadResource, readResources, ResourceToImport, validateImport } from './resource-import';
import { parseTemplate } from './template';
import { AwsError } from '../aws-error';

export interface StackEvent {
  readonly EventId: string;
  readonly Timestamp: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId: string;
  readonly ResourceType: string;
  readonly ResourceStatus: string;
  readonly ResourceStatusReason?: string;
}

/** A custom resource, as its function has described it. */
export interface CustomResource {
  readonly physicalId: string;
  readonly attributes: Record<string, unknown>;
}

/** A change set: an evaluated template and the changes to the stack. */
export interface ChangeSet {
  readonly id: string;
  readonly name: string;
  readonly templateBody: string;
  readonly evaluated: EvaluatedTemplate;
  readonly changes: { Action: string; resource: EvaluatedResource }[];
  /** Only for an import. */
  readonly imports?: ResourceToImport[];
  /** Whether there is nothing to deploy. A change of outputs alone has no changes, but is deployed. */
  readonly isEmpty: boolean;
}

/** CloudFormation shortens the parts of the names that it generates to fit IAM's limit. */
const MAX_NAME_PART = 24;

/** A stack: its resources, status and events. */
export class Stack {
  public readonly id: string;
  public readonly created = new Date();
  public readonly events: StackEvent[] = [];
  public readonly changeSets = new Map<string, ChangeSet>();
  public status = 'REVIEW_IN_PROGRESS';
  public templateBody = '{}';
  public deployed?: EvaluatedTemplate;
  /** The existing resources, in order of their dependencies. */
  public resources: EvaluatedResource[] = [];
  public outputs: Output[] = [];
  /** By logical id. */
  public readonly customResources = new Map<string, CustomResource>();
  /** The role that CloudFormation uses instead of its caller's permissions. */
  public roleArn?: string;

  /** A deployment whose rollback failed. */
  private failedRollback?: Deployment;

  constructor(public readonly name: string, private readonly account: string, public readonly region: string) {
    this.id = `arn:aws:cloudformation:${region}:${account}:stack/${name}/${randomUUID()}`;
  }

  /** Changes nothing. */
  public createChangeSet(name: string, templateBody: string, inputs: TemplateInputs): ChangeSet {
    const evaluated = new EvaluatedTemplate(parseTemplate(templateBody), this.environment, inputs);
    const changes = this.changesTo(evaluated.resources);
    return {
      id: `arn:aws:cloudformation:${this.region}:${this.account}:changeSet/${name}/${randomUUID()}`,
      name,
      templateBody,
      evaluated,
      changes,
      isEmpty: changes.length === 0 && JSON.stringify(evaluated.outputs) === JSON.stringify(this.deployed?.outputs),
    };
  }

  /** A change set that imports existing resources, and changes nothing. */
  public createImport(name: string, templateBody: string, inputs: TemplateInputs, imports: ResourceToImport[]): ChangeSet {
    const changeSet = this.createChangeSet(name, templateBody, inputs);
    validateImport(changeSet.evaluated, this.deployed, this.resources, imports);
    return { ...changeSet, imports, changes: changeSet.changes.map(({ resource }) => ({ Action: 'Import', resource })) };
  }

  /** From now on, the stack manages the resources as if it had created them as the template says. It makes no change. */
  public async import({ templateBody, evaluated, changes, imports = [] }: ChangeSet, read: ReadResource): Promise<void> {
    this.record('IMPORT_IN_PROGRESS');
    try {
      await readResources(imports, read);
    } catch (error) {
      this.record('IMPORT_ROLLBACK_IN_PROGRESS', (error as Error).message);
      return this.record('IMPORT_ROLLBACK_COMPLETE');
    }
    changes.forEach(({ resource: { logicalId, physicalId, type } }) => this.addEvent(logicalId, physicalId, type, 'IMPORT_COMPLETE'));
    this.deployed = evaluated;
    this.templateBody = templateBody;
    this.resources = evaluated.resources;
    this.outputs = evaluated.outputs;
    this.record('IMPORT_COMPLETE');
  }

  /** Deploys a change set, and rolls everything back if a step fails. */
  public async deploy({ templateBody, evaluated }: ChangeSet, callApi: CallApi): Promise<void> {
    const action = this.deployed ? 'UPDATE' : 'CREATE';
    this.record(`${action}_IN_PROGRESS`);
    const deployment = this.newDeployment(callApi);
    let outputs: Output[];
    try {
      await deployment.apply(this.resources, evaluated.resources);
      outputs = evaluated.outputsWith((logicalId) => this.customResources.get(logicalId)?.attributes ?? {});
    } catch (error) {
      return this.rollBack(deployment, action === 'CREATE' ? 'ROLLBACK' : 'UPDATE_ROLLBACK', error as Error);
    }
    const obsolete = this.obsoleteResources(evaluated.resources);
    this.deployed = evaluated;
    this.templateBody = templateBody;
    this.resources = evaluated.resources;
    this.outputs = outputs;
    if (obsolete.length > 0) {
      this.record('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
      // The update is complete even if the cleanup fails:
      // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-monitor-stack.html
      await deployment.delete(obsolete);
    }
    this.record(`${action}_COMPLETE`);
  }

  public async delete(callApi: CallApi): Promise<void> {
    this.record('DELETE_IN_PROGRESS');
    try {
      await this.failedRollback?.rollBack(callApi);
      this.resources = await this.newDeployment(callApi).delete(this.resources.filter(({ deletionPolicy }) => deletionPolicy === 'Delete'));
      this.record(this.resources.length > 0 ? 'DELETE_FAILED' : 'DELETE_COMPLETE');
    } catch (error) {
      this.record('DELETE_FAILED', (error as Error).message);
    }
  }

  private async rollBack(deployment: Deployment, statusPrefix: string, cause: Error): Promise<void> {
    this.record(`${statusPrefix}_IN_PROGRESS`, cause.message);
    try {
      await deployment.rollBack();
      this.record(`${statusPrefix}_COMPLETE`);
    } catch (error) {
      this.failedRollback = deployment;
      this.record(`${statusPrefix}_FAILED`, (error as Error).message);
    }
  }

  /** The resources that an update removes or replaces, unless they are retained. */
  private obsoleteResources(wanted: EvaluatedResource[]): EvaluatedResource[] {
    return this.resources.filter((old) => {
      const successor = wanted.find(({ logicalId }) => logicalId === old.logicalId);
      return successor ? !isSameResource(old, successor) && successor.updateReplacePolicy === 'Delete' : old.deletionPolicy === 'Delete';
    });
  }

  private changesTo(wanted: EvaluatedResource[]): ChangeSet['changes'] {
    const old = new Map(this.resources.map((resource) => [resource.logicalId, resource]));
    const retyped = wanted.find(({ logicalId, type }) => (old.get(logicalId)?.type ?? type) !== type);
    if (retyped) {
      throw new AwsError('ValidationError', `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${retyped.logicalId}]`);
    }
    const names = new Set(wanted.map(({ logicalId }) => logicalId));
    return [
      ...wanted
        .filter((resource) => JSON.stringify(resource) !== JSON.stringify(old.get(resource.logicalId)))
        .map((resource) => ({ Action: old.has(resource.logicalId) ? 'Modify' : 'Add', resource })),
      ...this.resources.filter(({ logicalId }) => !names.has(logicalId)).map((resource) => ({ Action: 'Remove', resource })),
    ];
  }

  private newDeployment(callApi: CallApi): Deployment {
    return new Deployment(callApi, ({ logicalId, physicalId, type }, status, reason) => this.addEvent(logicalId, physicalId, type, status, reason));
  }

  private record(status: string, reason?: string): void {
    this.status = status;
    this.addEvent(this.name, this.id, 'AWS::CloudFormation::Stack', status, reason);
  }

  private addEvent(logicalId: string, physicalId: string, type: string, status: string, reason?: string): void {
    this.events.unshift({
      EventId: randomUUID(),
      Timestamp: new Date().toISOString(),
      LogicalResourceId: logicalId,
      PhysicalResourceId: physicalId,
      ResourceType: type,
      ResourceStatus: status,
      ResourceStatusReason: reason,
    });
  }

  /** Makes generated names unique, as the shortened parts may be equal. */
  private suffix(what: string): string {
    return createHash('sha256').update(`${this.id} ${what}`).digest('hex').slice(0, 8).toUpperCase();
  }

  private get environment(): StackEnvironment {
    return {
      account: this.account,
      region: this.region,
      stackName: this.name,
      stackId: this.id,
      generateName: (logicalId, identity) => [...[this.name, logicalId].map((part) => part.slice(0, MAX_NAME_PART)), this.suffix(`${logicalId} ${identity}`)].join('-'),
    };
  }
}
