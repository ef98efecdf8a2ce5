/** Resources that an app takes out of the template, or puts under a condition of it, after the library has made them. */
import { CfnCondition, CfnResource, Expiration, Fn, PropertyInjectors, Stack } from 'aws-cdk-lib';
import { CfnPolicy, CfnRole, Effect, ManagedPolicy, Policy, PolicyStatement, User } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import {
  AccessWindow, AssumingGroup, AssumingGroupProps, ReadOnlyPermissions, SelfManagedMfa, TrustingRole, TrustingRoleProps, TrustingRoleStackSet,
  TrustingTarget,
} from '../../../src';
import { GROUP, ROLE } from '../../support/invalid-props';
import { A, annotationsOf, B, templateOf, TwoAccounts } from '../../support/two-accounts';
import { rejectionOf } from '../../support/validation-messages';

const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const WINDOW = AccessWindow.endingAt(Expiration.fromString('2099-12-31T23:59:59Z'));
/** A level with a boundary and a policy that are made for the role. */
const LONG = ReadOnlyPermissions.securityAudit().combinedWith(ReadOnlyPermissions.billing()).withoutDataAccess();

const SHORT = ReadOnlyPermissions.services('s3');

const role = ({ b }: TwoAccounts, props: Partial<TrustingRoleProps> = {}) => new TrustingRole(b, 'Role', { assumingAccount: A, ...props });
const group = ({ a }: TwoAccounts, props: Partial<AssumingGroupProps> = {}) => new AssumingGroup(a, 'Auditors', { trusting: [TrustingTarget.account(B)], ...props });
const stackSet = ({ b }: TwoAccounts) => new TrustingRoleStackSet(b, 'Roles', {
  assumingAccount: A, target: TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-abcdefgh'] }),
});

const resourceOf = ({ node }: IConstruct) => node.defaultChild as CfnResource;
const remove = ({ node }: IConstruct) => expect(node.scope!.node.tryRemoveChild(node.id)).toBe(true);
const removeResource = (construct: IConstruct) => remove(resourceOf(construct));
const isProd = (stack: Stack) => (stack.node.tryFindChild('IsProd') ?? new CfnCondition(stack, 'IsProd', { expression: Fn.conditionEquals(stack.region, 'eu-west-1') })) as CfnCondition;
const addCondition = (...constructs: IConstruct[]) => constructs.forEach((construct) => {
  resourceOf(construct).cfnOptions.condition = isProd(Stack.of(construct));
});
const sharedDenials = ({ stack }: TrustingRole) => stack.node.children.filter((child) => child instanceof ManagedPolicy);
const policy = (construct: IConstruct, id: RegExp) => construct.node.children.find(({ node }) => id.test(node.id))!;

const LACKS = /^the role's policies in the finished template lack \{"Effect":"Deny".*, without which it can do more than permissions say$/;
const NO_BOUNDARY = new RegExp(`^the permissions boundary ${ROLE}/(Boundary|Permissions)\\w+ is not in the finished template$`);

