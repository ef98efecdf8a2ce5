import * as fc from 'fast-check';
import { splitStably } from '../../../src/assume-role-policy/stable-chunks';

const isThird = (entry: number) => entry % 3 === 0;
const never = () => false;
const chunks = (entries: number[], capacities: number[], isBoundary = isThird) => splitStably(entries, capacities, isBoundary).chunks;
const upTo = (count: number, from = 1) => Array.from({ length: count }, (_, i) => from + i);

describe('a list in parts', () => {
  test.each<[string, number[], number[], number[][], number[]]>([
    ['what fits into the first stays there', [1, 2], [3, 3], [[1, 2], []], []],
    ['a full part is followed by the next', [1, 2, 4, 5], [3, 3], [[1, 2, 4], [5]], []],
    ['a small part is filled, wherever it may end', [1, 3, 6, 9], [3, 3], [[1, 3, 6], [9]], []],
    ['a part without room is passed by', [1, 2], [0, 3], [[], [1, 2]], []],
    ['what has no room is left', [1, 2, 4, 5], [1, 2], [[1], [2, 4]], [5]],
    ['nothing is no part', [], [3, 3], [[], []], []],
  ])('%s', (_, entries, capacities, expected, remainder) => {
    expect(splitStably(entries, capacities, isThird)).toEqual({ chunks: expected, remainder });
  });

  test('a part of a hundred ends up to three entries early, at one that says so', () => {
    expect(chunks([...upTo(96, 301), 1, 2, 3, 4, 5], [100, 100]).map(({ length }) => length)).toEqual([99, 2]);
    expect(chunks([...upTo(96, 301), 3, 1, 2, 4, 5], [100, 100]).map(({ length }) => length)).toEqual([97, 4]);
    expect(chunks([...upTo(95, 301), 3, 1, 2, 4, 5, 7], [100, 100]).map(({ length }) => length)).toEqual([100, 1]);
    expect(chunks([...upTo(99, 301), 3, 1], [100, 100], never).map(({ length }) => length)).toEqual([100, 1]);
  });
});

/** Distinct numbers such as account ids are, in no order. */
const entries = (least: number, most: number) => fc.uniqueArray(fc.integer({ min: 1, max: 10 ** 12 - 1 }), { minLength: least, maxLength: most });
const CAPACITIES = [55, ...Array<number>(9).fill(112)];

/** The parts that differ. */
function changed(before: number[][], after: number[][]): number {
  return before.filter((part, i) => JSON.stringify(part) !== JSON.stringify(after[i])).length;
}

describe('whatever the list', () => {
  test('every entry is in one part or left, in order', () => {
    fc.assert(fc.property(entries(0, 1200), fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 10 }), (list, capacities) => {
      const { chunks: made, remainder } = splitStably(list, capacities, isThird);
      expect([...made.flat(), ...remainder]).toEqual(list);
      made.forEach((part, i) => expect(part.length).toBeLessThanOrEqual(capacities[i]));
    }));
  });

  test('every part that another follows is at least 97 % full, and nothing is left before all are', () => {
    fc.assert(fc.property(entries(0, 1200), (list) => {
      const { chunks: made, remainder } = splitStably(list, CAPACITIES, isThird);
      const filled = made.filter((part) => part.length > 0);
      filled.slice(0, remainder.length > 0 ? undefined : -1).forEach((part, i) => expect(part.length).toBeGreaterThanOrEqual(CAPACITIES[i] * 0.97));
      expect(remainder.length === 0 || filled.length === CAPACITIES.length).toBe(true);
    }));
  });

  test('one more at the end changes one part', () => {
    fc.assert(fc.property(entries(1, 1050), (list) => {
      expect(changed(chunks(list.slice(0, -1), CAPACITIES), chunks(list, CAPACITIES))).toBe(1);
    }));
  });
});

test('one more, or one less, in the middle changes two or three parts of ten, where filling each to the brim changes six', () => {
  const random = fc.sample(fc.tuple(entries(1000, 1000), fc.integer({ min: 0, max: 999 })), { numRuns: 300, seed: 5 });
  const changes = (isBoundary: typeof isThird) => random.map(([list, at]) =>
    changed(chunks(list, CAPACITIES, isBoundary), chunks([...list.slice(0, at), ...list.slice(at + 1)], CAPACITIES, isBoundary)));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value) / values.length;
  expect(mean(changes(isThird))).toBeLessThan(3);
  expect(mean(changes(never))).toBeGreaterThan(5);
});
