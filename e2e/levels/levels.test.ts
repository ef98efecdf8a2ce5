import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  AttachRolePolicyCommand, DeleteUserPolicyCommand, DetachRolePolicyCommand, ListAttachedRolePoliciesCommand, ListPoliciesCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, GetObjectCommand, ListBucketsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { PolicyStatement, User } from 'aws-cdk-lib/aws-iam';
import { CALLS } from '../../emulator/testing/calls';
import { Clients } from '../../emulator/testing/clients';
import { ASSUMING_ACCOUNT, Cloud, TestUser, TRUSTING_ACCOUNT } from '../../emulator/testing/cloud';
import { inventory } from '../../emulator/testing/inventory';
import { VirtualMfaDevice } from '../../emulator/testing/virtual-mfa-device';
import { ALLOWED, outcomeOf } from '../../emulator/testing/outcome';
import { allow, managed, policy, root, trust } from '../../emulator/testing/policies';
import { CrossAccountReadOnlyAccess, ReadOnlyPermissions, Scanner, TrustingTarget } from '../../src';
import { CdkApp, NewStack } from '../testing/cdk-app';

/** In account B, and in account A. */
const OBJECT = { Bucket: 'data-1', Key: 'customers.csv' };
const AT_HOME = { Bucket: 'home-1', Key: 'notes.txt' };

/** What can be asked for in an account: three ways to look at how it is configured, one at content, and two ways to change it. */
const ASKED = {
  'list buckets': CALLS['list buckets'],
  'list roles': CALLS['list roles'],
  'list instances': CALLS['list instances'],
  'read an object': ({ s3 }: Clients) => s3.send(new GetObjectCommand(OBJECT)),
  'create a bucket': CALLS['create the bucket logs-1'],
  'create a user': CALLS['create a user'],
};

type Ask = keyof typeof ASKED;

const LISTS: Ask[] = ['list buckets', 'list roles', 'list instances'];
const { readOnlyAccess, metadataOnly, services, support, scanner, custom } = ReadOnlyPermissions;

interface RoleOfLevel {
  readonly role: string;
  readonly level: ReadOnlyPermissions;
  readonly reads: Ask[];
  /** Another level that the role is changed to. */
  readonly then: { readonly level: ReadOnlyPermissions; readonly reads: Ask[] };
}

const listRoles = () => custom({ statements: [new PolicyStatement({ actions: ['iam:ListRoles'], resources: ['*'] })] });

/** Names tell the levels before and after. Together, the changes bring and take away policies of every kind. */
const ROLES: RoleOfLevel[] = [
  { role: 'Everything-NoContent', level: readOnlyAccess(), reads: [...LISTS, 'read an object'], then: { level: readOnlyAccess().withoutDataAccess(), reads: LISTS } },
  { role: 'NoContent-Everything', level: readOnlyAccess().withoutDataAccess(), reads: LISTS, then: { level: readOnlyAccess(), reads: [...LISTS, 'read an object'] } },
  { role: 'Metadata-Storage', level: metadataOnly(), reads: LISTS, then: { level: services('s3'), reads: ['list buckets', 'read an object'] } },
  { role: 'Storage-StorageAndCompute', level: services('s3'), reads: ['list buckets', 'read an object'], then: { level: services('s3', 'ec2').withoutDataAccess(), reads: ['list buckets', 'list instances'] } },
  { role: 'Support-Roles', level: support(), reads: [], then: { level: listRoles(), reads: ['list roles'] } },
  { role: 'Roles-Prowler', level: listRoles(), reads: ['list roles'], then: { level: scanner(Scanner.PROWLER), reads: LISTS } },
  { role: 'Prowler-Support', level: scanner(Scanner.PROWLER), reads: LISTS, then: { level: support(), reads: [] } },
];

let cloud: Cloud;
let app: CdkApp;
let person: TestUser;
let signedIn: Clients;
let before: unknown;
let roleArns: string[];
const sessions: Record<string, Clients> = {};

