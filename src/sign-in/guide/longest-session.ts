import { Duration, Tokenization } from 'aws-cdk-lib/core';
import { QUOTAS } from '../../core/quotas';
import { AssumableRole } from '../assumable-role';
import { callersOf } from '../profiles/callers';

/** Describes the longest session of roles that differ in their trust at most, such as `1 hour`, for each kind of caller if it differs. */
export function describeLongestSession(roles: AssumableRole[]): string {
  const [{ maxSessionDuration = Duration.hours(1) }] = roles;
  const kinds = roles.flatMap(({ trust }) => callersOf(trust)).map(({ kind }) => kind);
  const longest = describeDuration(maxSessionDuration);
  const limit = describeDuration(Duration.seconds(QUOTAS.chainedSessionSeconds));
  const limited = kinds.filter(({ isRoleSession }) => isRoleSession);
  if (limited.length === 0 || longest === limit) {
    return longest;
  }
  return limited.length === kinds.length ? limit : `${longest} for IAM users, ${limit} for sessions of roles and permission sets`;
}

/** Such as `1 hour`; a token if it is not known yet. */
export function describeDuration(duration: Duration): string {
  return duration.isUnresolved() ? `${Tokenization.stringifyNumber(duration.toSeconds())} seconds` : duration.toHumanString();
}
