import { IUser, User } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Implementation } from './implementation';
import { AssumingGroup, CrossAccountReadOnlyAccess, TrustingTarget } from '../../src';

export const byLibrary: Implementation = {
  access(accountA: Stack, trusting: Stack[]): void {
    new CrossAccountReadOnlyAccess(accountA, 'Access', { users: users(accountA), trusting: trusting.map((stack) => TrustingTarget.scope(stack)) });
  },

  group(accountA: Stack, accounts: string[]): void {
    new AssumingGroup(accountA, 'Group', { users: users(accountA), trusting: accounts.map((account) => TrustingTarget.account(account)) });
  },

  organization(accountA: Stack): void {
    const everywhere = TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['r-ab12'] });
    new AssumingGroup(accountA, 'Group', { users: users(accountA), trusting: [everywhere] });
  },
};

function users(accountA: Stack): IUser[] {
  return [User.fromUserName(accountA, 'UserA', 'userA')];
}
