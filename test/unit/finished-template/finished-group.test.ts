/** A group whose policies or members are changed after the library has made them. */
import { CfnResource, PropertyInjectors, Stack } from 'aws-cdk-lib';
import { CfnGroup, CfnPolicy, CfnUser, Effect, Group, Policy, PolicyDocument, PolicyStatement, User } from 'aws-cdk-lib/aws-iam';
import { AssumingGroup, AssumingGroupProps, AwsLogin, SelfManagedMfa, TrustingTarget } from '../../../src';
import { GROUP } from '../../support/invalid-props';
import { annotationsOf, B, templateOf, TwoAccounts } from '../../support/two-accounts';
import { partsOf, rejectionOf } from '../../support/validation-messages';

type Change = (group: AssumingGroup, resource: CfnGroup) => void;

function changed(change: Change, props: (stack: Stack) => Partial<AssumingGroupProps> = () => ({})): TwoAccounts {
  const accounts = new TwoAccounts();
  const group = new AssumingGroup(accounts.a, 'Auditors', { trusting: [TrustingTarget.account(B)], ...props(accounts.a) });
  change(group, group.node.defaultChild as CfnGroup);
  return accounts;
}

const assumeRole = (group: AssumingGroup) => group.node.findChild('AssumeRole').node.defaultChild as CfnPolicy;
const RESOURCE = 'PolicyDocument.Statement.0.Resource';
const ROLE_ARN = `arn:aws:iam::${B}:role/SecurityReadOnlyRole`;

test.each<[string, Change, string]>([
  ['another role is named', (group) => assumeRole(group).addPropertyOverride(RESOURCE, ROLE_ARN.replace('Security', 'acme-Security')), 'lacks {"Effect":"Allow"'],
  ['the policy is detached', (group) => {
    assumeRole(group).groups = ['Others'];
  }, `the group lacks the policy ${GROUP}/AssumeRole`],
  ['the managed policy is detached', (_, resource) => resource.addPropertyDeletionOverride('ManagedPolicyArns'),
    'the group lacks the managed policy "arn:aws:iam::aws:policy/ReadOnlyAccess"'],
  ['functions of CloudFormation instead of the managed policies', (_, resource) => resource.addPropertyOverride('ManagedPolicyArns', { Ref: 'AWS::NoValue' }),
    'the group lacks the managed policy "arn:aws:iam::aws:policy/ReadOnlyAccess"'],
  ['functions of CloudFormation instead of the groups of a policy', (group) => assumeRole(group).addPropertyOverride('Groups', { Ref: 'AWS::NoValue' }),
    `the group lacks the policy ${GROUP}/AssumeRole`],
])('is an error: %s', (_, change, problem) => {
  expect(() => changed(change).app.synth()).toThrow(problem);
});

// Older versions of the CDK have no property injectors.
describe.skipIf(!PropertyInjectors)('a property injector for all inline policies', () => {
  function injecting(injected: object): TwoAccounts {
    const accounts = new TwoAccounts();
    PropertyInjectors.of(accounts.app).add({ constructUniqueId: 'aws-cdk-lib.aws-iam.Policy', inject: (props) => ({ ...props, ...injected }) });
    new AssumingGroup(accounts.a, 'Auditors', { trusting: [TrustingTarget.account(B)], selfManagedMfa: SelfManagedMfa.none() });
    return accounts;
  }
  const statement = (effect: Effect) => new PolicyStatement({ effect, actions: ['*'], resources: ['*'] });

  test('that replaces the document is an error: it lacks the library\'s statements', () => {
    const document = new PolicyDocument({ statements: [statement(Effect.ALLOW)] });
    expect(() => injecting({ document }).app.synth()).toThrow(`${GROUP}/AssumeRole in the finished template lacks {"Effect":"Allow","Action":"sts:AssumeRole"`);
  });

  test('that adds a denial is accepted', () => {
    const { a } = injecting({ statements: [statement(Effect.DENY)] });
    expect(JSON.stringify(templateOf(a).findResources('AWS::IAM::Policy'))).toContain('{"Action":"*","Effect":"Deny","Resource":"*"}');
  });
});

test('is an error: every role may be assumed as well', () => {
  expect(rejectionOf(() => changed((group) => assumeRole(group).addPropertyOverride(RESOURCE, [ROLE_ARN, '*'])).app.synth())).toMatchObject({
    path: GROUP,
    problem: `${GROUP}/AssumeRole in the finished template has {"Effect":"Allow","Action":"sts:AssumeRole","Resource":["${ROLE_ARN}","*"]}, which the library has not written`,
  });
});

