/** A role and a group without inline policies may do the same, and are verified in the finished template in the same way. */
import { Expiration } from 'aws-cdk-lib';
import { CfnManagedPolicy, CfnRole } from 'aws-cdk-lib/aws-iam';
import {
  AccessWindow, AwsLogin, CrossAccountReadOnlyAccessProps, IdentityPolicies, ReadOnlyPermissions, Scanner, TrustingRole, TrustingTarget,
} from '../../../src';
import { decideAll } from '../../../tools/levels/decide';
import { knownActions } from '../../../tools/levels/known-actions';
import { LEVELS } from '../../../tools/levels/levels';
import { synthesizedRole } from '../../../tools/levels/role-policies';
import { mfa, user } from '../../support/callers';
import { COMPLETE } from '../../support/complete';
import { AUDITORS, deployed } from '../../support/decision-tables';
import { access, group, GROUP, rejects, role, ROLE } from '../../support/invalid-props';
import { stackSetsOf } from '../../support/stack-sets';
import { A, B, templateOf, TwoAccounts } from '../../support/two-accounts';
import { rejectionOf } from '../../support/validation-messages';

const identityPolicies = IdentityPolicies.MANAGED_ONLY;

/** One level of each form of boundary and denials. */
const FORMS = ['readOnlyAccess()', 'metadataOnly()', 'support()', 'scanner(Scanner.VANTA)'];
const CHECKED = Object.entries(LEVELS).filter(([name]) => COMPLETE || FORMS.includes(name));

test('the quick run has every form', () => {
  expect(Object.keys(LEVELS)).toEqual(expect.arrayContaining(FORMS));
});

describe.each(CHECKED)('%s', (_, level) => {
  test.each<[string, string[]]>([['by itself', []], ['with AdministratorAccess', ['AdministratorAccess']]])('%s, a role with managed policies only may do the same', async (__, later) => {
    const [both, managed] = [{}, { identityPolicies }].map((props) => synthesizedRole(level(), later, props));
    expect(both.sizes.inline.length).toBe(1);
    expect(managed.sizes.inline).toEqual([]);
    expect(Math.max(...managed.sizes.managed, ...managed.sizes.shared)).toBeLessThanOrEqual(6144);
    const actions = await knownActions();
    expect(await decideAll(actions, managed.policies)).toEqual(await decideAll(actions, both.policies));
  });
});

