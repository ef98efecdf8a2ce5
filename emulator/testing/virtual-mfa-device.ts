import { CreateVirtualMFADeviceCommand, EnableMFADeviceCommand } from '@aws-sdk/client-iam';
import { GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { Clients } from './clients';
import { Cloud, TestUser } from './cloud';
import { codeAt, currentStep } from '../accounts/mfa-device';

/** A virtual MFA device, as its owner uses it. */
export class VirtualMfaDevice {
  /** Creates a device that is not enabled. */
  public static async create(by: Clients, name: string): Promise<VirtualMfaDevice> {
    const { VirtualMFADevice } = await by.iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: name }));
    return new VirtualMfaDevice(VirtualMFADevice!.SerialNumber!, Buffer.from(VirtualMFADevice!.Base32StringSeed!).toString());
  }

  /** Creates a device and enables it for a user. This uses the codes of the current and the previous time step. */
  public static async enabledFor(cloud: Cloud, user: TestUser): Promise<VirtualMfaDevice> {
    const administrator = cloud.administrator(user.account);
    const device = await VirtualMfaDevice.create(administrator, `phone-of-${user.name}`);
    await device.enable(administrator, user.name);
    return device;
  }

  private constructor(public readonly serialNumber: string, private readonly seed: string) {}

  /** The code of a time step, relative to the current one. */
  public code(stepsFromNow: number): string {
    return codeAt(this.seed, currentStep() + stepsFromNow);
  }

  /** The code of the next time step. AWS accepts it, as the clock of a device may drift. */
  public get nextCode() {
    return { SerialNumber: this.serialNumber, TokenCode: this.code(1) };
  }

  /** A code that is valid in no time step near the current one. */
  public get wrongCode() {
    const near = [-2, -1, 0, 1, 2].map((step) => this.code(step));
    const wrong = ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.includes(code))!;
    return { SerialNumber: this.serialNumber, TokenCode: wrong };
  }

  public async enable(by: Clients, userName: string, [first, second]: string[] = [this.code(-1), this.code(0)]): Promise<void> {
    await by.iam.send(new EnableMFADeviceCommand({
      UserName: userName, SerialNumber: this.serialNumber, AuthenticationCode1: first, AuthenticationCode2: second,
    }));
  }

  public async signIn(cloud: Cloud, user: TestUser): Promise<Clients> {
    const { Credentials: credentials } = await user.clients.sts.send(new GetSessionTokenCommand(this.nextCode));
    return cloud.withSession(credentials!);
  }
}
