import { randomUUID } from 'crypto';
import { PolicyDocument } from './policy-document';

/** An IAM identity: the common part of users, groups and roles. */
export class Identity {
  /** IAM's unique id. It is never reused, not even for another identity of the same name. */
  public readonly id: string;
  public readonly inlinePolicies = new Map<string, PolicyDocument>();
  public readonly attachedPolicies = new Set<string>();
  public readonly created = new Date();

  constructor(
    private readonly type: 'user' | 'group' | 'role',
    idPrefix: 'AIDA' | 'AGPA' | 'AROA',
    public readonly account: string,
    public readonly name: string,
    public readonly path: string,
  ) {
    this.id = uniqueId(idPrefix);
  }

  public get arn(): string {
    return `arn:aws:iam::${this.account}:${this.type}${this.path}${this.name}`;
  }
}

export class User extends Identity {
  public readonly accessKeys = new Map<string, AccessKey>();
  public boundary?: string;

  constructor(account: string, name: string, path: string) {
    super('user', 'AIDA', account, name, path);
  }
}

export class Group extends Identity {
  public readonly members = new Set<User>();

  constructor(account: string, name: string, path: string) {
    super('group', 'AGPA', account, name, path);
  }
}

export class Role extends Identity {
  public boundary?: string;
  public description = '';
  public maxSessionSeconds = 3600;

  constructor(account: string, name: string, path: string, public trustPolicy: PolicyDocument) {
    super('role', 'AROA', account, name, path);
  }
}

/** A user's long-term access key. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  active: boolean;
}

/** Twenty characters, of which the first four are the type of the resource. */
export function uniqueId(prefix: string): string {
  return prefix + randomUUID().replace(/-/g, '').slice(0, 16).toUpperCase();
}
