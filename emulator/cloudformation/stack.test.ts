import { AttachRolePolicyCommand, DeleteRoleCommand, DetachRolePolicyCommand, GetRoleCommand, IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { ASSUMING_ACCOUNT, Cloud, TestUser } from '../testing/cloud';
import { inventory } from '../testing/inventory';
import { ALLOWED, outcomeOf } from '../testing/outcome';
import { allow, managed, root, trust } from '../testing/policies';
import { Resource, TestStack } from '../testing/stack';

const ANN = `arn:aws:iam::${ASSUMING_ACCOUNT}:user/ann`;
const LOOKER = `arn:aws:iam::${ASSUMING_ACCOUNT}:role/ReadOnly`;

let cloud: Cloud;
let iam: IAMClient;
let ann: TestUser;
let stack: TestStack;
beforeEach(async () => {
  cloud = await Cloud.open();
  const administrator = cloud.administrator(ASSUMING_ACCOUNT);
  iam = administrator.iam;
  ann = await cloud.user(ASSUMING_ACCOUNT, 'ann');
  await cloud.user(ASSUMING_ACCOUNT, 'bob');
  stack = new TestStack(administrator.cloudFormation);
});
afterEach(() => cloud.close());

const GROUP: Resource = { Type: 'AWS::IAM::Group', Properties: { GroupName: 'auditors', ManagedPolicyArns: [managed('IAMReadOnlyAccess')] } };
const MEMBERS: Resource = { Type: 'AWS::IAM::UserToGroupAddition', Properties: { GroupName: { Ref: 'Group' }, Users: ['ann'] } };

function role(properties: Record<string, unknown> = {}, attributes: Record<string, unknown> = {}): Resource {
  const defaults = { RoleName: 'ReadOnly', AssumeRolePolicyDocument: document(trust(ANN)), ManagedPolicyArns: [managed('AmazonS3ReadOnlyAccess')] };
  return { Type: 'AWS::IAM::Role', Properties: { ...defaults, ...properties }, ...attributes };
}

const POLICY: Resource = {
  Type: 'AWS::IAM::Policy',
  Properties: { PolicyName: 'Listing', PolicyDocument: document(allow('iam:ListRoles')), Roles: [{ Ref: 'Role' }] },
};
const USER: Resource = { Type: 'AWS::IAM::User', Properties: { UserName: 'cem', Groups: [{ Ref: 'Group' }] } };
const ALL = { Resources: { Group: GROUP, Members: MEMBERS, User: USER, Role: role(), Policy: POLICY } };

/** Fails in a deployment, as the policy does not exist. */
const BROKEN = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: document(trust(root(ASSUMING_ACCOUNT))), ManagedPolicyArns: [managed('ViewOnlyAccess')] } };

function document(...statements: object[]): object {
  return { Version: '2012-10-17', Statement: statements };
}

async function roleNames(): Promise<string[]> {
  return (await iam.send(new ListRolesCommand({}))).Roles!.map(({ RoleName }) => RoleName!);
}

async function getRole() {
  return (await iam.send(new GetRoleCommand({ RoleName: 'ReadOnly' }))).Role!;
}

