/** Case 2026-11-44: service control policies demand a path of roles and of managed policies. */
import { CfnParameter } from 'aws-cdk-lib';
import { CfnGroup } from 'aws-cdk-lib/aws-iam';
import { AssumingGroup, MfaRequirement, ReadOnlyPermissions, TrustingRole, TrustingRoleProps, TrustingTarget } from '../../../src';
import { A, annotationsOf, B, TwoAccounts } from '../../support/two-accounts';

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

test('case 2026-11-44: the path of a group can be set on its resource', () => {
  const group = new AssumingGroup(accounts.a, 'Auditors', { trusting: [TrustingTarget.account(B)] });
  (group.node.defaultChild as CfnGroup).path = '/security/';
  accounts.templateA.hasResourceProperties('AWS::IAM::Group', { Path: '/security/' });
  expect(annotationsOf(accounts.a)).toEqual([]);
});
