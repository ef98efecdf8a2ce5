import { DescribeStackSetCommand } from '@aws-sdk/client-cloudformation';
import { GetRoleCommand, ListAttachedRolePoliciesCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { Stack } from 'aws-cdk-lib';
import { IUser, User } from 'aws-cdk-lib/aws-iam';
import { CALLS } from '../../emulator/testing/calls';
import { Clients } from '../../emulator/testing/clients';
import { ASSUMING_ACCOUNT, Cloud, TestUser, THIRD_ACCOUNT } from '../../emulator/testing/cloud';
import { inventory } from '../../emulator/testing/inventory';
import { ALL_ACCOUNTS, DELEGATED_ADMIN, LAB, LABS, MARKETER, ORGANIZATION, SALES, SELLER, SHOP, SHOPS, STANDALONE } from '../../emulator/testing/organization';
import { ALLOWED, outcomeOf } from '../../emulator/testing/outcome';
import { allow, managed, policy, trust } from '../../emulator/testing/policies';
import { TestStack } from '../../emulator/testing/stack';
import { accountsWith, stackNames } from '../../emulator/testing/stack-sets';
import { VirtualMfaDevice } from '../../emulator/testing/virtual-mfa-device';
import { CrossAccountReadOnlyAccess, TrustingTarget } from '../../src';
import { CdkApp, NewStack } from '../testing/cdk-app';

/** Deployments to many accounts on a busy machine. */
const TIMEOUT = 120_000;

const ROLE = 'SecurityReadOnlyRole';

let cloud: Cloud;
let userA: TestUser;
let signedIn: Clients;

async function open(...accounts: string[]): Promise<void> {
  cloud = await Cloud.open(...accounts);
  userA = await cloud.user(ASSUMING_ACCOUNT, 'userA');
  signedIn = await (await VirtualMfaDevice.enabledFor(cloud, userA)).signIn(cloud, userA);
}

function usersIn(identity: Stack): IUser[] {
  return [User.fromUserName(identity, 'UserA', 'userA')];
}

function roleIn(account: string): string {
  return `arn:aws:iam::${account}:role/${ROLE}`;
}

/** The outcome of AssumeRole in an account. If it is allowed, the session must be able to read, and not to write. */
async function tryRole(account: string): Promise<string> {
  const outcome = await outcomeOf(cloud.assume(signedIn, roleIn(account)));
  if (outcome === ALLOWED) {
    const session = await cloud.assume(signedIn, roleIn(account));
    expect(await outcomeOf(CALLS['list roles'](session))).toBe(ALLOWED);
    expect(await outcomeOf(CALLS['create a user'](session))).toBe('AccessDenied');
  }
  return outcome;
}

/** All IAM resources and stacks. */
async function everything(accounts: string[]) {
  return Promise.all(accounts.map(async (account) => {
    return { ...await inventory(cloud.administrator(account).iam), stacks: await stackNames(cloud, account) };
  }));
}

describe('twenty-five accounts in one app', () => {
  const LISTED = Array.from({ length: 26 }, (_, index) => String(600000000001 + index));
  const [FIRST, MIDDLE, LAST, BEYOND] = [0, 12, 24, 25].map((index) => LISTED[index]);
  const BEFORE = LISTED.slice(0, 25);
  const AFTER = [...LISTED.slice(1, 25), BEYOND];
  let before: unknown;

  const to = (accounts: string[]) => (newStack: NewStack) => {
    const identity = newStack(ASSUMING_ACCOUNT, 'Identity');
    new CrossAccountReadOnlyAccess(identity, 'Access', {
      users: usersIn(identity),
      trusting: accounts.map((account) => TrustingTarget.scope(newStack(account, 'Workload'))),
    });
  };

  beforeAll(async () => {
    await open(...LISTED);
    await cloud.role(THIRD_ACCOUNT, ROLE, { trust: [trust('*')] });
    before = await everything([ASSUMING_ACCOUNT, ...LISTED]);
    await new CdkApp(cloud, [ASSUMING_ACCOUNT, ...BEFORE]).deploy(to(BEFORE));
  }, TIMEOUT);

  afterAll(() => cloud.close());

  test('have the role, and no other account has', async () => {
    expect(await accountsWith(cloud, LISTED, ROLE)).toEqual(BEFORE);
    expect(await Promise.all([FIRST, MIDDLE, LAST].map(tryRole))).toEqual([ALLOWED, ALLOWED, ALLOWED]);
    expect(await Promise.all([BEYOND, THIRD_ACCOUNT].map(tryRole))).toEqual(['AccessDenied', 'AccessDenied']);
    expect(await outcomeOf(cloud.assume(userA.clients, roleIn(MIDDLE)))).toBe('AccessDenied');
  });

  test('have the role after one is replaced by another', async () => {
    await new CdkApp(cloud, [FIRST]).destroy(to(BEFORE));
    await new CdkApp(cloud, [ASSUMING_ACCOUNT, BEYOND]).deploy(to(AFTER));
    expect(await accountsWith(cloud, LISTED, ROLE)).toEqual(AFTER);
    expect(await Promise.all([FIRST, MIDDLE, BEYOND].map(tryRole))).toEqual(['AccessDenied', ALLOWED, ALLOWED]);
  }, TIMEOUT);

  test('have nothing left after destroy', async () => {
    await new CdkApp(cloud, [ASSUMING_ACCOUNT, ...AFTER]).destroy(to(AFTER));
    expect(await everything([ASSUMING_ACCOUNT, ...LISTED])).toEqual(before);
  }, TIMEOUT);
});

describe('a service-managed StackSet', () => {
  /** The assuming account is a member account in the root. */
  const MANAGEMENT = '500000000001';
  const ALL = [ASSUMING_ACCOUNT, MANAGEMENT, ...ALL_ACCOUNTS];
  let before: unknown;
  let app: CdkApp;

  const to = (...organizationalUnitIds: string[]) => (newStack: NewStack) => {
    const identity = newStack(ASSUMING_ACCOUNT, 'Identity');
    const management = newStack(MANAGEMENT, 'StackSets');
    new CrossAccountReadOnlyAccess(identity, 'Access', {
      users: usersIn(identity),
      trusting: [TrustingTarget.stackSetToOrganizationalUnits({
        organizationalUnitIds, stackSetScope: management, managementAccountScope: management,
      })],
    });
  };

  beforeAll(async () => {
    await open(MANAGEMENT, ...ALL_ACCOUNTS);
    cloud.emulator.createOrganization({ ...ORGANIZATION, managementAccount: MANAGEMENT, accounts: [ASSUMING_ACCOUNT, DELEGATED_ADMIN] });
    await cloud.role(THIRD_ACCOUNT, ROLE, { trust: [trust('*')], managed: [managed('AdministratorAccess')] });
    before = await everything(ALL);
    app = new CdkApp(cloud, [ASSUMING_ACCOUNT, MANAGEMENT]);
    await app.deploy(to(SALES));
  }, TIMEOUT);

  afterAll(() => cloud.close());

  test('deploys the role to the organizational unit, its child units and the management account', async () => {
    expect(await accountsWith(cloud, ALL, ROLE)).toEqual([MANAGEMENT, SELLER, MARKETER, SHOP]);
    expect(await Promise.all([MANAGEMENT, SELLER, SHOP].map(tryRole))).toEqual([ALLOWED, ALLOWED, ALLOWED]);
    expect(await Promise.all([LAB, DELEGATED_ADMIN, STANDALONE].map(tryRole))).toEqual(['AccessDenied', 'AccessDenied', 'AccessDenied']);
    expect(await outcomeOf(cloud.assume(userA.clients, roleIn(SELLER)))).toBe('AccessDenied');
  });

  test('does not let the group assume a role of the same name in an unrelated account', async () => {
    expect(await outcomeOf(cloud.assume(signedIn, roleIn(THIRD_ACCOUNT)))).toBe('AccessDenied');
    expect(await outcomeOf(cloud.assume(cloud.administrator(ASSUMING_ACCOUNT), roleIn(THIRD_ACCOUNT)))).toBe(ALLOWED);
  });

  test('nor if that account is in an organization of its own', async () => {
    cloud.emulator.createOrganization({ id: 'o-z9y8x7w6v5', managementAccount: THIRD_ACCOUNT, rootId: 'r-zz99' });
    expect(await outcomeOf(cloud.assume(signedIn, roleIn(THIRD_ACCOUNT)))).toBe('AccessDenied');
  });

  test('deploys the role when an account joins, and deletes it when the account leaves', async () => {
    await cloud.emulator.joinOrganization(STANDALONE, SHOPS);
    expect(await tryRole(STANDALONE)).toBe(ALLOWED);
    const session = await cloud.assume(signedIn, roleIn(STANDALONE));
    await cloud.emulator.leaveOrganization(STANDALONE);
    expect(await tryRole(STANDALONE)).toBe('AccessDenied');
    expect(await outcomeOf(CALLS['list roles'](session))).toBe('InvalidClientTokenId');
    expect(await accountsWith(cloud, [STANDALONE], ROLE)).toEqual([]);
  });

  test('deploys the role to an added unit, and keeps sessions in other accounts', async () => {
    const session = await cloud.assume(signedIn, roleIn(SHOP));
    await app.deploy(to(SALES, LABS));
    expect(await tryRole(LAB)).toBe(ALLOWED);
    expect(await outcomeOf(CALLS['list roles'](session))).toBe(ALLOWED);
  });

  test('has the same role as a stack of its template, deployed to a sample account', async () => {
    const { StackSet } = await cloud.administrator(MANAGEMENT).cloudFormation.send(new DescribeStackSetCommand({ StackSetName: `${ROLE}-${ASSUMING_ACCOUNT}` }));
    const sample = new TestStack(cloud.administrator(DELEGATED_ADMIN).cloudFormation, 'Sample');
    const { ChangeSetId } = await sample.createChangeSet(StackSet!.TemplateBody!);
    await sample.execute(ChangeSetId!);
    expect(await sample.status()).toBe('CREATE_COMPLETE');
    expect(await roleOf(DELEGATED_ADMIN)).toEqual(await roleOf(SELLER));
    expect(await tryRole(DELEGATED_ADMIN)).toBe(ALLOWED);
    await sample.delete();
  });

  test('have nothing left after destroy', async () => {
    await app.destroy(to(SALES, LABS));
    expect(await everything(ALL)).toEqual(before);
    await cloud.administrator(ASSUMING_ACCOUNT).iam.send(new PutUserPolicyCommand({ UserName: 'userA', PolicyName: 'Own', PolicyDocument: policy(allow('sts:AssumeRole')) }));
    expect(await outcomeOf(cloud.assume(signedIn, roleIn(SELLER)))).toBe('AccessDenied');
  });

  /** The role, without what differs between accounts: CloudFormation names its policies after the stack. */
  async function roleOf(account: string) {
    const { iam } = cloud.administrator(account);
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: ROLE }));
    const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: ROLE }));
    const { RoleId, CreateDate, ...role } = Role!;
    return JSON.parse(JSON.stringify({ ...role, AttachedPolicies }).replaceAll(account, 'ACCOUNT').replace(/[\w-]+-(ReadOnlyDenials\w+)-\w+/g, '$1'));
  }
});

