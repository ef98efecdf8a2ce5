import { Aws, Lazy } from 'aws-cdk-lib';
import { isKnownButPartition } from '../../../src/core/token-text';

test.each<[unknown, boolean]>([
  ['ann', true],
  ['', true],
  [`arn:${Aws.PARTITION}:iam::111111111111:user/ann`, true],
  [`arn:${Aws.PARTITION}:iam::111111111111:user/${Aws.STACK_NAME}`, false],
  [Lazy.string({ produce: () => 'ann' }), false],
  [['ann'], false],
  [undefined, false],
])('%j: whether the partition is all that is unknown is %j', (value, isKnown) => {
  expect(isKnownButPartition(value)).toBe(isKnown);
});
