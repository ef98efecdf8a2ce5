import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  AttachRolePolicyCommand, DeleteUserPolicyCommand, DetachRolePolicyCommand, GetRoleCommand, ListAttachedRolePoliciesCommand, ListPoliciesCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, GetObjectCommand, ListBucketsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { PolicyStatement, User } from 'aws-cdk-lib/aws-iam';
import { CALLS } from '../../emulator/testing/calls';
import { Clients } from '../../emulator/testing/clients';
import { ASSUMING_ACCOUNT, Cloud, TestUser, TRUSTING_ACCOUNT } from '../../emulator/testing/cloud';
import { inventory } from '../../emulator/testing/inventory';
import { ALLOWED, outcomeOf } from '../../emulator/testing/outcome';
import { allow, managed, policy, root, trust } from '../../emulator/testing/policies';
import { VirtualMfaDevice } from '../../emulator/testing/virtual-mfa-device';
import { CrossAccountReadOnlyAccess, ReadOnlyPermissions, Scanner, TrustingTarget } from '../../src';
import { CdkApp, NewStack } from '../testing/cdk-app';

/** Deployments of many roles on a busy machine. */
const TIMEOUT = 120_000;

/** In the trusting account, and in the assuming account. */
const OBJECT = { Bucket: 'data-1', Key: 'customers.csv' };
const OBJECT_IN_ASSUMING_ACCOUNT = { Bucket: 'home-1', Key: 'notes.txt' };

/** Three reads of configuration, one of data, and two writes. */
const ATTEMPTS = {
  'list buckets': CALLS['list buckets'],
  'list roles': CALLS['list roles'],
  'list instances': CALLS['list instances'],
  'read an object': ({ s3 }: Clients) => s3.send(new GetObjectCommand(OBJECT)),
  'create a bucket': CALLS['create the bucket logs-1'],
  'create a user': CALLS['create a user'],
};

type Attempt = keyof typeof ATTEMPTS;

const LISTS: Attempt[] = ['list buckets', 'list roles', 'list instances'];
const { readOnlyAccess, metadataOnly, services, support, scanner, custom } = ReadOnlyPermissions;

interface RoleOfLevel {
  readonly role: string;
  readonly level: ReadOnlyPermissions;
  readonly reads: Attempt[];
  /** The level after an update. */
  readonly updated: { readonly level: ReadOnlyPermissions; readonly reads: Attempt[] };
}

const listRoles = () => custom({ statements: [new PolicyStatement({ actions: ['iam:ListRoles'], resources: ['*'] })] });

/**
 * Named after the levels before and after the update. Together, the updates add and remove every type of policy. Levels whose templates
 * need an S3 bucket to be deployed are left out.
 */
const ROLES: RoleOfLevel[] = [
  { role: 'Everything-Metadata', level: readOnlyAccess(), reads: [...LISTS, 'read an object'], updated: { level: metadataOnly(), reads: LISTS } },
  { role: 'Metadata-Everything', level: metadataOnly(), reads: LISTS, updated: { level: readOnlyAccess(), reads: [...LISTS, 'read an object'] } },
  { role: 'Metadata-Storage', level: metadataOnly(), reads: LISTS, updated: { level: services('s3'), reads: ['list buckets', 'read an object'] } },
  { role: 'Storage-StorageAndCompute', level: services('s3'), reads: ['list buckets', 'read an object'], updated: { level: services('s3', 'ec2').withoutDataAccess(), reads: ['list buckets', 'list instances'] } },
  { role: 'Support-Roles', level: support(), reads: [], updated: { level: listRoles(), reads: ['list roles'] } },
  { role: 'Roles-Orca', level: listRoles(), reads: ['list roles'], updated: { level: scanner(Scanner.ORCA), reads: [...LISTS, 'read an object'] } },
  { role: 'Orca-Support', level: scanner(Scanner.ORCA), reads: [...LISTS, 'read an object'], updated: { level: support(), reads: [] } },
];

let cloud: Cloud;
let app: CdkApp;
let userA: TestUser;
let signedIn: Clients;
let before: unknown;
let roleArns: string[];
const sessions: Record<string, Clients> = {};

