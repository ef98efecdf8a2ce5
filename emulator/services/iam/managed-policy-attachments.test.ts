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

describe('a policy is attached, and bounds', () => {
  test.each<{ which: string; arn: string; expected: string }>([
    { which: 'of the account', arn: ARN, expected: ALLOWED },
    { which: 'under a path', arn: customerManaged('Deep', '/team/'), expected: ALLOWED },
    { which: 'under another path', arn: customerManaged('Deep'), expected: GONE },
    { which: 'with another case', arn: customerManaged('reading'), expected: GONE },
    { which: 'that is not there', arn: customerManaged('Writing'), expected: GONE },
    { which: 'of another account', arn: customerManaged('Foreign', '/', TRUSTING_ACCOUNT), expected: GONE },
    { which: 'of AWS by that name', arn: managed('Reading'), expected: GONE },
    { which: 'without an ARN', arn: 'a-policy-by-its-name', expected: 'InvalidInputException' },
    { which: 'of another partition', arn: ARN.replace('aws', 'aws-cn'), expected: 'InvalidInputException' },
    { which: 'by the ARN of something else', arn: ARN.replace('policy', 'role'), expected: 'InvalidInputException' },
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

  test('and is listed wherever it is attached, as often as it is', async () => {
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

  test('a user until the boundary is taken away', async () => {
    const { clients } = await cloud.user(ASSUMING_ACCOUNT, 'ann', { managed: [managed('AdministratorAccess')] });
    const look = () => outcomeOf(clients.iam.send(new GetUserCommand({ UserName: 'ann' })));
    await iam.send(new PutUserPermissionsBoundaryCommand({ UserName: 'ann', PermissionsBoundary: await create() }));
    expect(await look()).toBe('AccessDenied');
    await iam.send(new DeleteUserPermissionsBoundaryCommand({ UserName: 'ann' }));
    expect(await look()).toBe(ALLOWED);
  });
});

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html
describe('a policy is deleted only when nothing is left of its use', () => {
  const deleted = () => outcomeOf(iam.send(new DeletePolicyCommand({ PolicyArn: ARN })));

  test.each<{ use: string; hang: () => Promise<unknown>; take: () => Promise<unknown> }>([
    {
      use: 'attached to a user',
      hang: () => iam.send(new AttachUserPolicyCommand({ UserName: 'ann', PolicyArn: ARN })),
      take: () => iam.send(new DetachUserPolicyCommand({ UserName: 'ann', PolicyArn: ARN })),
    },
    {
      use: 'attached to a group',
      hang: () => iam.send(new AttachGroupPolicyCommand({ GroupName: 'auditors', PolicyArn: ARN })),
      take: () => iam.send(new DetachGroupPolicyCommand({ GroupName: 'auditors', PolicyArn: ARN })),
    },
    {
      use: 'attached to a role',
      hang: () => iam.send(new AttachRolePolicyCommand({ RoleName: 'ReadOnly', PolicyArn: ARN })),
      take: () => iam.send(new DetachRolePolicyCommand({ RoleName: 'ReadOnly', PolicyArn: ARN })),
    },
    {
      use: 'the boundary of a user',
      hang: () => iam.send(new PutUserPermissionsBoundaryCommand({ UserName: 'ann', PermissionsBoundary: ARN })),
      take: () => iam.send(new DeleteUserPermissionsBoundaryCommand({ UserName: 'ann' })),
    },
    {
      use: 'the boundary of a role',
      hang: () => iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'ReadOnly', PermissionsBoundary: ARN })),
      take: () => iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: 'ReadOnly' })),
    },
    {
      use: 'the boundary of a role that is deleted with it',
      hang: () => iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'ReadOnly', PermissionsBoundary: ARN })),
      take: () => iam.send(new DeleteRoleCommand({ RoleName: 'ReadOnly' })),
    },
    {
      use: 'in two versions',
      hang: () => iam.send(new CreatePolicyVersionCommand({ PolicyArn: ARN, PolicyDocument: READS, SetAsDefault: true })),
      take: () => iam.send(new DeletePolicyVersionCommand({ PolicyArn: ARN, VersionId: 'v1' })),
    },
  ])('while it is $use: conflict', async ({ hang, take }) => {
    await cloud.user(ASSUMING_ACCOUNT, 'ann');
    await cloud.group(ASSUMING_ACCOUNT, 'auditors');
    await cloud.role(ASSUMING_ACCOUNT, 'ReadOnly', { trust: [trust(root(ASSUMING_ACCOUNT))] });
    await create();
    await hang();
    expect(await deleted()).toBe(CONFLICT);
    await take();
    expect(await deleted()).toBe(ALLOWED);
    expect(await deleted()).toBe(GONE);
  });

  test('and another of its name is another one, from its first version on', async () => {
    await create();
    const id = async () => (await iam.send(new GetPolicyCommand({ PolicyArn: ARN }))).Policy!.PolicyId;
    const before = await id();
    await deleted();
    await create();
    expect(await id()).not.toBe(before);
    const { Versions } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn: ARN }));
    expect(Versions!.map(({ VersionId }) => VersionId)).toEqual(['v1']);
  });

  test('and is detached only where it is attached', async () => {
    await create();
    await cloud.user(ASSUMING_ACCOUNT, 'ann', { managed: [ARN] });
    const detached = (PolicyArn: string) => outcomeOf(iam.send(new DetachUserPolicyCommand({ UserName: 'ann', PolicyArn })));
    expect(await detached('a-policy-by-its-name')).toBe('InvalidInputException');
    expect(await detached(ARN)).toBe(ALLOWED);
    expect(await detached(ARN)).toBe(GONE);
  });
});
