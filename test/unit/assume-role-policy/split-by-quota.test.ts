import { App, Stack } from 'aws-cdk-lib';
import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { assumeRoleStatement } from '../../../src/assume-role-policy/assume-role-statement';
import { rolesByPolicy } from '../../../src/assume-role-policy/split-by-quota';
import { policySize } from '../../../src/core/policy-size';

const stack = new Stack(new App(), 'Stack');
const ACTIONS = ['sts:AssumeRole'];

/** Roles in accounts of which only the first is a boundary, so that a policy ends where it is full. */
const roles = (count: number) => Array.from({ length: count }, (_, i) => String(300_000_000_000 + (i === 0 ? 0 : 3 * i + 1)))
  .map((account) => ({ account, arn: `arn:aws:iam::${account}:role/Auditor` }));

const sizeOf = (count: number) =>
  policySize(stack, new PolicyDocument({ statements: [assumeRoleStatement(ACTIONS, { arns: roles(count).map(({ arn }) => arn) })] }));

const spread = (count: number, ...sizes: number[]) => rolesByPolicy(stack, ACTIONS, roles(count), sizes);

test.each([2, 3, 10, 33])('a policy with space for exactly %i roles contains them, and one less if it is one character shorter', (count) => {
  expect(spread(100, sizeOf(count)).chunks.map(({ length }) => length)).toEqual([count]);
  expect(spread(100, sizeOf(count) - 1).chunks.map(({ length }) => length)).toEqual([count - 1]);
});

test('roles that do not fit into one policy are in the next, and the rest is the remainder', () => {
  const { chunks, remainder } = spread(10, sizeOf(4), 0, sizeOf(5));
  expect(chunks).toEqual([roles(10).slice(0, 4), [], roles(10).slice(4, 9)]);
  expect(remainder).toEqual(roles(10).slice(9));
});

test('without roles there are no policies', () => {
  expect(spread(0, sizeOf(4))).toEqual({ chunks: [], remainder: [] });
});

test('a large policy can end a little earlier, at an account that is a boundary', () => {
  const others = roles(101).slice(1);
  const divisible = { account: '300000000999', arn: 'arn:aws:iam::300000000999:role/Auditor' };
  const at = (position: number) => [...others.slice(0, position), divisible, ...others.slice(position)];
  const ends = (position: number) => rolesByPolicy(stack, ACTIONS, at(position), [sizeOf(100)]).chunks[0].length;
  expect([ends(96), ends(97), ends(98)]).toEqual([97, 98, 99]);
  expect(ends(90)).toBe(100);
});
