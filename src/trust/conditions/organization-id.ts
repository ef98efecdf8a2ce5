import { isIdentity, TrustCondition } from './trust-condition';
import { ErrorContext } from '../../core/validation-error';
import { checkOrganizationId } from '../principals/organizations';

/**
 * Callers must be of an account in this organization.
 *
 * For `PrincipalScope.organization` it is the condition that the statement has anyway: another organization is an error of the finished
 * trust policy.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid
 */
export function organizationIdCondition(errors: ErrorContext, organizationId: string): TrustCondition {
  checkOrganizationId(errors, 'organizationId', organizationId);
  return {
    prop: 'organizationId',
    description: `is in the organization ${organizationId}`,
    block: { StringEquals: { 'aws:PrincipalOrgID': organizationId } },
    appliesTo: isIdentity,
    unmetReason: 'account access manager is in no organization, and its application\'s account is compared anyway',
  };
}
