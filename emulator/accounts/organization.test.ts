import { GetUserCommand } from '@aws-sdk/client-iam';
import { Organization } from './organization';
import { ASSUMING_ACCOUNT, Cloud, THIRD_ACCOUNT, TRUSTING_ACCOUNT } from '../testing/cloud';
import { ALL_ACCOUNTS, DELEGATED_ADMIN, LAB, LABS, MARKETER, ORGANIZATION, SALES, SELLER, SHOP, SHOPS, STANDALONE } from '../testing/organization';
import { ALLOWED, outcomeOf } from '../testing/outcome';
import { allow, Conditions, deny, root, Statement, trust } from '../testing/policies';

const DENIED = 'AccessDenied';
const { id: ORG } = ORGANIZATION;
const OTHER_ORG = 'o-z9y8x7w6v5';

let cloud: Cloud;
beforeEach(async () => {
  cloud = await Cloud.open(...ALL_ACCOUNTS);
  cloud.emulator.createOrganization(ORGANIZATION);
  cloud.emulator.createOrganization({ id: OTHER_ORG, managementAccount: THIRD_ACCOUNT, rootId: 'r-zz99', organizationalUnits: { 'ou-zz99-11111111': { accounts: [TRUSTING_ACCOUNT] } } });
});
afterEach(() => cloud.close());

