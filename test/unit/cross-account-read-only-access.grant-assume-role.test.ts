import { Lazy, PhysicalName } from 'aws-cdk-lib';
import { AccountRootPrincipal, Group, IGrantable, Role, User } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AccountFilter, CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps, MfaRequirement, PrincipalScope, TrustingTarget } from '../../src';
import { asText, only, onlyPolicy } from '../support/resources';
import { A, B, C, TwoAccounts } from '../support/two-accounts';

const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
const ROLE_IN_B = `arn:PARTITION:iam::${B}:role/SecurityReadOnlyRole`;

let accounts: TwoAccounts;
beforeEach(() => {
  accounts = new TwoAccounts();
});

function make(props: Partial<CrossAccountReadOnlyAccessProps> = {}): CrossAccountReadOnlyAccess {
  return new CrossAccountReadOnlyAccess(accounts.a, 'SecurityReadOnly', { ...props, trusting: props.trusting ?? [TrustingTarget.scope(accounts.b)] });
}

function trust(): any[] {
  return asText(only(accounts.templateB, 'AWS::IAM::Role')).AssumeRolePolicyDocument.Statement;
}

/** The policy that the grant made. */
function granted(): any {
  return onlyPolicy(accounts.templateA, 'SecurityReadOnlyAssume');
}

const arn = (resource: string) => `arn:PARTITION:iam::${A}:${resource}`;
const existingUser = () => User.fromUserName(accounts.a, 'Ann', 'ann');
const newUser = (path?: string) => new User(accounts.a, 'Ann', { userName: 'ann', path });
const newRole = (path?: string) => new Role(accounts.a, 'Ci', { roleName: 'Deployer', path, assumedBy: new AccountRootPrincipal() });

test.each<[string, () => IGrantable, string, object]>([
  ['an existing user', existingUser, 'user/ann', MFA],
  ['an existing user with a path', () => User.fromUserArn(accounts.a, 'Ann', `arn:aws:iam::${A}:user/team/ann`), 'user/team/ann', MFA],
  ['a user of the app', () => newUser(), 'user/ann', MFA],
  ['a user of the app with a path', () => newUser('/team/'), 'user/team/ann', MFA],
  ['a user of the app with a path that is produced', () => newUser(Lazy.string({ produce: () => '/team/' })), 'user/team/ann', MFA],
  ['an existing role', () => Role.fromRoleArn(accounts.a, 'Ci', `arn:aws:iam::${A}:role/ci/Deployer`), 'role/ci/Deployer', {}],
  ['a role of the app', () => newRole(), 'role/Deployer', {}],
  ['a role of the app with a path', () => newRole('/ci/'), 'role/ci/Deployer', {}],
  ['a role of the app with a path that is produced', () => newRole(Lazy.string({ produce: () => '/ci/' })), 'role/ci/Deployer', {}],
])('%s: its own policy allows it, and the role trusts it', (_, who, resource, mfa) => {
  make({ principals: [PrincipalScope.permissionSets('Audit')] }).grantAssumeRole(who());
  expect(granted().PolicyDocument.Statement).toEqual([{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: ROLE_IN_B }]);
  expect(trust().map(({ Condition }) => Condition)).toEqual([
    { ArnLike: expect.anything() }, { ArnEquals: { 'aws:PrincipalArn': arn(resource) }, ...mfa },
  ]);
});

test('a user whose name the CDK makes up where it is needed', () => {
  make({ principals: [PrincipalScope.users('bob')] }).grantAssumeRole(new User(accounts.a, 'Ann', { userName: PhysicalName.GENERATE_IF_NEEDED }));
  const { UserName } = only(accounts.templateA, 'AWS::IAM::User');
  expect(UserName).toMatch(/^[a-z0-9]+$/);
  expect(trust()[0].Condition.ArnEquals['aws:PrincipalArn']).toEqual([arn('user/bob'), arn(`user/${UserName}`)]);
});

