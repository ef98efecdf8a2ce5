import { Aspects, Aws, CfnCondition, CfnParameter, CfnResource, Fn, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AccountRootPrincipal, CfnRole, Role } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { TrustingRole } from '../../../src';
import { access, Input, rejects, ROLE, role, ROLE_OF_ACCESS } from '../../support/invalid-props';
import { A, B, C, TwoAccounts } from '../../support/two-accounts';

const plain = (stack: Stack, roleName?: string, id = 'Plain') => new Role(stack, id, { assumedBy: new AccountRootPrincipal(), roleName });

/** A role of the library, and something else in its stack. */
const beside = (other: (accounts: TwoAccounts) => unknown, roleName = 'Auditor'): Input => (accounts) => {
  other(accounts);
  return role({ roleName })(accounts);
};

const named = (name: string) => `roleName "${name}" is the name of Workload/Plain`;

describe('a role of the same name in the stack is an error', () => rejects([
  ['case 2026-11-09: a plain role', ROLE, named('Auditor'), beside(({ b }) => plain(b, 'Auditor')), beside(({ b }) => plain(b, 'Auditor2'))],
  ['in another case, which IAM ignores', ROLE, named('Auditor'), beside(({ b }) => plain(b, 'AUDITOR')), beside(({ b }) => plain(b))],
  ['with another path, which IAM ignores', ROLE, named('Auditor'),
    beside(({ b }) => new Role(b, 'Plain', { assumedBy: new AccountRootPrincipal(), roleName: 'Auditor', path: '/x/' })),
    beside(({ b }) => Role.fromRoleName(b, 'Plain', 'Auditor'))],
  ['the default name, of both halves', ROLE_OF_ACCESS, named('SecurityReadOnlyRole'),
    (accounts) => [plain(accounts.b, 'SecurityReadOnlyRole'), access()(accounts)], (accounts) => [plain(accounts.a, 'SecurityReadOnlyRole'), access()(accounts)]],
  ['a name by an override', ROLE, named('Auditor'),
    beside(({ b }) => (plain(b).node.defaultChild as CfnRole).addPropertyOverride('RoleName', 'Auditor')),
    beside(({ b }) => (plain(b, 'Auditor').node.defaultChild as CfnRole).addPropertyOverride('RoleName', 'Other'))],
  ['a name by an aspect', ROLE, named('Auditor'),
    beside(({ b }) => renameAll(plain(b, 'Reader'), 'Auditor')), beside(({ b }) => renameAll(plain(b, 'Auditor'), 'Reader'))],
  ['a resource without a class', ROLE, named('Auditor'),
    beside(({ b }) => new CfnResource(b, 'Plain', { type: 'AWS::IAM::Role', properties: { RoleName: 'Auditor' } })),
    beside(({ b }) => new CfnResource(b, 'Plain', { type: 'AWS::IAM::InstanceProfile', properties: { InstanceProfileName: 'Auditor' } }))],
  ['the same parameter', ROLE, 'is the name of Workload/Plain',
    (accounts) => withParameter(accounts, (name) => name), (accounts) => withParameter(accounts, (name) => `${name}2`)],
  ['without a condition', ROLE, named('Auditor'), beside(({ b }) => plain(b, 'Auditor')), beside(({ b }) => {
    (plain(b, 'Auditor').node.defaultChild as CfnRole).cfnOptions.condition = new CfnCondition(b, 'IsOld', { expression: Fn.conditionEquals(Aws.REGION, 'x') });
  })],
]));

// The aspect has changed the promised name: the error for it is the only one.
describe('an aspect that gives all roles one name is one error', () => rejects([
  ['in the stack', ROLE, 'the role\'s name is "acme" in the finished template',
    beside(({ b }) => [plain(b, 'Reader'), renameAll(b, 'acme')]), beside(({ b }) => plain(b, 'Reader'))],
]));

function renameAll(scope: IConstruct, name: string): void {
  Aspects.of(scope).add({ visit: (node) => node instanceof CfnRole && (node.roleName = name) });
}

function withParameter(accounts: TwoAccounts, nameOfPlain: (name: string) => string): void {
  const name = new CfnParameter(accounts.b, 'Name').valueAsString;
  plain(accounts.b, nameOfPlain(name));
  role({ roleName: name })(accounts);
}

test.each<[string, string | undefined, string, boolean]>([
  ['of the same account', B, 'SecurityReadOnlyRole', true],
  ['of the same account, in another case', B, 'securityreadonlyrole', true],
  ['of the same account, with another name', B, 'Other', false],
  ['of another account', C, 'SecurityReadOnlyRole', false],
  ['of an unknown account', undefined, 'SecurityReadOnlyRole', false],
])('a plain role in another stack %s', (_, account, roleName, isWarned) => {
  const accounts = new TwoAccounts();
  new TrustingRole(accounts.b, 'Role', { assumingAccount: A });
  plain(accounts.stack('Elsewhere', account), roleName);
  accounts.app.synth();
  const warnings = Annotations.fromStack(accounts.b);
  expect(warnings.findWarning('/Workload/Role', Match.stringLikeRegexp('taken in the same account by Elsewhere;'))).toHaveLength(isWarned ? 1 : 0);
});
