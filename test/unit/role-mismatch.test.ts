import { App, Aws, CfnOutput, CfnParameter, Fn, Lazy, Stack, StackProps } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { User } from 'aws-cdk-lib/aws-iam';
import { AssumingGroup, CrossAccountReadOnlyAccess, PrincipalScope, TrustingRole, TrustingRoleProps, TrustingTarget } from '../../src';
import { mfa, user } from '../support/callers';
import { DeployedIam } from '../support/deployed-iam';
import { A, B, C, templateOf, TwoAccounts } from '../support/two-accounts';
import { rejectionOf } from '../support/validation-messages';

let accounts: TwoAccounts;
beforeEach(() => {
  accounts = new TwoAccounts();
});

describe('a group whose target has a role that trusts another account', () => {
  function group(assumingAccount: string): AssumingGroup {
    new TrustingRole(accounts.b, 'Role', { assumingAccount });
    return new AssumingGroup(accounts.a, 'Group', { trusting: [TrustingTarget.scope(accounts.b)] });
  }

  test('is rejected', () => {
    group(C);
    expect(rejectionOf(() => templateOf(accounts.a))).toEqual({
      path: 'Identity/Group',
      problem: `trusting names the scope "Workload", whose role Workload/Role trusts account ${C}`,
      remedy: `make a role there that trusts the group's account ${A}`,
    });
  });

  test('is accepted where it trusts the group\'s own', () => {
    group(A);
    expect(() => templateOf(accounts.a)).not.toThrow();
  });
});

