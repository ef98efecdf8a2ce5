import {
  AddUserToGroupCommand, AttachGroupPolicyCommand, AttachRolePolicyCommand, AttachUserPolicyCommand, CreateAccessKeyCommand,
  CreateGroupCommand, CreateRoleCommand, CreateUserCommand, DeactivateMFADeviceCommand, DeleteAccessKeyCommand, DeleteGroupCommand,
  DeleteGroupPolicyCommand, DeleteRoleCommand, DeleteRolePolicyCommand, DeleteUserCommand, DeleteUserPolicyCommand,
  DetachGroupPolicyCommand, DetachRolePolicyCommand, DetachUserPolicyCommand, GetGroupCommand, GetRoleCommand, GetUserCommand, IAMClient,
  PutGroupPolicyCommand, PutRolePolicyCommand, PutUserPolicyCommand, RemoveUserFromGroupCommand, UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { ASSUMING_ACCOUNT, Cloud, TestUser, TRUSTING_ACCOUNT } from '../../testing/cloud';
import { ALLOWED, outcomeOf } from '../../testing/outcome';
import { allow, managed, policy, root, trust } from '../../testing/policies';
import { VirtualMfaDevice } from '../../testing/virtual-mfa-device';

const EXISTS = 'EntityAlreadyExistsException';
const INVALID = 'ValidationError';
const LIMIT = 'LimitExceededException';
const CONFLICT = 'DeleteConflictException';
const TRUST = policy(trust(root(ASSUMING_ACCOUNT)));

const KINDS = ['user', 'group', 'role'] as const;
type Kind = typeof KINDS[number];

const create: Record<Kind, (client: IAMClient, name: string, path?: string) => Promise<unknown>> = {
  user: (client, UserName, Path) => client.send(new CreateUserCommand({ UserName, Path })),
  group: (client, GroupName, Path) => client.send(new CreateGroupCommand({ GroupName, Path })),
  role: (client, RoleName, Path) => client.send(new CreateRoleCommand({ RoleName, Path, AssumeRolePolicyDocument: TRUST })),
};

const putPolicy: Record<Kind, (client: IAMClient, name: string, document: string, policyName?: string) => Promise<unknown>> = {
  user: (client, UserName, PolicyDocument, PolicyName = 'Own') => client.send(new PutUserPolicyCommand({ UserName, PolicyName, PolicyDocument })),
  group: (client, GroupName, PolicyDocument, PolicyName = 'Own') => client.send(new PutGroupPolicyCommand({ GroupName, PolicyName, PolicyDocument })),
  role: (client, RoleName, PolicyDocument, PolicyName = 'Own') => client.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument })),
};

const attach: Record<Kind, (client: IAMClient, name: string, arn: string) => Promise<unknown>> = {
  user: (client, UserName, PolicyArn) => client.send(new AttachUserPolicyCommand({ UserName, PolicyArn })),
  group: (client, GroupName, PolicyArn) => client.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn })),
  role: (client, RoleName, PolicyArn) => client.send(new AttachRolePolicyCommand({ RoleName, PolicyArn })),
};

