import { Context } from '../../support/policy-engine';

/** Somebody who calls, and what is so, told in words for whoever reads a difference. */
export interface Circumstance {
  readonly words: string;
  readonly context: Context;
}

/**
 * What to ask of policies so that a difference in their conditions is a difference in a decision: every condition met, and then
 * each by itself with every value there is, with a value right beside it, and with none.
 */
export function circumstances(documents: any[]): Circumstance[] {
  const values = new Map<string, string[]>();
  documents.flatMap(({ Statement = [] }) => [Statement].flat()).flatMap(({ Condition = {} }) => Object.values<any>(Condition))
    .flatMap((keys) => Object.entries<any>(keys))
    .forEach(([key, value]) => values.set(key, [...values.get(key) ?? [], ...[value].flat().map(String)]));
  const met = Object.fromEntries([...values].map(([key, [first]]) => [key, valueOf(key, first)]));
  return [
    { words: '', context: met },
    ...[...values].flatMap(([key, all]) => [
      { words: `without ${key}`, context: { ...met, [key]: undefined } },
      ...[...new Set(all.flatMap((value) => [value, ...neighboursOf(value)]))]
        .map((value) => ({ words: `with ${key} ${value}`, context: { ...met, [key]: valueOf(key, value) } })),
    ]),
  ];
}

/** A value that a pattern matches; of keys with several values, a list. */
function valueOf(key: string, value: string): string | string[] {
  const one = value.replace(/\$\{[^}]*\}/g, 'ann').replace(/\?/g, '0').replace(/\*/g, 'x').replace(/\/\d+$/, '');
  return /TagKeys|PrincipalOrgPaths/.test(key) ? [one] : one;
}

/** The nearest values that a comparison may tell apart. */
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