beforeAll(async () => {
  cloud = await Cloud.open();
  app = new CdkApp(cloud, [ASSUMING_ACCOUNT, TRUSTING_ACCOUNT]);
  userA = await cloud.user(ASSUMING_ACCOUNT, 'userA');
  signedIn = await (await VirtualMfaDevice.enabledFor(cloud, userA)).signIn(cloud, userA);
  await putObject(ASSUMING_ACCOUNT, OBJECT_IN_ASSUMING_ACCOUNT);
  await putObject(TRUSTING_ACCOUNT, OBJECT);
  before = await everything();
});

afterAll(() => cloud.close());

describe('roles with several levels in the trusting account', () => {
  beforeAll(async () => {
    roleArns = (await app.deploy(accessFor(({ level }) => level))).filter((output) => output.startsWith('arn:'));
    for (const { role } of ROLES) {
      sessions[role] = await cloud.assume(signedIn, arnOf(role));
    }
  }, TIMEOUT);

  test.each(ROLES)('$role cannot be assumed without MFA', async ({ role }) => {
    expect(await outcomeOf(cloud.assume(userA.clients, arnOf(role)))).toBe('AccessDenied');
    expect(await outcomeOf(cloud.assume(signedIn, arnOf(role)))).toBe(ALLOWED);
  });

  test.each(ROLES)('$role allows $reads and nothing else, even with AdministratorAccess attached', async ({ role, reads }) => {
    expect(await allowedAttempts(sessions[role])).toEqual(reads);
    await withAdministratorAccess(role, async () => expect(await allowedAttempts(sessions[role])).toEqual(reads));
  });

  test('have their customer managed policies, and the account has no others', async () => {
    const attached = await Promise.all(ROLES.map(({ role }) => customerPolicies(role)));
    expect((await policiesOf(TRUSTING_ACCOUNT)).map(({ Arn }) => Arn!).sort()).toEqual(attached.flat().sort());
    expect(attached.flat().length).toBeGreaterThan(ROLES.length);
  });
});

describe('the permissions of the group', () => {
  test('deny data access to its members, even if another policy allows it', async () => {
    const { iam } = cloud.administrator(ASSUMING_ACCOUNT);
    const inlinePolicy = { UserName: userA.name, PolicyName: 'Own' };
    await iam.send(new PutUserPolicyCommand({ ...inlinePolicy, PolicyDocument: policy(allow('s3:*')) }));
    expect(await outcomeOf(signedIn.s3.send(new ListBucketsCommand({})))).toBe(ALLOWED);
    expect(await outcomeOf(signedIn.s3.send(new PutObjectCommand({ ...OBJECT_IN_ASSUMING_ACCOUNT, Body: 'content' })))).toBe(ALLOWED);
    expect(await outcomeOf(signedIn.s3.send(new GetObjectCommand(OBJECT_IN_ASSUMING_ACCOUNT)))).toBe('AccessDenied');
    await iam.send(new DeleteUserPolicyCommand(inlinePolicy));
    expect(await policiesOf(ASSUMING_ACCOUNT)).not.toEqual([]);
  });
});

describe('roles whose levels are updated', () => {
  const ids = async () => Object.fromEntries((await policiesOf(TRUSTING_ACCOUNT)).map(({ Arn, PolicyId }) => [Arn, PolicyId]));
  let idsBefore: Awaited<ReturnType<typeof ids>>;

  beforeAll(async () => {
    idsBefore = await ids();
    await app.deploy(accessFor(({ updated }) => updated.level));
  }, TIMEOUT);

  test.each(ROLES)('$role allows $updated.reads and nothing else, in the same session, even with AdministratorAccess attached', async ({ role, updated: { reads } }) => {
    expect(await allowedAttempts(sessions[role])).toEqual(reads);
    await withAdministratorAccess(role, async () => expect(await allowedAttempts(sessions[role])).toEqual(reads));
  });

  test('have a new policy for a new document, as an update in place would take effect before the rest of the deployment', async () => {
    const [replaced] = await customerPolicies('Storage-StorageAndCompute');
    expect(idsBefore).not.toHaveProperty([replaced]);
    expect((await policiesOf(TRUSTING_ACCOUNT)).map(({ DefaultVersionId }) => DefaultVersionId)).not.toContain('v2');
    const denying = expect.stringContaining('ReadOnlyDenials');
    expect(await customerPolicies('Metadata-Everything')).toEqual([denying, denying]);
    const attached = await Promise.all(ROLES.map(({ role }) => customerPolicies(role)));
    expect(Object.keys(await ids()).sort()).toEqual(attached.flat().sort());
  });
});

