/** The policies of a role that are changed after the library has made them. */
import { Aws, Expiration, Fn, PropertyInjectors } from 'aws-cdk-lib';
import { CfnManagedPolicy, CfnPolicy, CfnRole, Effect, ManagedPolicy, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { AccessWindow, ReadOnlyPermissions, TrustingRole, TrustingRoleProps } from '../../../src';
import { A, annotationsOf, templateOf, TwoAccounts } from '../../support/two-accounts';
import { partsOf, rejectionOf } from '../../support/validation-messages';

type Change = (role: TrustingRole, resource: CfnRole) => void;

const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const DENYING: Partial<TrustingRoleProps> = { permissions: ReadOnlyPermissions.viewOnly().withDenied('s3:GetObject') };
const WINDOW: Partial<TrustingRoleProps> = { accessWindow: AccessWindow.endingAt(Expiration.fromString('2099-12-31T23:59:59Z')) };
/** Its denials are a managed policy of the role. */
const LONG: Partial<TrustingRoleProps> = {
  permissions: ReadOnlyPermissions.securityAudit().combinedWith(ReadOnlyPermissions.billing()).withoutDataAccess(),
};

function changed(props: Partial<TrustingRoleProps>, change: Change): TwoAccounts {
  const accounts = new TwoAccounts();
  const role = new TrustingRole(accounts.b, 'Role', { assumingAccount: A, ...props });
  change(role, role.node.defaultChild as CfnRole);
  return accounts;
}

const sessionPolicy = (role: TrustingRole) => role.node.findChild('DefaultPolicy').node.defaultChild as CfnPolicy;
const madePolicies = (role: TrustingRole) => role.node.children.filter((child) => child instanceof ManagedPolicy)
  .map(({ node }) => node.defaultChild as CfnManagedPolicy);

test.each<[string, Partial<TrustingRoleProps>, Change, string]>([
  ['the inline policies are deleted', DENYING, (_, resource) => resource.addPropertyDeletionOverride('Policies'), '"s3:GetObject"'],
  ['the inline policies are replaced', DENYING, (_, resource) => {
    resource.policies = [];
  }, '"s3:GetObject"'],
  ['a denial becomes an allowance', DENYING, (_, resource) => resource.addPropertyOverride('Policies.0.PolicyDocument.Statement.0.Effect', 'Allow'), '"s3:GetObject"'],
  ['the end of the access window is taken from running sessions', WINDOW, (role) => sessionPolicy(role).addPropertyDeletionOverride('PolicyDocument.Statement'), '"aws:CurrentTime":"2099-12-31T23:59:59Z"'],
  ['the same policy is detached', WINDOW, (role) => {
    sessionPolicy(role).roles = [];
  }, '"aws:CurrentTime":"2099-12-31T23:59:59Z"'],
  ['a function of CloudFormation stands for the inline policies', DENYING, (_, resource) => resource.addPropertyOverride('Policies', { Ref: 'AWS::NoValue' }), '"s3:GetObject"'],
  ['the same, in an aspect', DENYING, (_, resource) => {
    resource.policies = Fn.conditionIf('C', [], Aws.NO_VALUE);
  }, '"s3:GetObject"'],
  ['an inline policy has no document', DENYING, (_, resource) => resource.addPropertyDeletionOverride('Policies.0.PolicyDocument'), '"s3:GetObject"'],
  ['a function of CloudFormation stands for the roles of a policy', WINDOW, (role) => sessionPolicy(role).addPropertyOverride('Roles', { Ref: 'AWS::NoValue' }),
    '"aws:CurrentTime":"2099-12-31T23:59:59Z"'],
])('without a denial it can do more, which is an error: %s', (_, props, change, statement) => {
  const { problem } = rejectionOf(() => changed(props, change).app.synth());
  expect(problem).toMatch(/^the role's policies in the finished template lack \{"Effect":"Deny".*, without which it can do more than permissions say$/);
  expect(problem).toContain(statement);
});

test('denials in managed policies are missed too', () => {
  expect(changed(LONG, (role) => expect(madePolicies(role).length).toBeGreaterThan(0)).app.synth()).toBeDefined();
  expect(() => changed(LONG, (_, resource) => {
    resource.managedPolicyArns = [ManagedPolicy.fromAwsManagedPolicyName('SecurityAudit').managedPolicyArn];
  }).app.synth()).toThrow('without which it can do more than permissions say');
});

describe('without the policies that deny writes it can do more, which is an error', () => {
  const shared = ({ stack }: TrustingRole) => stack.node.children.filter((child) => child instanceof ManagedPolicy)
    .map(({ node }) => node.defaultChild as CfnManagedPolicy);

  test.each<[string, Change]>([
    ['they are detached', (_, resource) => resource.addPropertyOverride('ManagedPolicyArns', [READ_ONLY])],
    ['they are detached with all others', (_, resource) => {
      resource.managedPolicyArns = [];
    }],
    ['a function of CloudFormation stands for the list', (_, resource) => resource.addPropertyOverride('ManagedPolicyArns', { Ref: 'AWS::NoValue' })],
    ['a shared one is emptied', (role) => shared(role)[0].addPropertyOverride('PolicyDocument.Statement', [])],
    ['a shared one allows', (role) => shared(role)[0].addPropertyOverride('PolicyDocument.Statement.0.Effect', 'Allow')],
  ])('%s', (_, change) => {
    expect(rejectionOf(() => changed({}, change).app.synth()).problem)
      .toMatch(/^the role's policies in the finished template lack \{"Effect":"Deny".*, without which it can do more than permissions say$/);
  });

  // Older versions of the CDK have no property injectors.
  test.skipIf(!PropertyInjectors)('a property injector gives them another document', () => {
    const accounts = new TwoAccounts();
    const document = new PolicyDocument({ statements: [new PolicyStatement({ actions: ['s3:List*'], resources: ['*'] })] });
    PropertyInjectors.of(accounts.app).add({ constructUniqueId: 'aws-cdk-lib.aws-iam.ManagedPolicy', inject: (props) => ({ ...props, document }) });
    new TrustingRole(accounts.b, 'Role', { assumingAccount: A });
    expect(() => accounts.app.synth()).toThrow(/the role's policies in the finished template lack \{"Effect":"Deny".*, without which it can do more than permissions say/);
  });

  describe('what is added to a shared one', () => {
    const adding = (...statements: PolicyStatement[]) => changed({}, (role) => {
      const [policy] = role.stack.node.children.filter((child) => child instanceof ManagedPolicy);
      policy.addStatements(...statements);
    });
    const reading = (effect: Effect, conditions = {}) => new PolicyStatement({ effect, actions: ['s3:ListBucket'], resources: ['*'], conditions });

    test('allows all roles that share it: a warning, which can be acknowledged', () => {
      const { b } = adding(reading(Effect.ALLOW));
      templateOf(b);
      const [warning, ...others] = annotationsOf(b);
      expect(others).toEqual([]);
      expect(warning).toContain('[ack: cdk-cross-account-read-only-access:denialsAllow]');
      expect(partsOf(warning).problem).toMatch(
        /^the policy Workload\/ReadOnlyDenials1\w+, which denies writes to all roles that share it, has \{"Effect":"Allow","Action":"s3:ListBucket","Resource":"\*"\}$/);
    });

    test('denies: accepted without a warning', () => {
      const { b } = adding(reading(Effect.DENY));
      templateOf(b);
      expect(annotationsOf(b)).toEqual([]);
    });

    test('is checked as any statement: an empty condition is an error', () => {
      expect(rejectionOf(() => adding(reading(Effect.DENY, { Bool: {} })).app.synth()).problem).toMatch(/^the policy Workload\/ReadOnlyDenials1\w+ Condition Bool is an empty block/);
      expect(adding(reading(Effect.DENY, { Bool: { 'aws:SecureTransport': 'false' } })).app.synth()).toBeDefined();
    });

    test('counts towards the quota', () => {
      const buckets = (count: number) => Array.from({ length: count }, (_, i) => new PolicyStatement({ effect: Effect.DENY, actions: ['s3:*'], resources: [`arn:aws:s3:::${i}`] }));
      expect(rejectionOf(() => adding(...buckets(100)).app.synth()).problem).toMatch(/^the policy Workload\/ReadOnlyDenials1\w+ is \d+ characters long, \d+ over IAM's quota of 6144$/);
      expect(adding(...buckets(2)).app.synth()).toBeDefined();
    });
  });

  test('a description by an override is accepted', () => {
    const { b } = changed({}, (role) => {
      expect(shared(role)).toHaveLength(2);
      shared(role).forEach((policy) => policy.addPropertyOverride('Description', 'Denials'));
    });
    templateOf(b);
    expect(annotationsOf(b)).toEqual([]);
  });
});

test('without a policy that allows, it can read less: a warning, which can be acknowledged', () => {
  const { b } = changed({}, (role, resource) => {
    resource.managedPolicyArns = role.stack.resolve(resource.managedPolicyArns).filter((arn: unknown) => !JSON.stringify(arn).includes('ReadOnlyAccess'));
  });
  templateOf(b);
  const [warning, ...others] = annotationsOf(b);
  expect(others).toEqual([]);
  expect(warning).toContain('[ack: cdk-cross-account-read-only-access:permissionsReduced]');
  expect(partsOf(warning).problem).toBe('the role\'s policies in the finished template lack "arn:aws:iam::aws:policy/ReadOnlyAccess", which permissions promise');
});

test.each<[string, Partial<TrustingRoleProps>, Change]>([
  ['nothing', DENYING, () => undefined],
  ['a statement is added', DENYING, (role) => role.addToPolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: ['*'] }))],
  ['a managed policy is added', LONG, (role) => role.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess'))],
  ['an inline policy is added by an override', DENYING, (_, resource) => resource.addPropertyOverride('Policies.1', { PolicyName: 'More', PolicyDocument: { Statement: [] } })],
  ['a denial is written in another order', DENYING, (role, resource) => {
    const [{ policyDocument: { Statement: [{ Effect: effect, Action: actions }] } }] = role.stack.resolve(resource.policies);
    expect([effect, actions]).toEqual(['Deny', expect.arrayContaining(['s3:GetObject', 's3:GetDataAccess'])]);
    resource.addPropertyOverride('Policies.0.PolicyDocument.Statement.0.Action', [...actions].reverse());
  }],
  ['a denial is written in another form', WINDOW, (role) => sessionPolicy(role).addPropertyOverride('PolicyDocument.Statement.0.Action', ['*'])],
])('is accepted without a warning: %s', (_, props, change) => {
  const { b } = changed(props, change);
  templateOf(b);
  expect(annotationsOf(b)).toEqual([]);
});
