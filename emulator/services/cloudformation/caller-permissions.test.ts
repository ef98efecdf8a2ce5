import { ListRolesCommand } from '@aws-sdk/client-iam';
import { GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { Clients } from '../../testing/clients';
import { ASSUMING_ACCOUNT, Cloud } from '../../testing/cloud';
import { inventory } from '../../testing/inventory';
import { ALLOWED, outcomeOf } from '../../testing/outcome';
import { allow, Conditions, deny, managed, root, Statement, trust } from '../../testing/policies';
import { Resource, TestStack } from '../../testing/stack';
import { VirtualMfaDevice } from '../../testing/virtual-mfa-device';

const CLOUD_FORMATION = allow('cloudformation:*');

let cloud: Cloud;
beforeEach(async () => {
  cloud = await Cloud.open();
});
afterEach(() => cloud.close());

function role(properties: Record<string, unknown> = {}): Resource {
  const document = { Version: '2012-10-17', Statement: [trust(root(ASSUMING_ACCOUNT))] };
  return { Type: 'AWS::IAM::Role', Properties: { RoleName: 'ReadOnly', AssumeRolePolicyDocument: document, ...properties } };
}

const GROUP: Resource = { Type: 'AWS::IAM::Group', Properties: { GroupName: 'auditors' } };
const BOTH = { Resources: { Group: GROUP, Role: { ...role(), DependsOn: 'Group' } } };

async function deployer(...statements: Statement[]): Promise<{ clients: Clients; stack: TestStack }> {
  const { clients } = await cloud.user(ASSUMING_ACCOUNT, 'deployer', { statements });
  return { clients, stack: new TestStack(clients.cloudFormation) };
}

async function roleNames(): Promise<string[]> {
  return (await cloud.administrator(ASSUMING_ACCOUNT).iam.send(new ListRolesCommand({}))).Roles!.map(({ RoleName }) => RoleName!);
}

describe('the deployer needs permission', () => {
  test('for every call that the stack makes', async () => {
    const { stack } = await deployer(CLOUD_FORMATION, allow(['iam:CreateRole', 'iam:CreateGroup']));
    expect(await stack.deploy(BOTH)).toBe('CREATE_COMPLETE');
    expect(await roleNames()).toEqual(['ReadOnly']);
  });

  test('or else the stack fails, and is rolled back', async () => {
    const { stack } = await deployer(CLOUD_FORMATION, allow(['iam:CreateGroup', 'iam:DeleteGroup']));
    const before = await inventory(cloud.administrator(ASSUMING_ACCOUNT).iam);
    expect(await stack.deploy(BOTH)).toBe('ROLLBACK_COMPLETE');
    expect(await stack.failures()).toEqual({
      Role: `CREATE_FAILED: User: arn:aws:iam::${ASSUMING_ACCOUNT}:user/deployer is not authorized to perform: iam:CreateRole on resource: ` +
        `arn:aws:iam::${ASSUMING_ACCOUNT}:role/ReadOnly because no identity-based policy allows the iam:CreateRole action`,
    });
    expect(await inventory(cloud.administrator(ASSUMING_ACCOUNT).iam)).toEqual(before);
  });

  test('or else the rollback fails, until another user deletes the stack', async () => {
    const { stack } = await deployer(CLOUD_FORMATION, allow('iam:CreateRole'));
    expect(await stack.deploy({ Resources: { Role: role({ ManagedPolicyArns: [managed('ReadOnlyAccess')] }) } })).toBe('ROLLBACK_FAILED');
    expect(await roleNames()).toEqual(['ReadOnly']);
    await stack.delete();
    expect(await stack.status()).toBe('DELETE_FAILED');
    await new TestStack(cloud.administrator(ASSUMING_ACCOUNT).cloudFormation).delete();
    expect(await roleNames()).toEqual([]);
  });

  test('for the named role only, if the permission names it', async () => {
    const { stack } = await deployer(CLOUD_FORMATION, allow(['iam:*Role', 'iam:*RolePolicy'], `arn:aws:iam::${ASSUMING_ACCOUNT}:role/ReadOnly`));
    expect(await stack.deploy({ Resources: { Role: role({ RoleName: 'Other' }) } })).toBe('ROLLBACK_COMPLETE');
    await stack.delete();
    expect(await stack.deploy({ Resources: { Role: role() } })).toBe('CREATE_COMPLETE');
  });

  test.each([
    { why: 'allowed', statements: [CLOUD_FORMATION], expected: ALLOWED },
    { why: 'not allowed', statements: [allow('iam:*')], expected: 'AccessDenied' },
    { why: 'allowed for this stack', statements: [allow('cloudformation:*', `arn:aws:cloudformation:*:${ASSUMING_ACCOUNT}:stack/Test/*`), allow('cloudformation:DescribeStacks')], expected: ALLOWED },
    { why: 'allowed for another stack', statements: [allow('cloudformation:*', `arn:aws:cloudformation:*:${ASSUMING_ACCOUNT}:stack/Other/*`), allow('cloudformation:DescribeStacks')], expected: 'AccessDenied' },
    { why: 'denied', statements: [CLOUD_FORMATION, deny('cloudformation:CreateChangeSet')], expected: 'AccessDenied' },
  ])('for CloudFormation: $why: $expected', async ({ statements, expected }) => {
    const { stack } = await deployer(...statements);
    expect(await outcomeOf(stack.createChangeSet(BOTH, { ChangeSetType: 'CREATE' }))).toBe(expected);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
describe('a call that CloudFormation makes for the deployer has aws:CalledVia', () => {
  test.each<{ only: string; condition: Conditions; direct: string; byStack: string }>([
    { only: 'through CloudFormation', condition: { 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'cloudformation.amazonaws.com' } }, direct: 'AccessDenied', byStack: 'CREATE_COMPLETE' },
    { only: 'through a service', condition: { Bool: { 'aws:ViaAWSService': 'true' } }, direct: 'AccessDenied', byStack: 'CREATE_COMPLETE' },
    { only: 'directly', condition: { Bool: { 'aws:ViaAWSService': 'false' } }, direct: ALLOWED, byStack: 'ROLLBACK_COMPLETE' },
    { only: 'with the MFA key, which a service has also for an access key', condition: { Null: { 'aws:MultiFactorAuthPresent': 'false' } }, direct: 'AccessDenied', byStack: 'CREATE_COMPLETE' },
    { only: 'with the MFA key, and directly', condition: { Null: { 'aws:MultiFactorAuthPresent': 'false' }, Bool: { 'aws:ViaAWSService': 'false' } }, direct: 'AccessDenied', byStack: 'ROLLBACK_COMPLETE' },
    { only: 'from the network', condition: { IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } }, direct: ALLOWED, byStack: 'ROLLBACK_COMPLETE' },
  ])('with permission $only: directly $direct, by a stack $byStack', async ({ condition, direct, byStack }) => {
    const { clients, stack } = await deployer(CLOUD_FORMATION, allow('iam:*', '*', condition));
    expect(await outcomeOf(clients.iam.send(new ListRolesCommand({})))).toBe(direct);
    expect(await stack.deploy({ Resources: { Role: role() } })).toBe(byStack);
  });

  // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
  test.each([
    { how: 'without MFA', withMfa: false, expected: 'ROLLBACK_COMPLETE' },
    { how: 'with MFA', withMfa: true, expected: 'CREATE_COMPLETE' },
  ])('a session obtained $how deploys IAM resources: $expected', async ({ withMfa, expected }) => {
    const user = await cloud.user(ASSUMING_ACCOUNT, 'deployer', { statements: [allow('*')] });
    const device = await VirtualMfaDevice.enabledFor(cloud, user);
    const { Credentials: credentials } = await user.clients.sts.send(new GetSessionTokenCommand(withMfa ? device.nextCode : {}));
    const stack = new TestStack(cloud.withSession(credentials!).cloudFormation);
    expect(await stack.deploy({ Resources: { Role: role() } })).toBe(expected);
  });
});
