import { Duration, Tokenization } from 'aws-cdk-lib/core';
import { AssumableRole } from '../assumable-role';
import { callersOf } from '../profiles/callers';

/** Describes the longest session of roles that differ in their trust at most, such as `1 hour`, for each kind of caller if it differs. */
export function describeLongestSession(roles: AssumableRole[]): string {
  const [{ maxSessionDuration = Duration.hours(1) }] = roles;
  const kinds = roles.flatMap(({ trust }) => callersOf(trust)).map(({ kind }) => kind);
  const longest = describeDuration(maxSessionDuration);
  const limits = kinds.flatMap(({ longestSeconds }) => longestSeconds === undefined ? [] : describeDuration(Duration.seconds(longestSeconds)));
  if (limits.length === 0 || limits[0] === longest) {
    return longest;
  }
  return limits.length === kinds.length ? limits[0] : `${longest} for IAM users, ${limits[0]} for sessions of roles and permission sets`;
}

function describeDuration(duration: Duration): string {
  return duration.isUnresolved() ? `${Tokenization.stringifyNumber(duration.toSeconds())} seconds` : duration.toHumanString();
}
