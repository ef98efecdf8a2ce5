import { Account, newSecret } from './account';
import { Identity, Role, uniqueId, User } from './identity';
import { managedPolicy } from './managed-policies';
import { PolicyDocument } from './policy-document';

/** A policy and how people know it. */
export interface NamedPolicy {
  readonly name: string;
  readonly policy: PolicyDocument;
}

/** Everything that decides what a caller may do, as it is at the moment of the call. */
export interface CallerPolicies {
  readonly identity: NamedPolicy[];
  readonly boundary?: NamedPolicy[];
  readonly session?: PolicyDocument;
}

/** A key, its secret, and whoever calls with it. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
  readonly account: Account;
  /** The caller as resource policies and error messages name it. */
  readonly arn: string;
  readonly userId: string;
  /** Whether the user or role is still there. */
  readonly alive: boolean;
  policies(): CallerPolicies;
  /** The condition keys that follow from who calls. */
  context(): Record<string, string>;
}

/** A user's own key, or a session of the user. */
export class UserCredentials implements Credentials {
  public readonly accessKeyId: string;
  public readonly secretAccessKey: string;
  public readonly sessionToken?: string;

  constructor(
    public readonly account: Account,
    public readonly user: User,
    key: { accessKeyId: string; secretAccessKey: string },
  ) {
    this.accessKeyId = key.accessKeyId;
    this.secretAccessKey = key.secretAccessKey;
  }

  public get arn(): string {
    return this.user.arn;
  }

  public get userId(): string {
    return this.user.id;
  }

  public get alive(): boolean {
    return this.account.users.find(this.user.name) === this.user;
  }

  public policies(): CallerPolicies {
    return {
      identity: [this.user, ...this.account.groupsOf(this.user)].flatMap((identity) => policiesOf(this.account, identity)),
      boundary: boundaryOf(this.account, this.user),
    };
  }

  public context(): Record<string, string> {
    return {
      'aws:PrincipalArn': this.user.arn,
      'aws:PrincipalType': 'User',
      'aws:userid': this.user.id,
      'aws:username': this.user.name,
    };
  }
}

/** A session of a user. Only such a session can carry MFA; a long-term key lacks the keys altogether. */
export class UserSession extends UserCredentials {
  public readonly sessionToken = newSecret();
  private readonly issued = new Date();

  constructor(account: Account, user: User, public readonly expiration: Date, public readonly mfa: boolean) {
    super(account, user, { accessKeyId: uniqueId('ASIA'), secretAccessKey: newSecret() });
  }

  public context(): Record<string, string> {
    return {
      ...super.context(),
      'aws:TokenIssueTime': this.issued.toISOString(),
      'aws:MultiFactorAuthPresent': String(this.mfa),
      ...(this.mfa && { 'aws:MultiFactorAuthAge': String(Math.floor((Date.now() - this.issued.getTime()) / 1000)) }),
    };
  }
}

/** A session of a role. It carries no MFA, whoever assumed the role. */
export class RoleSession implements Credentials {
  public readonly accessKeyId = uniqueId('ASIA');
  public readonly secretAccessKey = newSecret();
  public readonly sessionToken = newSecret();
  private readonly issued = new Date();

  constructor(
    public readonly account: Account,
    private readonly role: Role,
    private readonly sessionName: string,
    public readonly expiration: Date,
    private readonly sessionPolicy?: PolicyDocument,
  ) {}

  public get arn(): string {
    return `arn:aws:sts::${this.account.id}:assumed-role/${this.role.name}/${this.sessionName}`;
  }

  public get userId(): string {
    return `${this.role.id}:${this.sessionName}`;
  }

  public get alive(): boolean {
    return this.account.roles.find(this.role.name) === this.role;
  }

  public policies(): CallerPolicies {
    return { identity: policiesOf(this.account, this.role), boundary: boundaryOf(this.account, this.role), session: this.sessionPolicy };
  }

  public context(): Record<string, string> {
    return {
      'aws:PrincipalArn': this.role.arn,
      'aws:PrincipalType': 'AssumedRole',
      'aws:userid': this.userId,
      'aws:TokenIssueTime': this.issued.toISOString(),
    };
  }
}

function policiesOf(account: Account, identity: Identity): NamedPolicy[] {
  const inline = [...identity.inlinePolicies].map(([name, policy]) => ({ name: `${name} of ${identity.name}`, policy }));
  const attached = [...identity.attachedPolicies].map((arn) => ({ name: nameOf(arn), policy: managedPolicy(account, arn) }));
  return [...inline, ...attached];
}

function boundaryOf(account: Account, { boundary }: User | Role): NamedPolicy[] | undefined {
  return boundary ? [{ name: nameOf(boundary), policy: managedPolicy(account, boundary) }] : undefined;
}

function nameOf(policyArn: string): string {
  return policyArn.slice(policyArn.lastIndexOf('/') + 1);
}
