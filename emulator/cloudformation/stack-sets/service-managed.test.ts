import { DescribeStackSetCommand } from '@aws-sdk/client-cloudformation';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { ASSUMING_ACCOUNT, Cloud, REGION, THIRD_ACCOUNT } from '../../testing/cloud';
import { inventory } from '../../testing/inventory';
import { ALL_ACCOUNTS, DELEGATED_ADMIN, EMPTY_UNIT, LAB, LABS, MARKETER, openOrganization, SALES, SELLER, SHOP, SHOPS, STANDALONE } from '../../testing/organization';
import { ALLOWED, outcomeOf } from '../../testing/outcome';
import { TestStack } from '../../testing/stack';
import { accountsWith, instanceStatuses, role, serviceManaged, STACK_SET, stackNames, stackSetResource, templateBody } from '../../testing/stack-sets';

const ALL = [ASSUMING_ACCOUNT, THIRD_ACCOUNT, ...ALL_ACCOUNTS];

let cloud: Cloud;
let stack: TestStack;
beforeEach(async () => {
  ({ cloud, stack } = await openOrganization());
});
afterEach(() => cloud.close());

const deployed = () => accountsWith(cloud, ALL);
const failure = async (of = stack) => (await of.failures()).Set;

/** All IAM resources and stacks of all accounts. */
async function everything() {
  return Promise.all(ALL.map(async (account) => (
    { ...await inventory(cloud.administrator(account).iam), stacks: await stackNames(cloud, account) }
  )));
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-associate-stackset-with-org.html
describe('a service-managed stack set creates a stack', () => {
  test.each([
    { of: 'the unit and its child units', units: [SALES], accounts: [SELLER, MARKETER, SHOP] },
    { of: 'a child unit', units: [SHOPS], accounts: [SHOP] },
    { of: 'several units', units: [SHOPS, LABS], accounts: [SHOP, LAB] },
    { of: 'the root, without the management account', units: ['r-ab12'], accounts: [SELLER, MARKETER, SHOP, LAB, DELEGATED_ADMIN] },
    { of: 'a unit without accounts: none', units: [EMPTY_UNIT], accounts: [] },
  ])('in every account of $of', async ({ units, accounts }) => {
    expect(await stack.deploy(serviceManaged(units))).toBe('CREATE_COMPLETE');
    expect((await deployed()).sort()).toEqual([...accounts].sort());
  });

  test.each([
    { filter: 'INTERSECTION', Accounts: [SELLER, SHOP], accounts: [SELLER, SHOP] },
    { filter: 'INTERSECTION', Accounts: [SELLER, LAB], accounts: [SELLER] },
    { filter: 'DIFFERENCE', Accounts: [SELLER], accounts: [MARKETER, SHOP] },
    { filter: 'NONE', Accounts: undefined, accounts: [SELLER, MARKETER, SHOP] },
  ])('with the filter $filter of $Accounts: $accounts', async ({ filter, Accounts, accounts }) => {
    expect(await stack.deploy(serviceManaged([SALES], {}, { AccountFilterType: filter, Accounts }))).toBe('CREATE_COMPLETE');
    expect(await deployed()).toEqual(accounts);
  });

  test('that belongs to the account, with a role that can be assumed', async () => {
    const Outputs = { Ref: { Value: { Ref: 'Set' } }, Id: { Value: { 'Fn::GetAtt': ['Set', 'StackSetId'] } } };
    await stack.deploy({ ...serviceManaged([SHOPS]), Outputs });
    expect(await stackNames(cloud, SHOP)).toEqual([expect.stringMatching(/^StackSet-ReadOnlyRoles-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)]);
    expect(await stackNames(cloud, ASSUMING_ACCOUNT)).toEqual(['StackSets']);
    const session = await cloud.assume(cloud.administrator(ASSUMING_ACCOUNT), `arn:aws:iam::${SHOP}:role/ReadOnly`);
    expect(await outcomeOf(session.iam.send(new ListRolesCommand({})))).toBe('AccessDenied');
    expect(await outcomeOf(cloud.assume(cloud.administrator(THIRD_ACCOUNT), `arn:aws:iam::${SHOP}:role/ReadOnly`))).toBe('AccessDenied');
    const { StackSet } = await cloud.administrator(ASSUMING_ACCOUNT).cloudFormation.send(new DescribeStackSetCommand({ StackSetName: STACK_SET }));
    expect(await stack.outputs()).toEqual({ Ref: StackSet!.StackSetId, Id: StackSet!.StackSetId });
    expect(StackSet).toMatchObject({
      StackSetARN: `arn:aws:cloudformation:${REGION}:${ASSUMING_ACCOUNT}:stackset/${StackSet!.StackSetId}`, OrganizationalUnitIds: [SHOPS], PermissionModel: 'SERVICE_MANAGED',
    });
  });

  test('and deletes all stacks when it is deleted', async () => {
    const before = await everything();
    await stack.deploy(serviceManaged([SALES, LABS]));
    expect(await everything()).not.toEqual(before);
    await stack.delete();
    expect(await everything()).toEqual(before);
    expect(await outcomeOf(instanceStatuses(cloud.administrator(ASSUMING_ACCOUNT).cloudFormation))).toBe('StackSetNotFoundException');
  });

  test('and retains them, if they are to be retained', async () => {
    const { Set: { Properties } } = serviceManaged([SALES]).Resources;
    await stack.deploy({ Resources: { Set: stackSetResource(Properties!, { DeletionPolicy: 'Retain' }) } });
    await stack.delete();
    expect(await deployed()).toEqual([SELLER, MARKETER, SHOP]);
  });
});

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-delegated-admin.html
describe('a service-managed stack set can be created by', () => {
  const OTHER = { id: 'o-z9y8x7w6v5', managementAccount: THIRD_ACCOUNT, rootId: 'r-zz99', organizationalUnits: { 'ou-zz99-11111111': { accounts: [STANDALONE] } } };

  test.each([
    { who: 'the management account', account: ASSUMING_ACCOUNT, CallAs: undefined, expected: ALLOWED },
    { who: 'the management account with CallAs SELF', account: ASSUMING_ACCOUNT, CallAs: 'SELF', expected: ALLOWED },
    { who: 'the management account with CallAs DELEGATED_ADMIN', account: ASSUMING_ACCOUNT, CallAs: 'DELEGATED_ADMIN', expected: 'Account used is not a delegated administrator' },
    { who: 'a delegated administrator', account: DELEGATED_ADMIN, CallAs: 'DELEGATED_ADMIN', expected: ALLOWED },
    { who: 'a delegated administrator without CallAs', account: DELEGATED_ADMIN, CallAs: undefined, expected: 'You must be the management account or delegated admin' },
    { who: 'another member account', account: LAB, CallAs: 'SELF', expected: 'You must be the management account or delegated admin' },
    { who: 'another member account with CallAs DELEGATED_ADMIN', account: LAB, CallAs: 'DELEGATED_ADMIN', expected: 'Account used is not a delegated administrator' },
    { who: 'a standalone account', account: STANDALONE, CallAs: 'SELF', expected: 'You must be the management account or delegated admin' },
  ])('$who: $expected', async ({ account, CallAs, expected }) => {
    const own = new TestStack(cloud.administrator(account).cloudFormation);
    const status = await own.deploy(serviceManaged([SALES], { CallAs }));
    expect(status).toBe(expected === ALLOWED ? 'CREATE_COMPLETE' : 'ROLLBACK_COMPLETE');
    expect(await failure(own)).toEqual(expected === ALLOWED ? undefined : expect.stringContaining(expected));
    expect(await deployed()).toEqual(expected === ALLOWED ? [SELLER, MARKETER, SHOP] : []);
    await own.delete();
    expect(await deployed()).toEqual([]);
  });

  test('the management account of its own organization only', async () => {
    cloud.emulator.createOrganization(OTHER);
    const strange = new TestStack(cloud.administrator(THIRD_ACCOUNT).cloudFormation);
    expect(await strange.deploy(serviceManaged([SALES]))).toBe('ROLLBACK_COMPLETE');
    expect(await failure(strange)).toContain(`Could not find ${SALES} in organization ${OTHER.id}`);
    await strange.delete();
    expect(await strange.deploy(serviceManaged(['ou-zz99-11111111']))).toBe('CREATE_COMPLETE');
    expect(await deployed()).toEqual([STANDALONE]);
  });

  test('no account if trusted access is not activated', async () => {
    cloud.emulator.createOrganization({ ...OTHER, trustedAccess: false });
    const strange = new TestStack(cloud.administrator(THIRD_ACCOUNT).cloudFormation);
    expect(await strange.deploy(serviceManaged(['ou-zz99-11111111']))).toBe('ROLLBACK_COMPLETE');
    expect(await failure(strange)).toContain('You must enable organizations access');
  });

  test('a delegated administrator, and described as SELF or DELEGATED_ADMIN', async () => {
    const { cloudFormation } = cloud.administrator(DELEGATED_ADMIN);
    await new TestStack(cloudFormation).deploy(serviceManaged([LABS], { CallAs: 'DELEGATED_ADMIN' }));
    expect(await outcomeOf(instanceStatuses(cloudFormation))).toBe('StackSetNotFoundException');
    expect(await instanceStatuses(cloudFormation, { CallAs: 'DELEGATED_ADMIN' })).toEqual({ [LAB]: 'CURRENT SUCCEEDED' });
  });
});

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stackset.html
describe('a stack set fails and leaves nothing with', () => {
  const padded = (bytes: number) => templateBody(role()).padEnd(bytes);
  const nested = JSON.stringify({ Resources: { Inner: stackSetResource({ PermissionModel: 'SELF_MANAGED' }) } });

  test.each<{ what: string; properties?: Record<string, unknown>; targets?: Record<string, unknown>; message: string }>([
    { what: 'CAPABILITY_IAM for named roles', properties: { Capabilities: ['CAPABILITY_IAM'] }, message: 'Requires capabilities : [CAPABILITY_NAMED_IAM]' },
    { what: 'no capability', properties: { Capabilities: undefined }, message: 'Requires capabilities : [CAPABILITY_NAMED_IAM]' },
    {
      what: 'no capability and no account',
      properties: { Capabilities: undefined },
      targets: { OrganizationalUnitIds: [EMPTY_UNIT] },
      message: 'Requires capabilities : [CAPABILITY_NAMED_IAM]',
    },
    { what: 'a template that is too long', properties: { TemplateBody: padded(51_201) }, message: 'less than or equal to 51200' },
    { what: 'a stack set in its template', properties: { TemplateBody: nested }, message: 'Nested AWS::CloudFormation::StackSet is not supported' },
    { what: 'no template', properties: { TemplateBody: '{}' }, message: 'At least one Resources member must be defined' },
    { what: 'the union of units and accounts', targets: { AccountFilterType: 'UNION', Accounts: [LAB] }, message: 'UNION is not a valid AccountFilterType' },
    { what: 'accounts without a filter', targets: { Accounts: [SELLER] }, message: 'AccountFilterType should be specified when both' },
    { what: 'a filter without accounts', targets: { AccountFilterType: 'DIFFERENCE' }, message: 'Accounts should be specified' },
    { what: 'accounts alone', targets: { OrganizationalUnitIds: undefined, Accounts: [SELLER] }, message: 'can only have OrganizationalUnit as target' },
    { what: 'a unit that does not exist', targets: { OrganizationalUnitIds: ['ou-ab12-99999999'] }, message: 'Could not find ou-ab12-99999999' },
    { what: 'stacks retained without automatic deployment', properties: { AutoDeployment: { Enabled: false, RetainStacksOnAccountRemoval: false } }, message: 'only if AutoDeployment is enabled' },
    { what: 'count and percentage of the tolerance', properties: { OperationPreferences: { FailureToleranceCount: 1, FailureTolerancePercentage: 1 } }, message: 'cannot be specified together' },
    { what: 'a maximum concurrency of 0', properties: { OperationPreferences: { MaxConcurrentCount: 0 } }, message: 'out of range' },
    { what: 'an unknown concurrency mode', properties: { OperationPreferences: { ConcurrencyMode: 'LOOSE' } }, message: 'LOOSE' },
    { what: 'an execution role', properties: { ExecutionRoleName: 'Deployer' }, message: 'not for stack sets with service-managed permissions' },
    { what: 'an invalid name', properties: { StackSetName: 'not_a_name' }, message: 'regular expression' },
  ])('$what', async ({ properties, targets, message }) => {
    const before = await inventory(cloud.administrator(SELLER).iam);
    expect(await stack.deploy(serviceManaged([SALES], properties, targets))).toBe('ROLLBACK_COMPLETE');
    expect(await failure()).toContain(message);
    expect(await inventory(cloud.administrator(SELLER).iam)).toEqual(before);
    expect(await outcomeOf(instanceStatuses(cloud.administrator(ASSUMING_ACCOUNT).cloudFormation))).toBe('StackSetNotFoundException');
  });

  test('a template that is too long, but not with one of the maximum length', async () => {
    expect(await stack.deploy(serviceManaged([SALES], { TemplateBody: padded(51_200) }))).toBe('CREATE_COMPLETE');
  });

  test('the name of an existing one, which remains', async () => {
    await stack.deploy(serviceManaged([SALES]));
    const other = new TestStack(cloud.administrator(ASSUMING_ACCOUNT).cloudFormation, 'Other');
    expect(await other.deploy(serviceManaged([LABS]))).toBe('ROLLBACK_COMPLETE');
    expect(await failure(other)).toContain('A StackSet named ReadOnlyRoles already exists.');
    expect(await deployed()).toEqual([SELLER, MARKETER, SHOP]);
  });

  test.each(['StackSetName', 'PermissionModel', 'TemplateBody'])('no %s, before anything is deployed', async (missing) => {
    expect(await outcomeOf(stack.deploy(serviceManaged([SALES], { [missing]: undefined })))).toBe('ValidationError');
  });
});
