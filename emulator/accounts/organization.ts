import { AwsError } from '../aws-error';

/** The accounts and child units of a root or organizational unit. */
export interface Children {
  readonly accounts?: string[];
  readonly organizationalUnits?: OrganizationalUnits;
}

/** Organizational units by id. */
export type OrganizationalUnits = Record<string, Children>;

/** An organization; `accounts` and `organizationalUnits` are the children of its root. */
export interface OrganizationProps extends Children {
  /** For example `o-a1b2c3d4e5`. */
  readonly id: string;
  /** The management account. It is in the root unless an organizational unit lists it. */
  readonly managementAccount: string;
  /** @default 'r-ab12' */
  readonly rootId?: string;
  /** Delegated administrators for CloudFormation StackSets. */
  readonly delegatedAdministrators?: string[];
  /**
   * Whether trusted access with CloudFormation StackSets is activated.
   * @default true
   */
  readonly trustedAccess?: boolean;
}

const UNIT_ID = /^ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}$/;

/**
 * An organization: a tree of a root, organizational units and accounts.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_getting-started_concepts.html
 */
export class Organization {
  public readonly id: string;
  public readonly managementAccount: string;
  public readonly delegatedAdministrators: readonly string[];
  public readonly trustedAccess: boolean;

  /** The ids from the root down to the root or unit of the key, inclusive. */
  private readonly paths = new Map<string, string[]>();
  /** The parent of each account. */
  private readonly parents = new Map<string, string>();

  constructor({ id, managementAccount, rootId = 'r-ab12', delegatedAdministrators = [], trustedAccess = true, ...children }: OrganizationProps) {
    this.id = id;
    this.managementAccount = managementAccount;
    this.delegatedAdministrators = delegatedAdministrators;
    this.trustedAccess = trustedAccess;
    this.parents.set(managementAccount, rootId);
    this.addParent(rootId, [], children);
  }

  public get accounts(): string[] {
    return [...this.parents.keys()];
  }

  /** Whether there is a root or organizational unit of this id. */
  public hasParent(id: string): boolean {
    return this.paths.has(id);
  }

  public includes(account: string): boolean {
    return this.parents.has(account);
  }

  /** All accounts in a root or organizational unit, including those in its child units. */
  public accountsIn(parent: string): string[] {
    if (!this.hasParent(parent)) {
      throw new AwsError('ValidationError', `Could not find ${parent} in organization ${this.id}`);
    }
    return this.accounts.filter((account) => this.parentsOf(account).includes(parent));
  }

  /** Whether one contains the other, or both are the same. */
  public overlap(one: string, other: string): boolean {
    return [[one, other], [other, one]].some(([inner, outer]) => this.paths.get(inner)?.includes(outer));
  }

  /**
   * The value of `aws:PrincipalOrgPaths` for an account.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgpaths
   */
  public pathOf(account: string): string {
    return [this.id, ...this.parentsOf(account), ''].join('/');
  }

  /** Sets the parent of an account. */
  public place(account: string, parent: string): void {
    this.parents.set(account, parent);
  }

  public remove(account: string): void {
    if (account === this.managementAccount) {
      throw new AwsError('MasterCannotLeaveOrganizationException', 'The management account cannot leave its organization.');
    }
    this.parents.delete(account);
  }

  private parentsOf(account: string): string[] {
    return this.paths.get(this.parents.get(account) ?? '') ?? [];
  }

  private addParent(id: string, ancestors: string[], { accounts = [], organizationalUnits = {} }: Children): void {
    const path = [...ancestors, id];
    this.paths.set(id, path);
    accounts.forEach((account) => this.place(account, id));
    for (const [unitId, children] of Object.entries(organizationalUnits)) {
      if (!UNIT_ID.test(unitId)) {
        throw new Error(`${unitId} is not the id of an organizational unit`);
      }
      this.addParent(unitId, path, children);
    }
  }
}
