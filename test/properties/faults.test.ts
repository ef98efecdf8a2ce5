import { AccountPrincipal, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { faultsOf } from './faults';
import { CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps, PrincipalScope, TrustingTarget } from '../../src';
import { A, B, TwoAccounts } from '../support/two-accounts';

const ADMINISTRATOR = ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess');
const STRANGER = '444444444444';
const ROLE = `arn:aws:iam::${B}:role/SecurityReadOnlyRole`;
const assume = (resource: string) => new PolicyStatement({ actions: ['sts:AssumeRole'], resources: [resource] });

/** The faults of a construct after a change. */
function faultsAfter(
  change: (access: CrossAccountReadOnlyAccess) => unknown, props: Partial<CrossAccountReadOnlyAccessProps> = {},
): Promise<string[]> {
  const { a, b } = new TwoAccounts();
  change(new CrossAccountReadOnlyAccess(a, 'Access', { trusting: [TrustingTarget.scope(b)], ...props }));
  return faultsOf([a, b], { boundaryIsTheirs: false, homeIsTheirs: false, membersGetIn: true });
}

const trust = (account: string) => ({ roles: [role] }: CrossAccountReadOnlyAccess) =>
  role.assumeRolePolicy!.addStatements(new PolicyStatement({ actions: ['sts:AssumeRole'], principals: [new AccountPrincipal(account)] }));

test('an unchanged construct has no faults', async () => {
  expect(await faultsAfter(() => {})).toEqual([]);
});

test.each<[string, (access: CrossAccountReadOnlyAccess) => unknown, string, Partial<CrossAccountReadOnlyAccessProps>?]>([
  ['a stranger is trusted', trust(STRANGER), `arn:aws:iam::${STRANGER}:user/userA can assume ${ROLE}`],
  ['the role\'s own account is trusted', trust(B), `arn:aws:iam::${B}:role/Admin can assume ${ROLE}`],
  ['the role may write', ({ roles: [role] }) => role.addManagedPolicy(ADMINISTRATOR), `${ROLE} may iam:CreateUser`, { permissionsBoundary: ADMINISTRATOR }],
  ['members may write in their own account', ({ group }) => group.addManagedPolicy(ADMINISTRATOR), `arn:aws:iam::${A}:user/member may iam:CreateUser`],
  ['members may assume any role', ({ group }) => group.addToPolicy(assume('*')), `arn:aws:iam::${A}:user/member can assume ${ROLE.replace(B, STRANGER)}`],
])('it is a fault if %s', async (_, change, fault, props) => {
  expect(await faultsAfter(change, props)).toContain(fault);
});

test('it is a fault if no member can assume the role', async () => {
  expect(await faultsAfter(() => {}, { principals: [PrincipalScope.users('ann')] })).toEqual([`no member can assume ${ROLE}`]);
});
