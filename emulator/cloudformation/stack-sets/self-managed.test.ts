import { UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { ASSUMING_ACCOUNT, Cloud, NONEXISTENT_ACCOUNT, REGION, THIRD_ACCOUNT, TRUSTING_ACCOUNT } from '../../testing/cloud';
import { inventory } from '../../testing/inventory';
import { ALL_ACCOUNTS, LAB, openOrganization, SELLER } from '../../testing/organization';
import { allow, Conditions, managed, policy, root, Statement, trust } from '../../testing/policies';
import { Template, TestStack } from '../../testing/stack';
import { accountsWith, role, stackSetResource, templateBody } from '../../testing/stack-sets';

const ADMINISTRATION = 'AWSCloudFormationStackSetAdministrationRole';
const EXECUTION = 'AWSCloudFormationStackSetExecutionRole';
const BY_CLOUD_FORMATION: Statement = { Effect: 'Allow', Principal: { Service: 'cloudformation.amazonaws.com' }, Action: 'sts:AssumeRole' };

let cloud: Cloud;
let stack: TestStack;
beforeEach(async () => {
  ({ cloud, stack } = await openOrganization());
});
afterEach(() => cloud.close());

function selfManaged(Accounts: string[], properties: Record<string, unknown> = {}): Template {
  return {
    Resources: {
      Set: stackSetResource({
        PermissionModel: 'SELF_MANAGED',
        Capabilities: ['CAPABILITY_NAMED_IAM'],
        StackInstancesGroup: [{ DeploymentTargets: { Accounts }, Regions: [REGION] }],
        ...properties,
      }),
    },
  };
}

interface Administration {
  readonly name?: string;
  readonly trusts?: Statement;
  readonly may?: Statement[];
}

const MAY_ASSUME = allow('sts:AssumeRole', `arn:aws:iam::*:role/${EXECUTION}`);

async function administration({ name = ADMINISTRATION, trusts = BY_CLOUD_FORMATION, may = [MAY_ASSUME] }: Administration = {}) {
  return cloud.role(ASSUMING_ACCOUNT, name, { trust: [trusts], statements: may });
}

async function execution(account: string, statements = [allow('*')], trusted = trust(root(ASSUMING_ACCOUNT)), name = EXECUTION): Promise<void> {
  await cloud.role(account, name, { trust: [trusted], statements });
}

const deployed = () => accountsWith(cloud, [ASSUMING_ACCOUNT, TRUSTING_ACCOUNT, THIRD_ACCOUNT, ...ALL_ACCOUNTS]);
const failure = async () => (await stack.failures()).Set;

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html
describe('a self-managed stack set creates a stack', () => {
  test('in accounts of any organization or none, also its own, and deletes them', async () => {
    await administration();
    await Promise.all([ASSUMING_ACCOUNT, TRUSTING_ACCOUNT, LAB].map((account) => execution(account)));
    const before = await inventory(cloud.administrator(LAB).iam);
    expect(await stack.deploy(selfManaged([ASSUMING_ACCOUNT, TRUSTING_ACCOUNT, LAB]))).toBe('CREATE_COMPLETE');
    expect(await deployed()).toEqual([ASSUMING_ACCOUNT, TRUSTING_ACCOUNT, LAB]);
    expect(await stack.deploy(selfManaged([TRUSTING_ACCOUNT]))).toBe('UPDATE_COMPLETE');
    expect(await deployed()).toEqual([TRUSTING_ACCOUNT]);
    expect(await inventory(cloud.administrator(LAB).iam)).toEqual(before);
    await stack.delete();
    expect(await deployed()).toEqual([]);
  });

  test('in added accounts', async () => {
    await administration();
    await Promise.all([TRUSTING_ACCOUNT, LAB].map((account) => execution(account)));
    await stack.deploy(selfManaged([TRUSTING_ACCOUNT]));
    expect(await stack.deploy(selfManaged([TRUSTING_ACCOUNT, LAB], { TemplateBody: templateBody(role('ReadOnly', { Description: 'read-only' })) }))).toBe('UPDATE_COMPLETE');
    expect(await deployed()).toEqual([TRUSTING_ACCOUNT, LAB]);
  });

  test('with an execution role of another name', async () => {
    await administration({ may: [allow('sts:AssumeRole')] });
    await execution(TRUSTING_ACCOUNT, undefined, undefined, 'Deployer');
    expect(await stack.deploy(selfManaged([TRUSTING_ACCOUNT], { ExecutionRoleName: 'Deployer' }))).toBe('CREATE_COMPLETE');
  });

  test.each([
    { trusted: 'the administration role', principal: `arn:aws:iam::${ASSUMING_ACCOUNT}:role/${ADMINISTRATION}`, expected: 'CREATE_COMPLETE' },
    { trusted: 'the administrator\'s account', principal: root(ASSUMING_ACCOUNT), expected: 'CREATE_COMPLETE' },
    { trusted: 'another account', principal: root(THIRD_ACCOUNT), expected: 'ROLLBACK_COMPLETE' },
  ])('if the execution role trusts $trusted: $expected', async ({ principal, expected }) => {
    await administration();
    await execution(TRUSTING_ACCOUNT, undefined, trust(principal));
    expect(await stack.deploy(selfManaged([TRUSTING_ACCOUNT]))).toBe(expected);
    expect(await deployed()).toEqual(expected === 'CREATE_COMPLETE' ? [TRUSTING_ACCOUNT] : []);
  });

  test.each([
    { in: 'an account without the role', accounts: [TRUSTING_ACCOUNT, LAB], failing: LAB },
    { in: 'an account that does not exist', accounts: [TRUSTING_ACCOUNT, NONEXISTENT_ACCOUNT], failing: NONEXISTENT_ACCOUNT },
  ])('not in $in, nor in the others', async ({ accounts, failing }) => {
    await administration();
    await execution(TRUSTING_ACCOUNT);
    expect(await stack.deploy(selfManaged(accounts))).toBe('ROLLBACK_COMPLETE');
    expect(await failure()).toContain(`Account ${failing} should have '${EXECUTION}' role with trust relationship to Role '${ADMINISTRATION}'.`);
    expect(await deployed()).toEqual([]);
  });

  test.each<{ what: string; made?: Administration; expected: string }>([
    { what: 'does not exist', expected: 'with trust relationship to CloudFormation service' },
    { what: 'trusts the account alone', made: { trusts: trust(root(ASSUMING_ACCOUNT)) }, expected: 'with trust relationship to CloudFormation service' },
    { what: 'has another name', made: { name: 'Other' }, expected: 'with trust relationship to CloudFormation service' },
    { what: 'cannot assume roles', made: { may: [allow('s3:*')] }, expected: `should have '${EXECUTION}' role` },
    { what: 'can assume another role only', made: { may: [allow('sts:AssumeRole', 'arn:aws:iam::*:role/Other')] }, expected: `should have '${EXECUTION}' role` },
  ])('not if the administration role $what', async ({ made, expected }) => {
    await execution(TRUSTING_ACCOUNT);
    if (made) {
      await administration(made);
    }
    expect(await stack.deploy(selfManaged([TRUSTING_ACCOUNT]))).toBe('ROLLBACK_COMPLETE');
    expect(await failure()).toContain(expected);
  });

  test.each<{ source: string; condition: Conditions; expected: string }>([
    { source: 'the account', condition: { StringEquals: { 'aws:SourceAccount': ASSUMING_ACCOUNT } }, expected: 'CREATE_COMPLETE' },
    { source: 'a stack set of the account', condition: { ArnLike: { 'aws:SourceArn': `arn:aws:cloudformation:*:${ASSUMING_ACCOUNT}:stackset/*` } }, expected: 'CREATE_COMPLETE' },
    { source: 'another account', condition: { StringEquals: { 'aws:SourceAccount': TRUSTING_ACCOUNT } }, expected: 'ROLLBACK_COMPLETE' },
  ])('if the administration role trusts CloudFormation for $source: $expected', async ({ condition, expected }) => {
    await administration({ trusts: { ...BY_CLOUD_FORMATION, Condition: condition } });
    await execution(TRUSTING_ACCOUNT);
    expect(await stack.deploy(selfManaged([TRUSTING_ACCOUNT]))).toBe(expected);
  });

  test.each([
    { what: 'do everything', statements: [allow('*')], expected: 'CREATE_COMPLETE' },
    { what: 'do what the stack needs', statements: [allow(['cloudformation:*', 'iam:CreateRole'])], expected: 'CREATE_COMPLETE' },
    { what: 'deploy stacks without their resources', statements: [allow(['cloudformation:*', 'iam:CreateUser'])], expected: 'ROLLBACK_COMPLETE' },
    { what: 'create the resources without a stack', statements: [allow('iam:*')], expected: 'ROLLBACK_COMPLETE' },
  ])('as the execution role that may $what: $expected', async ({ statements, expected }) => {
    await administration();
    await execution(TRUSTING_ACCOUNT, statements);
    expect(await stack.deploy(selfManaged([TRUSTING_ACCOUNT]))).toBe(expected);
  });

  test('and fails to delete it if the role is deleted', async () => {
    await administration();
    await cloud.role(TRUSTING_ACCOUNT, EXECUTION, { trust: [trust(root(ASSUMING_ACCOUNT))], managed: [managed('AdministratorAccess')] });
    await stack.deploy(selfManaged([TRUSTING_ACCOUNT]));
    const retrust = (account: string) =>
      cloud.administrator(TRUSTING_ACCOUNT).iam.send(new UpdateAssumeRolePolicyCommand({
        RoleName: EXECUTION, PolicyDocument: policy(trust(root(account))),
      }));
    await retrust(THIRD_ACCOUNT);
    await stack.delete();
    expect(await stack.status()).toBe('DELETE_FAILED');
    expect(await deployed()).toEqual([TRUSTING_ACCOUNT]);
    await retrust(ASSUMING_ACCOUNT);
    await stack.delete();
    expect(await deployed()).toEqual([]);
  });

  test.each([
    { what: 'units', targets: { OrganizationalUnitIds: ['r-ab12'] }, message: 'can only have Accounts as target' },
    { what: 'a filter', targets: { Accounts: [TRUSTING_ACCOUNT], AccountFilterType: 'INTERSECTION' }, message: 'can only have Accounts as target' },
    { what: 'automatic deployment', properties: { AutoDeployment: { Enabled: true } }, message: 'AutoDeployment is not for stack sets with self-managed permissions' },
    { what: 'CallAs DELEGATED_ADMIN', properties: { CallAs: 'DELEGATED_ADMIN' }, message: 'CallAs must be SELF' },
  ])('not for, or with, $what', async ({ targets, properties = {}, message }) => {
    await administration();
    await execution(TRUSTING_ACCOUNT);
    const groups = [{ DeploymentTargets: targets ?? { Accounts: [TRUSTING_ACCOUNT] }, Regions: [REGION] }];
    expect(await stack.deploy(selfManaged([], { StackInstancesGroup: groups, ...properties }))).toBe('ROLLBACK_COMPLETE');
    expect(await failure()).toContain(message);
  });

  test('in its accounts only, if an account joins the organization', async () => {
    await administration();
    await execution(TRUSTING_ACCOUNT);
    await stack.deploy(selfManaged([TRUSTING_ACCOUNT]));
    await cloud.emulator.joinOrganization(TRUSTING_ACCOUNT, 'r-ab12');
    await cloud.emulator.leaveOrganization(TRUSTING_ACCOUNT);
    expect(await deployed()).toEqual([TRUSTING_ACCOUNT]);
  });
});

describe('passing an administration role to a stack set', () => {
  const arn = `arn:aws:iam::${ASSUMING_ACCOUNT}:role/Administering`;

  test.each([
    { may: 'pass it', statements: [allow('cloudformation:*'), allow('iam:PassRole', arn)], expected: 'CREATE_COMPLETE' },
    { may: 'pass another role', statements: [allow('cloudformation:*'), allow('iam:PassRole', `${arn}2`)], expected: 'ROLLBACK_COMPLETE' },
    {
      may: 'pass it to another service',
      statements: [allow('cloudformation:*'), allow('iam:PassRole', arn, { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } })],
      expected: 'ROLLBACK_COMPLETE',
    },
    { may: 'pass no role', statements: [allow('cloudformation:*')], expected: 'ROLLBACK_COMPLETE' },
  ])('with permission to $may: $expected', async ({ statements, expected }) => {
    await administration({ name: 'Administering' });
    await execution(TRUSTING_ACCOUNT);
    const { clients } = await cloud.user(ASSUMING_ACCOUNT, 'deployer', { statements });
    expect(await new TestStack(clients.cloudFormation).deploy(selfManaged([TRUSTING_ACCOUNT], { AdministrationRoleARN: arn }))).toBe(expected);
    expect(await deployed()).toEqual(expected === 'CREATE_COMPLETE' ? [TRUSTING_ACCOUNT] : []);
  });
});

