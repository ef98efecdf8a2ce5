/**
 * A few patterns that match all of the named actions of a service, and none of the others. IAM ignores case.
 *
 * A wildcard follows a whole word, as readers expect, and stands for at least two actions, so that it does not match by accident what
 * AWS adds later. Without others, the pattern is the whole service.
 */
export function compressActions(service: string, names: string[], others: string[]): string[] {
  return patterns(service, names, others, { nextPart: nextWord, minActions: 2 });
}

/** The same in as few characters as trailing wildcards allow. The patterns may match what AWS adds later. */
export function compressActionsTersely(service: string, names: string[], others: string[]): string[] {
  return patterns(service, names, others, { nextPart: (rest) => rest.slice(0, 1), minActions: 1 });
}

interface Wildcards {
  /** The start of a name's rest, up to where a wildcard may follow. */
  readonly nextPart: (rest: string) => string;
  /** The least number of actions that a wildcard stands for. */
  readonly minActions: number;
}

function patterns(service: string, names: string[], others: string[], wildcards: Wildcards): string[] {
  if (names.length === 0) {
    return [];
  }
  return others.length === 0 ? [`${service}:*`] : patternsFrom('', names, others, wildcards).map((name) => `${service}:${name}`);
}

function patternsFrom(prefix: string, names: string[], others: string[], wildcards: Wildcards): string[] {
  const pattern = `${prefix}*`;
  const rivals = others.filter((other) => other.toLowerCase().startsWith(prefix.toLowerCase()));
  if (names.length < wildcards.minActions || (names.length === 1 && names[0].length <= pattern.length)) {
    return names;
  }
  if (rivals.length === 0) {
    return [pattern];
  }
  const namesByPrefix = new Map<string, string[]>();
  names.forEach((name) => {
    const longer = prefix + wildcards.nextPart(name.slice(prefix.length));
    namesByPrefix.set(longer, [...namesByPrefix.get(longer) ?? [], name]);
  });
  return [...namesByPrefix].flatMap(([longer, those]) => patternsFrom(longer, those, rivals, wildcards));
}

function nextWord(rest: string): string {
  return /^(?:[A-Z]+[0-9]*(?![a-z0-9])|.[^A-Z]*)/.exec(rest)?.[0] ?? '';
}
