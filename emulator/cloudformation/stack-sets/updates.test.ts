import {
  CloudFormationClient, CreateStackInstancesCommand, CreateStackSetCommand,
  DeleteStackInstancesCommand, DeleteStackSetCommand, DescribeStackSetCommand,
} from '@aws-sdk/client-cloudformation';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { ASSUMING_ACCOUNT, Cloud, REGION } from '../../testing/cloud';
import { ALL_ACCOUNTS, LAB, LABS, MARKETER, openOrganization, SALES, SALES_ACCOUNTS, SELLER, SHOP, SHOPS, STANDALONE } from '../../testing/organization';
import { ALLOWED, outcomeOf } from '../../testing/outcome';
import { managed, policy, root, trust } from '../../testing/policies';
import { TestStack } from '../../testing/stack';
import { accountsWith, instanceStatuses, role, roleIds, roleNames, serviceManaged, STACK_SET, stackSetRole, templateBody } from '../../testing/stack-sets';

type Filter = Record<string, unknown>;

let cloud: Cloud;
let cloudFormation: CloudFormationClient;
let stack: TestStack;
beforeEach(async () => {
  ({ cloud, cloudFormation, stack } = await openOrganization());
});
afterEach(() => cloud.close());

const deployed = (name?: string) => accountsWith(cloud, ALL_ACCOUNTS, name);

describe('an update of a stack set', () => {
  test('updates the template in every account, and keeps the roles', async () => {
    await stack.deploy(serviceManaged([SALES]));
    const before = await roleIds(cloud, ...SALES_ACCOUNTS);
    expect(await stack.deploy(serviceManaged([SALES], { TemplateBody: templateBody(role('ReadOnly', { Description: 'read-only' }), role('Other')) }))).toBe('UPDATE_COMPLETE');
    expect(await roleIds(cloud, ...SALES_ACCOUNTS)).toEqual(before);
    expect((await stackSetRole(cloud, SHOP)).Description).toBe('read-only');
    expect(await deployed('Other')).toEqual(SALES_ACCOUNTS);
  });

  const filtered = (AccountFilterType: string, ...Accounts: string[]) => ({ AccountFilterType, Accounts });

  // https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-cloudformation/blob/master/aws-cloudformation-stackset/src/main/java/software/amazon/cloudformation/stackset/util/AltStackInstancesCalculator.java
  test.each<{ from: string[]; to: string[]; fromFilter?: Filter; toFilter?: Filter; then: string[]; kept: string[] }>([
    { from: [SALES], to: [SALES, LABS], then: [...SALES_ACCOUNTS, LAB], kept: SALES_ACCOUNTS },
    { from: [SALES, LABS], to: [LABS], then: [LAB], kept: [LAB] },
    { from: [SALES], to: [LABS], then: [LAB], kept: [] },
    { from: [SALES], to: [SHOPS], then: [SHOP], kept: [] },
    { from: [SALES], to: [SALES], toFilter: filtered('DIFFERENCE', SHOP), then: [SELLER, MARKETER], kept: [SELLER, MARKETER] },
    { from: [SALES], to: [SALES], toFilter: filtered('INTERSECTION', SHOP), then: [SHOP], kept: [SHOP] },
    { from: [SALES], to: [SALES], fromFilter: filtered('INTERSECTION', SHOP), then: SALES_ACCOUNTS, kept: [SHOP] },
    { from: [SALES], to: [SALES], fromFilter: filtered('DIFFERENCE', SHOP), then: SALES_ACCOUNTS, kept: [SELLER, MARKETER] },
    { from: [SALES], to: [SALES], fromFilter: filtered('INTERSECTION', SELLER, SHOP), toFilter: filtered('INTERSECTION', SELLER, MARKETER), then: [SELLER, MARKETER], kept: [SELLER] },
    { from: [SALES], to: [SALES], fromFilter: filtered('DIFFERENCE', SELLER), toFilter: filtered('DIFFERENCE', SHOP), then: [SELLER, MARKETER], kept: [MARKETER] },
    { from: [SALES], to: [SALES], fromFilter: filtered('INTERSECTION', SHOP), toFilter: filtered('DIFFERENCE', SHOP), then: [SELLER, MARKETER], kept: [] },
  ])('from $from $fromFilter to $to $toFilter leaves $then, of which $kept are unchanged', async ({ from, to, fromFilter, toFilter, then, kept }) => {
    await stack.deploy(serviceManaged(from, {}, fromFilter));
    const before = await roleIds(cloud, ...kept);
    expect(await stack.deploy(serviceManaged(to, {}, toFilter))).toBe('UPDATE_COMPLETE');
    expect(await deployed()).toEqual(then);
    expect(await roleIds(cloud, ...kept)).toEqual(before);
  });

  test('of its name creates the replacement first, which fails as the roles exist', async () => {
    await stack.deploy(serviceManaged([SALES]));
    expect(await stack.deploy(serviceManaged([SALES], { StackSetName: 'Others' }))).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await instanceStatuses(cloudFormation)).toEqual(Object.fromEntries(SALES_ACCOUNTS.map((account) => [account, 'CURRENT SUCCEEDED'])));
    expect(await stack.deploy(serviceManaged([SALES], { StackSetName: 'Others', TemplateBody: templateBody(role('Other')) }))).toBe('UPDATE_COMPLETE');
    expect([await deployed(), await deployed('Other')]).toEqual([[], SALES_ACCOUNTS]);
  });

  test('that fails in an account is rolled back in all accounts', async () => {
    await stack.deploy(serviceManaged([SALES]));
    const before = await roleIds(cloud, ...SALES_ACCOUNTS);
    await cloud.administrator(SHOP).iam.send(new CreateRoleCommand({ RoleName: 'Other', AssumeRolePolicyDocument: policy(trust(root(SHOP))) }));
    const changed = serviceManaged([SALES], { TemplateBody: templateBody(role('ReadOnly', { Description: 'read-only' }), role('Other')) });
    expect(await stack.deploy(changed)).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect((await stack.failures()).Set).toMatch(/^UPDATE_FAILED: Stack set operation \[.*\] was unexpectedly stopped or failed.*Role with name Other already exists/);
    expect(await deployed('Other')).toEqual([SHOP]);
    expect(await Promise.all(SALES_ACCOUNTS.map(async (account) => (await stackSetRole(cloud, account)).Description))).toEqual(['', '', '']);
    expect(await roleIds(cloud, ...SALES_ACCOUNTS)).toEqual(before);
    expect(await instanceStatuses(cloudFormation)).toEqual(Object.fromEntries(SALES_ACCOUNTS.map((account) => [account, 'CURRENT SUCCEEDED'])));
  });

  test('that fails in another resource is rolled back', async () => {
    await stack.deploy(serviceManaged([SALES]));
    const { Set } = serviceManaged([LABS]).Resources;
    const Broken = { ...role('Broken', { ManagedPolicyArns: [managed('MadeUpAccess')] }), DependsOn: 'Set' };
    expect(await stack.deploy({ Resources: { Set, Broken } })).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await deployed()).toEqual(SALES_ACCOUNTS);
  });
});

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-concepts.html
describe('in several Regions', () => {
  const REGIONS = [REGION, 'us-east-1'];
  const groups = (units: string[]) => ({ StackInstancesGroup: [{ DeploymentTargets: { OrganizationalUnitIds: units }, Regions: REGIONS }] });
  const unnamed = templateBody({ ...role(), Properties: { ...role().Properties, RoleName: undefined } });

  test('an account has a stack in each, and loses the stack of a removed Region', async () => {
    expect(await stack.deploy(serviceManaged([], { ...groups([SHOPS]), TemplateBody: unnamed }))).toBe('CREATE_COMPLETE');
    expect(await roleNames(cloud, SHOP)).toHaveLength(2);
    expect(await stack.deploy(serviceManaged([SHOPS], { TemplateBody: unnamed }))).toBe('UPDATE_COMPLETE');
    expect(await roleNames(cloud, SHOP)).toHaveLength(1);
    await cloud.emulator.joinOrganization(STANDALONE, SHOPS);
    expect(await roleNames(cloud, STANDALONE)).toHaveLength(1);
  });

  test('a role has the same name in each, so the second stack fails', async () => {
    expect(await stack.deploy(serviceManaged([], groups([SHOPS])))).toBe('ROLLBACK_COMPLETE');
    expect(await roleNames(cloud, SHOP)).toEqual([]);
  });
});

// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteStackSet.html
describe('through the API, a stack set', () => {
  const created = () => cloudFormation.send(new CreateStackSetCommand({
    StackSetName: STACK_SET,
    TemplateBody: templateBody(role()),
    Capabilities: ['CAPABILITY_NAMED_IAM'],
    PermissionModel: 'SERVICE_MANAGED',
    AutoDeployment: { Enabled: true },
  }));
  const TARGETS = { StackSetName: STACK_SET, DeploymentTargets: { OrganizationalUnitIds: [SHOPS] }, Regions: [REGION] };

  test('is deleted only without instances, whose stacks may be retained', async () => {
    await created();
    await cloudFormation.send(new CreateStackInstancesCommand(TARGETS));
    expect(await outcomeOf(cloudFormation.send(new DeleteStackSetCommand({ StackSetName: STACK_SET })))).toBe('StackSetNotEmptyException');
    await cloudFormation.send(new DeleteStackInstancesCommand({ ...TARGETS, RetainStacks: true }));
    expect(await outcomeOf(cloudFormation.send(new DeleteStackSetCommand({ StackSetName: STACK_SET })))).toBe(ALLOWED);
    expect(await deployed()).toEqual([SHOP]);
  });

  test('is not found in another Region, nor by another account', async () => {
    await created();
    const elsewhere = new CloudFormationClient({ region: 'us-east-1', endpoint: cloud.emulator.endpoint, credentials: cloud.administrator(ASSUMING_ACCOUNT).keys });
    expect(await outcomeOf(cloudFormation.send(new DescribeStackSetCommand({ StackSetName: STACK_SET })))).toBe(ALLOWED);
    expect(await outcomeOf(elsewhere.send(new DescribeStackSetCommand({ StackSetName: STACK_SET })))).toBe('StackSetNotFoundException');
    expect(await outcomeOf(instanceStatuses(cloud.administrator(LAB).cloudFormation))).toBe('StackSetNotFoundException');
  });
});
