/** `iam.Role.customizeRoles` keeps the CDK from making roles and managed policies, and from attaching policies to roles (case 2026-11-07). */
import { App, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, CustomizeRolesOptions, LazyRole, Role, User } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AssumingGroup, CrossAccountReadOnlyAccess, PrincipalScope, TrustingRole, TrustingRoleStackSet, TrustingTarget } from '../../src';
import { A, B, templateOf } from '../support/two-accounts';
import { rejectionOf } from '../support/validation-messages';

/** Customizes the roles of one account. */
function stacks(customized: 'A' | 'B', options?: CustomizeRolesOptions): { a: Stack; b: Stack } {
  const app = new App();
  const [a, b] = [['Identity', A], ['Workload', B]].map(([id, account]) => {
    const scope = new Construct(app, id);
    if ((customized === 'A') === (account === A)) {
      Role.customizeRoles(scope, options);
    }
    return new Stack(scope, 'Stack', { env: { account, region: 'eu-west-1' } });
  });
  return { a, b };
}

const manyAccounts = (count: number) => Array.from({ length: count }, (_, i) => TrustingTarget.account(String(500000000000 + i)));
const users = { principals: [PrincipalScope.users('ann')] };
const role = (b: Stack) => new TrustingRole(b, 'Role', { assumingAccount: A, ...users });

describe.each<[string, CustomizeRolesOptions | undefined]>([
  ['by default', undefined],
  ['with precreated roles', { usePrecreatedRoles: { 'Workload/Stack/Role': 'Precreated', 'Identity/Stack/Ci': 'Precreated', 'Identity/Stack/Ci/Default': 'Precreated' } }],
  ['without preventSynthesis', { preventSynthesis: false }],
])('case 2026-11-07: customizeRoles %s', (_, options) => {
  test.each<[string, string, (made: { a: Stack; b: Stack }) => unknown]>([
    ['a TrustingRole', 'Workload/Stack/Role', ({ b }) => role(b)],
    ['the role of a CrossAccountReadOnlyAccess', 'Workload/Stack/TrustingRole-SecurityReadOnlyRole',
      ({ a, b }) => new CrossAccountReadOnlyAccess(a, 'Access', { trusting: [TrustingTarget.scope(b)] })],
    ['the role of a StackSet', 'Workload/Stack/Roles/Template/TrustingRole',
      ({ b }) => new TrustingRoleStackSet(b, 'Roles', { assumingAccount: A, target: TrustingTarget.stackSetToAccounts(['333333333333']) })],
  ])('%s there is an error that names the cause', (__, path, make) => {
    expect(rejectionOf(() => make(stacks('B', options)))).toMatchObject({ path, problem: expect.stringContaining('is under iam.Role.customizeRoles') });
    expect(() => make(stacks('A', options))).not.toThrow();
  });

  test.each<[string, (a: Stack) => Role | LazyRole]>([
    ['a role', (a) => new Role(a, 'Ci', { roleName: 'Ci', assumedBy: new AccountRootPrincipal() })],
    ['a LazyRole', (a) => new LazyRole(a, 'Ci', { roleName: 'Ci', assumedBy: new AccountRootPrincipal() })],
    ['an imported role', (a) => Role.fromRoleName(a, 'Ci', 'Ci') as Role],
  ])('%s there cannot be granted the assumption, with an error that names the cause', (__, grantee) => {
    const grant = ({ a, b }: { a: Stack; b: Stack }) => role(b).grantAssumeRole(grantee(a));
    expect(rejectionOf(() => grant(stacks('A', options))))
      .toMatchObject({ path: 'Workload/Stack/Role', problem: 'grantAssumeRole grantee Identity/Stack/Ci is under iam.Role.customizeRoles, which reports policies and does not attach them' });
  });

  test('a user there can, because users are made as usual', () => {
    const { a, b } = stacks('A', options);
    role(b).grantAssumeRole(new User(a, 'Bob', { userName: 'bob' }));
    templateOf(a).hasResourceProperties('AWS::IAM::Policy', { Users: [{ Ref: 'Bob4B8519C4' }] });
  });

  test('a group there is made, with its inline policies', () => {
    const { a } = stacks('A', options);
    new AssumingGroup(a, 'Auditors', { trusting: manyAccounts(20) });
    templateOf(a).resourceCountIs('AWS::IAM::Policy', 2);
  });
});

test.each<[string, CustomizeRolesOptions, boolean]>([
  ['which it keeps from being made, is an error', {}, true],
  ['which it makes, is not', { preventSynthesis: false }, false],
])('a group under customizeRoles that needs a managed policy, %s', (_, options, isError) => {
  const make = () => new AssumingGroup(stacks('A', options).a, 'Auditors', { trusting: manyAccounts(80) });
  return isError ? expect(rejectionOf(make).problem).toContain('needs a managed policy') : expect(make).not.toThrow();
});
