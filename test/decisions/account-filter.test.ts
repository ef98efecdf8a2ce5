/** `AccountFilter.only`: callers can assume the roles of the named accounts, and no role of the same name elsewhere. */
import { Role } from 'aws-cdk-lib/aws-iam';
import { AccountFilter, CrossAccountReadOnlyAccess, MfaRequirement, StackSetToOrganizationalUnitsOptions, TrustingTarget } from '../../src';
import { inOrganization, mfa, session, user } from '../support/callers';
import { DeployedIam } from '../support/deployed-iam';
import { asText, onlyPolicy } from '../support/resources';
import { A, B, C, TwoAccounts } from '../support/two-accounts';

const ORGANIZATION = 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/';
const roleIn = (account: string) => `arn:aws:iam::${account}:role/SecurityReadOnlyRole`;
const ann = inOrganization(ORGANIZATION, user('ann', mfa(), { groups: ['Auditors'] }));
const tool = inOrganization(ORGANIZATION, session('Tool'));

function made(options: Partial<StackSetToOrganizationalUnitsOptions>): { accounts: TwoAccounts; access: CrossAccountReadOnlyAccess } {
  const accounts = new TwoAccounts();
  const access = new CrossAccountReadOnlyAccess(accounts.a, 'Access', {
    groupName: 'Auditors',
    mfa: MfaRequirement.none(),
    trusting: [TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'], ...options })],
  });
  access.grantAssumeRole(Role.fromRoleArn(accounts.a, 'Tool', `arn:aws:iam::${A}:role/Tool`));
  return { accounts, access };
}

function deployed(options: Partial<StackSetToOrganizationalUnitsOptions>): DeployedIam {
  const iam = new DeployedIam(made(options).accounts.a);
  [B, C].forEach((account) => iam.deployStackSets(account));
  return iam;
}

const decisions = (iam: DeployedIam) => Promise.all([ann, tool].flatMap((caller) =>
  [B, C].map((account) => iam.mayAssume(caller, roleIn(account), { roleIn: ORGANIZATION }))));

test.each<[string, AccountFilter | undefined, string[]]>([
  ['with one account, in that one only', AccountFilter.only(B), ['allowed', 'denied', 'allowed', 'denied']],
  ['with both accounts, in both', AccountFilter.only(B, C), ['allowed', 'allowed', 'allowed', 'allowed']],
  ['without a filter, in every account of the organization', undefined, ['allowed', 'allowed', 'allowed', 'allowed']],
])('members and grantees can assume the role %s', async (_, accountFilter, expected) => {
  expect(await decisions(deployed({ accountFilter }))).toEqual(expected);
});

test('both policies name the roles, and no pattern', () => {
  const { accounts, access } = made({ accountFilter: AccountFilter.only(B, C) });
  const resources = [B, C].map((account) => `arn:PARTITION:iam::${account}:role/SecurityReadOnlyRole`);
  ['AccessGroupAssumeRole', 'AccessAssumeTool'].forEach((id) =>
    expect(asText(onlyPolicy(accounts.templateA, id)).PolicyDocument.Statement).toEqual([{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: resources }]));
  expect(JSON.parse(access.assumeRoleStatementJson).Resource).toEqual([B, C].map(roleIn));
  expect(access.switchRoleUrls).toHaveLength(2);
});

test.each<[string, Partial<StackSetToOrganizationalUnitsOptions>, string[]]>([
  ['the assuming account may be among them', { accountFilter: AccountFilter.only(A, B) }, [A, B]],
  ['organizationPaths keep the pattern, whose condition they are', { accountFilter: AccountFilter.only(B), organizationPaths: [`${ORGANIZATION}*`] }, ['*']],
  ['a filter that excludes accounts keeps the pattern', { accountFilter: AccountFilter.allExcept(B) }, ['*']],
])('%s', (_, options, expected) => {
  expect(made(options).access.roleArns.map((arn) => arn.split(':')[4])).toEqual(expected);
});

test('the management account is named once, though a StackSet does not reach it', () => {
  const accounts = new TwoAccounts();
  const management = accounts.stack('Management', C);
  const access = new CrossAccountReadOnlyAccess(accounts.a, 'Access', {
    trusting: [TrustingTarget.stackSetToOrganizationalUnits({
      organizationalUnitIds: ['r-ab12'], accountFilter: AccountFilter.only(B, C), managementAccountScope: management, stackSetScope: management,
    })],
  });
  expect(access.roleArns.map((arn) => arn.split(':')[4])).toEqual([C, B]);
  expect(access.roles.map(({ node }) => node.path)).toEqual(['Management/TrustingRole-SecurityReadOnlyRole']);
});