test('a group, where the roles trust the whole account: the trust stays as it is', () => {
  make().grantAssumeRole(new Group(accounts.a, 'Managers', { groupName: 'Managers' }));
  expect(granted()).toMatchObject({ Groups: [{ Ref: expect.stringMatching('^Managers') }], PolicyDocument: { Statement: [{ Resource: ROLE_IN_B }] } });
  expect(trust().map(({ Condition }) => Condition)).toEqual([MFA]);
});

test('a user, where the roles trust the whole account: needs no trust of its own, and so no name', () => {
  make().grantAssumeRole(new User(accounts.a, 'Ann'));
  expect(granted().Users).toHaveLength(1);
  expect(trust().map(({ Condition }) => Condition)).toEqual([MFA]);
});

test.each([
  ['which asks for MFA: the role is trusted beside it, without MFA', MfaRequirement.required(),
    [MFA, { ArnEquals: { 'aws:PrincipalArn': arn('role/Deployer') } }]],
  ['which asks for none: the role needs no trust of its own', MfaRequirement.none(), [undefined]],
])('a role, where the roles trust the whole account, %s', (_, mfa, conditions) => {
  make({ mfa }).grantAssumeRole(newRole());
  expect(trust().map(({ Condition }) => Condition)).toEqual(conditions);
});

test('twice for the same identity is as good as once', () => {
  const access = make({ principals: [PrincipalScope.users('bob')] });
  const ann = newUser();
  [access.grantAssumeRole(ann), access.grantAssumeRole(ann)].forEach((grant) => grant.assertSuccess());
  expect(granted().PolicyDocument.Statement).toHaveLength(1);
  expect(trust()).toEqual([expect.objectContaining({ Condition: { ArnEquals: { 'aws:PrincipalArn': [arn('user/bob'), arn('user/ann')] }, ...MFA } })]);
});

test('covers every role of the access, made here or elsewhere', () => {
  make({ trusting: [TrustingTarget.scope(accounts.b), TrustingTarget.account(C)] }).grantAssumeRole(existingUser());
  expect(granted().PolicyDocument.Statement[0].Resource).toEqual([ROLE_IN_B, `arn:PARTITION:iam::${C}:role/SecurityReadOnlyRole`]);
});

test('is a policy for each identity, named by where the identity is', () => {
  const access = make({});
  ['One', 'Two'].map((id) => new User(new Construct(accounts.a, id), 'Ann', { userName: `ann-${id}` })).forEach((ann) => access.grantAssumeRole(ann));
  const ids = Object.entries(accounts.templateA.findResources('AWS::IAM::Policy')).filter(([, { Properties }]) => Properties.Users).map(([id]) => id);
  expect(ids).toEqual([expect.stringMatching(/^SecurityReadOnlyAssumeOneAnn[0-9A-F]{8}$/), expect.stringMatching(/^SecurityReadOnlyAssumeTwoAnn[0-9A-F]{8}$/)]);
});

test('is a policy for each identity, whatever is said in one word by a path', () => {
  const access = make({});
  [new User(new Construct(accounts.a, 'One'), 'Ann', { userName: 'ann' }), new User(accounts.a, 'OneAnn', { userName: 'one' })].forEach((ann) => access.grantAssumeRole(ann));
  const policies = Object.values(accounts.templateA.findResources('AWS::IAM::Policy')).filter(({ Properties }) => Properties.Users);
  expect(policies.map(({ Properties }) => Properties.Users.length)).toEqual([1, 1]);
});

test('tells of every statement that was added', () => {
  const organization = TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'], accountFilter: AccountFilter.allExcept(C) });
  const { principalStatements } = make({ trusting: [TrustingTarget.account(C), organization] }).grantAssumeRole(existingUser());
  expect(principalStatements.map(({ resources }) => asText(accounts.a.resolve(resources)))).toEqual([
    [`arn:PARTITION:iam::${C}:role/SecurityReadOnlyRole`], ['arn:PARTITION:iam::*:role/SecurityReadOnlyRole'],
  ]);
});