describe('how members sign in', () => {
  const policy = (group: AssumingGroup, id: string) => group.node.findChild(id).node.defaultChild as CfnPolicy;
  const awsLogin = () => ({ awsLogin: AwsLogin.sameDevice() });

  test.each<[string, Change, string]>([
    ['an access key could register an MFA device', (group) => policy(group, 'SelfManagedMfa').addPropertyDeletionOverride('PolicyDocument.Statement.2.Condition'),
      `${GROUP}/SelfManagedMfa in the finished template has {"Effect":"Allow","Action":["iam:CreateVirtualMFADevice"`],
    ['a service could register an MFA device', (group) => policy(group, 'SelfManagedMfa').addPropertyDeletionOverride('PolicyDocument.Statement.2.Condition.Bool'),
      `${GROUP}/SelfManagedMfa in the finished template has {"Effect":"Allow","Action":["iam:CreateVirtualMFADevice"`],
    ['users could not register a device, because IAM reads variables as text', (group) => policy(group, 'SelfManagedMfa').addPropertyDeletionOverride('PolicyDocument.Version'),
      `${GROUP}/SelfManagedMfa in the finished template lacks {"Effect":"Allow"`],
    ['aws login --remote is allowed too', (group) => policy(group, 'AwsLogin').addPropertyOverride(RESOURCE, 'arn:aws:signin:*:*:oauth2/public-client/*'),
      `${GROUP}/AwsLogin in the finished template has {"Effect":"Allow","Action":["signin:AuthorizeOAuth2Access"`],
  ])('is an error: %s', (_, change, problem) => {
    expect(() => changed(change, awsLogin).app.synth()).toThrow(problem);
    expect(changed(() => undefined, awsLogin).app.synth()).toBeDefined();
  });

  test.each<[prop: string, Change]>([
    ['selfManagedMfa', (group) => policy(group, 'SelfManagedMfa').addPropertyOverride('PolicyDocument.Statement.2.Resource', { Ref: 'AWS::NoValue' })],
    ['awsLogin', (group) => policy(group, 'AwsLogin').addPropertyOverride(RESOURCE, { Ref: 'AWS::NoValue' })],
  ])('what can be missing at deployment is an error that names %s', (prop, change) => {
    expect(rejectionOf(() => changed(change, awsLogin).app.synth()).problem)
      .toBe(`${prop} Resource can be AWS::NoValue at deployment, but a policy needs a value there in every case`);
  });
});

test('is an error: a policy is there only under a condition of the template', () => {
  expect(rejectionOf(() => changed((group) => assumeRole(group).addPropertyOverride('PolicyDocument.Statement', [
    { 'Fn::If': ['C', { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: ROLE_ARN }, { Ref: 'AWS::NoValue' }] },
  ])).app.synth()).problem).toBe(`${GROUP}/AssumeRole in the finished template lacks {"Effect":"Allow","Action":"sts:AssumeRole","Resource":"${ROLE_ARN}"}`);
});

test('what can be missing at deployment is one error', () => {
  expect(rejectionOf(() => changed((group) => assumeRole(group).addPropertyOverride(RESOURCE, { Ref: 'AWS::NoValue' })).app.synth()).problem)
    .toBe('trusting Resource can be AWS::NoValue at deployment, but a policy needs a value there in every case');
});

describe('members', () => {
  const imported = (stack: Stack) => ({ users: [User.fromUserName(stack, 'Ann', 'ann'), User.fromUserName(stack, 'Bob', 'bob')] });
  const own = (stack: Stack) => ({ users: [new User(stack, 'Ann'), new User(stack, 'Bob')] });
  const members = (group: AssumingGroup) => group.node.findChild('Members') as CfnResource;
  const ann = ({ stack }: AssumingGroup) => stack.node.findChild('Ann').node.defaultChild as CfnUser;

  test.each<[string, Change, (stack: Stack) => Partial<AssumingGroupProps>]>([
    ['an imported user', (group) => members(group).addPropertyOverride('Users', ['bob']), imported],
    ['a user of the app', (group) => ann(group).addPropertyDeletionOverride('Groups'), own],
  ])('%s who is removed by an override is an error', (_, change, props) => {
    expect(rejectionOf(() => changed(change, props).app.synth())).toMatchObject({
      path: GROUP, problem: 'users has Identity/Ann, who is not a member of the group in the finished template',
    });
  });

  test.each<[string, Change, (stack: Stack) => Partial<AssumingGroupProps>]>([
    ['an imported user', (group) => members(group).addPropertyOverride('Users', ['bob', 'ann', 'eve']), imported],
    ['a user of the app', (group) => ann(group).addPropertyOverride('Path', '/security/'), own],
  ])('%s who stays is accepted', (_, change, props) => expect(changed(change, props).app.synth()).toBeDefined());
});

test('another name is a warning, because policies and members refer to the resource', () => {
  const { a } = changed((_, resource) => resource.addPropertyOverride('GroupName', 'acme-Auditors'), () => ({ groupName: 'Auditors' }));
  templateOf(a);
  expect(annotationsOf(a).map((warning) => partsOf(warning).problem)).toEqual([
    'the group\'s name is "acme-Auditors" in the finished template, instead of groupName "Auditors"',
  ]);
});

test.each<[string, Change, string]>([
  ['a user', (group) => {
    assumeRole(group).users = ['eve'];
  }, '"eve"'],
  ['a user of the app', (group) => (group.node.findChild('AssumeRole') as Policy).attachToUser(new User(group.stack, 'Eve')), '"${Eve'],
  ['roles, by an override', (group) => assumeRole(group).addPropertyOverride('Roles', ['Admin', 'Ci']), '"Admin" and 1 more'],
  ['another group', (group) => (group.node.findChild('AssumeRole') as Policy).attachToGroup(new Group(group.stack, 'Others')), '"${Others'],
])('a policy that others get too is a warning: %s', (_, change, who) => {
  const { a } = changed(change);
  templateOf(a);
  expect(annotationsOf(a).map((warning) => partsOf(warning).problem)).toEqual([expect.stringContaining(`${GROUP}/AssumeRole is attached to ${who}`)]);
});

test.each<[string, Change]>([
  ['nothing', () => undefined],
  ['a statement is added to the group', (group) => group.addToPolicy(new PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] }))],
  ['the name, where none was given', (_, resource) => resource.addPropertyOverride('GroupName', 'Auditors')],
  ['the ARN of the role, written with the partition', (group) => assumeRole(group).addPropertyOverride(RESOURCE, [ROLE_ARN])],
])('is accepted without a warning: %s', (_, change) => {
  const { a } = changed(change);
  templateOf(a);
  expect(annotationsOf(a)).toEqual([]);
});
