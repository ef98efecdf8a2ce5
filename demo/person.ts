import {
  CreateAccessKeyCommand, CreateUserCommand, CreateVirtualMFADeviceCommand, DeactivateMFADeviceCommand, DeleteAccessKeyCommand,
  DeleteUserCommand, DeleteUserPolicyCommand, DeleteVirtualMFADeviceCommand, EnableMFADeviceCommand, ListGroupsForUserCommand,
  PutUserPolicyCommand, RemoveUserFromGroupCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, Credentials, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { isDenial } from './attempts';
import { codeAt, currentStep, STEP_SECONDS } from '../emulator/accounts/mfa-device';
import { Clients, Place } from '../emulator/testing/clients';

/** What a person shows when assuming a role. */
export type Proof = 'no MFA' | 'MFA session' | 'MFA session and code';

const POLICY = 'AllowedMore';

/** An IAM user with an access key, and what such a person does. */
export class Person {
  /** Makes the user as an administrator of its account. */
  public static async hire(place: Place, administrator: Clients, name: string): Promise<Person> {
    await administrator.iam.send(new CreateUserCommand({ UserName: name }));
    const { AccessKey } = await administrator.iam.send(new CreateAccessKeyCommand({ UserName: name }));
    const keys = { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
    return new Person(place, administrator, name, new Clients(place, keys), keys.accessKeyId);
  }

  private mfaDevice?: { serialNumber: string; seed: string; enabled: boolean };
  private signedIn?: Clients;
  private readonly statements: object[] = [];

  private constructor(
    private readonly place: Place,
    private readonly administrator: Clients,
    public readonly name: string,
    /** With the access key alone, that is without MFA. */
    public readonly withoutMfa: Clients,
    private readonly accessKeyId: string,
  ) {}

  /** Registers an MFA device by the given clients: the person's own, or an administrator's. */
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

  /** Signs in with MFA, once: a code is good for one use, so that the session is kept. */
  public async signIn(): Promise<Clients> {
    this.signedIn ??= new Clients(this.place, keysOf(await this.sessionWithMfa()));
    return this.signedIn;
  }

  /** Assumes a role, signed in before: with the access key alone, from a session with MFA as the console does, or with an MFA code in the call too. */
  public async assume(roleArn: string, proof: Proof): Promise<Clients> {
    const { sts } = proof === 'no MFA' ? this.withoutMfa : this.signedIn!;
    const code = proof === 'MFA session and code' && { SerialNumber: this.mfaDevice!.serialNumber, TokenCode: codeAt(this.mfaDevice!.seed, currentStep()) };
    const { Credentials: credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: this.name, ...code }));
    return new Clients(this.place, keysOf(credentials!));
  }

  /** Allows the person more by a policy of its own, as an administrator of a careless or hostile account may. */
  public async allow(action: string, resource: string): Promise<void> {
    this.statements.push({ Effect: 'Allow', Action: action, Resource: resource });
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: this.statements });
    await this.administrator.iam.send(new PutUserPolicyCommand({ UserName: this.name, PolicyName: POLICY, PolicyDocument: policy }));
  }

  /** Takes the user away with everything that hangs on it. */
  public async leave(): Promise<void> {
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

  /** Registering has used up the codes of now and before, so that the next one comes first. */
  private async sessionWithMfa(): Promise<Credentials> {
    const { serialNumber, seed } = this.mfaDevice!;
    const session = async (step: number) => (await this.withoutMfa.sts.send(
      new GetSessionTokenCommand({ SerialNumber: serialNumber, TokenCode: codeAt(seed, step) }))).Credentials!;
    try {
      return await session(currentStep() + 1);
    } catch (error) {
      if (!isDenial(error)) {
        throw error;
      }
      // AWS asks for no permission here, but emulators do.
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
