import { CallerKind } from './caller-kind';
import { appliesTo, CallerSettings } from '../../trust/conditions/trust-condition';
import { PrincipalType } from '../../trust/principal-type';
import { TrustedType, TrustPolicy } from '../../trust/trust-policy';

/** A kind of caller that a role trusts, and the parameters that its calls must have. */
export interface Caller {
  readonly kind: CallerKind;
  readonly settings: CallerSettings;
}

/** The kinds of callers that can assume a role by a profile, in the order of the principals that the role trusts. */
export function callersOf(trust: TrustPolicy): Caller[] {
  const callers = new Map<CallerKind, Caller>();
  for (const trusted of trust.trustedTypes) {
    const settings: CallerSettings = Object.assign({}, ...trusted.conditions.map((condition) => condition.settings));
    kindsOf(trusted, settings).filter((kind) => !callers.has(kind)).forEach((kind) => callers.set(kind, { kind, settings }));
  }
  return [...callers.values()];
}

function kindsOf(trusted: TrustedType, { mfa }: CallerSettings): CallerKind[] {
  const { includesUsers } = trusted.type;
  return [
    ...includesUsers ? mfa ? [CallerKind.USER_WITH_MFA_CODE, CallerKind.USER_WITH_MFA_SESSION] : [CallerKind.USER] : [],
    ...includesType(trusted, PrincipalType.PERMISSION_SETS) ? [CallerKind.PERMISSION_SET] : [],
    ...includesType(trusted, PrincipalType.ROLES) ? [CallerKind.ROLE] : [],
  ];
}

/** The types of roles. Every role is also each role of a permission set; a pattern is for other roles. */
const ROLE_TYPES = new Map<PrincipalType, PrincipalType[]>([
  [PrincipalType.ROLES_MATCHING, [PrincipalType.ROLES]],
  [PrincipalType.ANY_ROLE, [PrincipalType.PERMISSION_SETS, PrincipalType.ROLES]],
]);

/**
 * Whether sessions of this type are trusted: by name, or as part of an account or organization whose conditions they can meet. A service
 * that assumes the role for its users includes no type, because they need no profile.
 */
function includesType({ type, conditions }: TrustedType, other: PrincipalType): boolean {
  const isAnyPrincipal = type.includesUsers && type !== PrincipalType.USERS;
  return type === other || ROLE_TYPES.get(type)?.includes(other) || (isAnyPrincipal && conditions.every((condition) => appliesTo(condition, other)));
}