beforeAll(async () => {
  cloud = await Cloud.open();
  app = new CdkApp(cloud, [ASSUMING_ACCOUNT, TRUSTING_ACCOUNT]);
  person = await cloud.user(ASSUMING_ACCOUNT, 'userA');
  signedIn = await (await VirtualMfaDevice.enabledFor(cloud, person)).signIn(cloud, person);
  await putObject(ASSUMING_ACCOUNT, AT_HOME);
  await putObject(TRUSTING_ACCOUNT, OBJECT);
  before = await everything();
});

afterAll(() => cloud.close());

describe('roles of several levels in account B', () => {
  beforeAll(async () => {
    roleArns = (await app.deploy(accesses(({ level }) => level))).filter((output) => output.startsWith('arn:'));
    for (const { role } of ROLES) {
      sessions[role] = await cloud.assume(signedIn, arnOf(role));
    }
  });

  test.each(ROLES)('$role lets nobody in without MFA', async ({ role }) => {
    expect(await outcomeOf(cloud.assume(person.clients, arnOf(role)))).toBe('AccessDenied');
    expect(await outcomeOf(cloud.assume(signedIn, arnOf(role)))).toBe(ALLOWED);
  });

  test.each(ROLES)('$role reads $reads and nothing else, even as an administrator', async ({ role, reads }) => {
    expect(await readBy(sessions[role])).toEqual(reads);
    await asAdministrator(role, async () => expect(await readBy(sessions[role])).toEqual(reads));
  });

  test('have the policies that were made for them, and the account no others', async () => {
    const attached = await Promise.all(ROLES.map(({ role }) => customerPolicies(role)));
    expect((await policiesOf(TRUSTING_ACCOUNT)).map(({ Arn }) => Arn!).sort()).toEqual(attached.flat().sort());
    expect(attached.flat().length).toBeGreaterThan(ROLES.length);
  });
});

describe('a level at home', () => {
  test('denies content to the members of the group, whatever else allows it to them', async () => {
    const { iam } = cloud.administrator(ASSUMING_ACCOUNT);
    const own = { UserName: person.name, PolicyName: 'Own' };
    await iam.send(new PutUserPolicyCommand({ ...own, PolicyDocument: policy(allow('s3:*')) }));
    expect(await outcomeOf(signedIn.s3.send(new ListBucketsCommand({})))).toBe(ALLOWED);
    expect(await outcomeOf(signedIn.s3.send(new PutObjectCommand({ ...AT_HOME, Body: 'content' })))).toBe(ALLOWED);
    expect(await outcomeOf(signedIn.s3.send(new GetObjectCommand(AT_HOME)))).toBe('AccessDenied');
    await iam.send(new DeleteUserPolicyCommand(own));
    expect(await policiesOf(ASSUMING_ACCOUNT)).not.toEqual([]);
  });
});

describe('roles whose levels are changed', () => {
  const ids = async () => Object.fromEntries((await policiesOf(TRUSTING_ACCOUNT)).map(({ Arn, PolicyId }) => [Arn, PolicyId]));
  let idsBefore: Awaited<ReturnType<typeof ids>>;

  beforeAll(async () => {
    idsBefore = await ids();
    await app.deploy(accesses(({ then }) => then.level));
  });

  test.each(ROLES)('$role reads $then.reads and nothing else, in the same session, even as an administrator', async ({ role, then: { reads } }) => {
    expect(await readBy(sessions[role])).toEqual(reads);
    await asAdministrator(role, async () => expect(await readBy(sessions[role])).toEqual(reads));
  });

  test('have another policy for another text, since one rewritten in place would be in force before the rest of the update', async () => {
    const [replaced] = await customerPolicies('Storage-StorageAndCompute');
    expect(idsBefore).not.toHaveProperty([replaced]);
    expect((await policiesOf(TRUSTING_ACCOUNT)).map(({ DefaultVersionId }) => DefaultVersionId)).not.toContain('v2');
    expect(await customerPolicies('NoContent-Everything')).toEqual([]);
    const attached = await Promise.all(ROLES.map(({ role }) => customerPolicies(role)));
    expect(Object.keys(await ids()).sort()).toEqual(attached.flat().sort());
  });
});