describe('a token in what both halves write, the role\'s name and path', () => {
  type Names = Pick<TrustingRoleProps, 'roleName' | 'path'>;
  /** Both halves, in stacks of these names and Regions. */
  const both = (props: Names, [ofA, ofB]: [StackProps, StackProps]) => () => {
    const app = new App();
    const a = new Stack(app, 'Identity', { ...ofA, env: { account: A, region: 'eu-west-1', ...ofA.env } });
    const b = new Stack(app, 'Workload', { ...ofB, env: { account: B, region: 'eu-west-1', ...ofB.env } });
    new CrossAccountReadOnlyAccess(a, 'Access', { trusting: [TrustingTarget.scope(b)], ...props });
    return [templateOf(a), templateOf(b)];
  };
  const asIs: [StackProps, StackProps] = [{}, {}];
  const ofOneName: [StackProps, StackProps] = [{ stackName: 'ReadOnly' }, { stackName: 'ReadOnly' }];
  const ofTwoRegions: [StackProps, StackProps] = [{}, { env: { region: 'us-east-1' } }];
  const ownStack = Lazy.uncachedString({ produce: ({ scope }) => Stack.of(scope).stackName });

  test.each<[string, Names, [StackProps, StackProps], string, Names, [StackProps, StackProps]]>([
    ['the stack\'s name', { roleName: Aws.STACK_NAME }, asIs, 'roleName "${AWS::StackName}"', { roleName: Aws.STACK_NAME }, ofOneName],
    ['the stack\'s name, behind a text', { roleName: `${Aws.STACK_NAME}-Reader` }, asIs, 'roleName "${AWS::StackName}-Reader"',
      { roleName: `${Aws.STACK_NAME}-Reader` }, ofOneName],
    ['the stack\'s name, in a path', { path: `/${Aws.STACK_NAME}/` }, asIs, 'path "/${AWS::StackName}/"', { path: `/${Aws.STACK_NAME}/` }, ofOneName],
    ['the Region', { roleName: `Reader-${Aws.REGION}` }, ofTwoRegions, 'roleName "Reader-${AWS::Region}"', { roleName: `Reader-${Aws.REGION}` }, asIs],
    ['the account', { roleName: `Reader-${Aws.ACCOUNT_ID}` }, ofOneName, 'roleName "Reader-${AWS::AccountId}"', { roleName: `Reader-${A}` }, ofOneName],
    ['the stack\'s id', { path: Fn.sub('/${AWS::StackId}/') }, ofOneName, 'path "/${AWS::StackId}/"', { path: Fn.sub('/${AWS::Partition}/') }, ofOneName],
    ['what is produced for each stack', { roleName: ownStack }, asIs, 'roleName "Identity"', { roleName: ownStack }, ofOneName],
  ])('%s: is rejected where it is not the same in both', (_, bad, stacks, value, good, others) => {
    expect(rejectionOf(both(bad, stacks))).toEqual({
      path: 'Identity/Access/Group',
      problem: expect.stringContaining(`${value} need not be the same text in the stack of Workload/TrustingRole`),
      remedy: 'give a text that is the same in both, such as a literal',
    });
    expect(both(good, others)).not.toThrow();
  });

  test('what it is in both is what the group may assume', async () => {
    const app = new App();
    const [a, b] = [A, B].map((account) => new Stack(app, `Of${account}`, { stackName: 'ReadOnly', env: { account, region: 'eu-west-1' } }));
    new CrossAccountReadOnlyAccess(a, 'Access', { trusting: [TrustingTarget.scope(b)], roleName: Aws.STACK_NAME, groupName: 'Auditors' });
    const iam = new DeployedIam(a, b);
    const member = user('ann', mfa(), { groups: ['Auditors'] });
    expect(await iam.mayAssume(member, iam.roleArn('ReadOnly'))).toBe('allowed');
    expect(await iam.mayAssume(user('ann', mfa()), iam.roleArn('ReadOnly'))).toBe('denied');
  });

  test.each<[string, Names, string, Names]>([
    ['the account that it reaches', { roleName: `Reader-${Aws.ACCOUNT_ID}` }, 'roleName "Reader-${AWS::AccountId}"', { roleName: `Reader-${A}` }],
    ['a Region that the template does not know', { path: `/${Aws.REGION}/` }, 'path "/${AWS::Region}/"', { path: '/eu-west-1/' }],
    ['the name of the stack in each account', { path: `/${Aws.STACK_NAME}/` }, 'path "/${AWS::StackName}/"', { path: '/Identity/' }],
  ])('in the role of a StackSet, %s is rejected', (_, bad, value, good) => {
    const target = TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-abcdefgh'] });
    const inStackSet = (props: Names) => new CrossAccountReadOnlyAccess(new TwoAccounts().a, 'Access', { trusting: [target], ...props }).group.stack;
    expect(rejectionOf(() => templateOf(inStackSet(bad)))).toEqual({
      path: 'Identity/Access',
      problem: expect.stringMatching(new RegExp(`^${value.replace(/[$()*{}]/g, '\\$&')} need not be the same text in the stack of Identity/.*/TrustingRole as in that of Identity/Access/Group$`)),
      remedy: 'give a text that is the same in both, such as a literal',
    });
    expect(() => templateOf(inStackSet(good))).not.toThrow();
  });

  test('of halves that are made one by one, too', () => {
    new TrustingRole(accounts.b, 'Role', { assumingAccount: A, roleName: Aws.STACK_NAME });
    new AssumingGroup(accounts.a, 'Group', { trusting: [TrustingTarget.scope(accounts.b)], roleName: Aws.STACK_NAME });
    expect(rejectionOf(() => templateOf(accounts.a)).path).toBe('Identity/Group');
  });

  test('of a half alone is its own affair', () => {
    new TrustingRole(accounts.b, 'Role', { assumingAccount: A, roleName: Aws.STACK_NAME });
    new AssumingGroup(accounts.a, 'Group', { trusting: [TrustingTarget.account(C)], roleName: Aws.STACK_NAME });
    expect(() => [templateOf(accounts.a), templateOf(accounts.b)]).not.toThrow();
  });
});

