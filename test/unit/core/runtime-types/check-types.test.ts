/** The values that count as of a type: also from another copy of a library, or from minified code. */
import { checkProps } from '../../../../src/core/runtime-types/check-types';
import { ErrorContext } from '../../../../src/core/validation-error';
import { rejectionOf } from '../../../support/validation-messages';

const check = (struct: string, props: object) => checkProps(ErrorContext.called('Here'), struct, props);

describe('an interface is known by what it has', () => {
  test.each<[type: string, struct: string, prop: string, attribute: string]>([
    ['an IRole', 'StackSetToAccountsOptions', 'administrationRole', 'roleArn'],
    ['an IManagedPolicy', 'TrustingRoleOptions', 'permissionsBoundary', 'managedPolicyArn'],
    ['an ILogGroup', 'AlarmOnAssumedOptions', 'logGroup', 'logGroupArn'],
  ])('%s', (type, struct, prop, attribute) => {
    check(struct, { [prop]: { [attribute]: 'arn' } });
    expect(rejectionOf(() => check(struct, { [prop]: { arn: 'arn' } })))
      .toEqual({ path: 'Here', problem: `${prop} of class Object is not ${type}`, remedy: `give ${type}` });
  });
});

describe('a class is known by its name', () => {
  class Duration {}
  class d {}
  class e {}
  Object.assign(e, { [Symbol.for('jsii.rtti')]: { fqn: 'aws-cdk-lib.Duration', version: '2.0.0' } });
  class f extends e {}

  test.each<[string, object]>([
    ['of another copy', new Duration()],
    ['shortened by a bundler, by the one that jsii has written into it', new e()],
    ['of what it extends', new f()],
  ])('%s', (_, maxSessionDuration) => check('TrustingRoleOptions', { maxSessionDuration }));

  test('and no other is taken for it', () => {
    expect(rejectionOf(() => check('TrustingRoleOptions', { maxSessionDuration: new d() })).problem).toBe('maxSessionDuration of class d is not a Duration');
  });
});
