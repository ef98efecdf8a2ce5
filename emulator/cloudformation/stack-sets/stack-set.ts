import { createHash, randomUUID } from 'crypto';
import { TargetAccount } from './deployment-targets';
import { OperationPreferences } from './operation-preferences';
import { AccessAccount, deleteStack, deployStack, StackInstance } from './stack-instance';
import { exceedsTolerance, Location, OperationResult, runOperation } from './stack-set-operation';
import { StackSetSettings } from './stack-set-settings';

export type PermissionModel = 'SERVICE_MANAGED' | 'SELF_MANAGED';

export interface OperationOptions {
  /** The operation's id, if the caller gives one. */
  readonly id?: string;
  readonly preferences: OperationPreferences;
  readonly accessAccount: AccessAccount;
}

/** A completed operation. */
export interface StackSetOperation {
  readonly id: string;
  readonly action: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly status: 'SUCCEEDED' | 'FAILED';
  readonly results: OperationResult<StackInstance>[];
}

/**
 * A stack set: a template, and the accounts and Regions that have a stack of it.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-concepts.html
 */
export class StackSet {
  public readonly id: string;
  public readonly arn: string;
  public instances: StackInstance[] = [];
  public readonly operations: StackSetOperation[] = [];
  /** The organizational units to deploy to, with the Regions. Automatic deployment applies to them. */
  public unitTargets: { readonly unit: string; readonly region: string }[] = [];

  constructor(
    public readonly name: string,
    /** The account that owns the stack set. */
    public readonly administrator: string,
    public readonly region: string,
    public readonly permissionModel: PermissionModel,
    public settings: StackSetSettings,
  ) {
    this.id = stackSetId(name, administrator, region);
    this.arn = `arn:aws:cloudformation:${region}:${administrator}:stackset/${this.id}`;
  }

  /** Creates instances in the accounts and Regions that have none. */
  public async create(targets: TargetAccount[], regions: string[], options: OperationOptions): Promise<StackSetOperation> {
    const locations = regions.flatMap((region) => targets.map((target) => ({ ...target, region })));
    const added = locations.filter((location) => !this.instances.some((instance) => isSameLocation(instance, location)))
      .map((location): StackInstance => ({ ...location, status: 'OUTDATED', detailedStatus: 'CANCELLED' }));
    this.instances.push(...added);
    return this.deploy('CREATE', added, options);
  }

  public addUnitTargets(units: string[], regions: string[]): void {
    this.removeUnitTargets(units, regions);
    this.unitTargets.push(...units.flatMap((unit) => regions.map((region) => ({ unit, region }))));
  }

  public removeUnitTargets(units: string[], regions: string[]): void {
    this.unitTargets = this.unitTargets.filter(({ unit, region }) => !(units.includes(unit) && regions.includes(region)));
  }

  public async update(instances: StackInstance[], options: OperationOptions): Promise<StackSetOperation> {
    return this.deploy('UPDATE', instances, options);
  }

  /** Deletes instances. Retained stacks remain in their accounts, outside of the stack set. */
  public async delete(instances: StackInstance[], retainStacks: boolean, options: OperationOptions): Promise<StackSetOperation> {
    const results = await runOperation(instances, options.preferences, async (instance) => {
      if (!retainStacks && instance.stackId) {
        await deleteStack(await options.accessAccount(instance), instance.stackId);
      }
      this.instances = this.instances.filter((other) => other !== instance);
    });
    results.filter(({ status }) => status === 'FAILED').forEach(({ instance }) => instance.status = 'INOPERABLE');
    return this.record('DELETE', results, options);
  }

  private async deploy(action: StackSetOperation['action'], instances: StackInstance[], options: OperationOptions): Promise<StackSetOperation> {
    const results = await runOperation(instances, options.preferences, async (instance) => {
      await deployStack(await options.accessAccount(instance), instance, this.name, this.settings);
    });
    results.forEach(({ instance, status }) => instance.status = status === 'SUCCEEDED' ? 'CURRENT' : 'OUTDATED');
    return this.record(action, results, options);
  }

  private record(
    action: StackSetOperation['action'], results: OperationResult<StackInstance>[], { id = randomUUID(), preferences }: OperationOptions,
  ): StackSetOperation {
    results.forEach(({ instance, status, reason }) => Object.assign(instance, { detailedStatus: status, statusReason: reason }));
    const operation: StackSetOperation = { id, action, status: exceedsTolerance(results, preferences) ? 'FAILED' : 'SUCCEEDED', results };
    this.operations.push(operation);
    return operation;
  }
}

/** Derived from name, account and Region, so that a template can refer to a stack set before it is created. */
export function stackSetId(name: string, administrator: string, region: string): string {
  const digits = createHash('sha256').update(`${administrator} ${region} ${name}`).digest('hex');
  return `${name}:${digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')}`;
}

function isSameLocation(one: Location, other: Location): boolean {
  return one.account === other.account && one.region === other.region;
}