describe('everything destroyed', () => {
  test('leaves nothing in either account', async () => {
    expect(await everything()).not.toEqual(before);
    await app.destroy(accesses(({ then }) => then.level));
    expect(await everything()).toEqual(before);
    expect(await outcomeOf(cloud.assume(signedIn, arnOf(ROLES[0].role)))).toBe('AccessDenied');
  });
});

describe('a role without a level', () => {
  test('may do all that is denied above, with AdministratorAccess', async () => {
    const role = await cloud.role(TRUSTING_ACCOUNT, 'Plain', { trust: [trust(root(TRUSTING_ACCOUNT))], managed: [managed('AdministratorAccess')] });
    expect(await readBy(await cloud.assume(cloud.administrator(TRUSTING_ACCOUNT), role))).toEqual(Object.keys(ASKED));
  });
});

async function putObject(account: string, object: typeof OBJECT): Promise<void> {
  const { s3 } = cloud.administrator(account);
  await s3.send(new CreateBucketCommand({ Bucket: object.Bucket }));
  await s3.send(new PutObjectCommand({ ...object, Body: 'content' }));
}

/** All of IAM and all stacks. */
async function everything() {
  return Promise.all([ASSUMING_ACCOUNT, TRUSTING_ACCOUNT].map(async (account) => {
    const { iam, cloudFormation } = cloud.administrator(account);
    const { Stacks: stacks } = await cloudFormation.send(new DescribeStacksCommand({}));
    return { ...await inventory(iam), stacks: stacks!.map(({ StackName }) => StackName) };
  }));
}

/** An access for each role, with a stack for each role, as together they are too long for a template without a bucket for it. */
function accesses(levelOf: (role: RoleOfLevel) => ReadOnlyPermissions) {
  return (newStack: NewStack) => {
    const people = newStack(ASSUMING_ACCOUNT, 'People');
    const users = [User.fromUserName(people, 'UserA', 'userA')];
    ROLES.forEach((entry) => new CrossAccountReadOnlyAccess(people, entry.role, {
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

/** What of all that is asked for is allowed; the rest must be denied, not fail. */
async function readBy(session: Clients): Promise<string[]> {
  const outcomes = await Promise.all(Object.entries(ASKED).map(async ([name, ask]) => ({ name, outcome: await outcomeOf(ask(session)) })));
  expect([ALLOWED, 'AccessDenied', 'UnauthorizedOperation']).toEqual(expect.arrayContaining(outcomes.map(({ outcome }) => outcome)));
  return outcomes.filter(({ outcome }) => outcome === ALLOWED).map(({ name }) => name);
}

async function asAdministrator(role: string, act: () => Promise<void>): Promise<void> {
  const { iam } = cloud.administrator(TRUSTING_ACCOUNT);
  const attachment = { RoleName: role, PolicyArn: managed('AdministratorAccess') };
  await iam.send(new AttachRolePolicyCommand(attachment));
  try {
    await act();
  } finally {
    await iam.send(new DetachRolePolicyCommand(attachment));
  }
}

/** Those of the account's own policies that a role has. */
async function customerPolicies(role: string): Promise<string[]> {
  const { AttachedPolicies } = await cloud.administrator(TRUSTING_ACCOUNT).iam.send(new ListAttachedRolePoliciesCommand({ RoleName: role }));
  return AttachedPolicies!.map(({ PolicyArn }) => PolicyArn!).filter((arn) => arn.includes(TRUSTING_ACCOUNT));
}

async function policiesOf(account: string) {
  return (await cloud.administrator(account).iam.send(new ListPoliciesCommand({ Scope: 'Local' }))).Policies!;
}
