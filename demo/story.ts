import { DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import {
  AddUserToGroupCommand, AttachRolePolicyCommand, CreateUserCommand, DetachRolePolicyCommand, ListGroupsForUserCommand, ListRolesCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { Attempt, Attempts } from './attempts';
import { Deployment } from './deployment';
import { inventory } from './inventory';
import { Person, Proof } from './person';
import { AdministeredAccount, Platform } from './platform';
import { Clients } from '../emulator/testing/clients';
import { PrincipalScope } from '../src';

const ADMINISTRATOR_ACCESS = { RoleName: 'SecurityReadOnlyRole', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' };

/** Somebody has had enough. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
  }
}

/** Where the story is told while it happens. */
export interface Audience {
  chapter(title: string): void;
  progress(line: string): void;
  attempt(attempt: Attempt): void;
}

export interface Ending {
  readonly attempts: readonly Attempt[];
  readonly switchRoleUrl: string;
  /** What was not there before. */
  readonly leftBehind: readonly string[];
}

/** The main job, told by those who do it: deploy, look around, be kept from changing anything, be narrowed, be gone. */
export class Story {
  private readonly deployment: Deployment;
  private readonly attempts: Attempts;
  private readonly people: Person[] = [];
  private mfa: Proof = 'MFA session';
  private deployed = false;
  private interrupted = false;

  constructor(private readonly platform: Platform, private readonly audience: Audience) {
    this.deployment = new Deployment(platform, (line) => audience.progress(line));
    this.attempts = new Attempts(platform, (attempt) => audience.attempt(attempt));
  }

  /** Ends the story early; what it has made is still taken away. */
  public interrupt(): void {
    this.interrupted = true;
  }

  public async run(): Promise<Ending> {
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
    this.chapter('Account A hires userA, userB and a colleague');
    const [userA, userB, colleague] = await this.hire(this.platform.assuming, ['userA', 'userB', 'colleague']);

    this.chapter('The README\'s example is deployed to both accounts');
    this.deployed = true;
    const outputs = Object.values(await this.deployment.deploy());
    const roleArn = outputs.find((value) => value.startsWith('arn:'))!;
    const switchRoleUrl = outputs.find((value) => value.startsWith('https:'))!;

    this.chapter('userA, whom the example puts into the group, looks at account B');
    const session = await this.lookAround(userA, roleArn);

    this.chapter('The role stays read-only, even as an administrator');
    await this.stayReadOnly(session);

    this.chapter('Others are kept out');
    await this.keepOut(userB, roleArn);
    await this.keepStrangerOut(roleArn);

    this.chapter('A colleague is put into the group by hand, and the stack is narrowed to userA');
    await this.narrow(userA, colleague, roleArn);
    return switchRoleUrl;
  }

  private async lookAround(userA: Person, roleArn: string): Promise<Clients> {
    await this.attempts.denied('userA without MFA', 'assume the role', () => userA.assume(roleArn, 'no MFA'));
    await this.attempts.allowed('userA without MFA', 'register her own MFA device', () => userA.registerMfa(userA.withoutMfa, 'phone-of-ann'));
    const signedIn = await userA.signIn();
    const session = await this.enter(userA, roleArn);
    await this.attempts.allowed('userA in account B', 'list buckets', () => session.s3.send(new ListBucketsCommand({})));
    await this.attempts.allowed('userA in account B', 'list instances', () => session.ec2.send(new DescribeInstancesCommand({})));
    await this.attempts.allowed('userA in account B', 'list roles', () => session.iam.send(new ListRolesCommand({})));
    await this.attempts.allowed('userA at home', 'list users of account A', () => signedIn.iam.send(new ListUsersCommand({})));
    await this.attempts.denied('userA at home', 'create a user in account A', () => signedIn.iam.send(new CreateUserCommand({ UserName: 'intruder' })));
    return session;
  }

  /** Some emulators want an MFA code in the call too. Whoever is denied later must have shown MFA in the way that counts. */
  private async enter(userA: Person, roleArn: string): Promise<Clients> {
    const { result } = await this.attempts.hoped('userA with MFA', 'assume the role', () => userA.assume(roleArn, 'MFA session'));
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
    this.audience.progress('AdministratorAccess has been attached to the role');
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

  private async keepOut(userB: Person, roleArn: string): Promise<void> {
    await userB.registerMfa(this.platform.assuming.administrator, 'phone-of-bob');
    await userB.signIn();
    await this.attempts.denied('userB with MFA, not in the group', 'assume the role', () => userB.assume(roleArn, this.mfa));
  }

  private async keepStrangerOut(roleArn: string): Promise<void> {
    if (!this.platform.stranger) {
      this.audience.progress('SKIPPED: nobody of a third account tries, because no third account was given');
      return;
    }
    const [stranger] = await this.hire(this.platform.stranger, ['userA']);
    await stranger.registerMfa(this.platform.stranger.administrator, 'phone-of-stranger');
    await stranger.allow('sts:AssumeRole', roleArn);
    await stranger.signIn();
    await this.attempts.denied('userA of a third account, with MFA', 'assume the role', () => stranger.assume(roleArn, this.mfa));
  }

  private async narrow(userA: Person, colleague: Person, roleArn: string): Promise<void> {
    await this.addToGroupOf(userA, colleague);
    await colleague.registerMfa(colleague.withoutMfa, 'phone-of-cem');
    await colleague.signIn();
    await this.attempts.allowed('colleague with MFA, in the group', 'assume the role', () => colleague.assume(roleArn, this.mfa));
    await this.deployment.deploy({ principals: [PrincipalScope.users('userA')] });
    await this.attempts.denied('colleague with MFA, in the group', 'assume the role of userA only', () => colleague.assume(roleArn, this.mfa));
    await this.attempts.allowed('userA with MFA', 'assume the role of userA only', () => userA.assume(roleArn, this.mfa));
  }

  private async hire(account: AdministeredAccount, names: string[]): Promise<Person[]> {
    const hired: Person[] = [];
    for (const name of names) {
      hired.push(await Person.hire(this.platform.place, account.administrator, name));
    }
    this.people.push(...hired);
    return hired;
  }

  private async addToGroupOf(member: Person, other: Person): Promise<void> {
    const { iam } = this.platform.assuming.administrator;
    const { Groups } = await iam.send(new ListGroupsForUserCommand({ UserName: member.name }));
    await iam.send(new AddUserToGroupCommand({ GroupName: Groups![0].GroupName, UserName: other.name }));
  }

  private chapter(title: string): void {
    if (this.interrupted) {
      throw new Interrupted();
    }
    this.audience.chapter(title);
  }

  /** Whoever was put into the group by hand goes before the stacks do, and userA, whom a stack has put there, after. */
  private async cleanUp(): Promise<void> {
    this.audience.chapter('Everything is destroyed');
    const [userA, ...others] = this.people;
    await allOf([
      ...others.map((person) => () => person.leave()),
      () => this.deployed ? this.deployment.destroy() : Promise.resolve(),
      () => userA?.leave(),
    ]);
  }
}

/** Does everything, one after the other, whatever fails; then fails with what failed first. */
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