describe('a StackSet', () => {
  beforeEach(async () => {
    await open(...ALL_ACCOUNTS);
    cloud.emulator.createOrganization({ ...ORGANIZATION, managementAccount: THIRD_ACCOUNT, accounts: [ASSUMING_ACCOUNT, DELEGATED_ADMIN] });
  });
  afterEach(() => cloud.close());

  test('of a delegated administrator deploys the role', async () => {
    const app = new CdkApp(cloud, [ASSUMING_ACCOUNT, DELEGATED_ADMIN]);
    const build = (newStack: NewStack) => {
      const identity = newStack(ASSUMING_ACCOUNT, 'Identity');
      const stackSetScope = newStack(DELEGATED_ADMIN, 'StackSets');
      new CrossAccountReadOnlyAccess(identity, 'Access', {
        users: usersIn(identity),
        trusting: [TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: [SALES], stackSetScope, delegatedAdmin: true })],
      });
    };
    await app.deploy(build);
    expect(await Promise.all([SELLER, SHOP, LAB].map(tryRole))).toEqual([ALLOWED, ALLOWED, 'AccessDenied']);
    await app.destroy(build);
    expect(await accountsWith(cloud, ALL_ACCOUNTS, ROLE)).toEqual([]);
  }, TIMEOUT);

  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html
  test('with self-managed permissions deploys the role with administration and execution roles', async () => {
    const app = new CdkApp(cloud, [ASSUMING_ACCOUNT]);
    const build = (newStack: NewStack) => {
      const identity = newStack(ASSUMING_ACCOUNT, 'Identity');
      new CrossAccountReadOnlyAccess(identity, 'Access', { users: usersIn(identity), trusting: [TrustingTarget.stackSetToAccounts([LAB, STANDALONE])] });
    };
    await expect(app.deploy(build)).rejects.toThrow('AWSCloudFormationStackSetAdministrationRole');
    await app.destroy(build);
    await cloud.role(ASSUMING_ACCOUNT, 'AWSCloudFormationStackSetAdministrationRole', {
      trust: [{ ...trust('*'), Principal: { Service: 'cloudformation.amazonaws.com' } }],
      statements: [allow('sts:AssumeRole', 'arn:aws:iam::*:role/AWSCloudFormationStackSetExecutionRole')],
    });
    for (const account of [LAB, STANDALONE]) {
      await cloud.role(account, 'AWSCloudFormationStackSetExecutionRole', { trust: [trust(ASSUMING_ACCOUNT)], managed: [managed('AdministratorAccess')] });
    }
    await app.deploy(build);
    expect(await Promise.all([LAB, STANDALONE, SHOP].map(tryRole))).toEqual([ALLOWED, ALLOWED, 'AccessDenied']);
    await app.destroy(build);
    expect(await accountsWith(cloud, ALL_ACCOUNTS, ROLE)).toEqual([]);
  }, TIMEOUT);
});
