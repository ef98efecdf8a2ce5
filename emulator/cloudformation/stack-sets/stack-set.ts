import { createHash, randomUUID } from 'crypto';
import { Target } from './deployment-targets';
import { AutoDeployment, Preferences } from './nested-properties';
import { deleteStack, deployStack, StacksOf } from './stack-instance';
import { isExceeded, Place, Result, rollOut } from './stack-set-operation';

export type PermissionModel = 'SERVICE_MANAGED' | 'SELF_MANAGED';

/** What is deployed to every account, and as whom. */
export interface StackSetSettings {
  readonly body: string;
  readonly capabilities: string[];
  readonly description?: string;
  readonly autoDeployment: AutoDeployment;
  readonly administrationRole?: string;
  readonly executionRole?: string;
  readonly managedExecution: boolean;
}

/** One account and Region, with its stack once there is one. */
export interface StackInstance extends Place, Target {
  stackId?: string;
  status: 'CURRENT' | 'OUTDATED' | 'INOPERABLE';
  detail: Result<StackInstance>['status'];
  reason?: string;
}

/** How an operation goes about it. */
export interface Way {
  /** The operation's id, where the caller gives one. */
  readonly id?: string;
  readonly preferences: Preferences;
  readonly stacks: StacksOf;
}

export interface Operation {
  readonly id: string;
  readonly action: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly status: 'SUCCEEDED' | 'FAILED';
  readonly results: Result<StackInstance>[];
}

/**
 * A template, and the accounts that have a stack of it.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-concepts.html
 */
export class StackSet {
  public readonly id: string;
  public readonly arn: string;
  public instances: StackInstance[] = [];
  public readonly operations: Operation[] = [];
  /** The units whose accounts, those that join later as well, get a stack, and in which Region. */
  public aims: { readonly unit: string; readonly region: string }[] = [];

  constructor(
    public readonly name: string,
    /** The account that has made it. */
    public readonly administrator: string,
    public readonly region: string,
    public readonly permissionModel: PermissionModel,
    public settings: StackSetSettings,
  ) {
    this.id = stackSetId(name, administrator, region);
    this.arn = `arn:aws:cloudformation:${region}:${administrator}:stackset/${this.id}`;
  }

  /** Gives a stack to those that have none. */
  public async create(targets: Target[], regions: string[], how: Way): Promise<Operation> {
    const places = regions.flatMap((region) => targets.map((target) => ({ ...target, region })));
    const added = places.filter((place) => !this.instances.some((instance) => isSamePlace(instance, place)))
      .map((place): StackInstance => ({ ...place, status: 'OUTDATED', detail: 'CANCELLED' }));
    this.instances.push(...added);
    return this.deploy('CREATE', added, how);
  }

  public aimAt(units: string[], regions: string[]): void {
    this.aimNoMoreAt(units, regions);
    this.aims.push(...units.flatMap((unit) => regions.map((region) => ({ unit, region }))));
  }

  public aimNoMoreAt(units: string[], regions: string[]): void {
    this.aims = this.aims.filter(({ unit, region }) => !(units.includes(unit) && regions.includes(region)));
  }

  public async update(instances: StackInstance[], how: Way): Promise<Operation> {
    return this.deploy('UPDATE', instances, how);
  }

  /** Where stacks are retained, the accounts keep what is no part of the stack set any more. */
  public async delete(instances: StackInstance[], retain: boolean, how: Way): Promise<Operation> {
    const results = await rollOut(instances, how.preferences, async (instance) => {
      if (!retain && instance.stackId) {
        await deleteStack(await how.stacks(instance), instance.stackId);
      }
      this.instances = this.instances.filter((other) => other !== instance);
    });
    results.filter(({ status }) => status === 'FAILED').forEach(({ place }) => place.status = 'INOPERABLE');
    return this.recorded('DELETE', results, how);
  }

  private async deploy(action: Operation['action'], instances: StackInstance[], how: Way): Promise<Operation> {
    const results = await rollOut(instances, how.preferences, async (instance) => {
      await deployStack(await how.stacks(instance), instance, this.name, this.settings);
    });
    results.forEach(({ place, status }) => place.status = status === 'SUCCEEDED' ? 'CURRENT' : 'OUTDATED');
    return this.recorded(action, results, how);
  }

  private recorded(action: Operation['action'], results: Result<StackInstance>[], { id = randomUUID(), preferences }: Way): Operation {
    results.forEach(({ place, status, reason }) => Object.assign(place, { detail: status, reason }));
    const operation: Operation = { id, action, status: isExceeded(results, preferences) ? 'FAILED' : 'SUCCEEDED', results };
    this.operations.push(operation);
    return operation;
  }
}

/** A template can refer to it before it is made, so that it follows from what is known by then. */
export function stackSetId(name: string, administrator: string, region: string): string {
  const digits = createHash('sha256').update(`${administrator} ${region} ${name}`).digest('hex');
  return `${name}:${digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')}`;
}

function isSamePlace(one: Place, other: Place): boolean {
  return one.account === other.account && one.region === other.region;
}
