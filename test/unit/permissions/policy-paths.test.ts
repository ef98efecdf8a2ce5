/** Case 2026-11-44: service control policies demand a path of roles and of managed policies. */
import { CfnParameter } from 'aws-cdk-lib';
import {
  AssumingGroup, AssumingGroupProps, CrossAccountReadOnlyAccess, IdentityPolicies, MfaRequirement, ReadOnlyPermissions, TrustingRole,
  TrustingRoleProps, TrustingTarget,
} from '../../../src';
import { group, GROUP, rejects } from '../../support/invalid-props';
import { A, B, TwoAccounts } from '../../support/two-accounts';

let accounts: TwoAccounts;
beforeEach(() => {
  accounts = new TwoAccounts();
});

function make(props: Partial<TrustingRoleProps>, id = 'Role'): TrustingRole {
  return new TrustingRole(accounts.b, id, { assumingAccount: A, mfa: MfaRequirement.none(), ...props });
}

/** The paths of all managed policies, by logical id. */
const paths = () => Object.values(accounts.templateB.findResources('AWS::IAM::ManagedPolicy')).map(({ Properties }) => Properties.Path);

describe('case 2026-11-44: the managed policies of a role', () => {
  test.each<[string, ReadOnlyPermissions]>([
    ['that all roles share', ReadOnlyPermissions.readOnlyAccess()],
    ['of its own level', ReadOnlyPermissions.readOnlyAccess().withoutDataAccess()],
    ['that is its boundary too', ReadOnlyPermissions.services('s3', 'ec2')],
  ])('have its path: %s', (_, permissions) => {
    make({ permissions, path: '/security/' });
    expect(paths().length).toBeGreaterThan(0);
    expect(new Set(paths())).toEqual(new Set(['/security/']));
  });

  test.each([undefined, '/'])('have no path where the role has the path %s', (path) => {
    make({ path });
    expect(paths().length).toBeGreaterThan(0);
    expect(new Set(paths())).toEqual(new Set(['/']));
  });

  test('are shared by roles of the same path, and by no others', () => {
    make({ path: '/security/', roleName: 'One' }, 'One');
    make({ path: '/security/', roleName: 'Two' }, 'Two');
    make({ path: '/audit/', roleName: 'Three' }, 'Three');
    make({ roleName: 'Four' }, 'Four');
    const found = paths();
    const count = (path: string) => found.filter((other) => other === path).length;
    expect(count('/')).toBeGreaterThan(0);
    expect([count('/security/'), count('/audit/'), found.length]).toEqual([count('/'), count('/'), 3 * count('/')]);
  });

  test('have a path that is known at deployment only', () => {
    const path = new CfnParameter(accounts.b, 'Path').valueAsString;
    make({ path, permissions: ReadOnlyPermissions.readOnlyAccess().withoutDataAccess() });
    expect(new Set(paths().map((value) => JSON.stringify(value)))).toEqual(new Set(['{"Ref":"Path"}']));
  });
});

describe('case 2026-11-44: the path of a group', () => {
  const grouped = (props: Partial<AssumingGroupProps> = {}) => new AssumingGroup(accounts.a, 'Auditors', { trusting: [TrustingTarget.account(B)], ...props });
  const pathsInA = () => ['Group', 'ManagedPolicy'].flatMap((type) =>
    Object.values(accounts.templateA.findResources(`AWS::IAM::${type}`)).map(({ Properties }) => Properties.Path));

  test.each<[string, Partial<AssumingGroupProps>, number]>([
    ['of the group alone', {}, 1],
    ['of its managed policies too', { identityPolicies: IdentityPolicies.MANAGED_ONLY }, 3],
    ['of the policies of many accounts too', { trusting: Array.from({ length: 60 }, (_, i) => TrustingTarget.account(String(300_000_000_000 + i))) }, 2],
  ])('is groupPath: %s', (_, props, count) => {
    grouped({ ...props, groupPath: '/security/' });
    expect(pathsInA()).toEqual(Array.from({ length: count }, () => '/security/'));
  });

  test('is / by default, and the path of the role does not change it', () => {
    grouped({ path: '/security/' });
    expect(pathsInA()).toEqual([undefined]);
  });

  test('does not change the path of the role that members can assume', () => {
    const { roleArns } = new CrossAccountReadOnlyAccess(accounts.a, 'Access', { trusting: [TrustingTarget.scope(accounts.b)], groupPath: '/security/', groupName: 'Auditors' });
    expect(roleArns).toEqual([expect.stringMatching(`:iam::${B}:role/SecurityReadOnlyRole$`)]);
    expect(pathsInA()).toEqual(['/security/']);
    expect(Object.values(accounts.templateB.findResources('AWS::IAM::Role')).map(({ Properties }) => Properties.Path)).toEqual([undefined]);
  });
});

rejects([
  ['a path of a group without slashes', GROUP, 'groupPath "security" is not a path IAM accepts', group({ groupPath: 'security' }), group({ groupPath: '/security/' })],
  ['a path of a group that is too long', GROUP, 'groupPath is 513 characters long', group({ groupPath: `/${'x'.repeat(511)}/` }), group({ groupPath: `/${'x'.repeat(510)}/` })],
]);
