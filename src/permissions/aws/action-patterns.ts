/** The service that a pattern is about: IAM takes no wildcard before the colon, only `*` alone. */
export function serviceOf(pattern: string): string {
  return pattern.split(':', 1)[0].toLowerCase();
}

export function hasWildcard(pattern: string): boolean {
  return /[*?]/.test(pattern);
}

/** What a pattern of a policy, such as `s3:Get*`, covers. IAM heeds no case. */
export function toRegExp(pattern: string): RegExp {
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 'is');
}
