import { DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import {
  AddUserToGroupCommand, AttachRolePolicyCommand, CreateUserCommand, DetachRolePolicyCommand, ListGroupsForUserCommand, ListRolesCommand, ListUsersCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { Attempt, Attempts } from './attempts';
import { Clients } from './clients';
import { Deployment } from './deployment';
import { inventory } from './inventory';
import { Person } from './person';
import { AdministeredAccount, Platform } from './platform';
import { PrincipalScope } from '../src';

const ADMINISTRATOR_ACCESS = { RoleName: 'SecurityReadOnlyRole', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' };

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
  private deployed = false;
  private administratorAccess = false;
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
    await this.attempts.denied('userA without MFA', 'assume the role', () => userA.assume(userA.withoutMfa, roleArn));
    await this.attempts.allowed('userA without MFA', 'register her own MFA device', () => userA.registerMfa(userA.withoutMfa, 'phone-of-ann'));
    const signedIn = await userA.withMfa();
    const session = await this.attempts.allowed('userA with MFA', 'assume the role', () => userA.assume(signedIn, roleArn));
    await this.attempts.allowed('userA in account B', 'list buckets', () => session.s3.send(new ListBucketsCommand({})));
    await this.attempts.allowed('userA in account B', 'list instances', () => session.ec2.send(new DescribeInstancesCommand({})));
    await this.attempts.allowed('userA in account B', 'list roles', () => session.iam.send(new ListRolesCommand({})));
    await this.attempts.allowed('userA at home', 'list users of account A', () => signedIn.iam.send(new ListUsersCommand({})));
    await this.attempts.denied('userA at home', 'create a user in account A', () => signedIn.iam.send(new CreateUserCommand({ UserName: 'intruder' })));
    return session;
  }

  private async stayReadOnly(session: Clients): Promise<void> {
    await this.tryToWrite('userA in account B', session);
    await this.platform.trusting.administrator.iam.send(new AttachRolePolicyCommand(ADMINISTRATOR_ACCESS));
    this.administratorAccess = true;
    this.audience.progress('AdministratorAccess has been attached to the role');
    await this.tryToWrite('userA, role with AdministratorAccess', session);
    await this.attempts.allowed('userA, role with AdministratorAccess', 'list buckets', () => session.s3.send(new ListBucketsCommand({})));
  }

  private async tryToWrite(who: string, session: Clients): Promise<void> {
    const bucket = { Bucket: `read-only-demo-${Date.now()}`, CreateBucketConfiguration: { LocationConstraint: this.platform.place.region as 'eu-west-1' } };
    await this.attempts.denied(who, 'create a bucket', () => session.s3.send(new CreateBucketCommand(bucket)));
    await this.attempts.denied(who, 'create a user', () => session.iam.send(new CreateUserCommand({ UserName: 'intruder' })));
  }

  private async keepOut(userB: Person, roleArn: string): Promise<void> {
    await userB.registerMfa(this.platform.assuming.administrator, 'phone-of-bob');
    const signedIn = await userB.withMfa();
    await this.attempts.denied('userB with MFA, not in the group', 'assume the role', () => userB.assume(signedIn, roleArn));
  }

  private async keepStrangerOut(roleArn: string): Promise<void> {
    if (!this.platform.stranger) {
      this.audience.progress('SKIPPED: nobody of a third account tries, because no third account was given');
      return;
    }
    const [stranger] = await this.hire(this.platform.stranger, ['userA']);
    await stranger.registerMfa(this.platform.stranger.administrator, 'phone-of-stranger');
    await stranger.mayAssume(roleArn);
    const signedIn = await stranger.withMfa();
    await this.attempts.denied('userA of a third account, with MFA', 'assume the role', () => stranger.assume(signedIn, roleArn));
  }

  private async narrow(userA: Person, colleague: Person, roleArn: string): Promise<void> {
    await this.addToGroupOf(userA, colleague);
    await colleague.registerMfa(colleague.withoutMfa, 'phone-of-cem');
    const [ofUserA, ofColleague] = [await userA.withMfa(), await colleague.withMfa()];
    await this.attempts.allowed('colleague with MFA, in the group', 'assume the role', () => colleague.assume(ofColleague, roleArn));
    await this.deployment.deploy({ principals: [PrincipalScope.users('userA')] });
    await this.attempts.denied('colleague with MFA, in the group', 'assume the role of userA only', () => colleague.assume(ofColleague, roleArn));
    await this.attempts.allowed('userA with MFA', 'assume the role of userA only', () => userA.assume(ofUserA, roleArn));
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
      throw new Error('interrupted');
    }
    this.audience.chapter(title);
  }

  /** Whoever was put into the group by hand, and what was attached by hand, goes before the stacks do. */
  private async cleanUp(): Promise<void> {
    this.audience.chapter('Everything is destroyed');
    if (this.administratorAccess) {
      await this.platform.trusting.administrator.iam.send(new DetachRolePolicyCommand(ADMINISTRATOR_ACCESS));
    }
    const [userA, ...others] = this.people;
    for (const person of others) {
      await person.leave();
    }
    if (this.deployed) {
      await this.deployment.destroy();
    }
    await userA?.leave();
  }
}
