import { join, relative, sep } from 'path';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { wordsOf } from './core/words';
import { CrossAccountReadOnlyAccess } from './cross-account-read-only-access';
import { RoleOfApp } from './cross-account-read-only-access-config';
import { defaultPermissions } from './permissions/default-permissions';
import { describeLevel } from './permissions/describe-level';
import { AccessModel } from './sign-in/guide/access-model';
import { RoleTrust } from './sign-in/guide/trust-description';
import { OwnerTemplate } from './targets/template/owner-template';
import { accessWindowLimits } from './trust/conditions/access-window-condition';
import { TrustPolicy } from './trust/trust-policy';
import { trustOfRole } from './trust-of-role';
import { TrustingRole } from './trusting-role';

const MADE_ELSEWHERE = 'another app makes the role: this is the trust policy that it must have, and its own may differ';

/** What the guide calls each access: its `title`, otherwise the words of its id, with its path if another one has the same. */
export function titlesOf(accesses: CrossAccountReadOnlyAccess[]): string[] {
  const titles = accesses.map(({ node, _config }) => _config.title ?? wordsOf(node.id));
  return titles.map((title, i) => titles.indexOf(title) === titles.lastIndexOf(title) || accesses[i]._config.title !== undefined
    ? title
    : `${title} (${accesses[i].node.path})`);
}

/**
 * A `CrossAccountReadOnlyAccess` as the guide needs it, at synth.
 *
 * @param directory The folder of the guide.
 */
export function accessModel(access: CrossAccountReadOnlyAccess, title: string, directory: string): AccessModel {
  const { description, permissions = defaultPermissions(), accessWindow, signIn, grantees, roleIn } = access._config;
  // Accounts of a StackSet have the same role.
  const ofStackSets = new Map<TrustingRole, RoleTrust>();
  const trustOf = (known: RoleOfApp) => {
    const trust = ofStackSets.get(known.role) ?? trustOfRole(known);
    ofStackSets.set(known.role, trust);
    return trust;
  };
  return {
    scope: access,
    title,
    description,
    permissions: permissions._config.description,
    permissionDetails: describeLevel(permissions._config.level),
    window: accessWindow && accessWindowLimits(accessWindow._config),
    signIn,
    group: access.group,
    members: access.group._config.members,
    grantees: [...grantees],
    notes: access.cliProfiles._config.notes,
    roles: new Map(signIn.allRoles.map(({ account, trust }) => {
      const known = roleIn.get(account);
      return [account, known
        ? { owner: ownerOf(known.role), trust: trustOf(known), ownerInstructions: ownerInstructions(known.role, directory) }
        : { trust: declaredTrust(trust) }];
    })),
  };
}

function declaredTrust(trust: TrustPolicy): RoleTrust {
  return {
    trusted: trust.describePrincipals(), conditions: trust.describeConditions(), addedStatements: [], alsoAllowed: [], declared: MADE_ELSEWHERE,
  };
}

/** With slashes, as in links. */
function ownerInstructions({ stack }: TrustingRole, directory: string): string | undefined {
  return stack instanceof OwnerTemplate ? relative(directory, join(stack.directory, 'instructions.md')).split(sep).join('/') : undefined;
}

function ownerOf(role: TrustingRole): string | undefined {
  const tags = (role.node.defaultChild as CfnRole).tags.tagValues() ?? {};
  return Object.entries(tags).find(([key]) => key.toLowerCase() === 'owner')?.[1];
}