describe('create', () => {
  test('creates the resources of the template', async () => {
    expect(await outcomeOf(cloud.assume(ann.clients, LOOKER))).toBe('AccessDenied');
    expect(await stack.deploy({ ...ALL, Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Role', 'Arn'] } } } })).toBe('CREATE_COMPLETE');
    expect(await stack.outputs()).toEqual({ Arn: LOOKER });
    expect(await outcomeOf(cloud.assume(ann.clients, LOOKER))).toBe(ALLOWED);
    expect(await outcomeOf(ann.clients.iam.send(new ListRolesCommand({})))).toBe(ALLOWED);
    const session = await cloud.assume(ann.clients, LOOKER);
    expect(await outcomeOf(session.iam.send(new ListRolesCommand({})))).toBe(ALLOWED);
  });

  test('that fails leaves nothing; the stack can only be deleted, and created again afterwards', async () => {
    const before = await inventory(iam);
    expect(await stack.deploy({ Resources: { ...ALL.Resources, Broken: { ...BROKEN, DependsOn: ['Policy', 'Members'] } } })).toBe('ROLLBACK_COMPLETE');
    expect(await stack.failures()).toEqual({ Broken: expect.stringContaining('policy/ViewOnlyAccess does not exist') });
    expect(await inventory(iam)).toEqual(before);
    expect(await outcomeOf(stack.createChangeSet(ALL))).toBe('ValidationError');
    await stack.delete();
    expect(await stack.deploy(ALL)).toBe('CREATE_COMPLETE');
  });

  test.each([
    { deletionPolicy: 'Delete', left: [] },
    { deletionPolicy: 'Retain', left: ['ReadOnly'] },
    { deletionPolicy: 'RetainExceptOnCreate', left: [] },
  ])('that fails leaves $left of a new resource with the deletion policy $deletionPolicy', async ({ deletionPolicy, left }) => {
    const Role = role({}, { DeletionPolicy: deletionPolicy });
    expect(await stack.deploy({ Resources: { Role, Broken: { ...BROKEN, DependsOn: 'Role' } } })).toBe('ROLLBACK_COMPLETE');
    expect(await roleNames()).toEqual(left);
  });
});

describe('update', () => {
  test('without changes has no change set to execute', async () => {
    await stack.deploy(ALL);
    const { Status, StatusReason, ExecutionStatus, ChangeSetId } = await stack.createChangeSet(ALL);
    expect({ Status, StatusReason, ExecutionStatus }).toEqual({
      Status: 'FAILED', StatusReason: expect.stringContaining("didn't contain changes"), ExecutionStatus: 'UNAVAILABLE',
    });
    expect(await outcomeOf(stack.execute(ChangeSetId!))).toBe('InvalidChangeSetStatusException');
    expect(await stack.status()).toBe('CREATE_COMPLETE');
  });

  // https://github.com/aws/aws-cdk/pull/2029
  test('of outputs alone has no changes and is executed', async () => {
    await stack.deploy(ALL);
    const { Status, Changes, ChangeSetId } = await stack.createChangeSet({ ...ALL, Outputs: { Name: { Value: { Ref: 'Role' } } } });
    expect({ Status, Changes: Changes ?? [] }).toEqual({ Status: 'CREATE_COMPLETE', Changes: [] });
    await stack.execute(ChangeSetId!);
    expect(await stack.outputs()).toEqual({ Name: 'ReadOnly' });
  });

  test('of a trust policy keeps the role and denies principals that are no longer trusted', async () => {
    await stack.deploy(ALL);
    const { RoleId } = await getRole();
    const Role = role({ AssumeRolePolicyDocument: document(trust(ANN.replace('ann', 'bob'))) });
    expect((await stack.createChangeSet({ Resources: { ...ALL.Resources, Role } })).Changes).toEqual([
      { Type: 'Resource', ResourceChange: { Action: 'Modify', LogicalResourceId: 'Role', PhysicalResourceId: 'ReadOnly', ResourceType: 'AWS::IAM::Role' } },
    ]);
    expect(await stack.deploy({ Resources: { ...ALL.Resources, Role } })).toBe('UPDATE_COMPLETE');
    expect((await getRole()).RoleId).toBe(RoleId);
    expect(await outcomeOf(cloud.assume(ann.clients, LOOKER))).toBe('AccessDenied');
  });

  test.each([
    { name: 'description', property: { Description: 'read-only' } },
    { name: 'maximum session duration', property: { MaxSessionDuration: 7200 } },
    { name: 'permissions boundary', property: { PermissionsBoundary: managed('ReadOnlyAccess') } },
    { name: 'managed policies', property: { ManagedPolicyArns: [managed('SecurityAudit'), managed('AmazonS3ReadOnlyAccess')] } },
    { name: 'inline policies', property: { Policies: [{ PolicyName: 'More', PolicyDocument: document(allow('s3:*')) }] } },
  ])('of the $name and back restores the same role', async ({ property }) => {
    await stack.deploy({ Resources: { Role: role() } });
    const before = await inventory(iam);
    expect(await stack.deploy({ Resources: { Role: role(property) } })).toBe('UPDATE_COMPLETE');
    expect(await inventory(iam)).not.toEqual(before);
    expect(await stack.deploy({ Resources: { Role: role() } })).toBe('UPDATE_COMPLETE');
    expect(await inventory(iam)).toEqual(before);
  });

  test('of a role\'s name replaces the role, with its policies', async () => {
    await stack.deploy(ALL);
    const { RoleId } = await getRole();
    expect(await stack.deploy({ Resources: { ...ALL.Resources, Role: role({ RoleName: 'Viewer' }) } })).toBe('UPDATE_COMPLETE');
    expect(await roleNames()).toEqual(['Viewer']);
    expect((await iam.send(new GetRoleCommand({ RoleName: 'Viewer' }))).Role!.RoleId).not.toBe(RoleId);
    const session = await cloud.assume(ann.clients, LOOKER.replace('ReadOnly', 'Viewer'));
    expect(await outcomeOf(session.iam.send(new ListRolesCommand({})))).toBe(ALLOWED);
  });

  test('of the path of an unnamed role replaces it, with another generated name', async () => {
    await stack.deploy({ Resources: { Role: role({ RoleName: undefined }) } });
    const [before] = await roleNames();
    expect(await stack.deploy({ Resources: { Role: role({ RoleName: undefined, Path: '/elsewhere/' }) } })).toBe('UPDATE_COMPLETE');
    expect(await roleNames()).toEqual([expect.stringMatching(/^Test-Role-/)]);
    expect(await roleNames()).not.toEqual([before]);
  });

  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html
  test.each<{ change: string; Resources: Record<string, Resource>; fails: string }>([
    { change: 'another path', Resources: { Role: role({ Path: '/elsewhere/' }) }, fails: 'Role' },
    { change: 'another logical id', Resources: { Renamed: role() }, fails: 'Renamed' },
  ])('that replaces a named role with $change fails, as the name exists', async ({ Resources, fails }) => {
    await stack.deploy({ Resources: { Role: role() } });
    const before = await inventory(iam);
    expect(await stack.deploy({ Resources })).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(Object.keys(await stack.failures())).toEqual([fails]);
    expect(await inventory(iam)).toEqual(before);
  });

  test('that removes a resource deletes it', async () => {
    await stack.deploy(ALL);
    expect(await stack.deploy({ Resources: { Group: GROUP, Role: role() } })).toBe('UPDATE_COMPLETE');
    expect(await outcomeOf(ann.clients.iam.send(new ListRolesCommand({})))).toBe('AccessDenied');
    const session = await cloud.assume(ann.clients, LOOKER);
    expect(await outcomeOf(session.iam.send(new ListRolesCommand({})))).toBe('AccessDenied');
    expect(await stack.deploy({ Resources: { Group: GROUP } })).toBe('UPDATE_COMPLETE');
    expect(await roleNames()).toEqual([]);
  });

  test('is complete even if the cleanup fails, which leaves the old resource', async () => {
    await stack.deploy(ALL);
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'ReadOnly', PolicyArn: managed('SecurityAudit') }));
    expect(await stack.deploy({ Resources: { Group: GROUP } })).toBe('UPDATE_COMPLETE');
    expect(await stack.failures()).toEqual({ Role: expect.stringMatching(/^DELETE_FAILED/) });
    expect(await roleNames()).toEqual(['ReadOnly']);
    await stack.delete();
    expect(await roleNames()).toEqual(['ReadOnly']);
  });

  test('that fails is rolled back completely', async () => {
    await stack.deploy(ALL);
    const before = await inventory(iam);
    const changed = {
      Group: { ...GROUP, Properties: { GroupName: 'auditors', ManagedPolicyArns: [managed('SecurityAudit')] } },
      Members: { ...MEMBERS, Properties: { GroupName: { Ref: 'Group' }, Users: ['bob'] } },
      Role: role({ AssumeRolePolicyDocument: document(trust(root(ASSUMING_ACCOUNT))), Description: 'read-only', MaxSessionDuration: 7200, ManagedPolicyArns: [] }),
      Policy: { ...POLICY, Properties: { ...POLICY.Properties, PolicyDocument: document(allow('*')) } },
      New: { Type: 'AWS::IAM::Group' },
    };
    const Broken = { ...BROKEN, DependsOn: Object.keys(changed) };
    expect(await stack.deploy({ Resources: { ...changed, Broken } })).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await inventory(iam)).toEqual(before);
    expect(await stack.deploy({ Resources: changed })).toBe('UPDATE_COMPLETE');
    expect(await inventory(iam)).not.toEqual(before);
  });

  test('that fails halfway through an update in place is rolled back completely', async () => {
    await stack.deploy({ Resources: { Role: role() } });
    const before = await inventory(iam);
    const halfway = role({ AssumeRolePolicyDocument: document(trust(root(ASSUMING_ACCOUNT))), MaxSessionDuration: 7200, PermissionsBoundary: managed('ViewOnlyAccess') });
    expect(await stack.deploy({ Resources: { Role: halfway } })).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await inventory(iam)).toEqual(before);
  });
});

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
describe('a retained resource', () => {
  test.each(['Retain', 'RetainExceptOnCreate'])('(%s) outlives its place in the template, and its stack', async (DeletionPolicy) => {
    const Role = role({}, { DeletionPolicy });
    await stack.deploy({ Resources: { Group: GROUP, Role } });
    expect(await stack.deploy({ Resources: { Group: GROUP } })).toBe('UPDATE_COMPLETE');
    expect(await roleNames()).toEqual(['ReadOnly']);

    const other = new TestStack(cloud.administrator(ASSUMING_ACCOUNT).cloudFormation, 'Other');
    await other.deploy({ Resources: { Role: role({ RoleName: 'Viewer' }, { DeletionPolicy }) } });
    await other.delete();
    expect(await roleNames()).toEqual(['ReadOnly', 'Viewer']);
  });

  test.each([
    { attributes: {}, left: ['Viewer'] },
    { attributes: { DeletionPolicy: 'Retain' }, left: ['Viewer'] },
    { attributes: { UpdateReplacePolicy: 'Retain' }, left: ['ReadOnly', 'Viewer'] },
  ])('with $attributes is left if it is replaced', async ({ attributes, left }) => {
    await stack.deploy({ Resources: { Role: role({}, attributes) } });
    expect(await stack.deploy({ Resources: { Role: role({ RoleName: 'Viewer' }, attributes) } })).toBe('UPDATE_COMPLETE');
    expect(await roleNames()).toEqual(left);
  });
});

