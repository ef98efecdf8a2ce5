import { Annotations } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { PrincipalType } from './principal-type';
import { TrustOptions } from './trust';
import { TrustPolicy } from './trust-policy';
import { ErrorContext } from '../core/validation-error';

/** The kinds of principal that are sessions of roles, and need no MFA. */
const ROLES = [PrincipalType.ROLES, PrincipalType.ROLES_MATCHING, PrincipalType.ANY_ROLE];

/** Warns of combinations that are right in rare cases, when all principals have been added. */
export function warnOnTrust(errors: ErrorContext, role: IConstruct, trust: TrustPolicy, options: TrustOptions): void {
  warnOnExternalIdWithMfa(errors, role, trust, options);
  warnOnSourceIpsOfServices(errors, role, trust, options);
}

/**
 * An external ID is for third parties, whose tools run as roles. With MFA by default, only their users can assume the role.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
 */
function warnOnExternalIdWithMfa(errors: ErrorContext, role: IConstruct, trust: TrustPolicy, { externalId, mfa }: TrustOptions): void {
  if (externalId !== undefined && mfa === undefined && trust.trusts(PrincipalType.ACCOUNT) && !ROLES.some((type) => trust.trusts(type))) {
    Annotations.of(role).addWarningV2('cdk-cross-account-read-only-access:externalIdWithMfa', errors.message(
      'externalId is required together with MFA, which sessions of roles cannot have: the role of a third party cannot assume this role',
      'set principals: [PrincipalScope.anyRole()] and mfa: MfaRequirement.none(), or acknowledge that its users sign in with MFA'));
  }
}

/** The condition stays, so that nobody gets in from elsewhere; but it may keep out everybody. */
function warnOnSourceIpsOfServices(errors: ErrorContext, role: IConstruct, trust: TrustPolicy, { sourceIps }: TrustOptions): void {
  if (sourceIps && trust.trusts(PrincipalType.ACCOUNT_ACCESS_MANAGER)) {
    Annotations.of(role).addWarningV2('cdk-cross-account-read-only-access:sourceIpsOfService', errors.message(
      'sourceIps applies to account access manager too, but AWS does not document from which address it assumes roles',
      'make a separate role for it, or acknowledge that you have tried it'));
  }
}
