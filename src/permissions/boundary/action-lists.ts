import { compressActionsTersely } from './compress-actions';
import { namesByService } from '../aws/action-patterns';

/** The patterns of a level, by service. */
export type PatternsByService = ReadonlyMap<string, string[]>;

/** How AWS's writes begin. With these, no pattern matches a whole service, or a write that AWS adds later under one of these words. */
const WORDS_OF_WRITES = ['Create', 'Delete', 'Modify', 'Put', 'Start', 'Stop', 'Tag', 'Untag', 'Update'];

/** Short patterns that match some actions, possibly actions that AWS adds later, and none of the others. */
export function patternsOf(actions: Iterable<string>, others: Iterable<string>): PatternsByService {
  const ofOthers = namesByService(others);
  return new Map([...namesByService(actions)].map(([service, names]) =>
    [service, compressActionsTersely(service, names, [...ofOthers.get(service) ?? [], ...WORDS_OF_WRITES])]));
}

/**
 * As few lists as possible that only together match what the patterns match: each list has all services, and the patterns of some of
 * them. The others are there as a whole, such as `s3:*`.
 *
 * A `Deny` with `NotAction` cannot be split into two parts, because each would deny the other part. Denials with these lists
 * together deny everything that the patterns do not match.
 *
 * A list that cannot be short enough is too long.
 *
 * @param always what every list has in addition
 * @param capacities the characters of the first lists, as JSON; the last value also applies to all further lists
 */
export function splitIntoLists(patterns: PatternsByService, always: string[], capacities: number[]): string[][] {
  const services = servicesOf(patterns);
  const sizeOfWide = sizeOf([...always, ...services.flatMap(({ wide }) => wide)]);
  const lists: { narrow: Set<string>; rest: number }[] = [];
  const addList = () => {
    const list = { narrow: new Set<string>(), rest: capacities[Math.min(lists.length, capacities.length - 1)] - sizeOfWide };
    lists.push(list);
    return list;
  };
  [...services].sort((one, other) => other.difference - one.difference).forEach(({ service, difference }) => {
    const list = lists.find(({ rest }) => difference <= rest) ?? addList();
    list.narrow.add(service);
    list.rest -= difference;
  });
  return lists.map((list) => listOf(services, list.narrow, always));
}

/**
 * One list of limited length: it has the patterns of as many services as fit, and the others as a whole.
 *
 * @param neverWhole services that are there by their patterns in any case
 */
export function shortList(patterns: PatternsByService, always: string[], capacity: number, neverWhole: string[]): string[] {
  const services = servicesOf(patterns);
  let rest = capacity - sizeOf([...always, ...services.flatMap(({ wide }) => wide)]);
  const narrow = new Set<string>();
  const isFirst = ({ service }: ServicePatterns) => neverWhole.includes(service);
  [...services].sort((one, other) => Number(isFirst(other)) - Number(isFirst(one)) || one.difference - other.difference).forEach((each) => {
    const { service, difference } = each;
    rest -= difference;
    if (rest >= 0 || isFirst(each)) {
      narrow.add(service);
    }
  });
  return listOf(services, narrow, always);
}

interface ServicePatterns {
  readonly service: string;
  readonly narrow: string[];
  /** The whole service, unless its patterns are shorter. */
  readonly wide: string[];
  /** By how much the patterns are longer. */
  readonly difference: number;
}

function servicesOf(patterns: PatternsByService): ServicePatterns[] {
  return [...patterns].map(([service, narrow]) => {
    const whole = [`${service}:*`];
    const difference = Math.max(0, sizeOf(narrow) - sizeOf(whole));
    return { service, narrow, wide: difference > 0 ? whole : narrow, difference };
  });
}

function listOf(services: ServicePatterns[], inFull: ReadonlySet<string>, always: string[]): string[] {
  return [...services.flatMap(({ service, narrow, wide }) => inFull.has(service) ? narrow : wide), ...always];
}

/** The characters of patterns in a list, as JSON. */
function sizeOf(patterns: string[]): number {
  return patterns.reduce((size, pattern) => size + JSON.stringify(pattern).length + ','.length, 0);
}