describe('no inline policy', () => {
  const props: Partial<CrossAccountReadOnlyAccessProps> = {
    identityPolicies,
    groupPermissions: ReadOnlyPermissions.services('s3'),
    awsLogin: AwsLogin.sameAndCrossDevice(),
    accessWindow: AccessWindow.endingAt(Expiration.fromString('2099-12-31T23:59:59Z')),
    revokeSessionsBefore: Expiration.fromString('2026-11-01T00:00:00Z'),
  };
  const inlineIn = (template: any) => Object.entries<any>(template.Resources)
    .filter(([, { Type, Properties }]) => ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::GroupPolicy'].includes(Type) || Properties?.Policies)
    .map(([id]) => id);

  test.each<[string, (accounts: TwoAccounts) => TrustingTarget]>([
    ['in the two accounts', ({ b }) => TrustingTarget.scope(b)],
    ['in a StackSet', () => TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-abcdefgh'] })],
    ['in the template for an owner', () => TrustingTarget.template(B)],
  ])('%s', (_, target) => {
    const accounts = new TwoAccounts();
    const made = access({ ...props, trusting: [target(accounts)] })(accounts);
    const templates = [accounts.templateA.toJSON(), ...stackSetsOf(accounts.templateA).map(({ template }) => template.toJSON()),
      ...made.roles.map(({ stack }) => templateOf(stack).toJSON())];
    expect(templates).toHaveLength(2);
    expect(templates.flatMap(inlineIn)).toEqual([]);
    expect(inlineIn(withInline(target))).not.toEqual([]);
  });

  function withInline(target: (accounts: TwoAccounts) => TrustingTarget): object {
    const accounts = new TwoAccounts();
    access({ ...props, identityPolicies: undefined, trusting: [target(accounts)] })(accounts);
    return accounts.templateA.toJSON();
  }
});

test('members can assume the role, and no other', async () => {
  const iam = deployed({ identityPolicies });
  const ann = user('ann', mfa(), { groups: AUDITORS });
  expect(await iam.mayAssume(ann, `arn:aws:iam::${B}:role/SecurityReadOnlyRole`)).toBe('allowed');
  expect(await iam.may(ann, 'sts:AssumeRole', `arn:aws:iam::${A}:role/Other`)).toBe('denied');
  expect(await iam.may(ann, 'iam:ListMFADevices', `arn:aws:iam::${A}:user/ann`)).toBe('allowed');
});

test('sessions after the access window are denied everything', async () => {
  const iam = deployed({ identityPolicies, accessWindow: AccessWindow.endingAt(Expiration.fromString('2099-12-31T23:59:59Z')) });
  const session = iam.sessionOf(`arn:aws:iam::${B}:role/SecurityReadOnlyRole`);
  const at = (time: string) => ({ ...session, context: { ...session.context, 'aws:CurrentTime': time } });
  expect(await iam.may(at('2099-12-31T23:59:58Z'), 's3:ListAllMyBuckets')).toBe('allowed');
  expect(await iam.may(at('2100-01-01T00:00:00Z'), 's3:ListAllMyBuckets')).toBe('denied');
});

test('the policies have other ids than inline ones, because CloudFormation cannot change the type of a resource', () => {
  const idsWith = (value?: IdentityPolicies) => {
    const accounts = new TwoAccounts();
    access({ identityPolicies: value, groupPermissions: ReadOnlyPermissions.services('s3'), awsLogin: AwsLogin.sameAndCrossDevice() })(accounts);
    return new Map([accounts.templateA, accounts.templateB].flatMap((template) =>
      Object.entries<any>(template.toJSON().Resources).map(([id, { Type }]): [string, string] => [id, Type])));
  };
  const [both, managed] = [idsWith(), idsWith(identityPolicies)];
  expect([...managed].filter(([id, type]) => both.has(id) && both.get(id) !== type)).toEqual([]);
  expect([...managed.keys()]).not.toEqual([...both.keys()]);
});

test('long statements of groupPermissions are split between managed policies', () => {
  const accounts = new TwoAccounts();
  group({ groupPermissions: ReadOnlyPermissions.scanner(Scanner.DATADOG), identityPolicies })(accounts);
  const policies = Object.keys(accounts.templateA.findResources('AWS::IAM::ManagedPolicy'));
  expect(policies.filter((id) => id.includes('HomePermissions')).length).toBeGreaterThan(1);
});

describe('in the finished template', () => {
  const finished = (change: (made: TrustingRole) => void) => () => {
    const accounts = new TwoAccounts();
    const made = new TrustingRole(accounts.b, 'Role', {
      assumingAccount: A, identityPolicies, permissions: ReadOnlyPermissions.readOnlyAccess().withoutDataAccess(), revokeSessionsBefore: Expiration.fromString('2026-11-01T00:00:00Z'),
    });
    change(made);
    templateOf(accounts.b);
  };
  const policiesOf = ({ node }: TrustingRole, name: string) => node.children.filter(({ node: { id } }) => id.startsWith(name));

  test.each<[string, (made: TrustingRole) => void]>([
    ['a policy of the level without its denials', (made) => (policiesOf(made, 'Permissions')[0].node.defaultChild as CfnManagedPolicy)
      .addPropertyOverride('PolicyDocument.Statement', [{ Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }])],
    ['the denial of sessions without its text', (made) => (policiesOf(made, 'SessionDenials')[0].node.defaultChild as CfnManagedPolicy)
      .addPropertyOverride('PolicyDocument.Statement', [{ Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }])],
    ['a role without its policies', (made) => (made.node.defaultChild as CfnRole).addPropertyOverride('ManagedPolicyArns', ['arn:aws:iam::aws:policy/ReadOnlyAccess'])],
  ])('%s is an error', (_, change) => {
    expect(rejectionOf(finished(change)).problem).toContain('without which it can do more than permissions say');
    finished(() => {})();
  });
});

rejects([
  ['another value for a role', ROLE, 'identityPolicies "managed" is not a value of IdentityPolicies',
    role({ identityPolicies: 'managed' as IdentityPolicies }), role({ identityPolicies })],
  ['another value for a group', GROUP, 'identityPolicies "inline" is not a value of IdentityPolicies',
    group({ identityPolicies: 'inline' as IdentityPolicies }), group({ identityPolicies })],
]);
