/** The service of a pattern. IAM accepts no wildcard before the colon, only `*` alone. */
export function serviceOf(pattern: string): string {
  const colon = pattern.indexOf(':');
  return (colon < 0 ? pattern : pattern.slice(0, colon)).toLowerCase();
}

/** The names of actions without the service prefix, by service. */
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

/** Matches the actions of a policy's pattern, such as `s3:Get*`. IAM ignores case. */
export function toRegExp(pattern: string): RegExp {
  // Wildcards in a row are merged and put into one order: backtracking over many asterisks would take minutes.
  const ordered = pattern.replace(/[*?]{2,}/g, (run) => run.replaceAll('*', '') + (run.includes('*') ? '*' : ''));
  const source = ordered.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 'is');
}

/** Whether any of the patterns matches an action. Most patterns have no wildcard, and are looked up. */
export function matcherOf(patterns: string[]): (action: string) => boolean {
  const exact = new Set(patterns.map((pattern) => pattern.toLowerCase()));
  const expressions = patterns.filter(hasWildcard).map((pattern) => ({ service: serviceOf(pattern), expression: toRegExp(pattern) }));
  return (action) => exact.has(action.toLowerCase())
    || expressions.some(({ service, expression }) => (service === serviceOf(action) || service === '*') && expression.test(action));
}
