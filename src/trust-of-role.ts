import { RoleOfApp } from './cross-account-read-only-access-config';
import { finishedTrust } from './finished-template/finished-trust';
import { RoleTrust } from './sign-in/guide/trust-description';
import { OwnerTemplate } from './targets/template/owner-template';
import { TrustingRole } from './trusting-role';

const OF_UNITS = 'CloudFormation makes the role where the account is in the organizational units of the StackSet: others may have one of that name';
const OF_OWNER = 'the owner of the account makes the role from the template that this app writes: the role may be missing or differ';

/** The trust policy in the template. What the library wrote is described in its own words only as long as all of it is there. */
export function trustOfRole({ role, isOfUnits }: RoleOfApp): RoleTrust {
  const { trust, grantees } = role._config;
  const { statements, added, isAsWritten } = finishedTrust(role, trust.statements);
  return {
    ...isAsWritten
      ? { trusted: trust.describePrincipals(), conditions: trust.describeConditions(), addedStatements: added }
      : { trusted: statements, conditions: [], addedStatements: added },
    alsoAllowed: [...grantees],
    declared: declaredBy(role, isOfUnits),
  };
}

function declaredBy({ stack }: TrustingRole, isOfUnits: boolean): string | undefined {
  return isOfUnits ? OF_UNITS : stack instanceof OwnerTemplate ? OF_OWNER : undefined;
}
