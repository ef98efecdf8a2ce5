import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { Cloud } from '../../testing/cloud';
import { ALL_ACCOUNTS, DELEGATED_ADMIN, EMPTY_UNIT, LAB, LABS, MARKETER, openOrganization, SALES, SALES_ACCOUNTS, SELLER, SHOP, SHOPS, STANDALONE } from '../../testing/organization';
import { TestStack } from '../../testing/stack';
import { accountsWith, createConflictingRoles, deleteConflictingRole, instanceStatuses, roleIds, serviceManaged } from '../../testing/stack-sets';

let cloud: Cloud;
let cloudFormation: CloudFormationClient;
let stack: TestStack;
beforeEach(async () => {
  ({ cloud, cloudFormation, stack } = await openOrganization());
});
afterEach(() => cloud.close());

const deployed = () => accountsWith(cloud, ALL_ACCOUNTS);

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html
describe('an account of the organization', () => {
  const automatic = (retain = false) => ({ AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: retain } });
  const never = { AutoDeployment: { Enabled: false } };

  test.each([
    { where: 'a targeted unit', unit: LABS, properties: automatic(), expected: [LAB, STANDALONE] },
    { where: 'a child unit of a targeted unit', unit: SHOPS, properties: automatic(), targets: [SALES], expected: [...SALES_ACCOUNTS, STANDALONE] },
    { where: 'a targeted unit that was empty', unit: EMPTY_UNIT, properties: automatic(), targets: [EMPTY_UNIT], expected: [STANDALONE] },
    { where: 'another unit', unit: SALES, properties: automatic(), expected: [LAB] },
    { where: 'the root', unit: 'r-ab12', properties: automatic(), expected: [LAB] },
    { where: 'a targeted unit, without automatic deployment', unit: LABS, properties: never, expected: [LAB] },
  ])('that joins $where: $expected have the stack', async ({ unit, properties, targets = [LABS], expected }) => {
    await stack.deploy(serviceManaged(targets, properties));
    await cloud.emulator.joinOrganization(STANDALONE, unit);
    expect(await deployed()).toEqual(expected);
    await stack.delete();
    expect(await deployed()).toEqual([]);
  });

  test('gets no stack in a unit that is no longer targeted, nor of a deleted stack set', async () => {
    await stack.deploy(serviceManaged([LABS, EMPTY_UNIT], automatic()));
    await stack.deploy(serviceManaged([LABS], automatic()));
    await cloud.emulator.joinOrganization(STANDALONE, EMPTY_UNIT);
    expect(await deployed()).toEqual([LAB]);
    await stack.delete();
    await cloud.emulator.joinOrganization(STANDALONE, LABS);
    expect(await deployed()).toEqual([]);
  });

  test.each([
    { how: 'loses the stack', properties: automatic(), expected: [SELLER, MARKETER], listed: [SELLER, MARKETER] },
    { how: 'keeps the stack if stacks are retained', properties: automatic(true), expected: SALES_ACCOUNTS, listed: [SELLER, MARKETER] },
    { how: 'keeps the stack without automatic deployment', properties: never, expected: SALES_ACCOUNTS, listed: SALES_ACCOUNTS },
  ])('that leaves $how', async ({ properties, expected, listed }) => {
    await stack.deploy(serviceManaged([SALES], properties));
    await cloud.emulator.leaveOrganization(SHOP);
    expect(await deployed()).toEqual(expected);
    expect(Object.keys(await instanceStatuses(cloudFormation))).toEqual(listed);
  });

  test.each([
    { unit: SHOPS, expected: SALES_ACCOUNTS },
    { unit: LABS, expected: [SELLER, SHOP] },
    { unit: 'r-ab12', expected: [SELLER, SHOP] },
  ])('that moves to $unit: $expected have the stack', async ({ unit, expected }) => {
    await stack.deploy(serviceManaged([SALES], automatic()));
    const before = await roleIds(cloud, SELLER, SHOP);
    await cloud.emulator.joinOrganization(MARKETER, unit);
    expect(await deployed()).toEqual(expected);
    expect(await roleIds(cloud, SELLER, SHOP)).toEqual(before);
  });

  test('that moves from the unit of one stack set to that of another has the stack of the latter', async () => {
    await stack.deploy(serviceManaged([SALES], automatic()));
    await new TestStack(cloudFormation, 'Second').deploy(serviceManaged([LABS], { ...automatic(), StackSetName: 'Others' }));
    const [before] = await roleIds(cloud, SHOP);
    await cloud.emulator.joinOrganization(SHOP, LABS);
    expect(await roleIds(cloud, SHOP)).not.toEqual([before]);
    expect(Object.keys(await instanceStatuses(cloudFormation))).toEqual([SELLER, MARKETER]);
  });

  test('gets the stack when it joins, although a filter excludes it', async () => {
    await cloud.emulator.leaveOrganization(SHOP);
    await stack.deploy(serviceManaged([SALES], automatic(), { AccountFilterType: 'DIFFERENCE', Accounts: [SHOP] }));
    await cloud.emulator.joinOrganization(SHOP, SHOPS);
    expect(await deployed()).toEqual(SALES_ACCOUNTS);
    const preferences = { OperationPreferences: { MaxConcurrentCount: 1 } };
    await stack.deploy(serviceManaged([SALES], { ...automatic(), ...preferences }, { AccountFilterType: 'DIFFERENCE', Accounts: [SHOP] }));
    expect(await deployed()).toEqual(SALES_ACCOUNTS);
  });

  test('joins and leaves the stack sets of a delegated administrator as well', async () => {
    await new TestStack(cloud.administrator(DELEGATED_ADMIN).cloudFormation).deploy(serviceManaged([LABS], { ...automatic(), CallAs: 'DELEGATED_ADMIN' }));
    await cloud.emulator.joinOrganization(STANDALONE, LABS);
    expect(await deployed()).toEqual([LAB, STANDALONE]);
    await cloud.emulator.leaveOrganization(STANDALONE);
    expect(await deployed()).toEqual([LAB]);
  });

  test('that has a role of the same name joins, and its instance is listed as failed', async () => {
    await createConflictingRoles(cloud, STANDALONE);
    await stack.deploy(serviceManaged([LABS], automatic()));
    await cloud.emulator.joinOrganization(STANDALONE, LABS);
    expect(await instanceStatuses(cloudFormation)).toEqual({ [LAB]: 'CURRENT SUCCEEDED', [STANDALONE]: 'OUTDATED FAILED' });
    await deleteConflictingRole(cloud, STANDALONE);
    expect(await stack.deploy(serviceManaged([LABS], { ...automatic(), Description: 'tried again' }))).toBe('UPDATE_COMPLETE');
    expect(await instanceStatuses(cloudFormation)).toEqual({ [LAB]: 'CURRENT SUCCEEDED', [STANDALONE]: 'CURRENT SUCCEEDED' });
  });
});