describe('destroy', () => {
  test('leaves nothing in either account', async () => {
    expect(await everything()).not.toEqual(before);
    await app.destroy(accessFor(({ updated }) => updated.level));
    expect(await everything()).toEqual(before);
    expect(await outcomeOf(cloud.assume(signedIn, arnOf(ROLES[0].role)))).toBe('AccessDenied');
  }, TIMEOUT);
});

describe('a role without the library', () => {
  test('allows everything that is denied above, with AdministratorAccess attached', async () => {
    const role = await cloud.role(TRUSTING_ACCOUNT, 'Plain', { trust: [trust(root(TRUSTING_ACCOUNT))], managed: [managed('AdministratorAccess')] });
    expect(await allowedAttempts(await cloud.assume(cloud.administrator(TRUSTING_ACCOUNT), role))).toEqual(Object.keys(ATTEMPTS));
  });
});

async function putObject(account: string, object: typeof OBJECT): Promise<void> {
  const { s3 } = cloud.administrator(account);
  await s3.send(new CreateBucketCommand({ Bucket: object.Bucket }));
  await s3.send(new PutObjectCommand({ ...object, Body: 'content' }));
}

/** All IAM resources and stacks. */
async function everything() {
  return Promise.all([ASSUMING_ACCOUNT, TRUSTING_ACCOUNT].map(async (account) => {
    const { iam, cloudFormation } = cloud.administrator(account);
    const { Stacks: stacks } = await cloudFormation.send(new DescribeStacksCommand({}));
    return { ...await inventory(iam), stacks: stacks!.map(({ StackName }) => StackName) };
  }));
}

/** Each role has a separate stack, because one template with all roles would need an S3 bucket. */
function accessFor(levelOf: (role: RoleOfLevel) => ReadOnlyPermissions) {
  return (newStack: NewStack) => {
    const identity = newStack(ASSUMING_ACCOUNT, 'Identity');
    const users = [User.fromUserName(identity, 'UserA', 'userA')];
    ROLES.forEach((entry) => new CrossAccountReadOnlyAccess(identity, entry.role, {
      users,
      trusting: [TrustingTarget.scope(newStack(TRUSTING_ACCOUNT, entry.role))],
      roleName: entry.role,
      permissions: levelOf(entry),
      groupPermissions: entry === ROLES[0] ? metadataOnly() : ReadOnlyPermissions.none(),
    }));
  };
}

function arnOf(role: string): string {
  return roleArns.find((arn) => arn.endsWith(`/${role}`))!;
}

/** The attempts that are allowed. The others must be denied, not fail otherwise. */
async function allowedAttempts(session: Clients): Promise<string[]> {
  const outcomes = await Promise.all(Object.entries(ATTEMPTS).map(async ([name, attempt]) => ({ name, outcome: await outcomeOf(attempt(session)) })));
  expect([ALLOWED, 'AccessDenied', 'UnauthorizedOperation']).toEqual(expect.arrayContaining(outcomes.map(({ outcome }) => outcome)));
  return outcomes.filter(({ outcome }) => outcome === ALLOWED).map(({ name }) => name);
}

async function withAdministratorAccess(role: string, act: () => Promise<void>): Promise<void> {
  const { iam } = cloud.administrator(TRUSTING_ACCOUNT);
  const attachment = { RoleName: role, PolicyArn: managed('AdministratorAccess') };
  await iam.send(new AttachRolePolicyCommand(attachment));
  try {
    await act();
  } finally {
    await iam.send(new DetachRolePolicyCommand(attachment));
  }
}

/** The customer managed policies that are attached to a role, and its boundary. */
async function customerPolicies(role: string): Promise<string[]> {
  const { iam } = cloud.administrator(TRUSTING_ACCOUNT);
  const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: role }));
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: role }));
  const arns = [...AttachedPolicies!.map(({ PolicyArn }) => PolicyArn!), Role!.PermissionsBoundary!.PermissionsBoundaryArn!];
  return [...new Set(arns)].filter((arn) => arn.includes(TRUSTING_ACCOUNT));
}

async function policiesOf(account: string) {
  return (await cloud.administrator(account).iam.send(new ListPoliciesCommand({ Scope: 'Local' }))).Policies!;
}
