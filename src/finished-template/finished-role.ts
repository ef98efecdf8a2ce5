import { Role } from 'aws-cdk-lib/aws-iam';
import { validateBoundary } from './boundary';
import { validateBoundaryText } from './boundary-text';
import { FinishedProperties } from './finished-resource';
import { warnOnGivenBoundary } from './given-boundary';
import { messagesOf } from './known-values';
import { validatePoliciesOfApp } from './policies-of-app';
import { warnOnCondition } from './presence-messages';
import { validateRepeatedPolicies } from './repeated-policies';
import { validateRoleName } from './role-name';
import { validatePermissions } from './role-permissions';
import { RolePromise } from './role-promise';
import { validateRoleTags } from './role-tags';
import { validateSessionDuration } from './session-duration';
import { validateTrust } from './trust-policy';
import { checkDescription } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';

/** Compares a role in the finished template with what the library promises of it. */
export function validateFinishedRole(errors: ErrorContext, role: Role, promise: RolePromise, properties: FinishedProperties): string[] {
  warnOnCondition(errors, role, 'role');
  warnOnGivenBoundary(errors, role, promise);
  return [
    ...validateRoleName(errors, role, promise.identity, properties),
    ...validateSessionDuration(errors, role, promise.maxSessionDuration, properties),
    ...validateBoundary(errors, role, promise.boundary, properties),
    ...validateBoundaryText(errors, role, promise.boundary),
    ...validateTrust(errors, role, promise.trust, properties),
    ...promise.boundary.isGiven ? [] : validatePoliciesOfApp(errors, promise.permissions.level),
    ...validatePermissions(errors, role, promise.permissions, properties),
    ...validateRepeatedPolicies(errors, role, 'permissions', properties),
    ...validateRoleTags(errors, properties),
    ...typeof properties.Description === 'string' ? messagesOf(() => checkDescription(errors, properties.Description)) : [],
  ];
}
