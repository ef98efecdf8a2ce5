import { randomUUID } from 'crypto';
import { Blueprint, PlannedResource, Site } from './blueprint';
import { ApiCall, Step } from './resource-types';
import { parsedTemplate } from './template';

/** Makes a call on behalf of whoever deploys. */
export type Deployer = (call: ApiCall) => Promise<unknown>;

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
  readonly parameters: Record<string, string>;
  readonly blueprint: Blueprint;
  readonly changes: { Action: string; resource: PlannedResource }[];
}

/** A stack: what is deployed of it, and how it got there. */
export class Stack {
  public readonly id: string;
  public readonly created = new Date();
  public readonly events: StackEvent[] = [];
  public readonly changeSets = new Map<string, ChangeSet>();
  public status = 'REVIEW_IN_PROGRESS';
  public body = '{}';
  public parameters: Record<string, string> = {};
  public blueprint?: Blueprint;

  private readonly suffix = randomUUID().slice(0, 8).toUpperCase();

  constructor(public readonly name: string, private readonly account: string, public readonly region: string) {
    this.id = `arn:aws:cloudformation:${region}:${account}:stack/${name}/${randomUUID()}`;
  }

  /** Plans a deployment without changing anything. */
  public plan(name: string, body: string, parameters: Record<string, string>): ChangeSet {
    const blueprint = new Blueprint(parsedTemplate(body), this.site, parameters);
    const id = `arn:aws:cloudformation:${this.region}:${this.account}:changeSet/${name}/${randomUUID()}`;
    const changeSet = { id, name, body, parameters, blueprint, changes: changes(this.blueprint, blueprint) };
    this.changeSets.set(name, changeSet);
    return changeSet;
  }

  /** Deploys; where a step fails, everything is put back as it was. */
  public async deploy({ body, parameters, blueprint }: ChangeSet, deployer: Deployer): Promise<void> {
    const action = this.blueprint ? 'UPDATE' : 'CREATE';
    const before = this.blueprint?.resources ?? [];
    this.record(`${action}_IN_PROGRESS`);
    const done: PlannedResource[] = [];
    try {
      await this.bringAbout(before, blueprint.resources, deployer, done);
      this.blueprint = blueprint;
      this.body = body;
      this.parameters = parameters;
      this.record(`${action}_COMPLETE`);
    } catch (error) {
      const rollback = action === 'CREATE' ? 'ROLLBACK' : 'UPDATE_ROLLBACK';
      this.record(`${rollback}_IN_PROGRESS`, (error as Error).message);
      await this.bringAbout([...before, ...done], before, deployer, []);
      this.record(`${rollback}_COMPLETE`);
    }
  }

  public async delete(deployer: Deployer): Promise<void> {
    this.record('DELETE_IN_PROGRESS');
    try {
      await this.bringAbout((this.blueprint?.resources ?? []).filter(({ retained }) => !retained), [], deployer, []);
      this.record('DELETE_COMPLETE');
    } catch (error) {
      this.record('DELETE_FAILED', (error as Error).message);
    }
  }

  /** Makes and changes what is wanted, in order; then takes back what is not wanted any more, last made first. */
  private async bringAbout(before: PlannedResource[], wanted: PlannedResource[], deployer: Deployer, done: PlannedResource[]): Promise<void> {
    const old = new Map(before.flatMap(({ steps }) => steps).map((step) => [step.key, step]));
    for (const resource of wanted) {
      const made: Step[] = [];
      done.push({ ...resource, steps: made });
      for (const step of resource.steps) {
        await this.attempt(resource, async () => {
          await make(step, old.get(step.key), deployer);
          made.push(step);
        });
      }
      this.recordResource(resource, 'COMPLETE');
    }
    const kept = new Set(wanted.flatMap(({ steps }) => steps).map(({ key }) => key));
    for (const resource of [...before].reverse()) {
      for (const step of [...resource.steps].reverse().filter(({ key, undo }) => undo && !kept.has(key))) {
        await this.attempt(resource, () => deployer(step.undo!));
        kept.add(step.key);
      }
    }
  }

  private async attempt(resource: PlannedResource, act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.recordResource(resource, 'FAILED', (error as Error).message);
      throw error;
    }
  }

  private recordResource({ logicalId, physicalId, type }: PlannedResource, outcome: string, reason?: string): void {
    const action = this.status.split('_')[0];
    this.addEvent(logicalId, physicalId, type, `${action}_${outcome}`, reason);
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

  private get site(): Site {
    return {
      account: this.account,
      region: this.region,
      stackName: this.name,
      stackId: this.id,
      nameFor: (logicalId) => `${this.name}-${logicalId}-${this.suffix}`,
    };
  }
}

async function make(step: Step, old: Step | undefined, deployer: Deployer): Promise<void> {
  if (!old) {
    await deployer(step.make);
  } else if (JSON.stringify(old.make) !== JSON.stringify(step.make)) {
    for (const call of step.change ?? []) {
      await deployer(call);
    }
  }
}

function changes(before: Blueprint | undefined, after: Blueprint): ChangeSet['changes'] {
  const old = new Map((before?.resources ?? []).map((resource) => [resource.logicalId, resource]));
  const wanted = new Set(after.resources.map(({ logicalId }) => logicalId));
  return [
    ...after.resources
      .filter((resource) => JSON.stringify(resource) !== JSON.stringify(old.get(resource.logicalId)))
      .map((resource) => ({ Action: old.has(resource.logicalId) ? 'Modify' : 'Add', resource })),
    ...[...old.values()].filter(({ logicalId }) => !wanted.has(logicalId)).map((resource) => ({ Action: 'Remove', resource })),
  ];
}
