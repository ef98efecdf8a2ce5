import { Account } from './account';
import { Credentials, UserCredentials } from './credentials';
import { Role, User } from './identity';
import { existingPolicy } from './managed-policies';
import { Organization } from './organization';
import { accountOfQueue, Queue } from './queue';
import { AwsError } from '../aws-error';

const ADMINISTRATOR_ACCESS = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** All accounts there are, the organizations that some of them are in, and the credentials that sessions were given. */
export class World {
  private readonly organizations: Organization[] = [];
  private readonly accounts = new Map<string, Account>();
  private readonly sessions = new Map<string, Credentials>();

  /** Opens an account with an administrator in it, whose key is returned. */
  public openAccount(id: string) {
    const account = new Account(id);
    this.accounts.set(id, account);
    const administrator = account.users.add(new User(id, 'administrator', '/'));
    administrator.attachedPolicies.add(existingPolicy(account, ADMINISTRATOR_ACCESS));
    return account.newAccessKey(administrator);
  }

  public account(id: string): Account {
    const account = this.accounts.get(id);
    if (!account) {
      throw new AwsError('NoSuchEntity', `There is no account ${id}.`, 404);
    }
    return account;
  }

  /** The organization that an account is in, if it is in one. */
  public organizationOf(account: string): Organization | undefined {
    return this.organizations.find((organization) => organization.has(account));
  }

  /** An account is in one organization at most. */
  public addOrganization(organization: Organization): void {
    organization.accounts.forEach((account) => this.checkFree(this.account(account)));
    this.organizations.push(organization);
  }

  /** Puts an account into an organization, or elsewhere in its own, which is returned. */
  public join(account: string, unit: string): Organization {
    const organization = this.organizations.find((candidate) => candidate.hasUnit(unit));
    if (!organization) {
      throw new Error(`there is no organizational unit ${unit}`);
    }
    if (!organization.has(account)) {
      this.checkFree(this.account(account));
    }
    organization.put(account, unit);
    return organization;
  }

  public leave(account: string): Organization {
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

  public issue<T extends Credentials>(credentials: T): T {
    this.sessions.set(credentials.accessKeyId, credentials);
    return credentials;
  }

  /** The credentials of an access key, if it is known and active. */
  public credentials(accessKeyId: string): Credentials | undefined {
    return this.sessions.get(accessKeyId) ?? this.longTermCredentials(accessKeyId);
  }

  /** The queue of an ARN, if there is one. */
  public queue(arn: string): Queue | undefined {
    return this.accounts.get(accountOfQueue(arn) ?? '')?.queues.get(arn);
  }

  /** Bucket names are shared by all accounts. */
  public ownerOfBucket(name: string): Account | undefined {
    return [...this.accounts.values()].find(({ buckets }) => buckets.has(name));
  }

  private checkFree({ id }: Account): void {
    if (this.organizationOf(id)) {
      throw new Error(`account ${id} is in an organization already`);
    }
  }

  private longTermCredentials(accessKeyId: string): Credentials | undefined {
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
