import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CrossAccountReadOnlyAccess } from './cross-account-read-only-access';
import { RoleOfApp } from './cross-account-read-only-access-config';
import { finishedTrust } from './finished-template/finished-trust';
import { defaultPermissions } from './permissions/default-permissions';
import { AccessModel } from './sign-in/guide/access-model';
import { RoleTrust } from './sign-in/guide/trust-description';
import { accessWindowLimits } from './trust/conditions/access-window-condition';
import { TrustPolicy } from './trust/trust-policy';
import { TrustingRole } from './trusting-role';

const MADE_ELSEWHERE = 'another app makes the role: this is the trust policy that it must have, and its own may differ';
const OF_UNITS = 'CloudFormation makes the role where the account is in the organizational units of the StackSet: others may have one of that name';

/** A `CrossAccountReadOnlyAccess` as the guide needs it, at synth. */
export function accessModel(access: CrossAccountReadOnlyAccess): AccessModel {
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
    description,
    permissions: permissions._config.description,
    window: accessWindow && accessWindowLimits(accessWindow._config),
    signIn,
    group: access.group,
    members: access.group._config.members,
    grantees: [...grantees],
    roles: new Map(signIn.allRoles.map(({ account, trust }) => {
      const known = roleIn.get(account);
      return [account, known ? { owner: ownerOf(known.role), trust: trustOf(known) } : { trust: declaredTrust(trust) }];
    })),
  };
}

/** The trust policy in the template. What the library wrote is described in its own words only as long as all of it is there. */
function trustOfRole({ role, isOfUnits }: RoleOfApp): RoleTrust {
  const { trust, grantees } = role._config;
  const { statements, added, isAsWritten } = finishedTrust(role, trust.statements);
  return {
    ...isAsWritten
      ? { trusted: trust.describePrincipals(), conditions: trust.describeConditions(), addedStatements: added }
      : { trusted: statements, conditions: [], addedStatements: added },
    alsoAllowed: [...grantees],
    declared: isOfUnits ? OF_UNITS : undefined,
  };
}

function declaredTrust(trust: TrustPolicy): RoleTrust {
  return {
    trusted: trust.describePrincipals(), conditions: trust.describeConditions(), addedStatements: [], alsoAllowed: [], declared: MADE_ELSEWHERE,
  };
}

function ownerOf(role: TrustingRole): string | undefined {
  const tags = (role.node.defaultChild as CfnRole).tags.tagValues() ?? {};
  return Object.entries(tags).find(([key]) => key.toLowerCase() === 'owner')?.[1];
}
