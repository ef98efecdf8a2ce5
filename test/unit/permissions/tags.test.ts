/** Case 2026-11-44: service control policies that demand a tag when a role is created. */
import { Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CrossAccountReadOnlyAccess, TrustingTarget } from '../../../src';
import { decide } from '../../support/policy-engine';
import { stackSetsOf } from '../../support/stack-sets';
import { B, templateOf, TwoAccounts } from '../../support/two-accounts';

/** As docs/permissions.md has it. */
const DENY_UNTAGGED = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: 'iam:CreateRole', Resource: '*', Condition: { Null: { 'aws:RequestTag/CostCenter': 'true' } } }],
};
const ALLOW_ALL = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** Whether CloudFormation may create a role with these tags. */
const mayCreate = (tags: { Key: string; Value: string }[] = []) => decide({
  principal: `arn:aws:sts::${B}:assumed-role/CloudFormation/session`,
  action: 'iam:CreateRole',
  resource: `arn:aws:iam::${B}:role/SecurityReadOnlyRole`,
  account: B,
  context: Object.fromEntries(tags.map(({ Key, Value }) => [`aws:RequestTag/${Key}`, Value])),
  identityPolicies: [ALLOW_ALL, DENY_UNTAGGED],
});

/** Where the role is, and the template that it is in. */
type Made = (accounts: TwoAccounts) => { target: TrustingTarget; template: (access: CrossAccountReadOnlyAccess) => Template };
const TARGETS: [string, Made][] = [
  ['in a stack', (accounts) => ({ target: TrustingTarget.scope(accounts.b), template: () => accounts.templateB })],
  ['in a StackSet', (accounts) => ({
    target: TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-abcdefgh'] }), template: () => stackSetsOf(accounts.templateA)[0].template,
  })],
  ['in the template for an owner', () => ({ target: TrustingTarget.template(B), template: ({ roles: [role] }) => templateOf(role.stack) })],
];

describe.each(TARGETS)('a role %s', (_, make) => {
  const tagsOf = (tag: (accounts: TwoAccounts, access: CrossAccountReadOnlyAccess) => void) => {
    const accounts = new TwoAccounts();
    const { target, template } = make(accounts);
    const access = new CrossAccountReadOnlyAccess(accounts.a, 'Access', { trusting: [target] });
    tag(accounts, access);
    const [{ Properties }] = Object.values(template(access).findResources('AWS::IAM::Role'));
    return Properties.Tags;
  };

  test.each<[string, (accounts: TwoAccounts, access: CrossAccountReadOnlyAccess) => void]>([
    ['the app', ({ app }) => Tags.of(app).add('CostCenter', '42')],
    ['the role', (__, { roles, stackSets }) => [...roles, ...stackSets.map(({ role }) => role)].forEach((role) => Tags.of(role).add('CostCenter', '42'))],
  ])('has the tag of %s, so that it can be created', async (__, tag) => {
    const tags = tagsOf(tag);
    expect(tags).toEqual([{ Key: 'CostCenter', Value: '42' }]);
    expect(await mayCreate(tags)).toBe('allowed');
  });

  test('without the tag it cannot be created', async () => {
    const tags = tagsOf(({ app }) => Tags.of(app).add('Team', 'security'));
    expect(tags).toEqual([{ Key: 'Team', Value: 'security' }]);
    expect(await mayCreate(tags)).toBe('denied');
  });
});
