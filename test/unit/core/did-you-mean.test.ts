import { closestMatch } from '../../../src/core/did-you-mean';

/** A misspelled name, the closest match, and a candidate with one more change. */
test.each([
  ['a character is replaced', 'abc', 'abd', 'xyc'],
  ['one is missing', 'gren', 'green', 'grexxn'],
  ['one is too many', 'abc', 'bc', 'c'],
  ['two are in the wrong order', 'ab', 'ba', 'xyz'],
  ['some are replaced, and one is missing', 'kitten', 'sitting', 'sittxyg'],
  ['some are missing in the middle', 'sunday', 'saturday', 'sundxxxx'],
  ['one is moved from one end to the other', 'flaw', 'lawn', 'flxyz'],
  ['everything is another', 'a', 'b', 'bc'],
  ['nothing was written', '', 'a', 'ab'],
  ['it is the same but for the case', 'S3:getobject', 's3:GetObject', 's3:GetObjects'],
])('%s: %s is nearer to %s than to %s', (_, written, near, far) => {
  expect(closestMatch(written, [near, far])).toBe(near);
  expect(closestMatch(written, [far, near])).toBe(near);
});

test('of several that are as near, it is the first', () => {
  expect(closestMatch('a', ['b', 'c'])).toBe('b');
  expect(closestMatch('a', ['c', 'b'])).toBe('c');
});

test('what follows the first hundred characters is not compared', () => {
  const [start, rest] = ['a'.repeat(100), 'b'.repeat(1000)];
  expect(closestMatch(start + rest, [rest, start])).toBe(start);
});
