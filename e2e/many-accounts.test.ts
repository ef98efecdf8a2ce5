import { DescribeStackSetCommand } from '@aws-sdk/client-cloudformation';
import { GetRoleCommand, ListAttachedRolePoliciesCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { Stack } from 'aws-cdk-lib';
import { IUser, User } from 'aws-cdk-lib/aws-iam';
import { CALLS } from './support/calls';
import { CdkApp, NewStack } from './support/cdk';
import { Cloud, HOME, STRANGER, TestUser } from './support/cloud';
import { inventory } from './support/inventory';
import { Device } from './support/mfa';
import { DELEGATE, EVERYBODY, LAB, LABS, LONER, MARKETER, ORGANIZATION, SALES, SELLER, SHOP, SHOPS } from './support/organization';
import { ALLOWED, outcomeOf } from './support/outcome';
import { allow, managed, policy, trust } from './support/policies';
import { TestStack } from './support/stack';
import { accountsWith, stackNames } from './support/stack-sets';
import { Clients } from '../demo/clients';
import { CrossAccountReadOnlyAccess, TrustingTarget } from '../src';

jest.setTimeout(120_000);

const ROLE = 'SecurityReadOnlyRole';

let cloud: Cloud;
let person: TestUser;
let signedIn: Clients;

async function open(...accounts: string[]): Promise<void> {
  cloud = await Cloud.open(...accounts);
  person = await cloud.user(HOME, 'userA');
  signedIn = await (await Device.of(cloud, person)).signIn(cloud, person);
}

function userA(people: Stack): IUser[] {
  return [User.fromUserName(people, 'UserA', 'userA')];
}

function roleIn(account: string): string {
  return `arn:aws:iam::${account}:role/${ROLE}`;
}

/** Who is let in reads, and changes nothing. */
async function looksInto(account: string): Promise<string> {
  const outcome = await outcomeOf(cloud.assume(signedIn, roleIn(account)));
  if (outcome === ALLOWED) {
    const session = await cloud.assume(signedIn, roleIn(account));
    expect(await outcomeOf(CALLS['list roles'](session))).toBe(ALLOWED);
    expect(await outcomeOf(CALLS['create a user'](session))).toBe('AccessDenied');
  }
  return outcome;
}

/** All of IAM and all stacks. */
async function everything(accounts: string[]) {
  return Promise.all(accounts.map(async (account) => {
    return { ...await inventory(cloud.administrator(account).iam), stacks: await stackNames(cloud, account) };
  }));
}

describe('twenty-five accounts of one app', () => {
  const LISTED = Array.from({ length: 26 }, (_, index) => String(600000000001 + index));
  const [FIRST, MIDDLE, LAST, BEYOND] = [0, 12, 24, 25].map((index) => LISTED[index]);
  const BEFORE = LISTED.slice(0, 25);
  const AFTER = [...LISTED.slice(1, 25), BEYOND];
  let before: unknown;

  const to = (accounts: string[]) => (newStack: NewStack) => {
    const people = newStack(HOME, 'People');
    new CrossAccountReadOnlyAccess(people, 'Access', {
      users: userA(people),
      trusting: accounts.map((account) => TrustingTarget.scope(newStack(account, 'Workload'))),
    });
  };

  beforeAll(async () => {
    await open(...LISTED);
    await cloud.role(STRANGER, ROLE, { trust: [trust('*')] });
    before = await everything([HOME, ...LISTED]);
    await new CdkApp(cloud, [HOME, ...BEFORE]).deploy(to(BEFORE));
  });

  afterAll(() => cloud.close());

  test('let the user in, and no other account does', async () => {
    expect(await accountsWith(cloud, LISTED, ROLE)).toEqual(BEFORE);
    expect(await Promise.all([FIRST, MIDDLE, LAST].map(looksInto))).toEqual([ALLOWED, ALLOWED, ALLOWED]);
    expect(await Promise.all([BEYOND, STRANGER].map(looksInto))).toEqual(['AccessDenied', 'AccessDenied']);
    expect(await outcomeOf(cloud.assume(person.clients, roleIn(MIDDLE)))).toBe('AccessDenied');
  });

  test('of which one is replaced by another, let the user in', async () => {
    await new CdkApp(cloud, [FIRST]).destroy(to(BEFORE));
    await new CdkApp(cloud, [HOME, BEYOND]).deploy(to(AFTER));
    expect(await accountsWith(cloud, LISTED, ROLE)).toEqual(AFTER);
    expect(await Promise.all([FIRST, MIDDLE, BEYOND].map(looksInto))).toEqual(['AccessDenied', ALLOWED, ALLOWED]);
  });

  test('have nothing left when all is destroyed', async () => {
    await new CdkApp(cloud, [HOME, ...AFTER]).destroy(to(AFTER));
    expect(await everything([HOME, ...LISTED])).toEqual(before);
  });
});

describe('the accounts of an organization', () => {
  /** People are in an account of the root, beside the units. */
  const MANAGEMENT = '500000000001';
  const ALL = [HOME, MANAGEMENT, ...EVERYBODY];
  let before: unknown;
  let app: CdkApp;

  const to = (...organizationalUnitIds: string[]) => (newStack: NewStack) => {
    const people = newStack(HOME, 'People');
    const management = newStack(MANAGEMENT, 'RollOut');
    new CrossAccountReadOnlyAccess(people, 'Access', {
      users: userA(people),
      trusting: [TrustingTarget.stackSetToOrganizationalUnits({
        organizationalUnitIds, stackSetScope: management, managementAccountScope: management,
      })],
    });
  };

  beforeAll(async () => {
    await open(MANAGEMENT, ...EVERYBODY);
    cloud.emulator.organization({ ...ORGANIZATION, management: MANAGEMENT, accounts: [HOME, DELEGATE] });
    await cloud.role(STRANGER, ROLE, { trust: [trust('*')], managed: [managed('AdministratorAccess')] });
    before = await everything(ALL);
    app = new CdkApp(cloud, [HOME, MANAGEMENT]);
    await app.deploy(to(SALES));
  });

  afterAll(() => cloud.close());

  test('let the user in where they are in the unit or below, and so does the management account', async () => {
    expect(await accountsWith(cloud, ALL, ROLE)).toEqual([MANAGEMENT, SELLER, MARKETER, SHOP]);
    expect(await Promise.all([MANAGEMENT, SELLER, SHOP].map(looksInto))).toEqual([ALLOWED, ALLOWED, ALLOWED]);
    expect(await Promise.all([LAB, DELEGATE, LONER].map(looksInto))).toEqual(['AccessDenied', 'AccessDenied', 'AccessDenied']);
    expect(await outcomeOf(cloud.assume(person.clients, roleIn(SELLER)))).toBe('AccessDenied');
  });

  test('are not mixed up with a stranger\'s, whose role of the same name trusts everybody', async () => {
    expect(await outcomeOf(cloud.assume(signedIn, roleIn(STRANGER)))).toBe('AccessDenied');
    expect(await outcomeOf(cloud.assume(cloud.administrator(HOME), roleIn(STRANGER)))).toBe(ALLOWED);
  });

  test('are not mixed up with it either where it is in an organization of its own', async () => {
    cloud.emulator.organization({ id: 'o-z9y8x7w6v5', management: STRANGER, root: 'r-zz99' });
    expect(await outcomeOf(cloud.assume(signedIn, roleIn(STRANGER)))).toBe('AccessDenied');
  });

  test('let the user in once they join, and no more once they leave', async () => {
    await cloud.emulator.join(LONER, SHOPS);
    expect(await looksInto(LONER)).toBe(ALLOWED);
    const session = await cloud.assume(signedIn, roleIn(LONER));
    await cloud.emulator.leave(LONER);
    expect(await looksInto(LONER)).toBe('AccessDenied');
    expect(await outcomeOf(CALLS['list roles'](session))).toBe('InvalidClientTokenId');
    expect(await accountsWith(cloud, [LONER], ROLE)).toEqual([]);
  });

  test('let the user in where a unit is added, and keep their sessions elsewhere', async () => {
    const session = await cloud.assume(signedIn, roleIn(SHOP));
    await app.deploy(to(SALES, LABS));
    expect(await looksInto(LAB)).toBe(ALLOWED);
    expect(await outcomeOf(CALLS['list roles'](session))).toBe(ALLOWED);
  });

  test('have the same role as a stack of the template alone, deployed to a sample account', async () => {
    const { StackSet } = await cloud.administrator(MANAGEMENT).cloudFormation.send(new DescribeStackSetCommand({ StackSetName: `${ROLE}-${HOME}` }));
    const sample = new TestStack(cloud.administrator(DELEGATE).cloudFormation, 'Sample');
    const { ChangeSetId } = await sample.plan(StackSet!.TemplateBody!);
    await sample.execute(ChangeSetId!);
    expect(await sample.status()).toBe('CREATE_COMPLETE');
    expect(await roleOf(DELEGATE)).toEqual(await roleOf(SELLER));
    expect(await looksInto(DELEGATE)).toBe(ALLOWED);
    await sample.delete();
  });

  test('have nothing left when all is destroyed', async () => {
    await app.destroy(to(SALES, LABS));
    expect(await everything(ALL)).toEqual(before);
    await cloud.administrator(HOME).iam.send(new PutUserPolicyCommand({ UserName: 'userA', PolicyName: 'Own', PolicyDocument: policy(allow('sts:AssumeRole')) }));
    expect(await outcomeOf(cloud.assume(signedIn, roleIn(SELLER)))).toBe('AccessDenied');
  });

  /** As it is in any account. */
  async function roleOf(account: string) {
    const { iam } = cloud.administrator(account);
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: ROLE }));
    const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: ROLE }));
    const { RoleId, CreateDate, ...role } = Role!;
    return JSON.parse(JSON.stringify({ ...role, AttachedPolicies }).replaceAll(account, 'ACCOUNT'));
  }
});

