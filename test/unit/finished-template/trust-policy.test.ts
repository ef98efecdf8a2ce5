/** A trust policy that is changed after the library has written it: by statements, aspects or overrides. */
import { PropertyInjectors } from 'aws-cdk-lib';
import { AccountPrincipal, CfnRole, CompositePrincipal, Effect, IPrincipal, PolicyDocument, PolicyStatement, SessionTagsPrincipal } from 'aws-cdk-lib/aws-iam';
import { PrincipalScope, TrustingRole, TrustingRoleProps } from '../../../src';
import { ROLE } from '../../support/invalid-props';
import { RECOMMENDED_FLAGS } from '../../support/recommended-flags';
import { A, annotationsOf, C, templateOf, TwoAccounts } from '../../support/two-accounts';
import { partsOf } from '../../support/validation-messages';

type Change = (role: TrustingRole, resource: CfnRole) => void;

const STATEMENT = 'AssumeRolePolicyDocument.Statement.0';
const ROOT_OF_A = `arn:aws:iam::${A}:root`;
const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
const WRITTEN = `{"Effect":"Allow","Principal":{"AWS":"${ROOT_OF_A}"},"Action":"sts:AssumeRole","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}`;

function changed(change: Change, props: Partial<TrustingRoleProps> = {}, accounts = new TwoAccounts()): TwoAccounts {
  const role = new TrustingRole(accounts.b, 'Role', { assumingAccount: A, ...props });
  change(role, role.node.defaultChild as CfnRole);
  return accounts;
}

const adding = (props: Partial<ConstructorParameters<typeof PolicyStatement>[0]> = {}): Change => (role) => role.assumeRolePolicy!.addStatements(
  new PolicyStatement({ actions: ['sts:AssumeRole'], principals: [new AccountPrincipal(C)], ...props }));

const overriding = (property: string, value: unknown): Change => (_, resource) => resource.addPropertyOverride(`${STATEMENT}.${property}`, value);

test.each<[string, Change]>([
  ['an older one', (_, resource) => resource.addPropertyOverride('AssumeRolePolicyDocument.Version', '2008-10-17')],
  ['none, which means the older one', (_, resource) => resource.addPropertyDeletionOverride('AssumeRolePolicyDocument.Version')],
])('is an error if the policy has variables, which only the current version has: %s', (_, change) => {
  const requireUserName = { requireUserNameAsRoleSessionName: true };
  expect(problemsOf(changed(change, requireUserName))[0]).toMatch(/^the trust policy in the finished template lacks .*"\$\{aws:username\}"/);
  expect(() => templateOf(changed(change).b)).not.toThrow();
  expect(() => templateOf(changed(() => undefined, requireUserName).b)).not.toThrow();
});

/** Each loosens the policy, or locks callers out. */
test.each<[string, Change, string]>([
  ['a condition is deleted', (_, resource) => resource.addPropertyDeletionOverride(`${STATEMENT}.Condition`), `lacks ${WRITTEN}`],
  ['a condition has another value', overriding('Condition.Bool', { 'aws:MultiFactorAuthPresent': 'false' }), `lacks ${WRITTEN}`],
  ['a condition has another operator', (_, resource) => {
    resource.addPropertyOverride(`${STATEMENT}.Condition`, { BoolIfExists: MFA.Bool });
    resource.addPropertyDeletionOverride(`${STATEMENT}.Condition.Bool`);
  }, `lacks ${WRITTEN}`],
  ['another account is named', overriding('Principal.AWS', C), `lacks ${WRITTEN}`],
  ['the action is gone', overriding('Action', 'sts:TagSession'), `lacks ${WRITTEN}`],
  ['it is there only under a condition of the template', (_, resource) => resource.addPropertyOverride('AssumeRolePolicyDocument.Statement', [
    { 'Fn::If': ['C', JSON.parse(WRITTEN), { Ref: 'AWS::NoValue' }] },
  ]), `lacks ${WRITTEN}`],
  ['the whole policy is replaced', (_, resource) => {
    resource.assumeRolePolicyDocument = new PolicyDocument({ statements: [new PolicyStatement({ actions: ['sts:AssumeRole'], principals: [new AccountPrincipal(C)] })] });
  }, `lacks ${WRITTEN}`],
])('is an error: %s', (_, change, problem) => {
  const problems = problemsOf(changed(change));
  expect(problems).toContain(`the trust policy in the finished template ${problem}`);
});

// Older versions of the CDK have no property injectors.
test.skipIf(!PropertyInjectors)('is an error: a property injector replaces the principal, and so the whole policy', () => {
  const accounts = new TwoAccounts();
  PropertyInjectors.of(accounts.app).add({ constructUniqueId: 'aws-cdk-lib.aws-iam.Role', inject: (props) => ({ ...props, assumedBy: new AccountPrincipal(A) }) });
  expect(problemsOf(changed(() => {}, {}, accounts))).toContain(`the trust policy in the finished template lacks ${WRITTEN}`);
});

