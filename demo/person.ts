import {
  CreateAccessKeyCommand, CreateUserCommand, CreateVirtualMFADeviceCommand, DeactivateMFADeviceCommand, DeleteAccessKeyCommand,
  DeleteUserCommand, DeleteUserPolicyCommand, DeleteVirtualMFADeviceCommand, EnableMFADeviceCommand, ListGroupsForUserCommand,
  PutUserPolicyCommand, RemoveUserFromGroupCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, Credentials, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { isDenial } from './attempts';
import { AdministeredAccount, MfaCode, Platform } from './platform';
import { codeAt, currentStep, STEP_SECONDS } from '../emulator/accounts/mfa-device';
import { Clients, Keys, RegionalEndpoint } from '../emulator/testing/clients';

/** Signs the user in to the console, with a code if there is one. */
type SignInToConsole = (code?: MfaCode) => Keys;

/** How a user proves MFA when assuming a role. */
export type MfaProof = 'no MFA' | 'MFA session' | 'MFA session and code';

const POLICY = 'AllowedMore';

/** An IAM user with an access key, and the calls of such a user. */
export class Person {
  /** Creates the user, as an administrator of the account. */
  public static async create({ place, signInToConsole }: Platform, { id, administrator }: AdministeredAccount, name: string): Promise<Person> {
    await administrator.iam.send(new CreateUserCommand({ UserName: name }));
    const { AccessKey } = await administrator.iam.send(new CreateAccessKeyCommand({ UserName: name }));
    const keys = { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
    const console: SignInToConsole | undefined = signInToConsole && ((code) => signInToConsole(id, name, code));
    return new Person(place, administrator, name, new Clients(place, keys), keys.accessKeyId, console);
  }

  private mfaDevice?: { serialNumber: string; seed: string; enabled: boolean };
  private signedIn?: Clients;
  private readonly statements: object[] = [];

  private constructor(
    private readonly place: RegionalEndpoint,
    private readonly administrator: Clients,
    public readonly name: string,
    /** Clients with the access key alone, without MFA. */
    public readonly withoutMfa: Clients,
    private readonly accessKeyId: string,
    private readonly signInToConsole?: SignInToConsole,
  ) {}

  /** Clients of a console session without MFA, which only a user without a device gets; undefined where only a browser can sign in. */
  public consoleWithoutMfa(): Clients | undefined {
    return this.signInToConsole && new Clients(this.place, this.signInToConsole());
  }

  /** Registers an MFA device with the given clients: the user's or an administrator's. */
  public async registerMfa(by: Clients, deviceName: string): Promise<void> {
    const { VirtualMFADevice } = await by.iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: deviceName }));
    const seed = Buffer.from(VirtualMFADevice!.Base32StringSeed!).toString();
    this.mfaDevice = { serialNumber: VirtualMFADevice!.SerialNumber!, seed, enabled: false };
    const now = currentStep();
    await by.iam.send(new EnableMFADeviceCommand({
      UserName: this.name,
      SerialNumber: this.mfaDevice.serialNumber,
      AuthenticationCode1: codeAt(seed, now - 1),
      AuthenticationCode2: codeAt(seed, now),
    }));
    this.mfaDevice.enabled = true;
  }

  /** Signs in with MFA once, to the console if possible, and keeps the session, because a code is valid for one use only. */
  public async signIn(): Promise<Clients> {
    this.signedIn ??= new Clients(this.place, await this.sessionWithMfa());
    return this.signedIn;
  }

  /** Assumes a role: with the access key alone, from a session with MFA as in the console, or with an additional MFA code in the call. */
  public async assume(roleArn: string, proof: MfaProof): Promise<Clients> {
    const { sts } = proof === 'no MFA' ? this.withoutMfa : this.signedIn!;
    const code = proof === 'MFA session and code' && { SerialNumber: this.mfaDevice!.serialNumber, TokenCode: codeAt(this.mfaDevice!.seed, currentStep()) };
    const { Credentials: credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: this.name, ...code }));
    return new Clients(this.place, keysOf(credentials!));
  }

  /** Attaches a policy to the user, as the administrator of any account can. */
  public async allow(action: string, resource: string): Promise<void> {
    this.statements.push({ Effect: 'Allow', Action: action, Resource: resource });
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: this.statements });
    await this.administrator.iam.send(new PutUserPolicyCommand({ UserName: this.name, PolicyName: POLICY, PolicyDocument: policy }));
  }

  /** Deletes the user with all its resources. */
  public async delete(): Promise<void> {
    const { iam } = this.administrator;
    const user = { UserName: this.name };
    if (this.mfaDevice) {
      const device = { SerialNumber: this.mfaDevice.serialNumber };
      if (this.mfaDevice.enabled) {
        await iam.send(new DeactivateMFADeviceCommand({ ...user, ...device }));
      }
      await iam.send(new DeleteVirtualMFADeviceCommand(device));
    }
    if (this.statements.length > 0) {
      await iam.send(new DeleteUserPolicyCommand({ ...user, PolicyName: POLICY }));
    }
    const { Groups } = await iam.send(new ListGroupsForUserCommand(user));
    for (const { GroupName } of Groups ?? []) {
      await iam.send(new RemoveUserFromGroupCommand({ ...user, GroupName }));
    }
    await iam.send(new DeleteAccessKeyCommand({ ...user, AccessKeyId: this.accessKeyId }));
    await iam.send(new DeleteUserCommand(user));
  }

  /** The registration has used the current and the previous code, so that the next code is tried first. */
  private async sessionWithMfa(): Promise<Keys> {
    const { serialNumber, seed } = this.mfaDevice!;
    const session = async (step: number): Promise<Keys> => {
      const code = { SerialNumber: serialNumber, TokenCode: codeAt(seed, step) };
      return this.signInToConsole?.(code) ?? keysOf((await this.withoutMfa.sts.send(new GetSessionTokenCommand(code))).Credentials!);
    };
    try {
      return await session(currentStep() + 1);
    } catch (error) {
      if (!isDenial(error)) {
        throw error;
      }
      // AWS requires no permission for this call, but some emulators do.
      await ((error as Error).message.includes('sts:GetSessionToken') ? this.allow('sts:GetSessionToken', '*') : untilStep(currentStep() + 2));
      return session(currentStep());
    }
  }
}

function keysOf({ AccessKeyId, SecretAccessKey, SessionToken }: Credentials) {
  return { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! };
}

async function untilStep(step: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, step * STEP_SECONDS * 1000 - Date.now()));
}
