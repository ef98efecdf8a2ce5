import { Context } from '../../support/policy-engine';

/** The context of a request, and its description for the list of differences. */
export interface RequestContext {
  readonly description: string;
  readonly context: Context;
}

/**
 * Request contexts that show each difference in conditions as a difference in decisions: all conditions are met, and then one condition at a
 * time has each of its values, the closest other values, and no value.
 */
export function requestContexts(documents: any[]): RequestContext[] {
  const values = new Map<string, string[]>();
  documents.flatMap(({ Statement = [] }) => [Statement].flat()).flatMap(({ Condition = {} }) => Object.values<any>(Condition))
    .flatMap((keys) => Object.entries<any>(keys))
    .forEach(([key, value]) => values.set(key, [...values.get(key) ?? [], ...[value].flat().map(String)]));
  const met = Object.fromEntries([...values].map(([key, [first]]) => [key, valueOf(key, first)]));
  return [
    { description: '', context: met },
    ...[...values].flatMap(([key, all]) => [
      { description: `without ${key}`, context: { ...met, [key]: undefined } },
      ...[...new Set(all.flatMap((value) => [value, ...neighboursOf(value)]))]
        .map((value) => ({ description: `with ${key} ${value}`, context: { ...met, [key]: valueOf(key, value) } })),
    ]),
  ];
}

/** A value that matches the pattern; a list for keys with several values. */
function valueOf(key: string, value: string): string | string[] {
  const one = value.replace(/\$\{[^}]*\}/g, 'ann').replace(/\?/g, '0').replace(/\*/g, 'x').replace(/\/\d+$/, '');
  return /TagKeys|PrincipalOrgPaths/.test(key) ? [one] : one;
}

/** The closest values with which a comparison may have another result. */
function neighboursOf(value: string): string[] {
  const date = Date.parse(value);
  if (/^\d+$/.test(value)) {
    return [Number(value) - 1, Number(value) + 1].map(String);
  }
  if (/^\d{4}-/.test(value) && !isNaN(date)) {
    return [-1000, 1000].map((more) => new Date(date + more).toISOString().replace('.000Z', 'Z'));
  }
  if (value === 'true' || value === 'false') {
    return [String(value !== 'true')];
  }
  return /^[\d.]+(\/\d+)?$/.test(value) ? ['192.0.2.1'] : /^[\da-f:]+(\/\d+)?$/i.test(value) ? ['2001:db8:ffff::1'] : [`${value}x`];
}