describe('is an error', () => {
  test.each<[string, string, RegExp, (accounts: TwoAccounts) => void]>([
    ['the resource of the role is removed', ROLE, /^the role is not in the finished template$/, (accounts) => removeResource(role(accounts))],
    ['the resource of the group is removed', GROUP, /^the group is not in the finished template$/, (accounts) => removeResource(group(accounts))],
    ['the role has another type', ROLE, /^the role is not in the finished template$/, (accounts) => resourceOf(role(accounts)).addOverride('Type', 'AWS::IAM::Other')],
    ['the StackSet is removed', 'Workload/Roles', /^the StackSet is not in the finished template$/, (accounts) => removeResource(stackSet(accounts))],
    ['a policy of the group is removed', GROUP, /^the group lacks the policy Identity\/Auditors\/AssumeRole in the finished template$/,
      (accounts) => remove(group(accounts).node.findChild('AssumeRole'))],
    ['the resource of a policy of the group is removed', GROUP, /^the group lacks the policy Identity\/Auditors\/AssumeRole in the finished template$/,
      (accounts) => removeResource(group(accounts).node.findChild('AssumeRole'))],
    ['a policy that denies writes is removed', ROLE, LACKS, (accounts) => remove(sharedDenials(role(accounts))[0])],
    ['the resource of a policy that denies writes is removed', ROLE, LACKS, (accounts) => removeResource(sharedDenials(role(accounts))[1])],
    ['the resource of the denials of sessions is removed', ROLE, LACKS, (accounts) => removeResource(policy(role(accounts, { accessWindow: WINDOW }), /^DefaultPolicy$/))],
    ['the boundary is removed', ROLE, NO_BOUNDARY, (accounts) => {
      const made = role(accounts, { permissions: LONG });
      expect(made.permissionsBoundary).toBeInstanceOf(ManagedPolicy);
      remove(made.permissionsBoundary as ManagedPolicy);
    }],
    ['a condition on a policy of the group', GROUP, /^the group lacks the policy Identity\/Auditors\/AssumeRole in the finished template$/,
      (accounts) => addCondition(group(accounts).node.findChild('AssumeRole'))],
    ['a condition on the members', GROUP, /^users has Identity\/Ann, who is not a member of the group in the finished template$/, (accounts) => {
      const made = group(accounts, { users: [User.fromUserName(accounts.a, 'Ann', 'ann')] });
      (made.node.findChild('Members') as CfnResource).cfnOptions.condition = isProd(accounts.a);
    }],
    ['a condition on a policy that denies writes', ROLE, LACKS, (accounts) => addCondition(sharedDenials(role(accounts))[0])],
    ['a condition on the denials of sessions', ROLE, LACKS, (accounts) => addCondition(policy(role(accounts, { accessWindow: WINDOW }), /^DefaultPolicy$/))],
    ['a condition on them by an override', ROLE, LACKS, (accounts) =>
      resourceOf(policy(role(accounts, { accessWindow: WINDOW }), /^DefaultPolicy$/)).addOverride('Condition', isProd(accounts.b).logicalId)],
    ['a condition on the boundary', ROLE, NO_BOUNDARY, (accounts) => addCondition(role(accounts, { permissions: LONG }).permissionsBoundary as ManagedPolicy)],
  ])('%s', (_, path, problem, change) => {
    const accounts = new TwoAccounts();
    change(accounts);
    expect(rejectionOf(() => accounts.app.synth())).toEqual({ path, problem: expect.stringMatching(problem), remedy: expect.any(String) });
  });
});

describe('is accepted', () => {
  const warningsAfter = (change: (accounts: TwoAccounts) => Stack) => {
    const stack = change(new TwoAccounts());
    templateOf(stack);
    return annotationsOf(stack);
  };
  const CONDITIONAL = (kind: string) => [expect.stringMatching(
    new RegExp(`the ${kind} is in the finished template only under the condition IsProd, .*\\[ack: cdk-cross-account-read-only-access:conditionalResource\\]$`))];

  test.each<[string, string[], (accounts: TwoAccounts) => Stack]>([
    ['a condition on the role, with a warning', CONDITIONAL('role'), (accounts) => {
      addCondition(role(accounts));
      return accounts.b;
    }],
    ['the same condition on the role and its policies, with a warning', CONDITIONAL('role'), (accounts) => {
      const made = role(accounts, { accessWindow: WINDOW });
      addCondition(made, policy(made, /^DefaultPolicy$/), ...sharedDenials(made));
      return accounts.b;
    }],
    ['the same condition on the group and its policies, with a warning', CONDITIONAL('group'), (accounts) => {
      const made = group(accounts);
      addCondition(made, ...made.node.children.filter((child) => child instanceof Policy));
      return accounts.a;
    }],
    ['other conditions of the stack', [], (accounts) => {
      isProd(accounts.b);
      role(accounts);
      return accounts.b;
    }],
  ])('%s', (_, warnings, change) => {
    expect(warningsAfter(change)).toEqual(warnings);
  });

  test('a whole construct that is removed, where nothing else needs it', () => {
    const accounts = new TwoAccounts();
    remove(role(accounts));
    new CfnResource(accounts.b, 'Other', { type: 'AWS::SNS::Topic' });
    expect(() => accounts.app.synth()).not.toThrow();
  });
});

