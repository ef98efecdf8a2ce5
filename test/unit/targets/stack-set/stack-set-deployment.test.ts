/** Invalid options of a StackSet, each next to the nearest valid one. */
import { Lazy } from 'aws-cdk-lib';
import { AccountLimit } from '../../../../src';
import { ErrorContext, ValidationError } from '../../../../src/core/validation-error';
import { checkStackSetOptions } from '../../../../src/targets/stack-set/stack-set-deployment';
import { StackSetOptions } from '../../../../src/targets/stack-set/stack-set-options';

const check = (options: StackSetOptions) => checkStackSetOptions(ErrorContext.called('Here'), options);
const unknown = Lazy.string({ produce: () => 'unknown' });

const NAME = 'is not a name CloudFormation accepts; use at most 128 letters, digits and hyphens, a letter first';
const REGION = 'is not a Region; give one such as "eu-west-1"; IAM is global, so that one is enough';

test.each<[string, StackSetOptions, string, string, StackSetOptions]>([
  ['a name with a space', { stackSetName: 'Read Only' }, 'stackSetName "Read Only"', NAME, { stackSetName: 'Read-Only' }],
  ['a name that begins with a digit', { stackSetName: '1Reader' }, 'stackSetName "1Reader"', NAME, { stackSetName: 'Reader1' }],
  ['a name that is empty', { stackSetName: '' }, 'stackSetName ""', NAME, {}],
  ['a name of 129 characters', { stackSetName: 'x'.repeat(129) }, `stackSetName "${'x'.repeat(99)}…`, NAME, { stackSetName: 'x'.repeat(128) }],
  ['a Region after something else', { region: '1eu-west-1' }, 'region "1eu-west-1"', REGION, { region: 'eu-west-1' }],
  ['a Region before something else', { region: 'eu-west-1a' }, 'region "eu-west-1a"', REGION, { region: 'eu-west-12' }],
  ['a Region in capitals', { region: 'EU-WEST-1' }, 'region "EU-WEST-1"', REGION, { region: 'us-gov-west-1' }],
  ['a Region of which a part is missing', { region: 'eu-1' }, 'region "eu-1"', REGION, { region: 'us-isob-east-1' }],
  ['a Region that is empty', { region: '' }, 'region ""', REGION, {}],
])('%s', (_, refused, what, why, accepted) => {
  expect(() => check(refused)).toThrow(new ValidationError(`Here: ${what} ${why}`));
  check(accepted);
});

test('what only the deployment knows is accepted', () => check({ stackSetName: unknown, region: unknown, maxConcurrentAccounts: AccountLimit.count(1) }));