describe('accounts that a StackSet brings the role to otherwise', () => {
  beforeEach(async () => {
    await open(...EVERYBODY);
    cloud.emulator.organization({ ...ORGANIZATION, management: STRANGER, accounts: [HOME, DELEGATE] });
  });
  afterEach(() => cloud.close());

  test('are rolled out to by a delegated administrator', async () => {
    const app = new CdkApp(cloud, [HOME, DELEGATE]);
    const build = (newStack: NewStack) => {
      const people = newStack(HOME, 'People');
      const stackSetScope = newStack(DELEGATE, 'RollOut');
      new CrossAccountReadOnlyAccess(people, 'Access', {
        users: userA(people),
        trusting: [TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: [SALES], stackSetScope, delegatedAdmin: true })],
      });
    };
    await app.deploy(build);
    expect(await Promise.all([SELLER, SHOP, LAB].map(looksInto))).toEqual([ALLOWED, ALLOWED, 'AccessDenied']);
    await app.destroy(build);
    expect(await accountsWith(cloud, EVERYBODY, ROLE)).toEqual([]);
  });

  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html
  test('are listed, and let CloudFormation in by roles of their own', async () => {
    const app = new CdkApp(cloud, [HOME]);
    const build = (newStack: NewStack) => {
      const people = newStack(HOME, 'People');
      new CrossAccountReadOnlyAccess(people, 'Access', { users: userA(people), trusting: [TrustingTarget.stackSetToAccounts([LAB, LONER])] });
    };
    await expect(app.deploy(build)).rejects.toThrow('AWSCloudFormationStackSetAdministrationRole');
    await app.destroy(build);
    await cloud.role(HOME, 'AWSCloudFormationStackSetAdministrationRole', {
      trust: [{ ...trust('*'), Principal: { Service: 'cloudformation.amazonaws.com' } }],
      statements: [allow('sts:AssumeRole', 'arn:aws:iam::*:role/AWSCloudFormationStackSetExecutionRole')],
    });
    for (const account of [LAB, LONER]) {
      await cloud.role(account, 'AWSCloudFormationStackSetExecutionRole', { trust: [trust(HOME)], managed: [managed('AdministratorAccess')] });
    }
    await app.deploy(build);
    expect(await Promise.all([LAB, LONER, SHOP].map(looksInto))).toEqual([ALLOWED, ALLOWED, 'AccessDenied']);
    await app.destroy(build);
    expect(await accountsWith(cloud, EVERYBODY, ROLE)).toEqual([]);
  });
});