/** A user of one account assumes a role of another account. */
async function assumes(from: string, to: string, { identity = [allow('sts:AssumeRole')], trusted = [trust('*')] }: { identity?: Statement[]; trusted?: Statement[] }) {
  const { clients } = await cloud.user(from, 'ann', { statements: identity });
  const role = await cloud.role(to, 'ReadOnly', { trust: trusted });
  return outcomeOf(cloud.assume(clients, role));
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid
describe('a role that trusts an organization', () => {
  const trusted = [trust('*', { StringEquals: { 'aws:PrincipalOrgID': ORG } })];

  test.each([
    { who: 'a member account', from: SELLER, expected: ALLOWED },
    { who: 'the management account', from: ASSUMING_ACCOUNT, expected: ALLOWED },
    { who: 'a member account of another organization', from: TRUSTING_ACCOUNT, expected: DENIED },
    { who: 'a standalone account', from: STANDALONE, expected: DENIED },
  ])('can be assumed by $who: $expected', async ({ from, expected }) => {
    expect(await assumes(from, LAB, { trusted })).toBe(expected);
  });

  test('can be assumed by a role session as well as by a user', async () => {
    const chained = await cloud.role(SELLER, 'First', { trust: [trust(root(SELLER))], statements: [allow('sts:AssumeRole')] });
    const role = await cloud.role(LAB, 'ReadOnly', { trust: trusted });
    const { clients } = await cloud.user(SELLER, 'ann', { statements: [allow('sts:AssumeRole')] });
    expect(await outcomeOf(cloud.assume(await cloud.assume(clients, chained), role))).toBe(ALLOWED);
  });

  test('can be assumed after an account joins, and not after it leaves', async () => {
    const { clients } = await cloud.user(STANDALONE, 'ann', { statements: [allow('sts:AssumeRole')] });
    const role = await cloud.role(LAB, 'ReadOnly', { trust: trusted });
    await cloud.emulator.joinOrganization(STANDALONE, LABS);
    expect(await outcomeOf(cloud.assume(clients, role))).toBe(ALLOWED);
    await cloud.emulator.leaveOrganization(STANDALONE);
    expect(await outcomeOf(cloud.assume(clients, role))).toBe(DENIED);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgpaths
describe('a role that trusts a path in an organization', () => {
  const paths = (...patterns: string[]) => ({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': patterns } });

  test.each<{ place: string; condition: Conditions; from: string; expected: string }>([
    { place: 'the unit itself', condition: paths(`${ORG}/r-ab12/${SALES}/`), from: SELLER, expected: ALLOWED },
    { place: 'the unit itself', condition: paths(`${ORG}/r-ab12/${SALES}/`), from: SHOP, expected: DENIED },
    { place: 'the unit and its child units', condition: paths(`${ORG}/r-ab12/${SALES}/*`), from: SHOP, expected: ALLOWED },
    { place: 'the unit and its child units', condition: paths(`${ORG}/r-ab12/${SALES}/*`), from: LAB, expected: DENIED },
    { place: 'the child units', condition: paths(`${ORG}/r-ab12/${SALES}/ou-*`), from: SHOP, expected: ALLOWED },
    { place: 'the child units', condition: paths(`${ORG}/r-ab12/${SALES}/ou-*`), from: SELLER, expected: DENIED },
    { place: 'the child unit without its parent', condition: paths(`${ORG}/r-ab12/${SHOPS}/`), from: SHOP, expected: DENIED },
    { place: 'the root alone', condition: paths(`${ORG}/r-ab12/`), from: DELEGATED_ADMIN, expected: ALLOWED },
    { place: 'the root alone', condition: paths(`${ORG}/r-ab12/`), from: SELLER, expected: DENIED },
    { place: 'either of two units', condition: paths(`${ORG}/r-ab12/${LABS}/`, `${ORG}/r-ab12/${SALES}/`), from: MARKETER, expected: ALLOWED },
    { place: 'any path', condition: paths('*'), from: STANDALONE, expected: DENIED },
  ])('$place: $from is $expected', async ({ condition, from, expected }) => {
    expect(await assumes(from, DELEGATED_ADMIN === from ? LAB : DELEGATED_ADMIN, { trusted: [trust('*', condition)] })).toBe(expected);
  });

  test('follows an account that moves', async () => {
    const { clients } = await cloud.user(SELLER, 'ann', { statements: [allow('sts:AssumeRole')] });
    const role = await cloud.role(DELEGATED_ADMIN, 'ReadOnly', { trust: [trust('*', paths(`${ORG}/r-ab12/${LABS}/`))] });
    expect(await outcomeOf(cloud.assume(clients, role))).toBe(DENIED);
    await cloud.emulator.joinOrganization(SELLER, LABS);
    expect(await outcomeOf(cloud.assume(clients, role))).toBe(ALLOWED);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceorgid
describe('permission to assume the roles of an organization', () => {
  const own = { StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } };

  test.each<{ roles: string; condition: Conditions; from: string; to: string; expected: string }>([
    { roles: 'of the caller', condition: own, from: SELLER, to: LAB, expected: ALLOWED },
    { roles: 'of the caller', condition: own, from: SELLER, to: ASSUMING_ACCOUNT, expected: ALLOWED },
    { roles: 'of the caller', condition: own, from: SELLER, to: TRUSTING_ACCOUNT, expected: DENIED },
    { roles: 'of the caller', condition: own, from: SELLER, to: STANDALONE, expected: DENIED },
    { roles: 'of the caller', condition: own, from: STANDALONE, to: LAB, expected: DENIED },
    { roles: 'of the caller', condition: own, from: STANDALONE, to: THIRD_ACCOUNT, expected: DENIED },
    { roles: 'of a given id', condition: { StringEquals: { 'aws:ResourceOrgID': OTHER_ORG } }, from: SELLER, to: TRUSTING_ACCOUNT, expected: ALLOWED },
    { roles: 'of a given id', condition: { StringEquals: { 'aws:ResourceOrgID': OTHER_ORG } }, from: SELLER, to: LAB, expected: DENIED },
    { roles: 'of a given id', condition: { StringEquals: { 'aws:ResourceOrgID': OTHER_ORG } }, from: SELLER, to: STANDALONE, expected: DENIED },
    { roles: 'in an organizational unit', condition: { 'ForAnyValue:StringLike': { 'aws:ResourceOrgPaths': `${ORG}/r-ab12/${SALES}/*` } }, from: SELLER, to: SHOP, expected: ALLOWED },
    { roles: 'in an organizational unit', condition: { 'ForAnyValue:StringLike': { 'aws:ResourceOrgPaths': `${ORG}/r-ab12/${SALES}/*` } }, from: SELLER, to: LAB, expected: DENIED },
    { roles: 'in one account', condition: { StringEquals: { 'aws:ResourceAccount': LAB } }, from: SELLER, to: LAB, expected: ALLOWED },
    { roles: 'in one account', condition: { StringEquals: { 'aws:ResourceAccount': LAB } }, from: SELLER, to: SHOP, expected: DENIED },
    { roles: 'in any organization', condition: { Null: { 'aws:ResourceOrgID': 'false' } }, from: SELLER, to: TRUSTING_ACCOUNT, expected: ALLOWED },
    { roles: 'in any organization', condition: { Null: { 'aws:ResourceOrgID': 'false' } }, from: SELLER, to: STANDALONE, expected: DENIED },
  ])('$roles: from $from to $to: $expected', async ({ condition, from, to, expected }) => {
    expect(await assumes(from, to, { identity: [allow('sts:AssumeRole', '*', condition)] })).toBe(expected);
  });

  test('with a policy that denies all others', async () => {
    const identity = [allow('sts:AssumeRole'), deny('*', '*', { StringNotEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } })];
    expect(await assumes(SELLER, TRUSTING_ACCOUNT, { identity })).toBe(DENIED);
    expect(await assumes(MARKETER, LAB, { identity })).toBe(ALLOWED);
  });

  test('in the caller\'s account, whose organization is the same', async () => {
    const attempt = async (account: string) => {
      const { clients } = await cloud.user(account, 'bob', { statements: [allow('iam:GetUser', '*', own)] });
      return outcomeOf(clients.iam.send(new GetUserCommand({ UserName: 'bob' })));
    };
    expect(await attempt(SELLER)).toBe(ALLOWED);
    expect(await attempt(STANDALONE)).toBe(DENIED);
  });
});

describe('an organization', () => {
  test('has the accounts of its units and child units', () => {
    const organization = new Organization(ORGANIZATION);
    expect(organization.accountsIn(SALES).sort()).toEqual([SELLER, MARKETER, SHOP]);
    expect(organization.accountsIn(SHOPS)).toEqual([SHOP]);
    expect(organization.accountsIn('r-ab12').sort()).toEqual([ASSUMING_ACCOUNT, SELLER, MARKETER, SHOP, LAB, DELEGATED_ADMIN].sort());
  });

  test.each([
    { what: 'an account, if the unit does not exist', act: () => cloud.emulator.joinOrganization(STANDALONE, 'ou-ab12-99999999'), message: 'there is no root or organizational unit ou-ab12-99999999' },
    { what: 'an account of another organization', act: () => cloud.emulator.joinOrganization(TRUSTING_ACCOUNT, LABS), message: `account ${TRUSTING_ACCOUNT} is in an organization already` },
    { what: 'a standalone account', act: () => cloud.emulator.leaveOrganization(STANDALONE), message: `account ${STANDALONE} is in no organization` },
    { what: 'the management account', act: () => cloud.emulator.leaveOrganization(ASSUMING_ACCOUNT), message: 'The management account cannot leave its organization.' },
    {
      what: 'accounts that are in another organization',
      act: async () => cloud.emulator.createOrganization({ id: 'o-third00001', managementAccount: LAB }),
      message: `account ${LAB} is in an organization already`,
    },
  ])('does not add or remove $what', async ({ act, message }) => {
    await expect(act()).rejects.toThrow(message);
  });
});
