import { CfnResource } from 'aws-cdk-lib';
import { CfnUserToGroupAddition, Group, IGroup, IUser, User } from 'aws-cdk-lib/aws-iam';
import { AssumingGroup, TrustingTarget } from '../../../src';
import { GROUP, Input, rejects } from '../../support/invalid-props';
import { B, TwoAccounts } from '../../support/two-accounts';

const auditors = ({ a }: TwoAccounts, ...users: IUser[]) =>
  new AssumingGroup(a, 'Auditors', { trusting: [TrustingTarget.account(B)], ...users.length > 0 && { users } });

type UserOf = (accounts: TwoAccounts) => IUser;
type GroupOf = (accounts: TwoAccounts, i: number) => IGroup;

/** A user, and further groups of the user. */
const inGroups = (count: number, userOf: UserOf, groupOf: GroupOf): Input => (accounts) => {
  const user = userOf(accounts);
  auditors(accounts, user);
  Array.from({ length: count }, (_, i) => user.addToGroup(groupOf(accounts, i)));
};

const made = ({ a }: TwoAccounts) => new User(a, 'Ann', { userName: 'ann' });
const unnamed = ({ a }: TwoAccounts) => new User(a, 'Ann');
const imported = ({ a }: TwoAccounts) => User.fromUserName(a, 'Ann', 'ann');
const group = ({ a }: TwoAccounts, i: number) => new Group(a, `Group${i}`);
const namedGroup = ({ a }: TwoAccounts, i: number) => new Group(a, `Group${i}`, { groupName: `group-${i}` });
const importedGroup = ({ a }: TwoAccounts, i: number) => Group.fromGroupName(a, `Group${i}`, `group-${i}`);

const eleven = (name: string) => `users has ${name}, a member of 11 groups, over IAM's quota of 10`;

describe('a user is in at most ten groups, as far as the app knows', () => rejects([
  ['a user of the app', GROUP, eleven('ann'), inGroups(10, made, group), inGroups(9, made, group)],
  ['a user without a name', GROUP, eleven('Identity/Ann'), inGroups(10, unnamed, group), inGroups(9, unnamed, group)],
  ['a user who is imported', GROUP, eleven('ann'), inGroups(10, imported, namedGroup), inGroups(9, imported, namedGroup)],
  ['groups that are imported', GROUP, eleven('ann'), inGroups(10, imported, importedGroup), inGroups(9, imported, importedGroup)],
  ['additions of users', GROUP, eleven('ann'), added(10), added(9)],
  ['additions without a class of their own', GROUP, eleven('ann'), addedPlainly(10), addedPlainly(9)],
  ['an addition with an override', GROUP, eleven('ann'), added(10, 'ann'), added(10, 'zoe')],
  ['one user in two notations', GROUP, eleven('ann'), inTwoNotations(6), inTwoNotations(5)],
  ['one group in two notations counts once', GROUP, eleven('ann'), inGroups(10, imported, namedGroup), (accounts) => {
    inGroups(9, made, namedGroup)(accounts);
    Array.from({ length: 9 }, (_, i) => new CfnUserToGroupAddition(accounts.a, `Again${i}`, { groupName: `GROUP-${i}`, users: ['Ann'] }));
  }],
]));

/** @param last The user of the last addition, by an override. */
function added(count: number, last?: string): Input {
  return (accounts) => {
    auditors(accounts, imported(accounts));
    const additions = Array.from({ length: count }, (_, i) =>
      new CfnUserToGroupAddition(accounts.a, `Addition${i}`, { groupName: `group-${i}`, users: ['bob', ...last && i === count - 1 ? [] : ['ann']] }));
    if (last) {
      additions[count - 1].addPropertyOverride('Users', [last]);
    }
  };
}

function addedPlainly(count: number): Input {
  return (accounts) => {
    auditors(accounts, imported(accounts));
    Array.from({ length: count }, (_, i) => new CfnResource(accounts.a, `Addition${i}`, {
      type: 'AWS::IAM::UserToGroupAddition', properties: { GroupName: `group-${i}`, Users: ['ann'] },
    }));
  };
}

function inTwoNotations(count: number): Input {
  return (accounts) => {
    inGroups(5, made, namedGroup)(accounts);
    Array.from({ length: count - 1 }, (_, i) => new CfnUserToGroupAddition(accounts.a, `Addition${i}`, { groupName: `other-${i}`, users: ['ann'] }));
  };
}

test('users who are in none of the library\'s groups are not checked', () => {
  const accounts = new TwoAccounts();
  auditors(accounts);
  const user = made(accounts);
  Array.from({ length: 11 }, (_, i) => user.addToGroup(group(accounts, i)));
  expect(Object.keys(accounts.templateA.findResources('AWS::IAM::Group'))).toHaveLength(12);
});
