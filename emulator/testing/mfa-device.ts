import { CreateVirtualMFADeviceCommand, EnableMFADeviceCommand } from '@aws-sdk/client-iam';
import { GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { Clients } from './clients';
import { Cloud, TestUser } from './cloud';
import { codeAt, currentStep } from '../accounts/mfa-device';

/** A virtual MFA device as its owner holds it. */
export class Device {
  /** Makes a device that belongs to nobody. */
  public static async make(by: Clients, name: string): Promise<Device> {
    const { VirtualMFADevice } = await by.iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: name }));
    return new Device(VirtualMFADevice!.SerialNumber!, Buffer.from(VirtualMFADevice!.Base32StringSeed!).toString());
  }

  /** Makes a device and enables it for a user, which uses up the codes of now and of before. */
  public static async of(cloud: Cloud, user: TestUser): Promise<Device> {
    const administrator = cloud.administrator(user.account);
    const device = await Device.make(administrator, `phone-of-${user.name}`);
    await device.enable(administrator, user.name);
    return device;
  }

  private constructor(public readonly serialNumber: string, private readonly seed: string) {}

  /** The code of so many half minutes from now. */
  public code(stepsFromNow: number): string {
    return codeAt(this.seed, currentStep() + stepsFromNow);
  }

  /** The next code, which is good already: a device's clock may be half a minute off. */
  public get nextCode() {
    return { SerialNumber: this.serialNumber, TokenCode: this.code(1) };
  }

  /** Six digits that the device shows at no time near now. */
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
