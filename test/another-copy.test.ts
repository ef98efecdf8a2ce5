import { Duration } from 'aws-cdk-lib';
import { TrustingRole } from '../src';
import { only } from './support/resources';
import { A, templateOf, TwoAccounts } from './support/two-accounts';

/** The CDK loads a class when it is first asked for. */
const Ours = Duration;

test('a class of another copy of a library is the same class', () => {
  jest.isolateModules(() => {
    const { Duration: Other } = jest.requireActual('aws-cdk-lib');
    expect(Other).not.toBe(Ours);
    const { b } = new TwoAccounts();
    new TrustingRole(b, 'Access', { assumingAccount: A, maxSessionDuration: Other.hours(2) });
    expect(only(templateOf(b), 'AWS::IAM::Role').MaxSessionDuration).toBe(7200);
  });
});
