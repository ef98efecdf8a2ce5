import { readFileSync } from 'fs';
import { propTypes } from '../../packaging/prop-types';

test('the types that are checked at run time are those that jsii sees', () => {
  expect(readFileSync('src/private/prop-types.ts', 'utf8')).toBe(propTypes());
});
