import { and, atLeast, atMost, between, equal, Formula, not, or } from './formula';
import { Key, Keys, Value, Words } from './keys';
import { ignoringCase, literally } from './languages';
import { arnMatches, asList, pattern } from './patterns';

/**
 * Whether the conditions of a statement hold: all operators, and in each all keys. An operator without keys asks for nothing, and a key
 * without values is never met.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function conditionsHold(block: any = {}, keys: Keys): Formula {
  return and(...Object.entries<any>(block).flatMap(([operator, compared]) =>
    Object.entries<any>(compared).map(([name, values]) => conditionHolds(operator, name, asList<string>(values).map(String), keys))));
}

function conditionHolds(operator: string, name: string, values: string[], keys: Keys): Formula {
  const { quantifier, comparison, isNegated, ifExists } = parsed(operator);
  const key = keys(name);
  const present = or(...(key.values as Value<unknown>[]).map((one) => one.present));
  if (comparison === 'Null') {
    return or(...values.map((isAbsent) => isAbsent === 'true' ? not(present) : present));
  }
  if (key.isMultivalued && !quantifier) {
    throw new Error(`${name} can have several values, and ${operator} compares one`);
  }
  const matches = comparisons(comparison, key, name, values, keys).map((one) => ({ ...one, matches: isNegated ? not(one.matches) : one.matches }));
  const some = or(...matches.map((one) => and(one.present, one.matches)));
  switch (quantifier) {
    // Without the key, no value is compared.
    case 'ForAllValues': return and(...matches.map((one) => or(not(one.present), one.matches)));
    case 'ForAnyValue': return some;
    default: return isNegated || ifExists ? or(not(present), some) : some;
  }
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
function parsed(operator: string): { quantifier?: string; comparison: string; isNegated: boolean; ifExists: boolean } {
  const [, quantifier, base, suffix] = /^(?:(ForAnyValue|ForAllValues):)?(\w+?)(IfExists)?$/.exec(operator) ?? unknown(`operator ${operator}`);
  if (quantifier && suffix) {
    return unknown(`operator ${operator}`);
  }
  return { quantifier, comparison: base.replace('Not', ''), isNegated: base.includes('Not'), ifExists: suffix !== undefined };
}

/** For each value of the key, whether one of the policy's values matches it. */
function comparisons(comparison: string, key: Key, name: string, values: string[], keys: Keys): { present: Formula; matches: Formula }[] {
  const each = <T>(known: Value<T>[], matches: (value: T, text: string) => Formula) =>
    known.map(({ present, value }) => ({ present, matches: or(...values.map((text) => matches(value, text))) }));
  const type = (...types: Key['type'][]) => types.includes(key.type) || unknown(`operator ${comparison} for ${name}, a key of type ${key.type}`);
  switch (comparison) {
    case 'StringEquals': case 'StringLike': case 'StringEqualsIgnoreCase':
      type('string');
      return each(key.values as Value<Words>[], (value, text) => stringMatches(comparison, value, text, keys));
    case 'ArnEquals': case 'ArnLike':
      if (key.type !== 'arn') {
        return unknown(`operator ${comparison} for ${name}, a key of type ${key.type}`);
      }
      return each(key.values, (value, text) => arnMatches(value, text));
    case 'Bool':
      if (key.type !== 'boolean') {
        return unknown(`operator Bool for ${name}, a key of type ${key.type}`);
      }
      return each(key.values, (value, text) => text === 'true' ? value : text === 'false' ? not(value) : unknown(`truth value ${text}`));
    case 'IpAddress':
      if (key.type !== 'address') {
        return unknown(`operator IpAddress for ${name}, a key of type ${key.type}`);
      }
      return each(key.values, ({ family, number }, cidr) => {
        const network = parsedCidr(cidr);
        return and(equal(family, network.family), between(network.first, number, network.last));
      });
    default:
      type('number', 'date');
      return each(key.values as Value<Formula>[], (value, text) => numberMatches(comparison, value, text));
  }
}

function stringMatches(comparison: string, value: Words, text: string, keys: Keys): Formula {
  const [, variable] = /^\$\{([^}]*)\}$/.exec(text) ?? [];
  if (variable !== undefined) {
    const other = keys(variable);
    if (other.type !== 'string' || other.isMultivalued || !value.sameAs) {
      return unknown(`comparison with ${text}`);
    }
    // A variable that the request lacks matches nothing, and the wildcards of its value are characters.
    return or(...other.values.map((one) => and(one.present, value.sameAs!(one.value))));
  }
  if (text.includes('${')) {
    return unknown(`comparison with a part of ${text}`);
  }
  switch (comparison) {
    case 'StringEquals': return value.in(literally(text));
    case 'StringLike': return value.in(pattern(text));
    default: return value.in(ignoringCase(text));
  }
}

function numberMatches(comparison: string, value: Formula, text: string): Formula {
  const compared = comparison.startsWith('Date') ? seconds(text) : wholeNumber(text);
  switch (comparison.replace(/^(Date|Numeric)/, '')) {
    case 'Equals': return equal(value, compared);
    case 'LessThan': return atMost(value, compared - 1n);
    case 'LessThanEquals': return atMost(value, compared);
    case 'GreaterThan': return atLeast(value, compared + 1n);
    case 'GreaterThanEquals': return atLeast(value, compared);
    default: return unknown(`operator ${comparison}`);
  }
}

function wholeNumber(text: string): bigint {
  return /^-?\d+$/.test(text) ? BigInt(text) : unknown(`number ${text}`);
}

/** Requests have whole seconds, as do the dates that policies compare. */
function seconds(text: string): bigint {
  const milliseconds = Date.parse(text);
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) && !Number.isNaN(milliseconds) ? BigInt(milliseconds / 1000) : unknown(`date ${text}`);
}

/** The addresses of a network: those between its first and its last. The promise has another form of them. */
function parsedCidr(cidr: string): { family: 4 | 6; first: bigint; last: bigint } {
  const [address, length] = cidr.split('/');
  const family = address.includes(':') ? 6 : 4;
  const size = family === 6 ? 128 : 32;
  const span = 2n ** BigInt(size - Number(length ?? size));
  const number = family === 6 ? ipv6Number(address) : address.split('.').reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const first = number - number % span;
  return { family, first, last: first + span - 1n };
}

function ipv6Number(address: string): bigint {
  const missing = 8 - address.split(':').filter(Boolean).length;
  const groups = address.replace('::', `:${'0:'.repeat(missing)}`).split(':').filter(Boolean);
  return groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

function unknown(what: string): never {
  throw new Error(`the proof does not know the ${what}`);
}
