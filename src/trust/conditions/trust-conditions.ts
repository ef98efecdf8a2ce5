import { externalIdCondition } from './external-id';
import { MfaRequirement } from './mfa-requirement';
import { principalTagsCondition } from './principal-tags';
import { USER_NAME_AS_SESSION_NAME } from './role-session-name';
import { sessionTagsCondition } from './session-tags';
import { sourceIpsCondition } from './source-ip';
import { TrustCondition } from './trust-condition';
import { TrustConditionOptions } from './trust-condition-options';
import { Place } from '../../core/validation-error';

/** All conditions that are asked for, checked. */
export function trustConditions(at: Place, props: TrustConditionOptions): TrustCondition[] {
  props.mfa?._check(at);
  props.accessWindow?._check(at, 'accessWindow');
  return [
    (props.mfa ?? MfaRequirement.required())._condition,
    props.externalId === undefined ? undefined : externalIdCondition(at, props.externalId),
    props.sourceIps && sourceIpsCondition(at, props.sourceIps),
    props.accessWindow?._condition,
    props.requireUserNameAsRoleSessionName ? USER_NAME_AS_SESSION_NAME : undefined,
    props.principalTags && principalTagsCondition(at, props.principalTags),
    ...callerConditions(at, props),
  ].filter(isSet);
}

/** Those that callers need permissions of their own for. */
export function callerConditions(at: Place, props: Pick<TrustConditionOptions, 'sourceIdentity' | 'sessionTags'>): TrustCondition[] {
  return [
    props.sourceIdentity?._condition,
    props.sessionTags && sessionTagsCondition(at, props.sessionTags),
  ].filter(isSet);
}

function isSet(condition: TrustCondition | undefined): condition is TrustCondition {
  return condition !== undefined;
}