describe('a user who is put in the group', () => {
  const WARNING = Match.stringLikeRegexp('users has Identity/Ann, whom Workload/.* does not trust; name the user, with its path, in principals too .*memberNotTrusted');

  function access(principals?: PrincipalScope[], ann: User = new User(accounts.a, 'Ann', { userName: 'ann', path: '/team/' })) {
    return new CrossAccountReadOnlyAccess(accounts.a, 'Access', { users: [ann], trusting: [TrustingTarget.scope(accounts.b)], principals });
  }

  test.each<[string, PrincipalScope[]]>([
    ['whom the role does not name', [PrincipalScope.users('bob')]],
    ['whom the role names without the path', [PrincipalScope.users('ann')]],
    ['where the role names roles only', [PrincipalScope.roles('ann')]],
  ])('%s, is warned of', (_, principals) => {
    access(principals);
    templateOf(accounts.a);
    Annotations.fromStack(accounts.a).hasWarning('/Identity/Access', WARNING);
  });

  test('whose name nobody knows beforehand, where the role names users, is warned of', () => {
    access([PrincipalScope.users('ann')], new User(accounts.a, 'Ann'));
    templateOf(accounts.a);
    Annotations.fromStack(accounts.a).hasWarning('/Identity/Access', WARNING);
  });

  test.each<[string, PrincipalScope[] | undefined]>([
    ['whom the role names with the path', [PrincipalScope.users('/team/ann')]],
    ['where the role trusts the whole account', undefined],
    ['where the role trusts an organization, whose members nobody knows', [PrincipalScope.organization('o-a1b2c3d4e5')]],
    ['where the role trusts one beside others', [PrincipalScope.users('bob'), PrincipalScope.organization('o-a1b2c3d4e5')]],
  ])('%s, is not', (_, principals) => {
    access(principals);
    templateOf(accounts.a);
    Annotations.fromStack(accounts.a).hasNoWarning('*', Match.anyValue());
  });

  test('of an account that only the deployment knows, is not', () => {
    const elsewhere = accounts.stack('Elsewhere');
    new User(elsewhere, 'Bob');
    new CrossAccountReadOnlyAccess(accounts.a, 'Access', {
      users: [User.fromUserName(elsewhere, 'Ann', 'ann')], trusting: [TrustingTarget.scope(accounts.b)], principals: [PrincipalScope.users('bob')],
    });
    templateOf(accounts.a);
    Annotations.fromStack(accounts.a).hasNoWarning('*', Match.anyValue());
  });

  test('behind an ARN that only the deployment knows, is warned of, as the name can be none that is trusted', () => {
    const arn = new CfnParameter(accounts.a, 'Arn').valueAsString;
    new CrossAccountReadOnlyAccess(accounts.a, 'Access', {
      users: [User.fromUserArn(accounts.a, 'Ann', arn)], trusting: [TrustingTarget.scope(accounts.b)], principals: [PrincipalScope.users('ann')],
    });
    templateOf(accounts.a);
    Annotations.fromStack(accounts.a).hasWarning('/Identity/Access', WARNING);
  });

  test('and granted the assumption afterwards, is not', () => {
    const ann = new User(accounts.a, 'Ann', { userName: 'ann', path: '/team/' });
    access([PrincipalScope.users('bob')], ann).grantAssumeRole(ann);
    templateOf(accounts.a);
    Annotations.fromStack(accounts.a).hasNoWarning('*', Match.anyValue());
  });
});

describe('a link in a stack without a Region', () => {
  function stacks(): { a: Stack; access: CrossAccountReadOnlyAccess } {
    const app = new App();
    const a = new Stack(app, 'Identity', { env: { account: A } });
    const b = new Stack(app, 'Workload', { env: { account: B } });
    return { a, access: new CrossAccountReadOnlyAccess(a, 'Access', { trusting: [TrustingTarget.scope(b)] }) };
  }

  test('leaves nothing in a stack that does not use it', () => {
    const { a } = stacks();
    expect(templateOf(a).toJSON().Conditions).toBeUndefined();
  });

  test('brings the choice of the host into the stack that uses it', () => {
    const { a, access } = stacks();
    new CfnOutput(a, 'Link', { value: access.switchRoleUrls[0] });
    expect(Object.keys(templateOf(a).toJSON().Conditions)).toHaveLength(8); // One for each partition.
  });
});
