import {
  AttachGroupPolicyCommand, AttachRolePolicyCommand, AttachUserPolicyCommand, CreatePolicyCommand, CreatePolicyVersionCommand,
  CreateRoleCommand, CreateUserCommand, DeletePolicyCommand, DeletePolicyVersionCommand, DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand, DeleteUserPermissionsBoundaryCommand, DetachGroupPolicyCommand, DetachRolePolicyCommand,
  DetachUserPolicyCommand, GetPolicyCommand, GetUserCommand, IAMClient, ListAttachedGroupPoliciesCommand, ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand, ListPolicyVersionsCommand, PutRolePermissionsBoundaryCommand, PutUserPermissionsBoundaryCommand,
} from '@aws-sdk/client-iam';
import { ASSUMING_ACCOUNT, Cloud, customerManaged, TRUSTING_ACCOUNT } from '../../testing/cloud';
import { ALLOWED, outcomeOf } from '../../testing/outcome';
import { allow, managed, policy, root, trust } from '../../testing/policies';

const GONE = 'NoSuchEntityException';
const CONFLICT = 'DeleteConflictException';
const TRUST = policy(trust(root(ASSUMING_ACCOUNT)));
const READS = policy(allow('s3:List*'));
const ARN = customerManaged('Reading');

let cloud: Cloud;
let iam: IAMClient;
beforeEach(async () => {
  cloud = await Cloud.open();
  iam = cloud.administrator(ASSUMING_ACCOUNT).iam;
});
afterEach(() => cloud.close());

async function create(PolicyName = 'Reading', Path = '/', client = iam): Promise<string> {
  return (await client.send(new CreatePolicyCommand({ PolicyName, Path, PolicyDocument: READS }))).Policy!.Arn!;
}

