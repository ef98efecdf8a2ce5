import * as fc from 'fast-check';
import { splitStably } from '../../../src/assume-role-policy/stable-chunks';

const isThird = (entry: number) => entry % 3 === 0;
const never = () => false;
const chunks = (entries: number[], capacities: number[], isBoundary = isThird) => splitStably(entries, capacities, isBoundary).chunks;
const upTo = (count: number, from = 1) => Array.from({ length: count }, (_, i) => from + i);

describe('a list in chunks', () => {
  test.each<[string, number[], number[], number[][], number[]]>([
    ['entries that fit into the first chunk stay there', [1, 2], [3, 3], [[1, 2], []], []],
    ['a full chunk is followed by the next', [1, 2, 4, 5], [3, 3], [[1, 2, 4], [5]], []],
    ['a small chunk is filled, even past a boundary', [1, 3, 6, 9], [3, 3], [[1, 3, 6], [9]], []],
    ['a chunk of capacity 0 stays empty', [1, 2], [0, 3], [[], [1, 2]], []],
    ['entries that do not fit are the remainder', [1, 2, 4, 5], [1, 2], [[1], [2, 4]], [5]],
    ['an empty list has empty chunks', [], [3, 3], [[], []], []],
  ])('%s', (_, entries, capacities, expected, remainder) => {
    expect(splitStably(entries, capacities, isThird)).toEqual({ chunks: expected, remainder });
  });

  test('a chunk of a hundred ends up to three entries early, at a boundary', () => {
    expect(chunks([...upTo(96, 301), 1, 2, 3, 4, 5], [100, 100]).map(({ length }) => length)).toEqual([99, 2]);
    expect(chunks([...upTo(96, 301), 3, 1, 2, 4, 5], [100, 100]).map(({ length }) => length)).toEqual([97, 4]);
    expect(chunks([...upTo(95, 301), 3, 1, 2, 4, 5, 7], [100, 100]).map(({ length }) => length)).toEqual([100, 1]);
    expect(chunks([...upTo(99, 301), 3, 1], [100, 100], never).map(({ length }) => length)).toEqual([100, 1]);
  });
});

/** Distinct numbers in random order, as account ids are. */
const entries = (least: number, most: number) => fc.uniqueArray(fc.integer({ min: 1, max: 10 ** 12 - 1 }), { minLength: least, maxLength: most });
const CAPACITIES = [55, ...Array<number>(9).fill(112)];

/** The number of chunks that differ. */
function changed(before: number[][], after: number[][]): number {
  return before.filter((chunk, i) => JSON.stringify(chunk) !== JSON.stringify(after[i])).length;
}

describe('whatever the list', () => {
  test('every entry is in one chunk or in the remainder, in order', () => {
    fc.assert(fc.property(entries(0, 1200), fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 10 }), (list, capacities) => {
      const { chunks: made, remainder } = splitStably(list, capacities, isThird);
      expect([...made.flat(), ...remainder]).toEqual(list);
      made.forEach((chunk, i) => expect(chunk.length).toBeLessThanOrEqual(capacities[i]));
    }));
  });

  test('every chunk before another is at least 97 % full, and there is a remainder only if all are', () => {
    fc.assert(fc.property(entries(0, 1200), (list) => {
      const { chunks: made, remainder } = splitStably(list, CAPACITIES, isThird);
      const filled = made.filter((chunk) => chunk.length > 0);
      filled.slice(0, remainder.length > 0 ? undefined : -1).forEach((chunk, i) => expect(chunk.length).toBeGreaterThanOrEqual(CAPACITIES[i] * 0.97));
      expect(remainder.length === 0 || filled.length === CAPACITIES.length).toBe(true);
    }));
  });

  test('one more at the end changes one chunk', () => {
    fc.assert(fc.property(entries(1, 1050), (list) => {
      expect(changed(chunks(list.slice(0, -1), CAPACITIES), chunks(list, CAPACITIES))).toBe(1);
    }));
  });
});

test('one more, or one less, in the middle changes two or three of ten chunks, where filling each of them changes six', () => {
  const random = fc.sample(fc.tuple(entries(1000, 1000), fc.integer({ min: 0, max: 999 })), { numRuns: 300, seed: 5 });
  const changes = (isBoundary: typeof isThird) => random.map(([list, at]) =>
    changed(chunks(list, CAPACITIES, isBoundary), chunks([...list.slice(0, at), ...list.slice(at + 1)], CAPACITIES, isBoundary)));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value) / values.length;
  expect(mean(changes(isThird))).toBeLessThan(3);
  expect(mean(changes(never))).toBeGreaterThan(5);
});
