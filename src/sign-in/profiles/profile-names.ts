import { renderTokens } from '../../core/token-text';
import { AssumableRole } from '../assumable-role';

/** What every tool reads as one name, in a section's head and in a value. */
export const PROFILE_NAME = /^[A-Za-z0-9][\w.@+-]{0,127}$/;

/** Names of profiles, and those among them that had to be changed. */
export interface ProfileNames {
  readonly names: string[];
  /** What is to be said of changed ones. */
  readonly notes: string[];
}

/** People's own profile, and what some tools' maps have in them before any profile is. */
const RESERVED = ['default', ...Object.getOwnPropertyNames(Object.prototype)].map(toIdentifier);

/** A name for each role, no two the same and none of those that are reserved. */
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

/** What is left of a name in tools that know lower-case letters, digits and underscores only. */
export function toIdentifier(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '_');
}

/** A name with a hyphen for whatever some tool might stumble over. */
function slug(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[^\w.@+-]+/g, '-').replace(/^[^A-Za-z0-9]+|-+$/g, '').slice(0, 100);
  return plain === '' ? 'account' : plain;
}
