import {
  AttachGroupPolicyCommand, AttachRolePolicyCommand, AttachUserPolicyCommand, CreateAccessKeyCommand, CreateGroupCommand, CreateRoleCommand,
  CreateUserCommand, PutGroupPolicyCommand, PutRolePolicyCommand, PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, AssumeRoleCommandInput, Credentials } from '@aws-sdk/client-sts';
import { AwsCredentialIdentity } from '@smithy/types';
import { Clients } from './clients';
import { freezeClock, restoreClock } from './clock';
import './environment';
import { policy, Statement } from './policies';
import { Emulator } from '../emulator';

export const REGION = 'eu-west-1';

/** The assuming account has the users, the trusting account the roles. The third account is unrelated to both. */
export const ASSUMING_ACCOUNT = '111111111111';
export const TRUSTING_ACCOUNT = '222222222222';
export const THIRD_ACCOUNT = '333333333333';

/** An account that does not exist. */
export const NONEXISTENT_ACCOUNT = '999999999999';

/** The policies of a user, group or role. */
export interface Permissions {
  readonly statements?: Statement[];
  readonly managed?: string[];
  readonly boundary?: string;
  readonly path?: string;
}

export interface RoleProps extends Permissions {
  readonly trust: Statement[];
  readonly maxSeconds?: number;
}

export interface TestUser {
  readonly name: string;
  readonly arn: string;
  readonly account: string;
  readonly keys: AwsCredentialIdentity;
  /** Signed with the access key, that is without MFA. */
  readonly clients: Clients;
}

/** An emulator with three accounts or more, and SDK clients for their principals. */
export class Cloud {
  public static async open(...more: string[]): Promise<Cloud> {
    freezeClock();
    return new Cloud(await Emulator.start(), [ASSUMING_ACCOUNT, TRUSTING_ACCOUNT, THIRD_ACCOUNT, ...more]);
  }

  private readonly administrators: Map<string, Clients>;
  private reported = 0;

  private constructor(public readonly emulator: Emulator, accounts: string[]) {
    this.administrators = new Map(accounts.map((account) => [account, this.as(emulator.createAccount(account))]));
  }

  /** Fails if a request was not supported and the test has not read it: such a test has tested nothing. */
  public async close(): Promise<void> {
    await this.emulator.stop();
    restoreClock();
    const unsupported = this.unsupportedRequests();
    if (unsupported.length > 0) {
      throw new Error(`the emulator does not support: ${unsupported.join('; ')}`);
    }
  }

  /** The unsupported requests since the last call of this method. */
  public unsupportedRequests(): string[] {
    const unsupported = this.emulator.notEmulated.slice(this.reported);
    this.reported += unsupported.length;
    return unsupported;
  }

  public as(keys: AwsCredentialIdentity): Clients {
    return new Clients({ region: REGION, endpoint: this.emulator.endpoint }, keys);
  }

  public withSession({ AccessKeyId, SecretAccessKey, SessionToken }: Credentials): Clients {
    return this.as({ accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! });
  }

  /** Signs a user in to the console: without MFA while the user has no device, and otherwise with a code. */
  public signInToConsole({ account, name }: TestUser, code?: { SerialNumber: string; TokenCode: string }): Clients {
    return this.as(this.emulator.signInToConsole(account, name, code));
  }

  public administrator(account: string): Clients {
    return this.administrators.get(account)!;
  }

  public async user(account: string, name: string, { statements, managed = [], boundary, path }: Permissions = {}): Promise<TestUser> {
    const { iam } = this.administrator(account);
    const { User } = await iam.send(new CreateUserCommand({ UserName: name, Path: path, PermissionsBoundary: boundary }));
    if (statements) {
      await iam.send(new PutUserPolicyCommand({ UserName: name, PolicyName: 'Own', PolicyDocument: policy(...statements) }));
    }
    for (const PolicyArn of managed) {
      await iam.send(new AttachUserPolicyCommand({ UserName: name, PolicyArn }));
    }
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: name }));
    const keys = { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
    return { name, arn: User!.Arn!, account, keys, clients: this.as(keys) };
  }

  public async group(account: string, name: string, { statements, managed = [], path }: Permissions = {}): Promise<void> {
    const { iam } = this.administrator(account);
    await iam.send(new CreateGroupCommand({ GroupName: name, Path: path }));
    if (statements) {
      await iam.send(new PutGroupPolicyCommand({ GroupName: name, PolicyName: 'Own', PolicyDocument: policy(...statements) }));
    }
    for (const PolicyArn of managed) {
      await iam.send(new AttachGroupPolicyCommand({ GroupName: name, PolicyArn }));
    }
  }

  /** Returns the role's ARN. */
  public async role(account: string, name: string, { trust, statements, managed = [], boundary, path, maxSeconds }: RoleProps): Promise<string> {
    const { iam } = this.administrator(account);
    const { Role } = await iam.send(new CreateRoleCommand({
      RoleName: name,
      Path: path,
      AssumeRolePolicyDocument: policy(...trust),
      PermissionsBoundary: boundary,
      MaxSessionDuration: maxSeconds,
    }));
    if (statements) {
      await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: 'Own', PolicyDocument: policy(...statements) }));
    }
    for (const PolicyArn of managed) {
      await iam.send(new AttachRolePolicyCommand({ RoleName: name, PolicyArn }));
    }
    return Role!.Arn!;
  }

  public async assume(by: Clients, roleArn: string, more: Partial<AssumeRoleCommandInput> = {}): Promise<Clients> {
    const { Credentials: credentials } = await by.sts.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'session', ...more }));
    return this.withSession(credentials!);
  }
}

/** The ARN of a customer managed policy. */
export function customerManaged(name: string, path = '/', account = ASSUMING_ACCOUNT): string {
  return `arn:aws:iam::${account}:policy${path}${name}`;
}
