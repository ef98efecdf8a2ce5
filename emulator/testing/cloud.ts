import {
  AttachGroupPolicyCommand, AttachRolePolicyCommand, AttachUserPolicyCommand, CreateAccessKeyCommand, CreateGroupCommand, CreateRoleCommand,
  CreateUserCommand, PutGroupPolicyCommand, PutRolePolicyCommand, PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, AssumeRoleCommandInput, Credentials } from '@aws-sdk/client-sts';
import { AwsCredentialIdentity } from '@smithy/types';
import { stopClock } from './clock';
import './environment';
import { policy, Statement } from './policies';
import { Clients } from './clients';
import { Emulator } from '../emulator';

export const REGION = 'eu-west-1';

/** Where people are, where the roles are, and an account that neither knows. */
export const HOME = '111111111111';
export const WORK = '222222222222';
export const STRANGER = '333333333333';

/** No such account. */
export const NOWHERE = '999999999999';

/** What hangs on a user, group or role. */
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
  /** With the access key alone. */
  readonly clients: Clients;
}

/** Three accounts, or more, on an emulator of their own, which the clients of AWS's SDK talk to. */
export class Cloud {
  public static async open(...more: string[]): Promise<Cloud> {
    stopClock();
    return new Cloud(await Emulator.start(), [HOME, WORK, STRANGER, ...more]);
  }

  private readonly administrators: Map<string, Clients>;
  private refusalsTaken = 0;

  private constructor(public readonly emulator: Emulator, accounts: string[]) {
    this.administrators = new Map(accounts.map((account) => [account, this.as(emulator.openAccount(account))]));
  }

  /** A test that meets something not emulated without asking for it has tested nothing. */
  public async close(): Promise<void> {
    await this.emulator.stop();
    expect(this.refusals()).toEqual([]);
  }

  /** What the emulator has said that it does not do, since the last time this was asked for. */
  public refusals(): string[] {
    const refusals = this.emulator.notEmulated.slice(this.refusalsTaken);
    this.refusalsTaken += refusals.length;
    return refusals;
  }

  public as(keys: AwsCredentialIdentity): Clients {
    return new Clients({ region: REGION, endpoint: this.emulator.endpoint }, keys);
  }

  public withSession({ AccessKeyId, SecretAccessKey, SessionToken }: Credentials): Clients {
    return this.as({ accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! });
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
export function customerManaged(name: string, path = '/', account = HOME): string {
  return `arn:aws:iam::${account}:policy${path}${name}`;
}