describe('a policy can be attached, and be a permissions boundary', () => {
  test.each<{ which: string; arn: string; expected: string }>([
    { which: 'of the account', arn: ARN, expected: ALLOWED },
    { which: 'under a path', arn: customerManaged('Deep', '/team/'), expected: ALLOWED },
    { which: 'under another path', arn: customerManaged('Deep'), expected: GONE },
    { which: 'with another case', arn: customerManaged('reading'), expected: GONE },
    { which: 'that does not exist', arn: customerManaged('Writing'), expected: GONE },
    { which: 'of another account', arn: customerManaged('Foreign', '/', TRUSTING_ACCOUNT), expected: GONE },
    { which: 'with the ARN of an AWS managed policy', arn: managed('Reading'), expected: GONE },
    { which: 'by name', arn: 'a-policy-by-its-name', expected: 'InvalidInputException' },
    { which: 'of another partition', arn: ARN.replace('aws', 'aws-cn'), expected: 'InvalidInputException' },
    { which: 'with the ARN of another resource type', arn: ARN.replace('policy', 'role'), expected: 'InvalidInputException' },
  ])('$which: $expected', async ({ arn, expected }) => {
    await create();
    await create('Deep', '/team/');
    await create('Foreign', '/', cloud.administrator(TRUSTING_ACCOUNT).iam);
    await cloud.user(ASSUMING_ACCOUNT, 'ann');
    await cloud.group(ASSUMING_ACCOUNT, 'auditors');
    await cloud.role(ASSUMING_ACCOUNT, 'ReadOnly', { trust: [trust(root(ASSUMING_ACCOUNT))] });
    const calls: Promise<unknown>[] = [
      iam.send(new AttachUserPolicyCommand({ UserName: 'ann', PolicyArn: arn })),
      iam.send(new AttachGroupPolicyCommand({ GroupName: 'auditors', PolicyArn: arn })),
      iam.send(new AttachRolePolicyCommand({ RoleName: 'ReadOnly', PolicyArn: arn })),
      iam.send(new PutUserPermissionsBoundaryCommand({ UserName: 'ann', PermissionsBoundary: arn })),
      iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'ReadOnly', PermissionsBoundary: arn })),
      iam.send(new CreateUserCommand({ UserName: 'bob', PermissionsBoundary: arn })),
      iam.send(new CreateRoleCommand({ RoleName: 'Other', AssumeRolePolicyDocument: TRUST, PermissionsBoundary: arn })),
    ];
    expect(await Promise.all(calls.map(outcomeOf))).toEqual(calls.map(() => expected));
  });

  test('is listed and counted for each attachment', async () => {
    const arn = await create('Reading', '/team/');
    await cloud.user(ASSUMING_ACCOUNT, 'ann', { managed: [arn] });
    await cloud.group(ASSUMING_ACCOUNT, 'auditors', { managed: [arn] });
    await cloud.role(ASSUMING_ACCOUNT, 'ReadOnly', { trust: [trust(root(ASSUMING_ACCOUNT))], managed: [arn], boundary: arn });
    const attached = [{ PolicyArn: arn, PolicyName: 'Reading' }];
    expect((await iam.send(new ListAttachedUserPoliciesCommand({ UserName: 'ann' }))).AttachedPolicies).toEqual(attached);
    expect((await iam.send(new ListAttachedGroupPoliciesCommand({ GroupName: 'auditors' }))).AttachedPolicies).toEqual(attached);
    expect((await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'ReadOnly' }))).AttachedPolicies).toEqual(attached);
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: arn }));
    expect(Policy).toMatchObject({ AttachmentCount: 3, PermissionsBoundaryUsageCount: 1 });
  });

  test('bounds a user until the boundary is removed', async () => {
    const { clients } = await cloud.user(ASSUMING_ACCOUNT, 'ann', { managed: [managed('AdministratorAccess')] });
    const getUser = () => outcomeOf(clients.iam.send(new GetUserCommand({ UserName: 'ann' })));
    await iam.send(new PutUserPermissionsBoundaryCommand({ UserName: 'ann', PermissionsBoundary: await create() }));
    expect(await getUser()).toBe('AccessDenied');
    await iam.send(new DeleteUserPermissionsBoundaryCommand({ UserName: 'ann' }));
    expect(await getUser()).toBe(ALLOWED);
  });
});

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html
describe('a policy is deleted only if it is not in use', () => {
  const deleted = () => outcomeOf(iam.send(new DeletePolicyCommand({ PolicyArn: ARN })));

  test.each<{ usage: string; use: () => Promise<unknown>; release: () => Promise<unknown> }>([
    {
      usage: 'attached to a user',
      use: () => iam.send(new AttachUserPolicyCommand({ UserName: 'ann', PolicyArn: ARN })),
      release: () => iam.send(new DetachUserPolicyCommand({ UserName: 'ann', PolicyArn: ARN })),
    },
    {
      usage: 'attached to a group',
      use: () => iam.send(new AttachGroupPolicyCommand({ GroupName: 'auditors', PolicyArn: ARN })),
      release: () => iam.send(new DetachGroupPolicyCommand({ GroupName: 'auditors', PolicyArn: ARN })),
    },
    {
      usage: 'attached to a role',
      use: () => iam.send(new AttachRolePolicyCommand({ RoleName: 'ReadOnly', PolicyArn: ARN })),
      release: () => iam.send(new DetachRolePolicyCommand({ RoleName: 'ReadOnly', PolicyArn: ARN })),
    },
    {
      usage: 'the boundary of a user',
      use: () => iam.send(new PutUserPermissionsBoundaryCommand({ UserName: 'ann', PermissionsBoundary: ARN })),
      release: () => iam.send(new DeleteUserPermissionsBoundaryCommand({ UserName: 'ann' })),
    },
    {
      usage: 'the boundary of a role',
      use: () => iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'ReadOnly', PermissionsBoundary: ARN })),
      release: () => iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: 'ReadOnly' })),
    },
    {
      usage: 'the boundary of a role that is deleted with it',
      use: () => iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'ReadOnly', PermissionsBoundary: ARN })),
      release: () => iam.send(new DeleteRoleCommand({ RoleName: 'ReadOnly' })),
    },
    {
      usage: 'in two versions',
      use: () => iam.send(new CreatePolicyVersionCommand({ PolicyArn: ARN, PolicyDocument: READS, SetAsDefault: true })),
      release: () => iam.send(new DeletePolicyVersionCommand({ PolicyArn: ARN, VersionId: 'v1' })),
    },
  ])('while it is $usage: conflict', async ({ use, release }) => {
    await cloud.user(ASSUMING_ACCOUNT, 'ann');
    await cloud.group(ASSUMING_ACCOUNT, 'auditors');
    await cloud.role(ASSUMING_ACCOUNT, 'ReadOnly', { trust: [trust(root(ASSUMING_ACCOUNT))] });
    await create();
    await use();
    expect(await deleted()).toBe(CONFLICT);
    await release();
    expect(await deleted()).toBe(ALLOWED);
    expect(await deleted()).toBe(GONE);
  });

  test('another one of the same name is a new policy, starting with its first version', async () => {
    await create();
    const id = async () => (await iam.send(new GetPolicyCommand({ PolicyArn: ARN }))).Policy!.PolicyId;
    const before = await id();
    await deleted();
    await create();
    expect(await id()).not.toBe(before);
    const { Versions } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn: ARN }));
    expect(Versions!.map(({ VersionId }) => VersionId)).toEqual(['v1']);
  });

  test('is detached only if it is attached', async () => {
    await create();
    await cloud.user(ASSUMING_ACCOUNT, 'ann', { managed: [ARN] });
    const detached = (PolicyArn: string) => outcomeOf(iam.send(new DetachUserPolicyCommand({ UserName: 'ann', PolicyArn })));
    expect(await detached('a-policy-by-its-name')).toBe('InvalidInputException');
    expect(await detached(ARN)).toBe(ALLOWED);
    expect(await detached(ARN)).toBe(GONE);
  });
});
