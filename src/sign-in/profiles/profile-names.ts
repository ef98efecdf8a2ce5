import { renderTokens } from '../../core/token-text';
import { AssumableRole } from '../assumable-role';

/** Names that every tool can read, in the head of a section and as a value. */
export const PROFILE_NAME = /^[A-Za-z0-9][\w.@+-]{0,127}$/;

/** The names of profiles, and a note on each name that had to be changed. */
export interface ProfileNames {
  readonly names: string[];
  readonly notes: string[];
}

/** The user's default profile, and names that are built-in properties of the maps of some tools. */
const RESERVED = ['default', ...Object.getOwnPropertyNames(Object.prototype)].map(toIdentifier);

/** A name for each role: no two are the same, and none is reserved. */
export function profileNames(roles: AssumableRole[]): ProfileNames {
  const wanted = roles.map((role) => ({ role, name: wantedName(role) }));
  const counts = new Map(RESERVED.map((name) => [name, 1]));
  wanted.forEach(({ name }) => counts.set(toIdentifier(name), (counts.get(toIdentifier(name)) ?? 0) + 1));
  const reserved = new Set(counts.keys());
  const named = wanted.map(({ role, name }) => {
    if (counts.get(toIdentifier(name)) === 1) {
      return { name };
    }
    const unique = uniqueName(name, role, reserved);
    reserved.add(toIdentifier(unique));
    return { name: unique, note: `the profile ${name} of account ${renderTokens(role.scope, role.account)} is called ${unique}, because ${name} is taken` };
  });
  return { names: named.map(({ name }) => name), notes: named.flatMap(({ note }) => note ?? []) };
}

function wantedName({ scope, account, accountName, identity, cliProfile, isAlone }: AssumableRole): string {
  const ofAccount = accountName ?? `${identity.roleName}-${account}`;
  const { profileName } = cliProfile ?? {};
  return slug(renderTokens(scope, profileName === undefined ? ofAccount : isAlone ? profileName : `${profileName}-${ofAccount}`));
}

function uniqueName(name: string, { scope, account, identity }: AssumableRole, reserved: Set<string>): string {
  const byAccount = `${name}-${slug(renderTokens(scope, account))}`;
  const byRole = `${byAccount}-${slug(renderTokens(scope, identity.roleName))}`;
  const candidates = [byAccount, byRole, ...Array.from({ length: reserved.size }, (_, i) => `${byRole}-${i + 2}`)];
  return candidates.find((candidate) => !reserved.has(toIdentifier(candidate)))!;
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
