import { DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import {
  AddUserToGroupCommand, AttachRolePolicyCommand, CreateUserCommand, DetachRolePolicyCommand, ListGroupsForUserCommand, ListRolesCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { Attempt, Attempts } from './attempts';
import { Deployment } from './deployment';
import { inventory } from './inventory';
import { Person, MfaProof } from './person';
import { AdministeredAccount, Platform } from './platform';
import { Clients } from '../emulator/testing/clients';
import { PrincipalScope } from '../src';

const ADMINISTRATOR_ACCESS = { RoleName: 'SecurityReadOnlyRole', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' };

/** The user has interrupted the demo. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
  }
}

/** Receives each step while it happens. */
export interface Listener {
  step(title: string): void;
  progress(line: string): void;
  attempt(attempt: Attempt): void;
}

export interface DemoResult {
  readonly attempts: readonly Attempt[];
  readonly switchRoleUrl: string;
  /** Resources that did not exist before the demo. */
  readonly leftBehind: readonly string[];
}

/** Deploys the example, calls AWS as its users, narrows the trust policy, and deletes everything. */
export class Demo {
  private readonly deployment: Deployment;
  private readonly attempts: Attempts;
  private readonly users: Person[] = [];
  private mfa: MfaProof = 'MFA session';
  private deployed = false;
  private interrupted = false;

  constructor(private readonly platform: Platform, private readonly listener: Listener) {
    this.deployment = new Deployment(platform, (line) => listener.progress(line));
    this.attempts = new Attempts(platform, (attempt) => listener.attempt(attempt));
  }

  /** Ends the demo early. It still deletes its resources. */
  public interrupt(): void {
    this.interrupted = true;
  }

  public async run(): Promise<DemoResult> {
    const before = new Set(await inventory(this.platform));
    let switchRoleUrl = '';
    try {
      switchRoleUrl = await this.act();
    } finally {
      await this.cleanUp();
    }
    const leftBehind = (await inventory(this.platform)).filter((thing) => !before.has(thing));
    return { attempts: this.attempts.record, switchRoleUrl, leftBehind };
  }

  private async act(): Promise<string> {
    this.step('Create userA, userB and a colleague in account A');
    const [userA, userB, colleague] = await this.createUsers(this.platform.assuming, ['userA', 'userB', 'colleague']);

    this.step('Deploy the README\'s example to both accounts');
    this.deployed = true;
    const outputs = Object.values(await this.deployment.deploy());
    const roleArn = outputs.find((value) => value.startsWith('arn:'))!;
    const switchRoleUrl = outputs.find((value) => value.startsWith('https:'))!;

    this.step('userA, a member of the example\'s group, reads account B');
    const session = await this.readAccount(userA, roleArn);

    this.step('The role stays read-only, even with AdministratorAccess attached');
    await this.stayReadOnly(session);

    this.step('Others cannot assume the role');
    await this.tryWithoutMembership(userB, roleArn);
    await this.tryFromThirdAccount(roleArn);

    this.step('Add a colleague to the group by hand, then trust only userA');
    await this.trustOnlyUserA(userA, colleague, roleArn);
    return switchRoleUrl;
  }

  private async readAccount(userA: Person, roleArn: string): Promise<Clients> {
    await this.attempts.denied('userA\'s access key, stolen', 'assume the role', () => userA.assume(roleArn, 'no MFA'));
    await this.attempts.denied('userA\'s access key, stolen', 'register an MFA device', () => userA.registerMfa(userA.withoutMfa, 'phone-of-thief'));
    await this.registerFirstDevice(userA, 'phone-of-ann');
    const signedIn = await userA.signIn();
    const session = await this.assumeWithMfa(userA, roleArn);
    await this.attempts.allowed('userA in account B', 'list buckets', () => session.s3.send(new ListBucketsCommand({})));
    await this.attempts.allowed('userA in account B', 'list instances', () => session.ec2.send(new DescribeInstancesCommand({})));
    await this.attempts.allowed('userA in account B', 'list roles', () => session.iam.send(new ListRolesCommand({})));
    await this.attempts.allowed('userA in account A', 'list users', () => signedIn.iam.send(new ListUsersCommand({})));
    await this.attempts.denied('userA in account A', 'create a user', () => signedIn.iam.send(new CreateUserCommand({ UserName: 'intruder' })));
    return session;
  }

  /** In the console, with the user's password. Where only a browser can sign in, an administrator registers the device. */
  private async registerFirstDevice(user: Person, deviceName: string): Promise<void> {
    const console = user.consoleWithoutMfa();
    if (console) {
      await this.attempts.allowed(`${user.name} in the console without MFA`, 'register the first MFA device', () => user.registerMfa(console, deviceName));
    } else {
      this.listener.progress(`SKIPPED: ${user.name} registers the first MFA device in the console, because only a browser can sign in; the administrator registers it`);
      await user.registerMfa(this.platform.assuming.administrator, deviceName);
    }
  }

  /** Some emulators require an MFA code in the call too. Later calls then use one, so that they are not denied for lack of it. */
  private async assumeWithMfa(userA: Person, roleArn: string): Promise<Clients> {
    const { result } = await this.attempts.preferablyAllowed('userA with MFA', 'assume the role', () => userA.assume(roleArn, 'MFA session'));
    if (result) {
      return result;
    }
    this.mfa = 'MFA session and code';
    return this.attempts.allowed('userA with MFA session and code', 'assume the role', () => userA.assume(roleArn, this.mfa));
  }

  private async stayReadOnly(session: Clients): Promise<void> {
    await this.tryToWrite('userA in account B', session);
    const { iam } = this.platform.trusting.administrator;
    await iam.send(new AttachRolePolicyCommand(ADMINISTRATOR_ACCESS));
    this.listener.progress('attached AdministratorAccess to the role');
    try {
      await this.tryToWrite('userA, role with AdministratorAccess', session);
      await this.attempts.allowed('userA, role with AdministratorAccess', 'list buckets', () => session.s3.send(new ListBucketsCommand({})));
    } finally {
      await iam.send(new DetachRolePolicyCommand(ADMINISTRATOR_ACCESS));
    }
  }

  private async tryToWrite(who: string, session: Clients): Promise<void> {
    const bucket = { Bucket: `read-only-demo-${Date.now()}`, CreateBucketConfiguration: { LocationConstraint: this.platform.place.region as 'eu-west-1' } };
    await this.attempts.denied(who, 'create a bucket', () => session.s3.send(new CreateBucketCommand(bucket)));
    await this.attempts.denied(who, 'create a user', () => session.iam.send(new CreateUserCommand({ UserName: 'intruder' })));
  }

  private async tryWithoutMembership(userB: Person, roleArn: string): Promise<void> {
    await userB.registerMfa(this.platform.assuming.administrator, 'phone-of-bob');
    await userB.signIn();
    await this.attempts.denied('userB with MFA, not in the group', 'assume the role', () => userB.assume(roleArn, this.mfa));
  }

  private async tryFromThirdAccount(roleArn: string): Promise<void> {
    if (!this.platform.third) {
      this.listener.progress('SKIPPED: the call from a third account, because no third account is given');
      return;
    }
    const [third] = await this.createUsers(this.platform.third, ['userA']);
    await third.registerMfa(this.platform.third.administrator, 'phone-of-third');
    await third.allow('sts:AssumeRole', roleArn);
    await third.signIn();
    await this.attempts.denied('userA of a third account, with MFA', 'assume the role', () => third.assume(roleArn, this.mfa));
  }

  private async trustOnlyUserA(userA: Person, colleague: Person, roleArn: string): Promise<void> {
    await this.addToGroupOf(userA, colleague);
    await this.registerFirstDevice(colleague, 'phone-of-cem');
    await colleague.signIn();
    await this.attempts.allowed('colleague with MFA, in the group', 'assume the role', () => colleague.assume(roleArn, this.mfa));
    await this.deployment.deploy({ principals: [PrincipalScope.users('userA')] });
    await this.attempts.denied('colleague with MFA, in the group', 'assume the role, which trusts only userA', () => colleague.assume(roleArn, this.mfa));
    await this.attempts.allowed('userA with MFA', 'assume the role, which trusts only userA', () => userA.assume(roleArn, this.mfa));
  }

  private async createUsers(account: AdministeredAccount, names: string[]): Promise<Person[]> {
    const created: Person[] = [];
    for (const name of names) {
      created.push(await Person.create(this.platform, account, name));
    }
    this.users.push(...created);
    return created;
  }

  private async addToGroupOf(member: Person, other: Person): Promise<void> {
    const { iam } = this.platform.assuming.administrator;
    const { Groups } = await iam.send(new ListGroupsForUserCommand({ UserName: member.name }));
    await iam.send(new AddUserToGroupCommand({ GroupName: Groups![0].GroupName, UserName: other.name }));
  }

  private step(title: string): void {
    if (this.interrupted) {
      throw new Interrupted();
    }
    this.listener.step(title);
  }

  /** A stack cannot delete a group with members that it did not add: they are deleted before the stacks. The stack removes userA, who is deleted afterwards. */
  private async cleanUp(): Promise<void> {
    this.listener.step('Delete all resources');
    const [userA, ...others] = this.users;
    await allOf([
      ...others.map((person) => () => person.delete()),
      () => this.deployed ? this.deployment.destroy() : Promise.resolve(),
      () => userA?.delete(),
    ]);
  }
}

/** Runs all actions one after the other, even if one fails; then throws the first error. */
async function allOf(acts: (() => Promise<void> | undefined)[]): Promise<void> {
  const errors: unknown[] = [];
  for (const act of acts) {
    try {
      await act();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) {
    throw errors[0];
  }
}
