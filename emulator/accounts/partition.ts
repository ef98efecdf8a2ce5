import { Account } from './account';
import { Credentials, UserCredentials } from './credentials';
import { AccessKey, Role, User } from './identity';
import { accountFromFunctionArn, LambdaFunction } from './lambda-function';
import { requirePolicy } from './managed-policies';
import { Organization } from './organization';
import { accountFromQueueArn, Queue } from './queue';
import { AwsError } from '../aws-error';

const ADMINISTRATOR_ACCESS = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** The partition `aws`: all accounts, their organizations and the sessions that STS has issued. */
export class Partition {
  private readonly organizations: Organization[] = [];
  private readonly accounts = new Map<string, Account>();
  private readonly sessions = new Map<string, Credentials>();

  /** Creates an account with an administrator, and returns the administrator's access key. */
  public createAccount(id: string): AccessKey {
    const account = new Account(id);
    this.accounts.set(id, account);
    const administrator = account.users.add(new User(id, 'administrator', '/'));
    administrator.attachedPolicies.add(requirePolicy(account, ADMINISTRATOR_ACCESS));
    return account.createAccessKey(administrator);
  }

  public account(id: string): Account {
    const account = this.accounts.get(id);
    if (!account) {
      throw new AwsError('NoSuchEntity', `There is no account ${id}.`, 404);
    }
    return account;
  }

  /** The organization of an account, if it is in one. */
  public organizationOf(account: string): Organization | undefined {
    return this.organizations.find((organization) => organization.includes(account));
  }

  /** An account is in one organization at most. */
  public addOrganization(organization: Organization): void {
    organization.accounts.forEach((account) => this.requireStandalone(this.account(account)));
    this.organizations.push(organization);
  }

  /** Adds a standalone account to a root or organizational unit, or moves it within its organization. Returns the organization. */
  public joinOrganization(account: string, parent: string): Organization {
    const organization = this.organizations.find((candidate) => candidate.hasParent(parent));
    if (!organization) {
      throw new Error(`there is no root or organizational unit ${parent}`);
    }
    if (!organization.includes(account)) {
      this.requireStandalone(this.account(account));
    }
    organization.place(account, parent);
    return organization;
  }

  public leaveOrganization(account: string): Organization {
    const organization = this.organizationOf(account);
    if (!organization) {
      throw new Error(`account ${account} is in no organization`);
    }
    organization.remove(account);
    return organization;
  }

  /** A user or role of any account. */
  public findIdentity(matches: (identity: User | Role) => boolean): User | Role | undefined {
    for (const { users, roles } of this.accounts.values()) {
      const identity = [...users, ...roles].find(matches);
      if (identity) {
        return identity;
      }
    }
    return undefined;
  }

  public addSession<T extends Credentials>(session: T): T {
    this.sessions.set(session.accessKeyId, session);
    return session;
  }

  /** The credentials of an access key, if it exists and is active. */
  public findCredentials(accessKeyId: string): Credentials | undefined {
    return this.sessions.get(accessKeyId) ?? this.findLongTermCredentials(accessKeyId);
  }

  public findQueue(arn: string): Queue | undefined {
    return this.accounts.get(accountFromQueueArn(arn) ?? '')?.queues.get(arn);
  }

  public findFunction(arn: string): LambdaFunction | undefined {
    return this.accounts.get(accountFromFunctionArn(arn) ?? '')?.functions.get(arn);
  }

  /** Bucket names are unique in the partition. */
  public findBucketOwner(name: string): Account | undefined {
    return [...this.accounts.values()].find(({ buckets }) => buckets.has(name));
  }

  private requireStandalone({ id }: Account): void {
    if (this.organizationOf(id)) {
      throw new Error(`account ${id} is in an organization already`);
    }
  }

  private findLongTermCredentials(accessKeyId: string): Credentials | undefined {
    for (const account of this.accounts.values()) {
      for (const user of account.users) {
        const key = user.accessKeys.get(accessKeyId);
        if (key?.active) {
          return new UserCredentials(account, user, key);
        }
      }
    }
    return undefined;
  }
}
