import * as ours from 'aws-cdk-lib';
// Of another version, as a program that uses two libraries may have.
import * as other from 'aws-cdk-lib-integ';
import { TrustingRole, TrustingRoleProps } from '../../../../src';
import { only } from '../../../support/resources';
import { A, templateOf, TwoAccounts } from '../../../support/two-accounts';

test('a class of another copy of a library is the same class', () => {
  expect(other.Duration).not.toBe(ours.Duration);
  const props = { assumingAccount: A, maxSessionDuration: other.Duration.hours(2) } as unknown as TrustingRoleProps;
  const { b } = new TwoAccounts();
  new TrustingRole(b, 'Access', props);
  expect(only(templateOf(b), 'AWS::IAM::Role').MaxSessionDuration).toBe(7200);
});
