import { App, Stack } from 'aws-cdk-lib';
import { User } from 'aws-cdk-lib/aws-iam';
import { CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps, TrustingTarget } from '../src';

/** The two accounts of the README's example. */
export interface TwoAccounts {
  readonly assuming: string;
  readonly trusting: string;
  readonly region: string;
}

/** The README's example, with additional props. */
export function example(app: App, accounts: TwoAccounts, more: Partial<CrossAccountReadOnlyAccessProps> = {}): CrossAccountReadOnlyAccess {
  const { assuming, trusting, region } = accounts;
  const accountA = new Stack(app, 'Identity', { env: { account: assuming, region } });
  const accountB = new Stack(app, 'Workload', { env: { account: trusting, region } });

  return new CrossAccountReadOnlyAccess(accountA, 'SecurityReadOnly', {
    users: [User.fromUserName(accountA, 'UserA', 'userA')],
    trusting: [TrustingTarget.scope(accountB)],
    ...more,
  });
}
