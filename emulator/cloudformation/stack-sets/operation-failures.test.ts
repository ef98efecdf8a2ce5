import {
  CloudFormationClient, CreateStackInstancesCommand,
  DescribeStackSetOperationCommand, ListStackInstancesCommand,
} from '@aws-sdk/client-cloudformation';
import { AttachRolePolicyCommand, DetachRolePolicyCommand } from '@aws-sdk/client-iam';
import { ASSUMING_ACCOUNT, Cloud, REGION } from '../../testing/cloud';
import { ALL_ACCOUNTS, EMPTY_UNIT, MARKETER, openOrganization, SALES, SALES_ACCOUNTS, SELLER, SHOP, SHOPS } from '../../testing/organization';
import { managed } from '../../testing/policies';
import { TestStack } from '../../testing/stack';
import { accountsWith, createConflictingRoles, deleteConflictingRole, instanceStatuses, roleNames, serviceManaged, STACK_SET, stackNames, stackSetRole } from '../../testing/stack-sets';

let cloud: Cloud;
let cloudFormation: CloudFormationClient;
let stack: TestStack;
beforeEach(async () => {
  ({ cloud, cloudFormation, stack } = await openOrganization());
});
afterEach(() => cloud.close());

const deployed = () => accountsWith(cloud, ALL_ACCOUNTS);

// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackSetOperationPreferences.html
describe('accounts in which a stack fails', () => {
  test.each([
    { failing: [SHOP], preferences: {}, expected: 'ROLLBACK_COMPLETE' },
    { failing: [SHOP], preferences: { FailureToleranceCount: 1 }, expected: 'CREATE_COMPLETE' },
    { failing: [SHOP, MARKETER], preferences: { FailureToleranceCount: 1 }, expected: 'ROLLBACK_COMPLETE' },
    { failing: [SHOP, MARKETER], preferences: { FailureToleranceCount: 2 }, expected: 'CREATE_COMPLETE' },
    { failing: [SHOP], preferences: { FailureTolerancePercentage: 34 }, expected: 'CREATE_COMPLETE' },
    { failing: [SHOP], preferences: { FailureTolerancePercentage: 33 }, expected: 'ROLLBACK_COMPLETE' },
    { failing: [], preferences: { FailureToleranceCount: 0 }, expected: 'CREATE_COMPLETE' },
  ])('$failing of three, with $preferences: $expected', async ({ failing, preferences, expected }) => {
    await createConflictingRoles(cloud, ...failing);
    expect(await stack.deploy(serviceManaged([SALES], { OperationPreferences: preferences }))).toBe(expected);
    const others = SALES_ACCOUNTS.filter((account) => !failing.includes(account));
    const left = await Promise.all(others.map((account) => roleNames(cloud, account)));
    expect(left).toEqual(others.map(() => expected === 'CREATE_COMPLETE' ? ['ReadOnly'] : []));
    expect(await deployed()).toEqual(expect.arrayContaining(failing));
  });

  test.each([
    { update: 'of the stack set', properties: { OperationPreferences: { FailureToleranceCount: 1 }, Description: 'tried again' } },
    { update: 'of the preferences alone', properties: { OperationPreferences: { FailureToleranceCount: 0 } } },
  ])('are retried by the next update: $update', async ({ properties }) => {
    await createConflictingRoles(cloud, SHOP);
    await stack.deploy(serviceManaged([SALES], { OperationPreferences: { FailureToleranceCount: 1 } }));
    expect(await instanceStatuses(cloudFormation)).toMatchObject({ [SELLER]: 'CURRENT SUCCEEDED', [SHOP]: 'OUTDATED FAILED' });
    await deleteConflictingRole(cloud, SHOP);
    await stack.deploy(serviceManaged([SALES], properties));
    expect(await stackNames(cloud, SHOP)).toHaveLength(1);
    expect(await instanceStatuses(cloudFormation)).toMatchObject({ [SELLER]: 'CURRENT SUCCEEDED', [SHOP]: 'CURRENT SUCCEEDED' });
    expect((await stackSetRole(cloud, SHOP)).AssumeRolePolicyDocument).toContain(ASSUMING_ACCOUNT);
  });

  test('keep a stack that cannot be deleted, and the stack set its instance', async () => {
    await stack.deploy(serviceManaged([SALES]));
    const byHand = { RoleName: 'ReadOnly', PolicyArn: managed('ReadOnlyAccess') };
    await cloud.administrator(SHOP).iam.send(new AttachRolePolicyCommand(byHand));
    await stack.delete();
    expect(await stack.status()).toBe('DELETE_FAILED');
    expect(await instanceStatuses(cloudFormation)).toEqual({ [SHOP]: 'INOPERABLE FAILED' });
    await cloud.administrator(SHOP).iam.send(new DetachRolePolicyCommand(byHand));
    await stack.delete();
    expect(await deployed()).toEqual([]);
  });

  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/concurrency-mode.html
  test.each([
    { at: 'after one', preferences: {}, attempted: 1 },
    { at: 'after one more failure than is tolerated', preferences: { MaxConcurrentCount: 3 }, attempted: 1 },
    { at: 'after one more failure than is tolerated', preferences: { MaxConcurrentCount: 3, FailureToleranceCount: 1 }, attempted: 2 },
    { at: 'after the accounts that run concurrently, with soft tolerance', preferences: { MaxConcurrentCount: 2, ConcurrencyMode: 'SOFT_FAILURE_TOLERANCE' as const }, attempted: 2 },
    { at: 'after the accounts that run concurrently, in percent', preferences: { MaxConcurrentPercentage: 100, ConcurrencyMode: 'SOFT_FAILURE_TOLERANCE' as const }, attempted: 3 },
    { at: 'after one, if the percentage is less than one account', preferences: { MaxConcurrentPercentage: 10, ConcurrencyMode: 'SOFT_FAILURE_TOLERANCE' as const }, attempted: 1 },
  ])('stop the operation $at: $attempted are attempted with $preferences', async ({ preferences, attempted }) => {
    await createConflictingRoles(cloud, ...SALES_ACCOUNTS);
    await stack.deploy(serviceManaged([EMPTY_UNIT]));
    const { OperationId } = await cloudFormation.send(new CreateStackInstancesCommand({
      StackSetName: STACK_SET, DeploymentTargets: { OrganizationalUnitIds: [SALES] }, Regions: [REGION], OperationPreferences: preferences,
    }));
    const { StackSetOperation } = await cloudFormation.send(new DescribeStackSetOperationCommand({ StackSetName: STACK_SET, OperationId }));
    expect(StackSetOperation).toMatchObject({ Action: 'CREATE', Status: 'FAILED', StatusReason: expect.stringContaining('Role with name ReadOnly already exists') });
    const outcomes = Object.values(await instanceStatuses(cloudFormation));
    expect([outcomes.filter((outcome) => outcome === 'OUTDATED FAILED').length, outcomes.length]).toEqual([attempted, 3]);
  });

  test.each([
    { order: 'SEQUENTIAL' as const, expected: ['FAILED', 'CANCELLED'] },
    { order: 'PARALLEL' as const, expected: ['FAILED', 'FAILED'] },
  ])('stop the operation in the other Regions or not, $order: $expected', async ({ order, expected }) => {
    await createConflictingRoles(cloud, SHOP);
    await stack.deploy(serviceManaged([EMPTY_UNIT]));
    await cloudFormation.send(new CreateStackInstancesCommand({
      StackSetName: STACK_SET,
      DeploymentTargets: { OrganizationalUnitIds: [SHOPS] },
      Regions: [REGION, 'us-east-1'],
      OperationPreferences: { RegionConcurrencyType: order },
    }));
    const { Summaries } = await cloudFormation.send(new ListStackInstancesCommand({ StackSetName: STACK_SET }));
    expect(Summaries!.map(({ StackInstanceStatus }) => StackInstanceStatus!.DetailedStatus)).toEqual(expected);
  });
});
