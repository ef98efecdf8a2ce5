/** The service that a pattern is about: IAM takes no wildcard before the colon, only `*` alone. */
export function serviceOf(pattern: string): string {
  return pattern.split(':', 1)[0].toLowerCase();
}

/** The names of actions, without their service, by service. */
export function namesByService(actions: Iterable<string>): Map<string, string[]> {
  const services = new Map<string, string[]>();
  for (const action of actions) {
    const service = serviceOf(action);
    const names = services.get(service) ?? [];
    names.push(action.slice(service.length + 1));
    services.set(service, names);
  }
  return services;
}

export function hasWildcard(pattern: string): boolean {
  return /[*?]/.test(pattern);
}

/** What a pattern of a policy, such as `s3:Get*`, covers. IAM heeds no case. */
export function toRegExp(pattern: string): RegExp {
  // The wildcards of a run in one order, as trying each of many asterisks at every place takes minutes.
  const ordered = pattern.replace(/[*?]{2,}/g, (run) => run.replaceAll('*', '') + (run.includes('*') ? '*' : ''));
  const source = ordered.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 'is');
}
