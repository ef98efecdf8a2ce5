import { Aspects, Stack } from 'aws-cdk-lib';
import { AccountPrincipal, CfnRole, Effect, PolicyDocument, PolicyStatement, PolicyStatementProps, Role, ServicePrincipal, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { PrincipalScope, TrustingRole, TrustingRoleStackSet, TrustingTarget } from '../../../src';
import { finishedTrust, FinishedTrust } from '../../../src/finished-template/finished-trust';
import { A, annotationsOf, C, templateOf, TwoAccounts } from '../../support/two-accounts';

const OURS = `Allow sts:AssumeRole to arn:aws:iam::${A}:root, if aws:MultiFactorAuthPresent Bool true`;
const WRITTEN = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: `arn:aws:iam::${A}:root` }, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
const minimized = { '@aws-cdk/aws-iam:minimizePolicies': true };

const statement = (props: PolicyStatementProps = {}) =>
  new PolicyStatement({ actions: ['sts:AssumeRole'], principals: [new AccountPrincipal(C)], ...props });
const adding = (props: PolicyStatementProps) => (role: Role) => role.assumeRolePolicy!.addStatements(statement(props));
const cfn = (role: IConstruct) => role.node.defaultChild as CfnRole;

function finished(change: (role: TrustingRole) => void, principals?: PrincipalScope[], context?: Record<string, unknown>): FinishedTrust {
  const accounts = new TwoAccounts({ context });
  const role = new TrustingRole(accounts.b, 'Role', { assumingAccount: A, principals });
  change(role);
  templateOf(accounts.b);
  return finishedTrust(role, role._config.trust.statements);
}

/** The same of a role whose synthesis fails, because the library's statement is gone. */
function refused(change: (role: TrustingRole) => void): FinishedTrust {
  const { app, b } = new TwoAccounts();
  const role = new TrustingRole(b, 'Role', { assumingAccount: A });
  change(role);
  expect(() => app.synth()).toThrow('the trust policy in the finished template lacks');
  return finishedTrust(role, role._config.trust.statements);
}

test.each<[string, (role: TrustingRole) => void]>([
  ['of a role as it was made', () => undefined],
  ['with principals that were added by the library', (role) => role.addPrincipals(PrincipalScope.roles('deployer'))],
  ['with a statement that repeats one of the library', (role) => role.assumeRolePolicy!.addStatements(
    statement({ principals: [new AccountPrincipal(A)], conditions: { Bool: { 'aws:MultiFactorAuthPresent': ['true'] } } }))],
])('the trust policy %s has nothing that others wrote', (_, change) => {
  [undefined, minimized].forEach((context) => expect(finished(change, undefined, context)).toMatchObject({ added: [], isAsWritten: true }));
});

