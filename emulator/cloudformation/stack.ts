import { createHash, randomUUID } from 'crypto';
import { Deployer, Deployment, isSame } from './deployment';
import { Blueprint, PlannedResource, Site } from './evaluated-template';
import { parsedTemplate } from './template';
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

/** A template and its parameters, ready to be deployed. */
export interface ChangeSet {
  readonly id: string;
  readonly name: string;
  readonly body: string;
  readonly blueprint: Blueprint;
  readonly changes: { Action: string; resource: PlannedResource }[];
  /** Whether there is anything to deploy, which may be outputs alone. */
  readonly isEmpty: boolean;
}

/** CloudFormation shortens the parts of the names that it makes up, for IAM has no long names. */
const LONGEST_NAME_PART = 24;

/** A stack: what is deployed of it, and how it got there. */
export class Stack {
  public readonly id: string;
  public readonly created = new Date();
  public readonly events: StackEvent[] = [];
  public readonly changeSets = new Map<string, ChangeSet>();
  public status = 'REVIEW_IN_PROGRESS';
  public body = '{}';
  public blueprint?: Blueprint;
  /** What is there of it, in order of dependency. */
  public resources: PlannedResource[] = [];

  /** A deployment that could not be taken back. */
  private unfinished?: Deployment;

  constructor(public readonly name: string, private readonly account: string, public readonly region: string) {
    this.id = `arn:aws:cloudformation:${region}:${account}:stack/${name}/${randomUUID()}`;
  }

  /** Plans a deployment without changing anything. */
  public plan(name: string, body: string, parameters: Record<string, string>): ChangeSet {
    const blueprint = new Blueprint(parsedTemplate(body), this.site, parameters);
    const changes = this.changesTo(blueprint.resources);
    return {
      id: `arn:aws:cloudformation:${this.region}:${this.account}:changeSet/${name}/${randomUUID()}`,
      name,
      body,
      blueprint,
      changes,
      isEmpty: changes.length === 0 && JSON.stringify(blueprint.outputs) === JSON.stringify(this.blueprint?.outputs),
    };
  }

  /** Deploys; where a step fails, everything is put back as it was. */
  public async deploy({ body, blueprint }: ChangeSet, deployer: Deployer): Promise<void> {
    const action = this.blueprint ? 'UPDATE' : 'CREATE';
    this.record(`${action}_IN_PROGRESS`);
    const deployment = this.deployment(deployer);
    try {
      await deployment.bringAbout(this.resources, blueprint.resources);
    } catch (error) {
      return this.rollBack(deployment, action === 'CREATE' ? 'ROLLBACK' : 'UPDATE_ROLLBACK', error as Error);
    }
    const leftovers = this.leftoversOf(blueprint.resources);
    this.blueprint = blueprint;
    this.body = body;
    this.resources = blueprint.resources;
    if (leftovers.length > 0) {
      this.record('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
      // What cannot be cleaned up is left behind, and the update is complete all the same:
      // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-monitor-stack.html
      await deployment.remove(leftovers);
    }
    this.record(`${action}_COMPLETE`);
  }

  public async delete(deployer: Deployer): Promise<void> {
    this.record('DELETE_IN_PROGRESS');
    try {
      await this.unfinished?.takeBack(deployer);
      this.resources = await this.deployment(deployer).remove(this.resources.filter(({ deletionPolicy }) => deletionPolicy === 'Delete'));
      this.record(this.resources.length > 0 ? 'DELETE_FAILED' : 'DELETE_COMPLETE');
    } catch (error) {
      this.record('DELETE_FAILED', (error as Error).message);
    }
  }

  private async rollBack(deployment: Deployment, rollback: string, cause: Error): Promise<void> {
    this.record(`${rollback}_IN_PROGRESS`, cause.message);
    try {
      await deployment.takeBack();
      this.record(`${rollback}_COMPLETE`);
    } catch (error) {
      this.unfinished = deployment;
      this.record(`${rollback}_FAILED`, (error as Error).message);
    }
  }

  /** What an update drops or replaces, and does not retain. */
  private leftoversOf(wanted: PlannedResource[]): PlannedResource[] {
    return this.resources.filter((old) => {
      const successor = wanted.find(({ logicalId }) => logicalId === old.logicalId);
      return successor ? !isSame(old, successor) && successor.updateReplacePolicy === 'Delete' : old.deletionPolicy === 'Delete';
    });
  }

  private changesTo(wanted: PlannedResource[]): ChangeSet['changes'] {
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

  private deployment(deployer: Deployer): Deployment {
    return new Deployment(deployer, ({ logicalId, physicalId, type }, status, reason) => this.addEvent(logicalId, physicalId, type, status, reason));
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

  /** The parts alone may be the same for several resources. */
  private suffix(what: string): string {
    return createHash('sha256').update(`${this.id} ${what}`).digest('hex').slice(0, 8).toUpperCase();
  }

  private get site(): Site {
    return {
      account: this.account,
      region: this.region,
      stackName: this.name,
      stackId: this.id,
      nameFor: (logicalId, identity) => [...[this.name, logicalId].map((part) => part.slice(0, LONGEST_NAME_PART)), this.suffix(`${logicalId} ${identity}`)].join('-'),
    };
  }
}
