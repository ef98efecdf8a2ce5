import { Token } from 'aws-cdk-lib/core';
import { AdditionalAction, ConditionBlock, isIdentity, TrustCondition } from './trust-condition';
import { checkNotEmpty, quoted } from '../../core/validate-names';
import { ErrorContext } from '../../core/validation-error';
import { PrincipalType } from '../principal-type';

/** Whether callers may, or must, set a source identity. */
export interface SourceIdentityConfig {
  readonly kind: 'optional' | 'required' | 'userName';
  /** The source identities that sessions of roles may keep; undefined for any. */
  readonly acceptedFromRoles?: string[];
}

const PROP = 'sourceIdentity';
const CONSOLE_UNSUPPORTED = 'the console cannot set a source identity';

/** A source identity in which any character may be a wildcard. @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const PATTERN = /^[\w+=,.@*?-]{1,64}$/;

export function sourceIdentityCondition(errors: ErrorContext, { kind, acceptedFromRoles }: SourceIdentityConfig): TrustCondition {
  switch (kind) {
    case 'optional': return {
      prop: PROP,
      description: 'may set a source identity',
      block: {},
      additionalAction: setting(() => ({})),
    };
    case 'required': return {
      prop: PROP,
      description: 'sets a source identity',
      settings: { sourceIdentity: 'any' },
      block: { StringLike: { 'sts:SourceIdentity': '*' } },
      additionalAction: setting(() => ({})),
      appliesTo: isIdentity,
      unmetReason: 'account access manager sets no source identity',
      consoleUnsupportedReason: CONSOLE_UNSUPPORTED,
    };
    case 'userName': return userNameCondition(errors, acceptedFromRoles);
  }
}

/**
 * Users set their name. Sessions of roles have none to set, but may keep what an earlier session has set.
 *
 * STS gives what a call sets or keeps as `sts:SourceIdentity`, and what the session keeps as `aws:SourceIdentity`, which a caller cannot
 * choose in the call. A user's own credentials never have the second key.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html#id_credentials_temp_control-access_monitor-know
 */
function userNameCondition(errors: ErrorContext, acceptedFromRoles?: string[]): TrustCondition {
  checkPatterns(errors, acceptedFromRoles);
  const ofUsers: ConditionBlock = { StringEquals: { 'sts:SourceIdentity': '${aws:username}' } };
  const ofRoles: ConditionBlock = acceptedFromRoles
    ? { StringLike: { 'aws:SourceIdentity': acceptedFromRoles } }
    : { Null: { 'aws:SourceIdentity': 'false' } };
  const includesUsers = (type: PrincipalType) => type.includesUsers;
  return {
    prop: PROP,
    description: 'sets their own user name as source identity',
    settings: { sourceIdentity: 'userName' },
    block: ofUsers,
    additionalAction: setting((type) => includesUsers(type) ? ofUsers : ofRoles),
    appliesTo: includesUsers,
    unmetReason: 'only IAM users have a user name',
    consoleUnsupportedReason: CONSOLE_UNSUPPORTED,
  };
}

/** The trust policy that AWS documents for account access manager does not allow it to set one. */
function setting(blockFor: (type: PrincipalType) => ConditionBlock): AdditionalAction {
  return { action: 'sts:SetSourceIdentity', blockFor: (type) => isIdentity(type) ? blockFor(type) : undefined };
}

function checkPatterns(errors: ErrorContext, patterns?: string[]): void {
  const prop = `${PROP} acceptedFromRoles`;
  checkNotEmpty(errors, prop, patterns, 'leave it out to accept any source identity that a role keeps');
  const known = errors.known(patterns ?? []);
  const all = Token.isUnresolved(known) ? [] : known.map((pattern) => errors.known(pattern));
  const bad = all.find((pattern) => !Token.isUnresolved(pattern) && !PATTERN.test(pattern));
  if (bad !== undefined) {
    errors.fail(`${prop} ${quoted(bad)} is not a source identity that STS accepts`, 'use at most 64 letters, digits and _+=,.@-, with * and ? as wildcards');
  }
}
