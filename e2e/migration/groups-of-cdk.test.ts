/** Case 2026-11-41: a group made with the CDK alone becomes a group of this library, and its members stay in it. */
import { CfnUserToGroupAddition, Group, IUser, PolicyStatement, User } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { ASSUMING_ACCOUNT, Cloud, TestUser, TRUSTING_ACCOUNT } from '../../emulator/testing/cloud';
import { ALLOWED, outcomeOf } from '../../emulator/testing/outcome';
import { root, trust } from '../../emulator/testing/policies';
import { AssumingGroup, TrustingTarget } from '../../src';
import { CdkApp } from '../testing/cdk-app';

const DENIED = 'AccessDenied';
const trusting = [TrustingTarget.account(TRUSTING_ACCOUNT)];

let cloud: Cloud;
let role: string;
let userA: TestUser;
let userB: TestUser;
beforeEach(async () => {
  cloud = await Cloud.open();
  role = await cloud.role(TRUSTING_ACCOUNT, 'SecurityReadOnlyRole', { trust: [trust(root(ASSUMING_ACCOUNT))] });
  userA = await cloud.user(ASSUMING_ACCOUNT, 'userA');
  userB = await cloud.user(ASSUMING_ACCOUNT, 'user.b');
});
afterEach(() => cloud.close());

/** Deploys a version of the app, and returns how often CloudFormation has taken a user out of a group meanwhile. */
async function deploy(build: (stack: Stack, users: IUser[]) => void): Promise<number> {
  const before = cloud.emulator.decisions.length;
  await new CdkApp(cloud, [ASSUMING_ACCOUNT]).deploy((newStack) => {
    const stack = newStack(ASSUMING_ACCOUNT, 'Identity');
    build(stack, [userA, userB].map(({ name }) => User.fromUserName(stack, `User ${name}`, name)));
  });
  return cloud.emulator.decisions.slice(before).filter(({ action }) => action === 'iam:RemoveUserFromGroup').length;
}

/** The group as people write it with the CDK alone. */
function groupOfCdk(stack: Stack, users: IUser[], id = 'Auditors'): void {
  const group = new Group(stack, id);
  users.forEach((user) => group.addUser(user));
  group.addToPolicy(new PolicyStatement({ actions: ['sts:AssumeRole'], resources: ['*'] }));
}

const outcomes = async () => [await outcomeOf(cloud.assume(userA.clients, role)), await outcomeOf(cloud.assume(userB.clients, role))];

describe('case 2026-11-41: an iam.Group becomes an AssumingGroup of the same id', () => {
  beforeEach(async () => {
    await deploy(groupOfCdk);
    expect(await outcomes()).toEqual([ALLOWED, ALLOWED]);
  });

  test('no member is out of the group for a moment', async () => {
    expect(await deploy((stack, users) => new AssumingGroup(stack, 'Auditors', { users, trusting }))).toBe(0);
    expect(await outcomes()).toEqual([ALLOWED, ALLOWED]);
  });

  test('without users, the members are taken out', async () => {
    expect(await deploy((stack) => new AssumingGroup(stack, 'Auditors', { trusting }))).toBe(2);
    expect(await outcomes()).toEqual([DENIED, DENIED]);
  });

  test('a user who leaves users later is taken out, and no other', async () => {
    await deploy((stack, users) => new AssumingGroup(stack, 'Auditors', { users, trusting }));
    expect(await deploy((stack, [, b]) => new AssumingGroup(stack, 'Auditors', { users: [b], trusting }))).toBe(1);
    expect(await outcomes()).toEqual([DENIED, ALLOWED]);
  });

  test('a group of the same users that comes and goes later takes nobody out of this one', async () => {
    const auditors = (stack: Stack, users: IUser[]) => new AssumingGroup(stack, 'Auditors', { users, trusting });
    const both = (stack: Stack, users: IUser[]) => {
      new AssumingGroup(stack, 'Other', { users, trusting: [TrustingTarget.account('333333333333')] });
      auditors(stack, users);
    };
    await deploy(auditors);
    expect(await deploy(both)).toBe(0);
    await deploy(auditors);
    expect(await outcomes()).toEqual([ALLOWED, ALLOWED]);
  });

  test('a group of the same users before this one does not take them over', async () => {
    const auditors = (stack: Stack, users: IUser[]) => new AssumingGroup(stack, 'Auditors', { users, trusting });
    await deploy((stack, users) => {
      auditors(stack, users);
      groupOfCdk(stack, users, 'Others');
    });
    expect(await outcomes()).toEqual([ALLOWED, ALLOWED]);
  });
});

describe('case 2026-11-41: the memberships of the CDK stay as they are', () => {
  const addedByCdk = (stack: Stack, users: IUser[]) => {
    const group = new AssumingGroup(stack, 'Auditors', { trusting });
    users.forEach((user) => user.addToGroup(group));
  };
  /** Fails in the deployment, after the group's own resources. */
  const broken = (stack: Stack) => new CfnUserToGroupAddition(stack, 'Broken', { groupName: 'Missing', users: ['userA'] });
  /** The toolkit looks for the reason of the failure in CloudTrail too, in vain. */
  const failingDeploy = async (build: (stack: Stack, users: IUser[]) => void) => {
    expect(await outcomeOf(deploy(build))).not.toBe(ALLOWED);
    expect(new Set(cloud.unsupportedRequests())).toEqual(new Set(['cloudtrail is not emulated here']));
  };

  test('no member is out of the group, even if the deployment is rolled back', async () => {
    await deploy(groupOfCdk);
    await failingDeploy((stack, users) => {
      addedByCdk(stack, users);
      broken(stack);
    });
    expect(await outcomes()).toEqual([ALLOWED, ALLOWED]);
    expect(await deploy(addedByCdk)).toBe(0);
    expect(await outcomes()).toEqual([ALLOWED, ALLOWED]);
    expect(await deploy((stack, users) => new AssumingGroup(stack, 'Auditors', { users, trusting }))).toBe(0);
    expect(await outcomes()).toEqual([ALLOWED, ALLOWED]);
  });

  test('with users, a deployment that is rolled back takes the members out, and the next one adds them again', async () => {
    await deploy(groupOfCdk);
    await failingDeploy((stack, users) => {
      new AssumingGroup(stack, 'Auditors', { users, trusting });
      broken(stack);
    });
    expect(await outcomes()).toEqual([DENIED, DENIED]);
    await deploy((stack, users) => new AssumingGroup(stack, 'Auditors', { users, trusting }));
    expect(await outcomes()).toEqual([ALLOWED, ALLOWED]);
  });

  describe('of users in two groups', () => {
    const two = (auditors: (stack: Stack, users: IUser[]) => void) => (stack: Stack, users: IUser[]) => {
      groupOfCdk(stack, users, 'Others');
      auditors(stack, users);
    };

    test('the users stay in both', async () => {
      await deploy(two(groupOfCdk));
      expect(await deploy(two(addedByCdk))).toBe(0);
      expect(await outcomes()).toEqual([ALLOWED, ALLOWED]);
    });

    test('with users instead, both are taken out of the group', async () => {
      await deploy(two(groupOfCdk));
      expect(await deploy(two((stack, users) => new AssumingGroup(stack, 'Auditors', { users, trusting })))).toBe(2);
    });
  });
});
