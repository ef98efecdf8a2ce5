import { accessWindowCondition } from './access-window-condition';
import { externalIdCondition } from './external-id';
import { mfaCondition } from './mfa-condition';
import { MfaRequirement } from './mfa-requirement';
import { organizationIdCondition } from './organization-id';
import { principalTagsCondition } from './principal-tags';
import { USER_NAME_AS_SESSION_NAME } from './role-session-name';
import { sessionTagsCondition } from './session-tags';
import { sourceIdentityCondition } from './source-identity-condition';
import { sourceIpsCondition } from './source-ip';
import { TrustCondition } from './trust-condition';
import { TrustConditionOptions } from './trust-condition-options';
import { ErrorContext } from '../../core/validation-error';

/** Checks all conditions, and renders them. */
export function trustConditions(errors: ErrorContext, props: TrustConditionOptions): TrustCondition[] {
  return [
    mfaCondition(errors, (props.mfa ?? MfaRequirement.required())._config),
    props.externalId === undefined ? undefined : externalIdCondition(errors, props.externalId),
    props.organizationId === undefined ? undefined : organizationIdCondition(errors, props.organizationId),
    props.sourceIps && sourceIpsCondition(errors, props.sourceIps),
    props.accessWindow && accessWindowCondition(errors, props.accessWindow._config),
    props.requireUserNameAsRoleSessionName ? USER_NAME_AS_SESSION_NAME : undefined,
    props.principalTags && principalTagsCondition(errors, props.principalTags),
    ...callerConditions(errors, props),
  ].filter(isSet);
}

/** The conditions for which callers need further permissions in their own policies. */
export function callerConditions(errors: ErrorContext, props: Pick<TrustConditionOptions, 'sourceIdentity' | 'sessionTags'>): TrustCondition[] {
  return [
    props.sourceIdentity && sourceIdentityCondition(errors, props.sourceIdentity._config),
    props.sessionTags && sessionTagsCondition(errors, props.sessionTags.map(({ _config }) => _config)),
  ].filter(isSet);
}

function isSet(condition: TrustCondition | undefined): condition is TrustCondition {
  return condition !== undefined;
}
