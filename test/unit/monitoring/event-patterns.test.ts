import { BlockList } from 'net';
import { Expiration } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { matches } from '../../../emulator/services/eventbridge/event-pattern';
import { AccessWindow } from '../../../src';
import { prefixesInside } from '../../../src/monitoring/event-time-patterns';
import { wildcardsOfNetworks } from '../../../src/monitoring/source-ip-patterns';
import { COMPLETE } from '../../support/complete';

const RUNS = { numRuns: COMPLETE ? 2000 : 300 };

const isOutside = (but: object, value: string) => matches({ value: [{ 'anything-but': but }] }, { value });

describe('a time is outside a window if its date is', () => {
  const dates = fc.date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T23:59:59Z'), noInvalidDate: true })
    .map((date) => new Date(date.setMilliseconds(0)));
  /** Round ones too, which are written shorter. */
  const limits = fc.tuple(dates, fc.constantFrom(0, 4, 7, 10, 13, 16, 19), fc.boolean()).map(([date, kept, isEnd]) => {
    const text = date.toISOString();
    const rounded = new Date(`${text.slice(0, kept)}${(isEnd ? '2099-12-28T23:59:59Z' : '2000-01-01T00:00:00Z').slice(kept, 19)}Z`);
    return isNaN(rounded.getTime()) ? date : rounded;
  });
  const seconds = fc.integer({ min: -100_000, max: 100_000 });
  const near = (limit: Date) => fc.oneof(dates, seconds.map((more) => new Date(limit.getTime() + more * 1000)));
  const asTime = (date: Date) => date.toISOString().replace('.000Z', 'Z');
  const inThisCentury = (date: Date) => date.getUTCFullYear() >= 2000 && date.getUTCFullYear() < 2100;
  const expiration = (date: Date) => Expiration.atDate(date);
  const decides = (window: AccessWindow, date: Date, outside: boolean) => {
    expect(isOutside({ prefix: prefixesInside(window) }, asTime(date))).toBe(outside);
  };

  test('that began in another century', () => {
    const window = AccessWindow.between(Expiration.fromString('1990-01-01T00:00:00Z'), Expiration.fromString('2030-12-31T23:59:59Z'));
    decides(window, new Date('2010-06-15T12:00:00Z'), false);
    decides(window, new Date('2030-12-31T23:59:59Z'), false);
    decides(window, new Date('2031-01-01T00:00:00Z'), true);
  });

  test('in as few prefixes as possible', () => {
    const years = AccessWindow.between(Expiration.fromString('2020-01-01T00:00:00Z'), Expiration.fromString('2029-12-31T23:59:59Z'));
    expect(prefixesInside(years).sort()).toEqual(Array.from({ length: 10 }, (_, i) => `202${i}`));
  });

  test('that ends', () => fc.assert(fc.property(
    limits.chain((end) => fc.tuple(fc.constant(end), near(end).filter(inThisCentury))),
    ([end, date]) => decides(AccessWindow.endingAt(expiration(end)), date, date > end)), RUNS));

  test('that begins', () => fc.assert(fc.property(
    limits.chain((beginning) => fc.tuple(fc.constant(beginning), near(beginning).filter(inThisCentury))),
    ([beginning, date]) => decides(AccessWindow.startingAt(expiration(beginning)), date, date < beginning)), RUNS));

  test('that does both', () => fc.assert(fc.property(
    fc.tuple(limits, limits).map((both) => both.sort((a, b) => a.getTime() - b.getTime()))
      .chain(([from, until]) => fc.tuple(fc.constant(from), fc.constant(until), fc.oneof(near(from), near(until)).filter(inThisCentury))),
    ([from, until, date]) => decides(AccessWindow.between(expiration(from), expiration(until)), date, date < from || date > until)), RUNS));
});

describe('an address is outside networks if Node.js says so', () => {
  const ipv4 = (numbers: number[]) => numbers.join('.');
  const numbers = fc.array(fc.nat(255), { minLength: 4, maxLength: 4 });
  /** Two addresses that begin alike, and the length of a network of the first. */
  const ipv4Cases = fc.tuple(numbers, numbers, fc.nat(4), fc.integer({ min: 1, max: 32 }))
    .map(([one, other, alike, length]) => [`${ipv4(one)}/${length}`, ipv4([...one.slice(0, alike), ...other.slice(alike)])]);

  const ipv6 = (groups: number[]) => groups.map((group) => group.toString(16)).join(':');
  const shortest = (address: string) => new URL(`http://[${address}]`).hostname.slice(1, -1);
  const groups = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 0xffff })), { minLength: 8, maxLength: 8 });
  const ipv6Cases = fc.tuple(groups, groups, fc.nat(8), fc.constantFrom(1, 2, 3, 4, 8))
    .filter(([one, , , length]) => length === 8 || one.slice(0, length).every((group) => group > 0))
    .map(([one, other, alike, length]) => [`${ipv6(one)}/${length * 16}`, shortest(ipv6([...one.slice(0, alike), ...other.slice(alike)]))]);

  test.each([['IPv4', 'ipv4' as const, ipv4Cases], ['IPv6', 'ipv6' as const, ipv6Cases]])('%s', (_, family, cases) => fc.assert(fc.property(cases, ([network, address]) => {
    const list = new BlockList();
    const [start, length] = network.split('/');
    list.addSubnet(start, Number(length), family);
    expect(isOutside({ wildcard: wildcardsOfNetworks([network]) }, address)).toBe(!list.check(address, family));
  }), RUNS));
});