test.skipIf(!PropertyInjectors).each<[string, (given: IPrincipal) => IPrincipal, string]>([
  ['another principal beside it', (given) => new CompositePrincipal(given, new AccountPrincipal(C)), `Allow sts:AssumeRole to arn:aws:iam::${C}:root`],
  ['the tags of sessions', (given) => new SessionTagsPrincipal(given), 'Allow sts:TagSession to'],
])('is a warning: a property injector gives %s', (_, wrap, added) => {
  const accounts = new TwoAccounts();
  PropertyInjectors.of(accounts.app).add({ constructUniqueId: 'aws-cdk-lib.aws-iam.Role', inject: (props: any) => ({ ...props, assumedBy: wrap(props.assumedBy) }) });
  changed(() => {}, {}, accounts);
  templateOf(accounts.b);
  expect(annotationsOf(accounts.b)).toEqual([expect.stringContaining(`the trust policy has statements that this library did not write: ${added}`)]);
});

test('is an error: any principal is added by an override', () => {
  expect(problemsOf(changed(overriding('Principal.AWS', [ROOT_OF_A, '*'])))).toEqual([
    `the trust policy in the finished template has ${WRITTEN.replace(`"${ROOT_OF_A}"`, `["${ROOT_OF_A}","*"]`)}, which principals and conditions do not allow`,
  ]);
});

test('is an error: any principal is added by an override, under a condition of the template', () => {
  const more = { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' };
  expect(problemsOf(changed((_, resource) => resource.addPropertyOverride('AssumeRolePolicyDocument.Statement.1',
    { 'Fn::If': ['C', more, { Ref: 'AWS::NoValue' }] })))).toEqual([
    `the trust policy in the finished template has ${JSON.stringify(more)}, which principals and conditions do not allow`,
  ]);
});

test.each<[string, Change, string]>([
  ['case 2026-11-05: a statement that is added to assumeRolePolicy', adding(),
    `Allow sts:AssumeRole to arn:aws:iam::${C}:root`],
  ['a denial', adding({ effect: Effect.DENY }),
    `Deny sts:AssumeRole to arn:aws:iam::${C}:root`],
  ['a further condition, as an organization\'s aspect may set on all roles', overriding('Condition.StringEquals', { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' }),
    `Allow sts:AssumeRole to ${ROOT_OF_A}, if aws:MultiFactorAuthPresent Bool true and aws:PrincipalOrgID StringEquals o-a1b2c3d4e5`],
])('is a warning, which can be acknowledged: %s', (_, change, statement) => {
  const { b } = changed(change);
  templateOf(b);
  const [warning, ...others] = annotationsOf(b);
  expect(others).toEqual([]);
  expect(warning).toContain('[ack: cdk-cross-account-read-only-access:trustStatementsAdded]');
  expect(partsOf(warning)).toMatchObject({ path: ROLE, problem: `the trust policy has statements that this library did not write: ${statement}` });
});

test.each<[string, Change]>([
  ['nothing is added', () => undefined],
  ['principals are added by the library\'s method', (role) => role.addPrincipals(PrincipalScope.roles('Deployer'))],
  ['an equal statement is added', adding({ principals: [new AccountPrincipal(A)], conditions: MFA })],
  ['the account is named by its id, which IAM reads as its root ARN', overriding('Principal.AWS', A)],
  ['the statement is overridden with the same values, in another form', (_, resource) => {
    resource.addPropertyOverride(`${STATEMENT}.Action`, ['sts:AssumeRole']);
    resource.addPropertyOverride(`${STATEMENT}.Sid`, 'FromHome');
  }],
])('is accepted without a warning: %s', (_, change) => {
  const { b } = changed(change);
  templateOf(b);
  expect(annotationsOf(b)).toEqual([]);
});

test('statements that the CDK merges are compared by their meaning', () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { b } = changed(adding({ conditions: MFA }), {}, new TwoAccounts({ context: RECOMMENDED_FLAGS }));
  const [{ Properties }] = Object.values<any>(templateOf(b).findResources('AWS::IAM::Role'));
  expect(Properties.AssumeRolePolicyDocument.Statement).toHaveLength(1);
  expect(annotationsOf(b)).toEqual([expect.stringContaining(`did not write: Allow sts:AssumeRole to arn:aws:iam::${C}:root`)]);
});

afterEach(() => vi.restoreAllMocks());

/** The problems of one error or more. */
function problemsOf({ app }: TwoAccounts): string[] {
  const error = (() => {
    try {
      return void app.synth();
    } catch (thrown) {
      return thrown as Error;
    }
  })();
  return error!.message.split('\n').slice(1).map((line) => partsOf(line.trim().replace(/^\[[^\]]*\] /, '')).problem);
}

