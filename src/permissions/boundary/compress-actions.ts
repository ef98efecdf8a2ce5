/**
 * Few patterns that cover all of some actions of a service, and none of the others. IAM heeds no case.
 *
 * Wildcards stand after whole words only, where a reader expects them, and only where two actions or more are meant, so that
 * what AWS adds later is not covered by accident. Without others, the whole service is meant.
 */
export function compressActions(service: string, names: string[], others: string[]): string[] {
  return patterns(service, names, others, { nextPart: nextWord, fewest: 2 });
}

/** The same in as few characters as wildcards at the end can make it, where nobody minds what else comes to be covered. */
export function compressActionsTersely(service: string, names: string[], others: string[]): string[] {
  return patterns(service, names, others, { nextPart: (rest) => rest.slice(0, 1), fewest: 1 });
}

interface Wildcards {
  /** What a name has next, up to where a wildcard may stand. */
  readonly nextPart: (rest: string) => string;
  /** How many actions a wildcard must stand for. */
  readonly fewest: number;
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
  if (names.length < wildcards.fewest || (names.length === 1 && names[0].length <= pattern.length)) {
    return names;
  }
  if (rivals.length === 0) {
    return [pattern];
  }
  const ahead = new Map<string, string[]>();
  names.forEach((name) => {
    const next = prefix + wildcards.nextPart(name.slice(prefix.length));
    ahead.set(next, [...ahead.get(next) ?? [], name]);
  });
  return [...ahead].flatMap(([next, those]) => patternsFrom(next, those, rivals, wildcards));
}

function nextWord(rest: string): string {
  return /^(?:[A-Z]+[0-9]*(?![a-z0-9])|.[^A-Z]*)/.exec(rest)?.[0] ?? '';
}