let cloud: Cloud;
let iam: IAMClient;
beforeEach(async () => {
  cloud = await Cloud.open();
  iam = cloud.administrator(ASSUMING_ACCOUNT).iam;
});
afterEach(() => cloud.close());

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names
describe.each(KINDS)('the name of a %s', (kind) => {
  test('is unique per account and type, regardless of case', async () => {
    expect(await outcomeOf(create[kind](iam, 'ReadOnly'))).toBe(ALLOWED);
    expect(await outcomeOf(create[kind](iam, 'ReadOnly'))).toBe(EXISTS);
    expect(await outcomeOf(create[kind](iam, 'readonLY'))).toBe(EXISTS);
    expect(await outcomeOf(create[kind](iam, 'ReadOnly', '/elsewhere/'))).toBe(EXISTS);
    expect(await outcomeOf(create[kind](iam, 'ReadOnly2'))).toBe(ALLOWED);
    expect(await outcomeOf(create[kind](cloud.administrator(TRUSTING_ACCOUNT).iam, 'ReadOnly'))).toBe(ALLOWED);
    for (const other of KINDS.filter((one) => one !== kind)) {
      expect(await outcomeOf(create[other](iam, 'ReadOnly'))).toBe(ALLOWED);
    }
  });

  const longest = { user: 64, group: 128, role: 64 }[kind];

  test.each([
    { name: 'Az09+=,.@_-', path: '/', expected: ALLOWED },
    { name: 'a b', path: '/', expected: INVALID },
    { name: 'a/b', path: '/', expected: INVALID },
    { name: 'a:b', path: '/', expected: INVALID },
    { name: 'ä', path: '/', expected: INVALID },
    { name: 'x'.repeat(longest), path: '/', expected: ALLOWED },
    { name: 'x'.repeat(longest + 1), path: '/', expected: INVALID },
    { name: 'x', path: '/one/two/', expected: ALLOWED },
    { name: 'x', path: 'one/', expected: INVALID },
    { name: 'x', path: '/one', expected: INVALID },
    { name: 'x', path: '/o ne/', expected: INVALID },
    { name: 'x', path: `/${'p'.repeat(510)}/`, expected: ALLOWED },
    { name: 'x', path: `/${'p'.repeat(511)}/`, expected: INVALID },
  ])('$name in $path: $expected', async ({ name, path, expected }) => {
    expect(await outcomeOf(create[kind](iam, name, path))).toBe(expected);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
describe('quotas', () => {
  const INLINE = { user: 2048, group: 5120, role: 10240 };

  test.each(KINDS)('the inline policies of a %s together', async (kind) => {
    const quota = INLINE[kind];
    const other = documentOf(200);
    await create[kind](iam, 'x');
    expect(await outcomeOf(putPolicy[kind](iam, 'x', documentOf(quota + 1)))).toBe(LIMIT);
    expect(await outcomeOf(putPolicy[kind](iam, 'x', documentOf(quota)))).toBe(ALLOWED);
    expect(await outcomeOf(putPolicy[kind](iam, 'x', other, 'Other'))).toBe(LIMIT);
    expect(await outcomeOf(putPolicy[kind](iam, 'x', documentOf(quota - 199)))).toBe(ALLOWED);
    expect(await outcomeOf(putPolicy[kind](iam, 'x', other, 'Other'))).toBe(LIMIT);
    expect(await outcomeOf(putPolicy[kind](iam, 'x', documentOf(quota - 200)))).toBe(ALLOWED);
    expect(await outcomeOf(putPolicy[kind](iam, 'x', other, 'Other'))).toBe(ALLOWED);
  });

  test('do not count white space', async () => {
    await cloud.user(ASSUMING_ACCOUNT, 'ann');
    const spacious = JSON.stringify(JSON.parse(documentOf(INLINE.user)), null, 8);
    expect(spacious.length).toBeGreaterThan(INLINE.user);
    expect(await outcomeOf(putPolicy.user(iam, 'ann', spacious))).toBe(ALLOWED);
  });

  test('the size of a trust policy', async () => {
    const createRole = (document: string) => outcomeOf(iam.send(new CreateRoleCommand({ RoleName: 'ReadOnly', AssumeRolePolicyDocument: document })));
    const update = (document: string) => outcomeOf(iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'ReadOnly', PolicyDocument: document })));
    expect(await createRole(trustOf(2049))).toBe(LIMIT);
    expect(await createRole(trustOf(2048))).toBe(ALLOWED);
    expect(await update(trustOf(2049))).toBe(LIMIT);
    expect(await update(trustOf(2048))).toBe(ALLOWED);
  });

  test.each(KINDS)('ten managed policies attached to a %s', async (kind) => {
    await create[kind](iam, 'x');
    const arns = [
      'AdministratorAccess', 'PowerUserAccess', 'ReadOnlyAccess', 'SecurityAudit', 'IAMFullAccess', 'IAMReadOnlyAccess',
      'AmazonS3FullAccess', 'AmazonS3ReadOnlyAccess', 'AmazonEC2FullAccess', 'AmazonEC2ReadOnlyAccess',
    ].map(managed);
    for (const arn of arns) {
      expect(await outcomeOf(attach[kind](iam, 'x', arn))).toBe(ALLOWED);
    }
    expect(await outcomeOf(attach[kind](iam, 'x', managed('AmazonSQSReadOnlyAccess')))).toBe(LIMIT);
    expect(await outcomeOf(attach[kind](iam, 'x', arns[0]))).toBe(ALLOWED);
  });

  test('ten groups per user', async () => {
    await cloud.user(ASSUMING_ACCOUNT, 'ann');
    const join = (GroupName: string) => outcomeOf(iam.send(new AddUserToGroupCommand({ GroupName, UserName: 'ann' })));
    for (let i = 1; i <= 11; i++) {
      await cloud.group(ASSUMING_ACCOUNT, `group-${i}`);
    }
    for (let i = 1; i <= 10; i++) {
      expect(await join(`group-${i}`)).toBe(ALLOWED);
    }
    expect(await join('group-11')).toBe(LIMIT);
    expect(await join('group-1')).toBe(ALLOWED);
    await iam.send(new RemoveUserFromGroupCommand({ GroupName: 'group-1', UserName: 'ann' }));
    expect(await join('group-11')).toBe(ALLOWED);
  });

  test('two access keys per user', async () => {
    const ann = await cloud.user(ASSUMING_ACCOUNT, 'ann');
    const another = () => outcomeOf(iam.send(new CreateAccessKeyCommand({ UserName: 'ann' })));
    expect(await another()).toBe(ALLOWED);
    expect(await another()).toBe(LIMIT);
    await iam.send(new DeleteAccessKeyCommand({ UserName: 'ann', AccessKeyId: ann.keys.accessKeyId }));
    expect(await another()).toBe(ALLOWED);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_users_remove.html#id_users_deleting_cli
describe('a resource in use cannot be deleted', () => {
  interface Case {
    readonly on: string;
    readonly use: (user: TestUser) => Promise<unknown>;
    readonly release: (hung: any) => Promise<unknown>;
  }

  const READ = managed('ReadOnlyAccess');
  const inline = { PolicyName: 'Own', PolicyDocument: policy(allow('*')) };
  const member = { GroupName: 'x', UserName: 'x' };

  const deleted: Record<Kind, () => Promise<string>> = {
    user: () => outcomeOf(iam.send(new DeleteUserCommand({ UserName: 'x' }))),
    group: () => outcomeOf(iam.send(new DeleteGroupCommand({ GroupName: 'x' }))),
    role: () => outcomeOf(iam.send(new DeleteRoleCommand({ RoleName: 'x' }))),
  };

  async function withoutKey(): Promise<TestUser> {
    const user = await cloud.user(ASSUMING_ACCOUNT, 'x');
    await iam.send(new DeleteAccessKeyCommand({ UserName: 'x', AccessKeyId: user.keys.accessKeyId }));
    return user;
  }

  test.each<Case & { kind: Kind }>([
    {
      kind: 'user',
      on: 'an access key',
      use: () => iam.send(new CreateAccessKeyCommand({ UserName: 'x' })),
      release: ({ AccessKey }) => iam.send(new DeleteAccessKeyCommand({ UserName: 'x', AccessKeyId: AccessKey.AccessKeyId })),
    },
    {
      kind: 'user',
      on: 'an MFA device',
      use: (user) => VirtualMfaDevice.enabledFor(cloud, user),
      release: ({ serialNumber }) => iam.send(new DeactivateMFADeviceCommand({ UserName: 'x', SerialNumber: serialNumber })),
    },
    {
      kind: 'user',
      on: 'an inline policy',
      use: () => putPolicy.user(iam, 'x', inline.PolicyDocument),
      release: () => iam.send(new DeleteUserPolicyCommand({ UserName: 'x', PolicyName: 'Own' })),
    },
    { kind: 'user', on: 'a managed policy', use: () => attach.user(iam, 'x', READ), release: () => iam.send(new DetachUserPolicyCommand({ UserName: 'x', PolicyArn: READ })) },
    { kind: 'user', on: 'a group', use: () => iam.send(new AddUserToGroupCommand(member)), release: () => iam.send(new RemoveUserFromGroupCommand(member)) },
    { kind: 'group', on: 'a member', use: () => iam.send(new AddUserToGroupCommand(member)), release: () => iam.send(new RemoveUserFromGroupCommand(member)) },
    {
      kind: 'group',
      on: 'an inline policy',
      use: () => putPolicy.group(iam, 'x', inline.PolicyDocument),
      release: () => iam.send(new DeleteGroupPolicyCommand({ GroupName: 'x', PolicyName: 'Own' })),
    },
    { kind: 'group', on: 'a managed policy', use: () => attach.group(iam, 'x', READ), release: () => iam.send(new DetachGroupPolicyCommand({ GroupName: 'x', PolicyArn: READ })) },
    {
      kind: 'role',
      on: 'an inline policy',
      use: () => putPolicy.role(iam, 'x', inline.PolicyDocument),
      release: () => iam.send(new DeleteRolePolicyCommand({ RoleName: 'x', PolicyName: 'Own' })),
    },
    { kind: 'role', on: 'a managed policy', use: () => attach.role(iam, 'x', READ), release: () => iam.send(new DetachRolePolicyCommand({ RoleName: 'x', PolicyArn: READ })) },
  ])('a $kind, because of $on', async ({ kind, use, release }) => {
    const user = await withoutKey();
    await create.group(iam, 'x');
    await create.role(iam, 'x');
    const used = await use(user);
    expect(await deleted[kind]()).toBe(CONFLICT);
    await release(used);
    expect(await deleted[kind]()).toBe(ALLOWED);
    expect(await deleted[kind]()).toBe('NoSuchEntityException');
  });
});

test.each([
  { what: 'user', get: () => iam.send(new GetUserCommand({ UserName: 'x' })) },
  { what: 'group', get: () => iam.send(new GetGroupCommand({ GroupName: 'x' })) },
  { what: 'role', get: () => iam.send(new GetRoleCommand({ RoleName: 'x' })) },
] as const)('a $what of another account is not visible', async ({ what, get }) => {
  await create[what](cloud.administrator(TRUSTING_ACCOUNT).iam, 'x');
  expect(await outcomeOf(get())).toBe('NoSuchEntityException');
  await create[what](iam, 'x');
  expect(await outcomeOf(get())).toBe(ALLOWED);
});

/** A policy of a number of characters, without white space. */
function documentOf(size: number): string {
  return padded((padding) => policy(allow('s3:ListBucket', `arn:aws:s3:::${padding}`)), size);
}

function trustOf(size: number): string {
  return padded((padding) => policy(trust(root(ASSUMING_ACCOUNT), { StringEquals: { 'sts:ExternalId': padding } })), size);
}

function padded(render: (padding: string) => string, size: number): string {
  const document = render('x'.repeat(size - render('').length));
  expect(document).toHaveLength(size);
  return document;
}