describe('a StackSet that is changed is an error, and one that is not is accepted', () => {
  const OTHERS = [{ DeploymentTargets: { OrganizationalUnitIds: ['r-ab12'] }, Regions: ['eu-west-1'] }];
  test.each<[string, string, string, unknown, unknown]>([
    ['other accounts', 'deploys to other accounts or Regions',
      'StackInstancesGroup', OTHERS, [{ DeploymentTargets: { OrganizationalUnitIds: ['ou-ab12-abcdefgh'] }, Regions: ['eu-west-1'] }]],
    ['another Region', 'deploys to other accounts or Regions', 'StackInstancesGroup.0.Regions', ['us-east-1'], ['eu-west-1']],
    ['a template in a bucket', 'another TemplateURL', 'TemplateURL', 'https://bucket.s3.amazonaws.com/template', undefined],
  ])('%s', (_, problem, property, wrong, same) => {
    const overridden = (value: unknown) => {
      const accounts = new TwoAccounts();
      resourceOf(stackSet(accounts)).addPropertyOverride(property, value);
      return accounts;
    };
    expect(rejectionOf(() => overridden(wrong).app.synth())).toEqual({ path: 'Workload/Roles', problem: expect.stringContaining(problem), remedy: expect.any(String) });
    expect(() => overridden(same).app.synth()).not.toThrow();
  });
});