describe('the deployer of a stack set', () => {
  const CHANGE_SETS = allow(['cloudformation:*ChangeSet', 'cloudformation:DescribeStack*']);
  const set = (actions: string[], name = 'ReadOnlyRoles') => allow(actions.map((action) => `cloudformation:${action}`), `arn:aws:cloudformation:${REGION}:${ASSUMING_ACCOUNT}:stackset/${name}:*`);
  const CREATE = allow('cloudformation:CreateStackSet');

  test.each([
    { may: 'create it and its instances', statements: [CHANGE_SETS, CREATE, set(['CreateStackInstances', 'DescribeStackSetOperation'])], expected: 'CREATE_COMPLETE' },
    { may: 'do all but create it', statements: [CHANGE_SETS, set(['*'])], expected: 'ROLLBACK_COMPLETE' },
    { may: 'do all but create instances', statements: [CHANGE_SETS, CREATE, set(['DeleteStackSet'])], expected: 'ROLLBACK_COMPLETE' },
    { may: 'create the instances of another one only', statements: [CHANGE_SETS, CREATE, set(['*'], 'Others')], expected: 'ROLLBACK_FAILED' },
    { may: 'do all but describe operations', statements: [allow('cloudformation:*'), { ...set(['DescribeStackSetOperation']), Effect: 'Deny' as const }], expected: 'ROLLBACK_FAILED' },
  ])('with permission to $may: $expected', async ({ statements, expected }) => {
    const { clients } = await cloud.user(ASSUMING_ACCOUNT, 'deployer', { statements });
    const template = {
      Resources: {
        Set: stackSetResource({
          PermissionModel: 'SERVICE_MANAGED',
          AutoDeployment: { Enabled: true },
          Capabilities: ['CAPABILITY_NAMED_IAM'],
          StackInstancesGroup: [{ DeploymentTargets: { OrganizationalUnitIds: ['ou-ab12-11111111'] }, Regions: [REGION] }],
        }),
      },
    };
    expect(await new TestStack(clients.cloudFormation).deploy(template)).toBe(expected);
  });

  test('needs no permission in the target accounts, nor for the roles that are created there', async () => {
    const { clients } = await cloud.user(ASSUMING_ACCOUNT, 'deployer', { statements: [allow('cloudformation:*')] });
    await administration();
    await execution(SELLER);
    expect(await new TestStack(clients.cloudFormation).deploy(selfManaged([SELLER]))).toBe('CREATE_COMPLETE');
  });
});
