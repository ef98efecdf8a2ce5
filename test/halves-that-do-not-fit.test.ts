import { App, CfnOutput, CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { User } from 'aws-cdk-lib/aws-iam';
import { AssumingGroup, CrossAccountReadOnlyAccess, PrincipalScope, TrustingRole, TrustingTarget } from '../src';
import { rejectionOf } from './support/rejections';
import { A, B, C, templateOf, TwoAccounts } from './support/two-accounts';

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
    access([PrincipalScope.users('bob')], ann).grantAssume(ann);
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
    expect(Object.keys(templateOf(a).toJSON().Conditions)).toHaveLength(2);
  });
});