describe('the policy of a grantee', () => {
  const granted = (change: (policy: Policy, user: User) => unknown) => {
    const accounts = new TwoAccounts();
    const user = new User(accounts.a, 'Ann', { userName: 'ann' });
    role(accounts).grantAssumeRole(user);
    const [made] = accounts.a.node.findAll().filter((construct) => construct instanceof Policy);
    change(made, user);
    return accounts;
  };
  const cfnPolicy = (made: Policy) => made.node.defaultChild as CfnPolicy;

  test.each<[string, RegExp, (policy: Policy) => unknown]>([
    ['is removed', /^grantAssumeRole grantee lacks the policy Identity\/Ann\/\w+ in the finished template$/, remove],
    ['has a condition', /^grantAssumeRole grantee lacks the policy/, (made) => addCondition(made)],
    ['is detached', /^grantAssumeRole grantee lacks the policy/, (made) => {
      cfnPolicy(made).users = ['other'];
    }],
    ['denies', /in the finished template lacks \{"Effect":"Allow","Action":"sts:AssumeRole"/, (made) =>
      cfnPolicy(made).addPropertyOverride('PolicyDocument.Statement.0.Effect', 'Deny')],
    ['names each role', /in the finished template has \{"Effect":"Allow","Action":"sts:AssumeRole","Resource":\[.*"\*"\]\}, which the library has not written$/, (made) =>
      cfnPolicy(made).addPropertyOverride('PolicyDocument.Statement.0.Resource', [`arn:aws:iam::${B}:role/SecurityReadOnlyRole`, '*'])],
    // With the CDK's feature flag, it is merged into the statement that is there.
    ['has a statement for one more role', /in the finished template has \{"Effect":"Allow","Action":"sts:AssumeRole".*, which the library has not written$/, (made) =>
      made.addStatements(new PolicyStatement({ actions: ['sts:AssumeRole'], resources: [`arn:aws:iam::${B}:role/Another`] }))],
    ['has one more statement', /in the finished template has \{"Effect":"Allow","Action":"s3:\*"/, (made) =>
      made.addStatements(new PolicyStatement({ actions: ['s3:*'], resources: ['*'] }))],
  ])('is an error if it %s', (_, problem, change) => {
    expect(rejectionOf(() => granted(change).app.synth()))
      .toEqual({ path: ROLE, problem: expect.stringMatching(problem), remedy: expect.any(String) });
  });

  test.each<[string, (policy: Policy, user: User) => unknown]>([
    ['is as it was', () => undefined],
    ['denies more', (made) => made.addStatements(new PolicyStatement({ effect: Effect.DENY, actions: ['s3:*'], resources: ['*'] }))],
    ['has the condition of its user', (made, user) => addCondition(made, user)],
    ['is for another user too', (made) => made.attachToUser(new User(made.stack, 'Bob'))],
    ['is not the only one', (_, user) => user.addToPolicy(new PolicyStatement({ actions: ['s3:*'], resources: ['*'] }))],
  ])('is accepted if it %s', (_, change) => {
    expect(() => granted(change).app.synth()).not.toThrow();
  });
});

describe('a statement that is added to a document of the library', () => {
  const statement = (effect: Effect) => new PolicyStatement({ effect, actions: ['iam:CreateUser'], resources: ['*'] });
  // With the CDK's feature flag, it can be merged into a statement that is there.
  const ADDED = String.raw`\{"Effect":"Allow","Action":(\[.*)?"iam:CreateUser".*,"Resource":"\*"\}`;
  const toGroup = (effect: Effect) => (accounts: TwoAccounts) => (group(accounts).node.findChild('AssumeRole') as Policy).document.addStatements(statement(effect));
  const toBoundary = (effect: Effect) => (accounts: TwoAccounts) =>
    (role(accounts, { permissions: SHORT }).permissionsBoundary as ManagedPolicy).addStatements(statement(effect));
  // Older versions of the CDK have no property injectors.
  const injected = (type: 'Policy' | 'ManagedPolicy', make: (accounts: TwoAccounts) => unknown) => (effect: Effect) => (accounts: TwoAccounts) => {
    PropertyInjectors.of(accounts.app).add({ constructUniqueId: `aws-cdk-lib.aws-iam.${type}`, inject: (props) => ({ ...props, statements: [statement(effect)] }) });
    make(accounts);
  };

  test.each<[string, string, string, (effect: Effect) => (accounts: TwoAccounts) => unknown]>([
    ['a policy of the group', GROUP, `${GROUP}/AssumeRole in the finished template has ${ADDED}, which the library has not written`, toGroup],
    ['the boundary', ROLE, `in the finished template has ${ADDED}, which permissions do not allow`, toBoundary],
    ...PropertyInjectors ? [
      ['a policy of the group, by a property injector', GROUP, `in the finished template has ${ADDED}, which the library has not written`, injected('Policy', (accounts) => group(accounts, { selfManagedMfa: SelfManagedMfa.none() }))],
      ['the boundary, by a property injector', ROLE, `in the finished template has ${ADDED}, which permissions do not allow`,
        injected('ManagedPolicy', (accounts) => role(accounts, { permissions: SHORT }))],
    ] as [string, string, string, (effect: Effect) => (accounts: TwoAccounts) => unknown][] : [],
  ])('is an error if it allows, and accepted if it denies: %s', (_, path, problem, add) => {
    const accounts = new TwoAccounts();
    add(Effect.ALLOW)(accounts);
    expect(rejectionOf(() => accounts.app.synth())).toEqual({ path, problem: expect.stringMatching(problem), remedy: expect.any(String) });
    const denied = new TwoAccounts();
    add(Effect.DENY)(denied);
    expect(() => denied.app.synth()).not.toThrow();
  });

  test('a property of the role that nothing is promised of is accepted', () => {
    const accounts = new TwoAccounts();
    const made = role(accounts);
    (made.node.defaultChild as CfnRole).cfnOptions.metadata = { 'acme:owner': 'security' };
    made.addManagedPolicy(ManagedPolicy.fromManagedPolicyArn(accounts.b, 'Other', READ_ONLY.replace('ReadOnly', 'Other')));
    expect(() => accounts.app.synth()).not.toThrow();
  });
});
