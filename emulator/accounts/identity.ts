import { randomUUID } from 'crypto';
import { PolicyDocument } from './policy-document';

/** What users, groups and roles have in common. */
export class Identity {
  /** IAM's unique id: a deleted identity's is never given to another, whatever its name. */
  public readonly id: string;
  public readonly inlinePolicies = new Map<string, PolicyDocument>();
  public readonly attachedPolicies = new Set<string>();
  public readonly created = new Date();

  constructor(
    private readonly kind: 'user' | 'group' | 'role',
    idPrefix: 'AIDA' | 'AGPA' | 'AROA',
    public readonly account: string,
    public readonly name: string,
    public readonly path: string,
  ) {
    this.id = uniqueId(idPrefix);
  }

  public get arn(): string {
    return `arn:aws:iam::${this.account}:${this.kind}${this.path}${this.name}`;
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

/** A user's long-term key. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  active: boolean;
}

/** Twenty characters, of which the first four tell the kind. */
export function uniqueId(prefix: string): string {
  return prefix + randomUUID().replace(/-/g, '').slice(0, 16).toUpperCase();
}
