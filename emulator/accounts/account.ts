import { randomBytes } from 'crypto';
import { CustomerManagedPolicy } from './customer-managed-policy';
import { EventRule } from './event-rule';
import { AccessKey, Group, Role, uniqueId, User } from './identity';
import { LambdaFunction } from './lambda-function';
import { MfaDevice } from './mfa-device';
import { NamedResources } from './named-resources';
import { PolicyDocument } from './policy-document';
import { Queue } from './queue';

export interface Bucket {
  readonly name: string;
  readonly region: string;
  readonly created: Date;
  /** The objects by key. */
  readonly objects: Map<string, Buffer>;
  policy?: PolicyDocument;
}

/** An AWS account and its resources, except stacks and stack sets, which CloudFormation keeps. */
export class Account {
  public readonly users = new NamedResources<User>('User');
  public readonly groups = new NamedResources<Group>('Group');
  public readonly roles = new NamedResources<Role>('Role');
  public readonly policies = new NamedResources<CustomerManagedPolicy>('Policy');
  public readonly mfaDevices = new Map<string, MfaDevice>();
  public readonly buckets = new Map<string, Bucket>();
  /** By ARN, of all Regions. */
  public readonly queues = new Map<string, Queue>();
  /** By ARN, of all Regions. */
  public readonly eventRules = new Map<string, EventRule>();
  /** By ARN, of all Regions. */
  public readonly functions = new Map<string, LambdaFunction>();
  /** The names of log groups by ARN, of all Regions. */
  public readonly logGroups = new Map<string, string>();
  /** The values of Systems Manager's parameters by ARN, of all Regions. */
  public readonly parameters = new Map<string, string>();

  constructor(public readonly id: string) {}

  public groupsOf(user: User): Group[] {
    return [...this.groups].filter(({ members }) => members.has(user));
  }

  /** How many users, groups and roles a policy is attached to, and of how many it is the permissions boundary. */
  public usageOf({ arn }: CustomerManagedPolicy): { attachments: number; boundaries: number } {
    const usersAndRoles = [...this.users, ...this.roles];
    return {
      attachments: [...usersAndRoles, ...this.groups].filter(({ attachedPolicies }) => attachedPolicies.has(arn)).length,
      boundaries: usersAndRoles.filter(({ boundary }) => boundary === arn).length,
    };
  }

  public createAccessKey(user: User): AccessKey {
    const key = { accessKeyId: uniqueId('AKIA'), secretAccessKey: createSecret(), active: true };
    user.accessKeys.set(key.accessKeyId, key);
    return key;
  }
}

export function createSecret(): string {
  return randomBytes(30).toString('base64');
}
