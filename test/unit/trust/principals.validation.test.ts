import { Aws, CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import { AccountPrincipal, AccountRootPrincipal, ArnPrincipal, Group, IGrantable, OrganizationPrincipal, Role, ServicePrincipal, User } from 'aws-cdk-lib/aws-iam';
import { PrincipalScope, TrustingRole, TrustingTarget } from '../../../src';
import { ACCESS, access, GROUP, group, Input, rejects, ROLE, role, ROLE_OF_ACCESS, synth } from '../../support/invalid-props';
import { A, B, C, TwoAccounts } from '../../support/two-accounts';
import { rejectionOf } from '../../support/validation-messages';

const USERS = PrincipalScope.users('ann');

describe('users of the group belong to its account', () => rejects([
  ['a user of the app, made in the other account', GROUP, B,
    (accounts) => group({ users: [new User(accounts.b, 'Ann')] })(accounts),
    (accounts) => group({ users: [new User(accounts.a, 'Ann')] })(accounts)],
  ['an existing user, looked up in the other account', GROUP, B,
    (accounts) => group({ users: [User.fromUserName(accounts.b, 'Ann', 'ann')] })(accounts),
    (accounts) => group({ users: [User.fromUserName(accounts.a, 'Ann', 'ann')] })(accounts)],
  ['the ARN of a user of another account', GROUP, C,
    (accounts) => group({ users: [User.fromUserArn(accounts.a, 'Ann', `arn:aws:iam::${C}:user/ann`)] })(accounts),
    (accounts) => group({ users: [User.fromUserArn(accounts.a, 'Ann', `arn:aws:iam::${A}:user/ann`)] })(accounts)],
  ['one of several', GROUP, 'Identity/Bob',
    (accounts) => group({ users: [new User(accounts.a, 'Ann'), User.fromUserArn(accounts.a, 'Bob', `arn:aws:iam::${C}:user/bob`)] })(accounts),
    (accounts) => group({ users: [new User(accounts.a, 'Ann'), User.fromUserName(accounts.a, 'Bob', 'bob')] })(accounts)],
  ['added later', 'Identity/Access/Group', B,
    (accounts) => access()(accounts).group.addUser(new User(accounts.b, 'Ann')),
    (accounts) => access()(accounts).group.addUser(new User(accounts.a, 'Ann'))],
]));

describe('PrincipalScope.users names users of the assuming account, each exactly', () => {
  const users = (...names: string[]) => role({ principals: [PrincipalScope.users(...names)] });
  const unknown = Lazy.string({ produce: () => 'ann' });
  const arn = (resource: string, account = A) => `arn:aws:iam::${account}:${resource}`;
  rejects([
    ['everybody', ROLE, '"*"', users('*'), users('ann')],
    ['a wildcard for the end of a name', ROLE, '"ann*"', users('ann*'), users('ann')],
    ['a wildcard for one character', ROLE, '"an?"', users('an?'), users('ann')],
    ['a wildcard for a path', ROLE, '"/*/"', users('/*/ann'), users('/team/ann')],
    ['a wildcard in an ARN', ROLE, '"*"', users(arn('user/*')), users(arn('user/ann'))],
    ['a policy variable', ROLE, '"${aws:username}"', users('${aws:username}'), users('aws-username')],
    ['a path with a gap before a name that is not known', ROLE, 'PrincipalScope.users path "/a//"', users(`/a//${unknown}`), users(`/a/${unknown}`)],
    ['a path with a gap', ROLE, 'PrincipalScope.users path "/a//" is not a path IAM accepts', users('/a//ann'), users('/a/ann')],
    ['no name', ROLE, '""', users(''), users('ann')],
    ['a path without a name', ROLE, '""', users('/team/'), users('/team/ann')],
    ['a bad name behind a good one', ROLE, '"bob*"', users('ann', 'bob*'), users('ann', 'bob')],
    ['the ARN of a user of another account', ROLE, C, users(arn('user/ann', C)), users(arn('user/ann'))],
    ['the ARN of a user of an account that a token hides', ROLE, 'unknown at synth', users(arn('user/ann', Aws.ACCOUNT_ID)), users(arn('user/ann'))],
    ['the ARN of a role', ROLE, 'role/ann', users(arn('role/ann')), users(arn('user/ann'))],
    ['the ARN of a group', ROLE, 'group/ann', users(arn('group/ann')), users(arn('user/ann'))],
    ['the ARN of the account itself', ROLE, `${A}:root`, users(arn('root')), users(arn('user/root'))],
    ['the ARN of something that is not IAM\'s', ROLE, 'arn:aws:s3:::user/ann', users('arn:aws:s3:::user/ann'), users(arn('user/ann'))],
    ['an ARN with a Region', ROLE, 'eu-west-1', users(`arn:aws:iam:eu-west-1:${A}:user/ann`), users(arn('user/ann'))],
    ['an ARN whose name has a colon: it must not be cut to the name before it', ROLE, 'user/ann:admin', users(arn('user/ann:admin')), users(arn('user/ann'))],
    ['an ARN that breaks off', ROLE, '"arn:"', users('arn:'), users('arn')],
    ['the ARN of a user of the app, which is a token', ROLE, 'principals has an ARN where a name is expected',
      (accounts) => users(new User(accounts.a, 'Ann', { userName: 'ann' }).userArn)(accounts),
      (accounts) => users(new User(accounts.a, 'Ann', { userName: 'ann' }).userName)(accounts)],
  ]);
});

describe('PrincipalScope.roles and permissionSets name exactly, too', () => {
  const roles = (name: string) => role({ principals: [PrincipalScope.roles(name)] });
  const sets = (name: string) => role({ principals: [PrincipalScope.permissionSets(name)] });
  rejects([
    ['a wildcard in a role\'s name', ROLE, '"Deploy*"', roles('Deploy*'), roles('Deployer')],
    ['the ARN of a user given as role', ROLE, 'user/ann', roles(`arn:aws:iam::${A}:user/ann`), roles(`arn:aws:iam::${A}:role/ann`)],
    ['the ARN of a role of another account', ROLE, C, roles(`arn:aws:iam::${C}:role/Deployer`), roles(`arn:aws:iam::${A}:role/Deployer`)],
    ['the ARN of a role\'s session', ROLE, 'assumed-role', roles(`arn:aws:sts::${A}:assumed-role/Deployer/i`), roles('Deployer')],
    ['the ARN of a role of the app, which is a token', ROLE, 'principals has an ARN where a name is expected',
      (accounts) => roles(new Role(accounts.a, 'Ci', { roleName: 'Deployer', assumedBy: new AccountRootPrincipal() }).roleArn)(accounts),
      (accounts) => roles(new Role(accounts.a, 'Ci', { roleName: 'Deployer', assumedBy: new AccountRootPrincipal() }).roleName)(accounts)],
    ['a wildcard in a permission set\'s name', ROLE, '"Audit*"', sets('Audit*'), sets('Audit')],
    ['a permission set by its role', ROLE, '"role/Audit"', sets('role/Audit'), sets('AWSReservedSSO_Audit')],
    ['a wildcard that is added later', ROLE_OF_ACCESS, '"*"',
      (accounts) => access()(accounts).roles[0].addPrincipals(PrincipalScope.users('*')),
      (accounts) => access()(accounts).roles[0].addPrincipals(PrincipalScope.users('ann'))],
  ]);
});

describe('PrincipalScope.rolesMatching has patterns of some roles', () => {
  const matching = (...patterns: string[]) => role({ principals: [PrincipalScope.rolesMatching(...patterns)] });
  const arn = (resource: string, account = A) => `arn:aws:iam::${account}:${resource}`;
  const everyRole = (pattern: string) => `rolesMatching "${pattern}" matches every role`;
  const noPattern = 'is not a pattern of a role\'s path and name';
  rejects([
    ['no pattern', ROLE, 'PrincipalScope.rolesMatching is an empty list', matching(), matching('a*')],
    ['every role', ROLE, everyRole('*'), matching('*'), role({ principals: [PrincipalScope.anyRole()] })],
    ['every role, behind a slash', ROLE, everyRole('*'), matching('/*'), matching('/*a')],
    ['every role, as names are not empty', ROLE, everyRole('?*'), matching('?*'), matching('??*')],
    ['every role, by two wildcards', ROLE, everyRole('**'), matching('**'), matching('*/*')],
    ['every role, by its ARN', ROLE, everyRole('*'), matching(arn('role/*')), matching(arn('role/prowler*'))],
    ['every role, behind a good pattern', ROLE, everyRole('*'), matching('prowler*', '*'), matching('prowler*', 'scan-*')],
    ['users', ROLE, 'is not the ARN of a role', matching(arn('user/prowler*')), matching(arn('role/prowler*'))],
    ['any kind of principal', ROLE, 'is not the ARN of a role', matching(arn('*')), matching(arn('role/*/prowler'))],
    ['any kind of principal whose name begins so', ROLE, 'is not the ARN of a role', matching(arn('*/prowler')), matching(arn('role/*/prowler'))],
    ['roles of any account', ROLE, 'belongs to account *', matching(arn('role/prowler*', '*')), matching(arn('role/prowler*'))],
    ['roles of another account', ROLE, `belongs to account ${C}`, matching(arn('role/prowler*', C)), role({ principals: [PrincipalScope.rolesMatching(arn('role/prowler*', C)).inAccount(C)] })],
    ['a policy variable', ROLE, noPattern, matching('${aws:username}*'), matching('aws-username*')],
    ['a path without a name', ROLE, noPattern, matching('/ci/'), matching('/ci/*')],
    ['a gap in the path', ROLE, noPattern, matching('/ci//x*'), matching('/ci/x*')],
    ['a space', ROLE, noPattern, matching('my role*'), matching('my-role*')],
    ['nothing', ROLE, noPattern, matching(''), matching('a')],
    ['a longer name than any role has', ROLE, 'is 65 characters long, so it matches no role', matching('?'.repeat(65)), matching('?'.repeat(64))],
    ['the roles of a permission set without their path', ROLE, 'is the role of a permission set, which has another path',
      matching('AWSReservedSSO_Audit_*'), matching('/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Audit_*')],
  ]);

  test('case 2026-11-36: a pattern given to roles() is answered with rolesMatching()', () => {
    expect(rejectionOf(() => synth(role({ principals: [PrincipalScope.roles('prowler*')] }))).remedy).toBe('use PrincipalScope.rolesMatching("prowler*") for a pattern');
  });
});

describe('PrincipalScope.accountAccessManager has the ARN of an application', () => {
  const managed = (arn: string) => role({ principals: [PrincipalScope.accountAccessManager(arn)] });
  const arn = (rest: string) => `arn:aws:account-access:${rest}`;
  const good = managed(arn('eu-west-1:999999999999:application/app-1'));
  const inRegion = (region: string): Input => ({ app }) => new TrustingRole(new Stack(app, 'Abroad', { env: { account: B, region } }), 'Role', {
    assumingAccount: A, principals: [PrincipalScope.accountAccessManager(arn('eu-west-1:999999999999:application/app-1'))],
  });
  const noApplication = 'is not the ARN of an application of account access manager';
  rejects([
    ['its id', ROLE, noApplication, managed('app-1'), good],
    ['the application of Identity Center', ROLE, noApplication, managed('arn:aws:sso::999999999999:application/ssoins-1/apl-1'), good],
    ['another resource', ROLE, noApplication, managed(arn('eu-west-1:999999999999:entitlement/e-1')), good],
    ['every application', ROLE, noApplication, managed(arn('eu-west-1:999999999999:application/*')), good],
    ['every account', ROLE, noApplication, managed(arn('eu-west-1:*:application/app-1')), good],
    ['no Region', ROLE, noApplication, managed(arn(':999999999999:application/app-1')), good],
    ['no account', ROLE, noApplication, managed(arn('eu-west-1::application/app-1')), good],
    ['another partition', ROLE, 'is in another partition than aws', managed('arn:aws-us-gov:account-access:us-gov-west-1:999999999999:application/app-1'), good],
    ['a role in another partition', 'Abroad/Role', 'principals has account access manager, which is not available in the partition aws-cn of the role',
      inRegion('cn-north-1'), inRegion('eu-central-1')],
    ['a late one', ROLE, noApplication, managed(Lazy.string({ produce: () => 'app-1' })), managed(Lazy.string({ produce: () => arn('eu-west-1:999999999999:application/app-1') }))],
    ['another account', ROLE, `PrincipalScope.inAccount "${C}" is given for account access manager`,
      role({ principals: [PrincipalScope.accountAccessManager(arn('eu-west-1:999999999999:application/app-1')).inAccount(C)] }), good],
    ['an external ID that it cannot pass', ROLE, 'externalId is required, but no trusted principal can meet it: account access manager passes no external ID',
      role({ principals: [PrincipalScope.accountAccessManager(arn('eu-west-1:999999999999:application/app-1'))], externalId: 'Contract-42' }), good],
  ]);
});

describe('inAccount moves principals to the account of callers', () => {
  const inAccount = (id: string, scope = PrincipalScope.users('ann')) => role({ principals: [scope.inAccount(id)] });
  rejects([
    ['an id that is too short', ROLE, 'PrincipalScope.inAccount "33333333333" is not an account id', inAccount('33333333333'), inAccount(C)],
    ['the alias of an account', ROLE, '"vendor" is not an account id', inAccount('vendor'), inAccount(C)],
    ['an account that only the deployment knows', ROLE, 'PrincipalScope.inAccount is a token', inAccount(Aws.ACCOUNT_ID), inAccount(C)],
    ['the role\'s own account', ROLE, `PrincipalScope.inAccount "${B}" is the role's own account`, inAccount(B), inAccount(A)],
    ['an organization', ROLE, 'is given for an organization', inAccount(C, PrincipalScope.organization('o-a1b2c3d4e5')), inAccount(C, PrincipalScope.account())],
    ['parts of an organization', ROLE, 'is given for an organization', inAccount(C, PrincipalScope.organizationPaths('o-a1b2c3d4e5/*')), inAccount(C, PrincipalScope.anyRole())],
    ['the ARN of a user of the assuming account', ROLE, `belongs to account ${A}, but the scope is of account ${C}`,
      inAccount(C, PrincipalScope.users(`arn:aws:iam::${A}:user/ann`)), inAccount(C, PrincipalScope.users(`arn:aws:iam::${C}:user/ann`))],
    ['a bad name', ROLE, '"*"', inAccount(C, PrincipalScope.users('*')), inAccount(C)],
    ['an account, added later', ROLE_OF_ACCESS, `"${B}" is the role's own account`,
      (accounts) => access()(accounts).roles[0].addPrincipals(PrincipalScope.users('ann').inAccount(B)),
      (accounts) => access()(accounts).roles[0].addPrincipals(PrincipalScope.users('ann').inAccount(C))],
  ]);

  test('an id that is undefined may come from an environment variable that is missing', () => {
    const { problem, remedy } = rejectionOf(() => PrincipalScope.anyRole().inAccount(process.env.MISSING_ACCOUNT!));
    expect(problem).toBe('accountId undefined is not a string');
    expect(remedy).toContain('that variable may be missing');
  });
});

describe('grantAssumeRole is given an identity of the assuming account whose policies can be changed', () => {
  /** Grants to what `grantee` makes, where only the user ann is trusted otherwise. */
  const grants = (grantee: (accounts: TwoAccounts) => IGrantable, principals = [USERS]): Input =>
    (accounts) => access({ principals })(accounts).grantAssumeRole(grantee(accounts));
  const named = grants(({ a }) => new User(a, 'Bob', { userName: 'bob' }));
  const namedRole = grants(({ a }) => new Role(a, 'Ci', { roleName: 'Deployer', assumedBy: new AccountRootPrincipal() }));

  rejects([
    ['a user of the other account', ACCESS, B, grants(({ b }) => new User(b, 'Bob', { userName: 'bob' })), named],
    ['an existing user of the other account', ACCESS, B, grants(({ b }) => User.fromUserName(b, 'Bob', 'bob')), grants(({ a }) => User.fromUserName(a, 'Bob', 'bob'))],
    ['the ARN of a user of a third account', ACCESS, C,
      grants(({ a }) => User.fromUserArn(a, 'Bob', `arn:aws:iam::${C}:user/bob`)), grants(({ a }) => User.fromUserArn(a, 'Bob', `arn:aws:iam::${A}:user/bob`))],
    ['the ARN of a role of a third account', ACCESS, C,
      grants(({ a }) => Role.fromRoleArn(a, 'Ci', `arn:aws:iam::${C}:role/Ci`)), grants(({ a }) => Role.fromRoleArn(a, 'Ci', `arn:aws:iam::${A}:role/Ci`))],
    ['the ARN of a group of a third account', ACCESS, C,
      grants(({ a }) => Group.fromGroupArn(a, 'Team', `arn:aws:iam::${C}:group/Team`), [PrincipalScope.account()]),
      grants(({ a }) => Group.fromGroupArn(a, 'Team', `arn:aws:iam::${A}:group/Team`), [PrincipalScope.account()])],
    ['an identity of an account unknown at synth', ACCESS, 'unknown at synth', grants((accounts) => User.fromUserName(accounts.stack('Anywhere'), 'Bob', 'bob')), named],
    ['the trusting role itself', ACCESS, B, (accounts) => {
      const made = access()(accounts);
      made.grantAssumeRole(made.roles[0]);
    }, named],
    ['a user whose name CloudFormation makes up', ACCESS, 'Identity/Bob', grants(({ a }) => new User(a, 'Bob')), named],
    ['a user whose path only the deployment knows', ACCESS, 'Identity/Bob has a name or path that is known at deployment only',
      grants(({ a }) => new User(a, 'Bob', { userName: 'bob', path: new CfnParameter(a, 'Path').valueAsString })), named],
    ['a user whose name would be another in each stack', ACCESS, 'Identity/Bob has a name or path that is known at deployment only',
      grants(({ a }) => User.fromUserName(a, 'Bob', Aws.STACK_NAME)), grants(({ a }) => User.fromUserName(a, 'Bob', a.stackName))],
    ['a role whose name would be another in each stack', ACCESS, 'Identity/Ci has a name or path that is known at deployment only',
      grants(({ a }) => Role.fromRoleName(a, 'Ci', `Ci-${Aws.ACCOUNT_ID}`)), grants(({ a }) => Role.fromRoleName(a, 'Ci', `Ci-${a.account}`))],
    ['a role whose name CloudFormation makes up', ACCESS, 'Identity/Ci', grants(({ a }) => new Role(a, 'Ci', { assumedBy: new AccountRootPrincipal() })), namedRole],
    ['an existing role that must not be changed', ACCESS, 'Identity/Ci',
      grants(({ a }) => Role.fromRoleArn(a, 'Ci', `arn:aws:iam::${A}:role/Ci`, { mutable: false })), grants(({ a }) => Role.fromRoleName(a, 'Ci', 'Ci'))],
    ['an AWS service', ACCESS, 'not a user, role or group', grants(() => new ServicePrincipal('ec2.amazonaws.com')), named],
    ['an account', ACCESS, 'not a user, role or group', grants(() => new AccountPrincipal(A)), named],
    ['an organization', ACCESS, 'not a user, role or group', grants(() => new OrganizationPrincipal('o-1234567890')), named],
    ['a bare ARN', ACCESS, 'not a user, role or group', grants(() => new ArnPrincipal(`arn:aws:iam::${A}:user/bob`)), named],
    ['a group where only users are trusted', ACCESS, 'Identity/Team',
      grants(({ a }) => new Group(a, 'Team')), grants(({ a }) => new Group(a, 'Team'), [USERS, PrincipalScope.account()])],
    ['a group where only roles are trusted', ACCESS, ROLE_OF_ACCESS,
      grants(({ a }) => new Group(a, 'Team'), [PrincipalScope.roles('Deployer')]), grants(({ a }) => new Group(a, 'Team'), [PrincipalScope.account()])],
    ['a group where only users are trusted, by a role made here rather than elsewhere', ACCESS, 'Identity/Team',
      grants(({ a }) => new Group(a, 'Team')),
      (accounts) => access({ trusting: [TrustingTarget.account(B)], principals: [USERS] })(accounts).grantAssumeRole(new Group(accounts.a, 'Team'))],
  ]);
});
