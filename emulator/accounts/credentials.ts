import { Account, createSecret } from './account';
import { Identity, Role, uniqueId, User } from './identity';
import { managedPolicyDocument } from './managed-policies';
import { PolicyDocument } from './policy-document';

/** A policy and its name in reasons of decisions. */
export interface NamedPolicy {
  readonly name: string;
  readonly policy: PolicyDocument;
}

/** The policies that apply to a caller at the moment of the call. */
export interface CallerPolicies {
  readonly identity: NamedPolicy[];
  readonly boundary?: NamedPolicy[];
  readonly session?: PolicyDocument;
}

/** An access key and the principal that it belongs to. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
  readonly account: Account;
  /** The principal's ARN, as resource policies and error messages name it. */
  readonly arn: string;
  readonly userId: string;
  /** Whether the user or role still exists. */
  readonly principalExists: boolean;
  policies(): CallerPolicies;
  /** The condition keys that the principal determines. */
  context(): Record<string, string>;
}

/** The long-term access key of a user, or a session of the user. */
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

  public get principalExists(): boolean {
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

/** A session of a user. Of all credentials, only these can have the MFA condition keys; a long-term key has none of them. */
export class UserSession extends UserCredentials {
  public readonly sessionToken = createSecret();
  private readonly issued = new Date();

  constructor(account: Account, user: User, public readonly expiration: Date, private readonly mfa: boolean) {
    super(account, user, { accessKeyId: uniqueId('ASIA'), secretAccessKey: createSecret() });
  }

  /**
   * A session of `GetSessionToken` without MFA cannot call IAM, whatever its policies allow.
   *
   * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
   */
  public get canCallIam(): boolean {
    return this.mfa;
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

/** A session of a user in the console. Unlike that of `GetSessionToken`, it can call IAM without MFA. */
export class ConsoleSession extends UserSession {
  public get canCallIam(): boolean {
    return true;
  }
}

/** A session of a role. It has no MFA condition keys, even if MFA was used to assume the role. */
export class RoleSession implements Credentials {
  public readonly accessKeyId = uniqueId('ASIA');
  public readonly secretAccessKey = createSecret();
  public readonly sessionToken = createSecret();
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

  public get principalExists(): boolean {
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
  const attached = [...identity.attachedPolicies].map((arn) => ({ name: nameOf(arn), policy: managedPolicyDocument(account, arn) }));
  return [...inline, ...attached];
}

function boundaryOf(account: Account, { boundary }: User | Role): NamedPolicy[] | undefined {
  return boundary ? [{ name: nameOf(boundary), policy: managedPolicyDocument(account, boundary) }] : undefined;
}

function nameOf(policyArn: string): string {
  return policyArn.slice(policyArn.lastIndexOf('/') + 1);
}
