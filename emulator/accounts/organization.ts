import { AwsError } from '../aws-error';

/** An organizational unit's accounts, and the units in it by their ids. */
export interface Unit {
  readonly accounts?: string[];
  readonly units?: Units;
}

export type Units = Record<string, Unit>;

export interface OrganizationProps {
  /** As `o-a1b2c3d4e5`. */
  readonly id: string;
  /** The account that manages it; it is in the root where no unit has it. */
  readonly management: string;
  /** The id of the root that accounts and units are in; `r-ab12` where none is given. */
  readonly root?: string;
  /** Accounts in no unit. */
  readonly accounts?: string[];
  readonly units?: Units;
  /** Accounts that may administer stack sets besides the management account. */
  readonly delegatedAdministrators?: string[];
  /** Whether CloudFormation may act in the accounts, as it may where nothing is said. */
  readonly trustedAccess?: boolean;
}

const UNIT = /^ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}$/;

/**
 * Accounts that are managed together, each in one place of a tree.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_getting-started_concepts.html
 */
export class Organization {
  public readonly id: string;
  public readonly management: string;
  public readonly root: string;
  public readonly delegatedAdministrators: readonly string[];
  public readonly trustedAccess: boolean;

  /** What the root and each unit are in: their own ids, from the root down. */
  private readonly ancestry = new Map<string, string[]>();
  /** The root or unit that each account is directly in. */
  private readonly places = new Map<string, string>();

  constructor({ id, management, root = 'r-ab12', accounts = [], units = {}, delegatedAdministrators = [], trustedAccess = true }: OrganizationProps) {
    this.id = id;
    this.management = management;
    this.root = root;
    this.delegatedAdministrators = delegatedAdministrators;
    this.trustedAccess = trustedAccess;
    this.places.set(management, root);
    this.settle(root, [], { accounts, units });
  }

  public get accounts(): string[] {
    return [...this.places.keys()];
  }

  public hasUnit(id: string): boolean {
    return this.ancestry.has(id);
  }

  public has(account: string): boolean {
    return this.places.has(account);
  }

  /** All accounts in the root or a unit, and in the units below it. */
  public accountsIn(unit: string): string[] {
    if (!this.hasUnit(unit)) {
      throw new AwsError('ValidationError', `Could not find ${unit} in organization ${this.id}`);
    }
    return this.accounts.filter((account) => this.placesOf(account).includes(unit));
  }

  /** Whether one is the other, or is in it. */
  public overlap(one: string, other: string): boolean {
    return [[one, other], [other, one]].some(([inner, outer]) => this.ancestry.get(inner)?.includes(outer));
  }

  /**
   * Where an account is, as policies compare it.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgpaths
   */
  public pathOf(account: string): string {
    return [this.id, ...this.placesOf(account), ''].join('/');
  }

  /** Puts an account into the root or a unit, wherever it was before. */
  public put(account: string, unit: string): void {
    this.places.set(account, unit);
  }

  public remove(account: string): void {
    if (account === this.management) {
      throw new AwsError('MasterCannotLeaveOrganizationException', 'The management account cannot leave its organization.');
    }
    this.places.delete(account);
  }

  private placesOf(account: string): string[] {
    return this.ancestry.get(this.places.get(account) ?? '') ?? [];
  }

  private settle(id: string, above: string[], { accounts = [], units = {} }: Unit): void {
    const place = [...above, id];
    this.ancestry.set(id, place);
    accounts.forEach((account) => this.put(account, id));
    for (const [unitId, unit] of Object.entries(units)) {
      if (!UNIT.test(unitId)) {
        throw new Error(`${unitId} is no id of an organizational unit`);
      }
      this.settle(unitId, place, unit);
    }
  }
}
