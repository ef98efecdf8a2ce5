import { IConstruct } from 'constructs';
import { CallerKind } from './caller-kind';
import { renderTokens } from '../../core/token-text';
import { TrustPolicy } from '../../trust/trust-policy';
import { ANY_ACCOUNT, AssumableRole } from '../assumable-role';

/** Names that every tool can read, in the head of a section and as a value. */
export const PROFILE_NAME = /^[A-Za-z0-9][\w.@+-]{0,127}$/;

/** The name of a role's first profile, with which the names of its other profiles begin. */
export interface ProfileName {
  readonly name: string;
  /** Says that the name had to be changed. */
  readonly note?: string;
}

/** The user's default profile, and names that are built-in properties of the maps of some tools. */
const RESERVED = ['default', ...Object.getOwnPropertyNames(Object.prototype)].map(toIdentifier);

const OF_APPS = new WeakMap<IConstruct, ProfileNames>();

/**
 * The names of the profiles of an app: no two are the same, and none is reserved.
 *
 * The first role with a name keeps it, whatever is added after it. All names that a role's profiles can ever have are reserved with it,
 * because it may trust further kinds of callers until synth.
 */
export class ProfileNames {
  /** The names of the app that has the scope. */
  public static of({ node: { root } }: IConstruct): ProfileNames {
    const names = OF_APPS.get(root) ?? new ProfileNames();
    OF_APPS.set(root, names);
    return names;
  }

  private readonly roles: AssumableRole[] = [];
  private readonly positions = new Map<TrustPolicy, Map<string, number>>();

  /** The names of the first roles. The others are named on first use, because most apps never read their profiles. */
  private readonly names: ProfileName[] = [];
  private readonly taken = new Set(RESERVED);

  private constructor() {}

  /** Adds a role. A `CrossAccountReadOnlyAccess` adds the roles that it makes once more: their names are then the same in both. */
  public add(role: AssumableRole): void {
    const position = this.positionOf(role);
    if (position === undefined) {
      const ofTrust = this.positions.get(role.trust) ?? new Map<string, number>();
      this.positions.set(role.trust, ofTrust.set(role.account, this.roles.length));
      this.roles.push(role);
    } else {
      this.roles[position] = role;
    }
  }

  /** The name of a role that has been added. */
  public nameOf(role: AssumableRole): ProfileName {
    const position = this.positionOf(role)!;
    while (this.names.length <= position) {
      this.names.push(this.newName(this.roles[this.names.length]));
    }
    return this.names[position];
  }

  private positionOf({ trust, account }: AssumableRole): number | undefined {
    return this.positions.get(trust)?.get(account);
  }

  private newName(role: AssumableRole): ProfileName {
    const wanted = wantedName(role);
    const name = this.firstFree(candidates(wanted, role));
    variants(name).forEach((variant) => this.taken.add(toIdentifier(variant)));
    return name === wanted
      ? { name }
      : { name, note: `the profile ${wanted} of account ${renderTokens(role.scope, role.account)} is called ${name}, because ${wanted} is taken` };
  }

  private firstFree(names: Generator<string, never>): string {
    let name = names.next().value;
    while (variants(name).some((variant) => this.taken.has(toIdentifier(variant)))) {
      name = names.next().value;
    }
    return name;
  }
}

function* candidates(wanted: string, { scope, account, identity }: AssumableRole): Generator<string, never> {
  yield wanted;
  const byAccount = `${wanted}-${slug(renderTokens(scope, account))}`;
  yield byAccount;
  const byRole = `${byAccount}-${slug(renderTokens(scope, identity.roleName))}`;
  yield byRole;
  for (let i = 2; ; i++) {
    yield `${byRole}-${i}`;
  }
}

/** The name of a further profile, for another kind of caller. */
export function nameForKind(name: string, { suffix }: CallerKind): string {
  return `${name}-${suffix}`;
}

/** The name of the profile with the credentials of a profile. */
export function sourceName(name: string): string {
  return `${name}-source`;
}

/** The names that the profiles of a role can have. */
function variants(name: string): string[] {
  return [name, ...CallerKind.suffixes.map((suffix) => `${name}-${suffix}`)].flatMap((variant) => [variant, sourceName(variant)]);
}

function wantedName({ scope, account, accountName, identity, cliProfile, isAlone }: AssumableRole): string {
  const ofAccount = accountName ?? `${identity.roleName}-${account}`;
  const { profileName } = cliProfile ?? {};
  return slug(renderTokens(scope, profileName === undefined ? ofAccount : isAlone && account !== ANY_ACCOUNT ? profileName : `${profileName}-${ofAccount}`));
}

/** The name as tools read it that allow only lower-case letters, digits and underscores. */
export function toIdentifier(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '_');
}

/** The name with hyphens for characters that some tool does not accept. */
function slug(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[^\w.@+-]+/g, '-').replace(/^[^A-Za-z0-9]+|-+$/g, '').slice(0, 100);
  return plain === '' ? 'account' : plain;
}
