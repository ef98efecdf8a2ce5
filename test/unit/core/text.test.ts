import { CfnParameter, Stack } from 'aws-cdk-lib';
import { joinWithAnd } from '../../../src/core/text';
import { quoted } from '../../../src/core/validate-names';

test.each<[string[], string, string]>([
  [[], '', ''],
  [['a'], 'a', 'a'],
  [['a', 'b'], 'a and b', 'a or b'],
  [['a', 'b', 'c'], 'a, b and c', 'a, b or c'],
])('%j is read as %j or %j', (values, and, or) => {
  expect(joinWithAnd(values)).toBe(and);
  expect(joinWithAnd(values, 'or')).toBe(or);
});

test('a list that only the deployment knows has commas', () => {
  const stack = new Stack();
  const values = new CfnParameter(stack, 'Names', { type: 'CommaDelimitedList' }).valueAsList;
  expect(stack.resolve(joinWithAnd(values))).toEqual({ 'Fn::Join': [', ', { Ref: 'Names' }] });
});

test.each<[string, unknown, string]>([
  ['as it is', 'ann', '"ann"'],
  ['with what is not seen spelled', 'a\n\u0000', '"a\\n\\u0000"'],
  ['where there is none', undefined, 'undefined'],
  ['whole up to a hundred characters with its quotes', 'x'.repeat(98), `"${'x'.repeat(98)}"`],
  ['cut where it is longer', 'x'.repeat(99), `"${'x'.repeat(99)}…`],
])('a value is shown %s', (_, value, shown) => {
  expect(quoted(value)).toBe(shown);
});
