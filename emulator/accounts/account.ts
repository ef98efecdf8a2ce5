import { randomBytes } from 'crypto';
import { CustomerPolicy } from './customer-managed-policy';
import { EventRule } from './event-rule';
import { AccessKey, Group, Role, uniqueId, User } from './identity';
import { Named } from './named-resources';
import { Queue } from './queue';
import type { Stack } from '../cloudformation/stack';
import type { StackSet } from '../cloudformation/stack-sets/stack-set';

/** A virtual MFA device; it belongs to nobody until it is enabled. */
export interface MfaDevice {
  readonly arn: string;
  /** The shared secret in Base32. */
  readonly seed: string;
  owner?: User;
  /** The time step of the last code that was used: a code is good once. */
  lastStep: number;
}

export interface Bucket {
  readonly name: string;
  readonly created: Date;
  /** What is in it, by key. */
  readonly objects: Map<string, Buffer>;
}

/** An AWS account and everything in it. */
export class Account {
  public readonly users = new Named<User>('User');
  public readonly groups = new Named<Group>('Group');
  public readonly roles = new Named<Role>('Role');
  public readonly policies = new Named<CustomerPolicy>('Policy');
  public readonly mfaDevices = new Map<string, MfaDevice>();
  public readonly buckets = new Map<string, Bucket>();
  /** By ARN, of all Regions. */
  public readonly queues = new Map<string, Queue>();
  /** By ARN, of all Regions. */
  public readonly eventRules = new Map<string, EventRule>();
  public readonly stacks: Stack[] = [];
  public stackSets: StackSet[] = [];

  constructor(public readonly id: string) {}

  public groupsOf(user: User): Group[] {
    return [...this.groups].filter(({ members }) => members.has(user));
  }

  /** How many users, groups and roles have a policy attached, and how many are bounded by it. */
  public usesOf({ arn }: CustomerPolicy): { attached: number; boundaries: number } {
    const bounded = [...this.users, ...this.roles];
    return {
      attached: [...bounded, ...this.groups].filter(({ attachedPolicies }) => attachedPolicies.has(arn)).length,
      boundaries: bounded.filter(({ boundary }) => boundary === arn).length,
    };
  }

  public newAccessKey(user: User): AccessKey {
    const key = { accessKeyId: uniqueId('AKIA'), secretAccessKey: newSecret(), active: true };
    user.accessKeys.set(key.accessKeyId, key);
    return key;
  }
}

export function newSecret(): string {
  return randomBytes(30).toString('base64');
}
