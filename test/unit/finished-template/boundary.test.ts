/** Another boundary than the role's own: by the ways that the CDK has for all roles of an app, or by an override. */
import { Aws, CfnCondition, Fn, PermissionsBoundary as AppBoundary, PropertyInjectors, Stack } from 'aws-cdk-lib';
import { CfnManagedPolicy, CfnRole, ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import { ReadOnlyPermissions, Scanner, TrustingRole, TrustingRoleProps, TrustingRoleStackSet, TrustingTarget } from '../../../src';
import { A, annotationsOf, B, templateOf, TwoAccounts } from '../../support/two-accounts';
import { partsOf, rejectionOf } from '../../support/validation-messages';

const NAME = 'org-boundary';
const OF_B = `arn:aws:iam::${B}:policy/${NAME}`;
const OWN = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const env = { account: B, region: 'eu-west-1' };

const trusting = (scope: Stack, props: Partial<TrustingRoleProps> = {}) => new TrustingRole(scope, 'Role', { assumingAccount: A, ...props });
const named = (scope: Stack) => ManagedPolicy.fromManagedPolicyName(scope, 'Boundary', NAME);
const support = { permissions: ReadOnlyPermissions.support() };

/** Each way by which an app gives its roles a boundary. The function that is returned makes a stack of account B. */
const WAYS: [string, (accounts: TwoAccounts) => Stack][] = [
  ['the stack\'s prop', ({ app }) => new Stack(app, 'Workload', { env, permissionsBoundary: AppBoundary.fromName(NAME) })],
  ['the context', ({ app }) => {
    app.node.setContext('@aws-cdk/core:permissionsBoundary', { name: NAME });
    return new Stack(app, 'Workload', { env });
  }],
  ['PermissionsBoundary.of(app)', ({ app, b }) => {
    PermissionsBoundary.of(app).apply(named(b));
    return b;
  }],
  // Older versions of the CDK have no property injectors.
  ...PropertyInjectors ? [['a property injector', ({ app, b }: TwoAccounts) => {
    const permissionsBoundary = named(b);
    PropertyInjectors.of(app).add({ constructUniqueId: 'aws-cdk-lib.aws-iam.Role', inject: (props) => ({ ...props, permissionsBoundary }) });
    return b;
  }] as [string, (accounts: TwoAccounts) => Stack]] : [],
];

test.each(WAYS)('case 2026-11-01: a boundary by %s is an error that names both policies and both ways out', (_, stackWith) => {
  const accounts = new TwoAccounts();
  trusting(stackWith(accounts));
  expect(rejectionOf(() => accounts.app.synth())).toEqual({
    path: 'Workload/Role',
    problem: `the permissions boundary is "${OF_B}" in the finished template, instead of "${OWN}", which keeps the role read-only`,
    remedy: 'give that policy as permissionsBoundary if it must be the boundary, or keep the role\'s own with '
      + 'iam.PermissionsBoundary.of(role).apply(iam.ManagedPolicy.fromAwsManagedPolicyName(\'ReadOnlyAccess\'))',
  });
});

test.each(WAYS)('the first way out of a boundary by %s: the same policy as permissionsBoundary', (_, stackWith) => {
  const stack = stackWith(new TwoAccounts());
  trusting(stack, { permissionsBoundary: ManagedPolicy.fromManagedPolicyName(stack, 'Given', NAME) });
  expect(boundaryIn(stack)).toContain(`:policy/${NAME}`);
  expect(annotationsOf(stack)).toEqual([]);
});

test.each(WAYS)('the second way out of a boundary by %s: the role\'s own once more', (_, stackWith) => {
  const stack = stackWith(new TwoAccounts());
  PermissionsBoundary.of(trusting(stack)).apply(ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess'));
  expect(boundaryIn(stack)).toContain(':iam::aws:policy/ReadOnlyAccess');
  expect(annotationsOf(stack)).toEqual([]);
});

test('a level of statements is its own boundary, and the error names that policy', () => {
  const { app, b } = new TwoAccounts();
  const role = trusting(b, support);
  PermissionsBoundary.of(app).apply(named(b));
  expect(rejectionOf(() => app.synth())).toEqual({
    path: 'Workload/Role',
    problem: `the permissions boundary is "${OF_B}" in the finished template, instead of ${(role.permissionsBoundary as ManagedPolicy).node.path}, which keeps the role read-only`,
    remedy: expect.stringContaining('iam.PermissionsBoundary.of(role).apply(role.permissionsBoundary)'),
  });
});

test('a level of statements keeps its own policy as boundary', () => {
  const { app, b } = new TwoAccounts();
  const role = trusting(b, support);
  const without = boundaryIn(b, false);
  PermissionsBoundary.of(app).apply(named(b));
  PermissionsBoundary.of(role).apply(role.permissionsBoundary!);
  expect(without).toMatch(/Permissions/);
  expect(boundaryIn(b)).toBe(without);
});

test('a boundary that is cleared is an error, even if the user has given it', () => {
  const problems = [{}, { permissionsBoundary: ManagedPolicy.fromAwsManagedPolicyName('SecurityAudit') }].map((props) => {
    const { app, b } = new TwoAccounts();
    trusting(b, { permissions: ReadOnlyPermissions.securityAudit(), ...props });
    PermissionsBoundary.of(app).clear();
    return rejectionOf(() => app.synth()).problem;
  });
  expect(problems).toEqual(Array(2).fill('the permissions boundary "arn:aws:iam::aws:policy/SecurityAudit" is not in the finished template'));
});

describe('a boundary that can be missing at deployment is an error', () => {
  const either = (otherwise: string) => Fn.conditionIf('IsProd', OF_B, otherwise).toString();
  const given = (arn: string) => ({ app, b }: TwoAccounts) => {
    new CfnCondition(b, 'IsProd', { expression: Fn.conditionEquals(Aws.STACK_NAME, 'prod') });
    return { app, role: trusting(b, { permissionsBoundary: ManagedPolicy.fromManagedPolicyArn(b, 'Given', arn) }) };
  };

  test('as permissionsBoundary', () => {
    expect(rejectionOf(() => given(either(Aws.NO_VALUE))(new TwoAccounts()).app.synth())).toEqual({
      path: 'Workload/Role',
      problem: 'permissionsBoundary can be AWS::NoValue at deployment, and the role would then have no boundary',
      remedy: 'give a policy in both branches of Fn::If',
    });
    expect(given(either(OWN))(new TwoAccounts()).app.synth()).toBeDefined();
  });

  test('by an override, where the user has given another one', () => {
    const overridden = (otherwise: string) => {
      const { app, role } = given(OF_B)(new TwoAccounts());
      (role.node.defaultChild as CfnRole).addPropertyOverride('PermissionsBoundary', Fn.conditionIf('IsProd', OWN, otherwise));
      return app;
    };
    expect(rejectionOf(() => overridden(Aws.NO_VALUE).synth()).problem).toBe('permissionsBoundary can be AWS::NoValue at deployment, and the role would then have no boundary');
    expect(overridden(OF_B).synth()).toBeDefined();
  });
});

test('the same policy by its literal ARN is accepted, whatever the partition is called', () => {
  const { app, b } = new TwoAccounts();
  trusting(b);
  PermissionsBoundary.of(app).apply(ManagedPolicy.fromManagedPolicyArn(b, 'Same', OWN));
  expect(boundaryIn(b)).toBe(JSON.stringify(OWN));
});

test('another boundary over one that the user has given is a warning, which can be acknowledged', () => {
  const { app, b } = new TwoAccounts();
  trusting(b, { permissionsBoundary: ManagedPolicy.fromManagedPolicyName(b, 'Given', 'own-boundary') });
  PermissionsBoundary.of(app).apply(named(b));
  templateOf(b);
  const [warning, ...others] = annotationsOf(b);
  expect(others).toEqual([]);
  expect(warning).toContain('[ack: cdk-cross-account-read-only-access:boundaryReplaced]');
  expect(partsOf(warning).problem).toBe(`permissionsBoundary is "arn:aws:iam::${B}:policy/own-boundary", but "${OF_B}" in the finished template`);
});

describe('a StackSet', () => {
  const stackSet = (scope: Stack, props: Partial<TrustingRoleProps> = {}) => new TrustingRoleStackSet(scope, 'Roles', {
    assumingAccount: A, target: TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'] }), ...props,
  });
  const inEveryAccount = (scope: Stack) => ManagedPolicy.fromManagedPolicyArn(scope, 'Given', `arn:aws:iam::${Aws.ACCOUNT_ID}:policy/${NAME}`);
  const withAppBoundary = ({ app }: TwoAccounts) => new Stack(app, 'Workload', { env, permissionsBoundary: AppBoundary.fromName(NAME) });

  test('a boundary of the app over the role in its template is an error', () => {
    const accounts = new TwoAccounts();
    stackSet(withAppBoundary(accounts));
    expect(rejectionOf(() => accounts.app.synth())).toMatchObject({
      path: 'Workload/Roles/Template/TrustingRole',
      problem: expect.stringContaining(`the permissions boundary is "arn:\${AWS::Partition}:iam::\${AWS::AccountId}:policy/${NAME}"`),
    });
  });

  test('a boundary of one account is an error, because the other accounts do not have it', () => {
    const { app, b } = new TwoAccounts();
    const { role } = stackSet(b, { permissionsBoundary: inEveryAccount(b) });
    (role.node.defaultChild as CfnRole).addPropertyOverride('PermissionsBoundary', OF_B);
    expect(rejectionOf(() => app.synth()).problem).toBe(
      `the permissions boundary "${OF_B}" is a policy of account ${B}, and the StackSet deploys the role to other accounts`);
  });

  test('a policy that the template does not have is a warning', () => {
    const { b } = new TwoAccounts();
    stackSet(b, { permissionsBoundary: inEveryAccount(b) });
    templateOf(b);
    expect([...new Set(annotationsOf(b))].map((warning) => partsOf(warning).problem)).toEqual([
      `the permissions boundary "arn:aws:iam::\${AWS::AccountId}:policy/${NAME}" is not part of the StackSet's template, so its deployment fails in each account without that policy`,
    ]);
  });

  test.each<[string, Partial<TrustingRoleProps>]>([
    ['an AWS managed policy', {}],
    ['a policy of the template', support],
  ])('%s needs no warning', (_, props) => {
    const { b } = new TwoAccounts();
    stackSet(b, props);
    templateOf(b);
    expect(annotationsOf(b)).toEqual([]);
  });
});

function boundaryIn(stack: Stack, synthesized = true): string {
  const resource = stack.node.findChild('Role').node.defaultChild as CfnRole;
  return synthesized
    ? JSON.stringify(Object.values<any>(templateOf(stack).findResources('AWS::IAM::Role'))[0].Properties.PermissionsBoundary)
    : JSON.stringify(stack.resolve(resource.permissionsBoundary));
}

describe('the text of a boundary that the library has made', () => {
  const LEVELS: [string, ReadOnlyPermissions, RegExp][] = [
    ['which is attached too', ReadOnlyPermissions.services('s3'), /^Permissions/],
    ['which is the boundary only', ReadOnlyPermissions.scanner(Scanner.ORCA), /^Boundary/],
  ];
  /** Adds a statement to the boundary, as an aspect does. */
  const changed = (permissions: ReadOnlyPermissions, id: RegExp, statement: object) => {
    const { b } = new TwoAccounts();
    const role = trusting(b, { permissions });
    const resource = role.node.children.find(({ node }) => id.test(node.id))!.node.defaultChild as CfnManagedPolicy;
    const { Statement } = b.resolve(resource.policyDocument);
    resource.addPropertyOverride('PolicyDocument.Statement', [...Statement, statement]);
    return b;
  };

  test.each(LEVELS)('%s: another permission is an error', (_, permissions, id) => {
    const stack = changed(permissions, id, { Effect: 'Allow', Action: 'iam:CreateUser', Resource: '*' });
    expect(rejectionOf(() => templateOf(stack))).toEqual({
      path: 'Workload/Role',
      problem: expect.stringMatching(/^the permissions boundary Workload\/Role\/\w+ in the finished template has .*iam:CreateUser.*, which permissions do not allow$/),
      remedy: 'give it in permissions, or set permissionsBoundary, and let no aspect or override change the role\'s policies',
    });
  });

  test.each(LEVELS)('%s: a denial is none', (_, permissions, id) => {
    expect(() => templateOf(changed(permissions, id, { Effect: 'Deny', Action: 'iam:CreateUser', Resource: '*' }))).not.toThrow();
  });
});
