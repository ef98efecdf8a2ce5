/** Policies of a role over IAM's quotas: given to the role, added later, or created for it. */
import { App, Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, ManagedPolicy, Role, RoleProps } from 'aws-cdk-lib/aws-iam';
import { ErrorContext } from '../../../src/core/validation-error';
import { finishedProperties } from '../../../src/finished-template/finished-resource';
import { validateRolePolicies } from '../../../src/permissions/role-policy-validation';
import { policyOfSize, statementOfSize } from '../../support/policies-of-size';
import { partsOf } from '../../support/validation-messages';

const managed = (count: number) => Array.from({ length: count }, (_, i) => ManagedPolicy.fromAwsManagedPolicyName(`Policy${i}`));

function problemsOf(props: Partial<RoleProps>, more: (role: Role) => void = () => undefined, denyingPolicies = 0): string[] {
  const role = new Role(new Stack(new App(), 'Stack'), 'Role', { assumedBy: new AccountRootPrincipal(), ...props });
  more(role);
  const properties = finishedProperties(role.node.defaultChild)!;
  return validateRolePolicies(ErrorContext.of(role), role, properties, denyingPolicies).map((message) => partsOf(message).problem);
}

const added = (characters: number) => (role: Role) => void role.addToPrincipalPolicy(statementOfSize(characters));
const made = (characters: number) => (role: Role) => void new ManagedPolicy(role, 'Own', { document: policyOfSize(characters) });

test.each<[string, () => string[]]>([
  ['nothing', () => problemsOf({})],
  ['as many managed policies as the quota', () => problemsOf({ managedPolicies: managed(25) })],
  ['inline policies that exactly fit', () => problemsOf({ inlinePolicies: { One: policyOfSize(5000), Other: policyOfSize(5240) } })],
  ['the same, one of them added later', () => problemsOf({ inlinePolicies: { One: policyOfSize(5000) } }, added(5240))],
  ['a managed policy created for it that exactly fits', () => problemsOf({}, made(6144))],
])('a role that has %s', (_, problems) => expect(problems()).toEqual([]));

test.each<[string, () => string[], string]>([
  ['more managed policies than the quota', () => problemsOf({ managedPolicies: managed(26) }), 'permissions and addManagedPolicy attach 26 managed policies'],
  ['the same, with policies of the library', () => problemsOf({ managedPolicies: managed(26) }, undefined, 2),
    'permissions and addManagedPolicy attach 26 managed policies, 2 of them the library\'s own denials'],
  ['inline policies with one character too many', () => problemsOf({ inlinePolicies: { One: policyOfSize(5000), Other: policyOfSize(5241) } }),
    'the role\'s inline policies are 10241 characters long, 1 over IAM\'s quota of 10240'],
  ['the same, one of them added later', () => problemsOf({ inlinePolicies: { One: policyOfSize(5000) } }, added(5241)),
    'the role\'s inline policies are 10241 characters long, 1 over IAM\'s quota of 10240'],
  ['a managed policy created for it with one character too many', () => problemsOf({}, made(6145)),
    'permissions has a statement of 6145 characters, over IAM\'s quota of 6144 for a managed policy'],
])('a role that has %s is an error', (_, problems, problem) => expect(problems()).toEqual([problem]));