describe.each([['', undefined], [', where the CDK merges statements', minimized]])('statements that others add are described%s', (_, context) => {
  test.each<[string, (role: TrustingRole) => void, string[]]>([
    ['an account', adding({}), [`Allow sts:AssumeRole to arn:aws:iam::${C}:root`]],
    ['conditions', adding({ conditions: { StringEquals: { 'sts:ExternalId': ['a', 'b'] }, Bool: { 'aws:SecureTransport': 'true' } } }),
      [`Allow sts:AssumeRole to arn:aws:iam::${C}:root, if sts:ExternalId StringEquals a or b and aws:SecureTransport Bool true`]],
    ['the conditions of the library, for another account', adding({ conditions: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
      [`Allow sts:AssumeRole to arn:aws:iam::${C}:root, if aws:MultiFactorAuthPresent Bool true`]],
    ['another action of the assuming account', adding({ actions: ['sts:TagSession'], principals: [new AccountPrincipal(A)], conditions: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
      [`Allow sts:TagSession to arn:aws:iam::${A}:root, if aws:MultiFactorAuthPresent Bool true`]],
    ['a service', adding({ principals: [new ServicePrincipal('ec2.amazonaws.com')] }), ['Allow sts:AssumeRole to Service ec2.amazonaws.com']],
    ['anyone', adding({ principals: [new StarPrincipal()] }), ['Allow sts:AssumeRole to every principal (*)']],
    ['a denial', adding({ effect: Effect.DENY, principals: undefined, notPrincipals: [new AccountPrincipal(A), new AccountPrincipal(C)] }),
      [`Deny sts:AssumeRole to every principal but arn:aws:iam::${A}:root or arn:aws:iam::${C}:root`]],
    ['an aspect', (role) => Aspects.of(role.stack).add({ visit: (node) => { if (node === role) { adding({})(role); } } }), [`Allow sts:AssumeRole to arn:aws:iam::${C}:root`]],
    ['an escape hatch', (role) => cfn(role).addPropertyOverride('AssumeRolePolicyDocument.Statement.1',
      { Effect: 'Deny', Action: 'sts:AssumeRole', Principal: { AWS: `arn:aws:iam::${C}:root` } }), [`Deny sts:AssumeRole to arn:aws:iam::${C}:root`]],
    ['a stricter condition by an escape hatch', (role) => cfn(role).addPropertyOverride('AssumeRolePolicyDocument.Statement.0.Condition.StringEquals', { 'sts:ExternalId': 'a' }),
      [`${OURS} and sts:ExternalId StringEquals a`]],
    ['all actions but some', adding({ actions: undefined, notActions: ['sts:TagSession', 'sts:SetSourceIdentity'], principals: [new StarPrincipal()] }),
      ['Allow every action but sts:TagSession or sts:SetSourceIdentity to every principal (*)']],
  ])('%s', (__, change, added) => {
    expect(finished(change, undefined, context).added).toEqual(added);
  });
});

test.each<[string, (role: TrustingRole) => void, boolean]>([
  ['one more', adding({}), true],
  ['one without a list', (role) => cfn(role).addPropertyOverride('AssumeRolePolicyDocument.Statement', WRITTEN), true],
  ['a condition more', (role) => cfn(role).addPropertyOverride('AssumeRolePolicyDocument.Statement.0.Condition.StringEquals', { 'sts:ExternalId': 'a' }), false],
  ['another description of the role', (role) => cfn(role).addPropertyOverride('Description', 'Audits'), true],
])('whether all statements of the library are in the template: %s', (_, change, isAsWritten) => {
  expect(finished(change).isAsWritten).toBe(isAsWritten);
});

test.each<[string, (role: TrustingRole) => void, string]>([
  ['a condition less', (role) => cfn(role).addPropertyOverride('AssumeRolePolicyDocument.Statement', [
    { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: `arn:aws:iam::${A}:root` } },
  ]), `Allow sts:AssumeRole to arn:aws:iam::${A}:root`],
  ['none', (role) => { cfn(role).assumeRolePolicyDocument = new PolicyDocument({ statements: [statement()] }); }, `Allow sts:AssumeRole to arn:aws:iam::${C}:root`],
])('without a statement of the library, the synthesis fails: %s', (_, change, found) => {
  expect(refused(change)).toEqual({ statements: [found], added: [found], isAsWritten: false });
});

test('a policy that only the deployment decides is not read', () => {
  const { added, isAsWritten } = finished((role) => cfn(role).addPropertyOverride('AssumeRolePolicyDocument.Statement', [
    WRITTEN, { 'Fn::If': ['C', { Effect: 'Deny', Action: 'sts:AssumeRole', Principal: { AWS: C } }, { Ref: 'AWS::NoValue' }] },
  ]));
  expect(isAsWritten).toBe(false);
  expect(added).toEqual([expect.stringContaining('known at deployment only')]);
});

test('every statement is text', () => {
  expect(finished(adding({})).statements).toEqual([OURS, `Allow sts:AssumeRole to arn:aws:iam::${C}:root`]);
});

describe('case 2026-11-05: a statement that others add is warned of', () => {
  const WARNING = 'cdk-cross-account-read-only-access:trustStatementsAdded';
  const warnings = (stack: Stack) => {
    templateOf(stack);
    return annotationsOf(stack).filter((message) => message.includes(WARNING));
  };
  const MESSAGE = `: the trust policy has statements that this library did not write: Allow sts:AssumeRole to arn:aws:iam::${C}:root; use addPrincipals or grantAssumeRole`;

  test.each<[string, (role: TrustingRole) => void, string[]]>([
    ['that others add, it is', adding({}), [`Workload/Role${MESSAGE}`]],
    ['that the library adds, it is not', (role) => role.addPrincipals(PrincipalScope.roles('deployer')), []],
  ])('in a role %s', (_, change, messages) => {
    const accounts = new TwoAccounts();
    change(new TrustingRole(accounts.b, 'Role', { assumingAccount: A }));
    expect(warnings(accounts.b)).toEqual(messages.map((message) => expect.stringContaining(message)));
  });

  test('in the template of a StackSet, at the StackSet', () => {
    const accounts = new TwoAccounts();
    const { role, node } = new TrustingRoleStackSet(accounts.a, 'Roles', { assumingAccount: A, target: TrustingTarget.stackSetToAccounts(['222222222222']) });
    adding({})(role);
    templateOf(accounts.a);
    expect(node.metadata.map(({ data }) => data)).toEqual([expect.stringContaining(MESSAGE.replace('arn:aws', 'arn:${AWS::Partition}'))]);
  });
});