describe('delete', () => {
  test('deletes all resources, also after an update', async () => {
    const before = await inventory(iam);
    await stack.deploy(ALL);
    await stack.deploy({ Resources: { ...ALL.Resources, Role: role({ RoleName: 'Viewer' }) } });
    await stack.delete();
    expect(await inventory(iam)).toEqual(before);
    expect(await stack.exists()).toBe(false);
    expect(await outcomeOf(stack.delete())).toBe(ALLOWED);
  });

  test('fails if a resource cannot be deleted, and succeeds when tried again', async () => {
    const before = await inventory(iam);
    const byHand = { RoleName: 'ReadOnly', PolicyArn: managed('SecurityAudit') };
    await stack.deploy(ALL);
    await iam.send(new AttachRolePolicyCommand(byHand));
    await stack.delete();
    expect(await stack.status()).toBe('DELETE_FAILED');
    expect(await roleNames()).toEqual(['ReadOnly']);
    await iam.send(new DetachRolePolicyCommand(byHand));
    await stack.delete();
    expect(await stack.exists()).toBe(false);
    expect(await inventory(iam)).toEqual(before);
  });

  test('succeeds for resources that were deleted outside of CloudFormation', async () => {
    await stack.deploy({ Resources: { Role: role({ ManagedPolicyArns: [] }) } });
    await iam.send(new DeleteRoleCommand({ RoleName: 'ReadOnly' }));
    await stack.delete();
    expect(await stack.exists()).toBe(false);
  });
});
