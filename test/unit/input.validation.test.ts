import { Aws, Duration, Lazy, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AssumingGroup, CrossAccountReadOnlyAccess, MfaRequirement, PrincipalScope, ReadOnlyPermissions, TrustingRole, TrustingRoleProps, TrustingTarget } from '../../src';
import { ACCESS, access, BadInput, GROUP, group, rejects, ROLE, role, synth } from '../support/invalid-props';
import { A, B, C, TwoAccounts } from '../support/two-accounts';

const trusting = (...accountIds: string[]) => group({ trusting: accountIds.map((id) => TrustingTarget.account(id)) });

test('bad input is an error that goes by its name', () => {
  const error = expect.objectContaining({ name: 'ValidationError', message: expect.stringMatching(/^Workload\/Role: /) });
  expect(() => synth(role({ assumingAccount: '2222' }))).toThrow(error);
});

describe('an account is twelve digits, known at synth', () => {
  const ids: [string, string, string][] = [
    ['too short', '2222', '"2222"'],
    ['with dashes', '2222-2222-2222', '"2222-2222-2222"'],
    ['thirteen digits', '2222222222222', '"2222222222222"'],
    ['letters', '22222222222b', '"22222222222b"'],
    ['with a line break', '222222222222\n', '"222222222222\\n"'],
    ['empty', '', '""'],
    ['a token', Aws.ACCOUNT_ID, 'token'],
  ];
  describe('assumingAccount', () => rejects(ids.map(([what, id, value]): BadInput =>
    [what, ROLE, `assumingAccount ${value === 'token' ? 'is a token' : value}`, role({ assumingAccount: id }), role({ assumingAccount: C })])));
  describe('TrustingTarget.account', () => rejects(ids.map(([what, id, value]): BadInput =>
    [what, GROUP, `TrustingTarget.account ${value === 'token' ? 'is a token' : value}`, trusting(id), trusting(C)])));

  describe('of a stack', () => rejects([
    ['TrustingTarget.scope of a group', GROUP, '"Anywhere" is a token',
      (accounts) => group({ trusting: [TrustingTarget.scope(accounts.stack('Anywhere'))] })(accounts),
      (accounts) => {
        const known = accounts.stack('Known', C);
        new TrustingRole(known, 'Role', { assumingAccount: A });
        return group({ trusting: [TrustingTarget.scope(known)] })(accounts);
      }],
    ['TrustingTarget.scope of both halves', ACCESS, '"Anywhere" is a token',
      (accounts) => access({ trusting: [TrustingTarget.scope(accounts.stack('Anywhere'))] })(accounts),
      (accounts) => access({ trusting: [TrustingTarget.scope(accounts.stack('Known', C))] })(accounts)],
    ['the scope of both halves', 'Anywhere/Access', 'the account of its stack is a token',
      (accounts) => new CrossAccountReadOnlyAccess(accounts.stack('Anywhere'), 'Access', { trusting: [TrustingTarget.account(B)] }),
      (accounts) => new CrossAccountReadOnlyAccess(accounts.stack('Known', C), 'Access', { trusting: [TrustingTarget.account(B)] })],
  ]));
});

describe('a target is another account, named once', () => rejects([
  ['none', GROUP, 'trusting is an empty list', trusting(), trusting(B)],
  ['none, of both halves', ACCESS, 'trusting is an empty list', access({ trusting: [] }), access()],
  ['the group\'s own account', GROUP, A, trusting(A), trusting(B)],
  ['the assuming account itself, by scope', ACCESS, A, (accounts) => access({ trusting: [TrustingTarget.scope(accounts.a)] })(accounts), access()],
  ['the role\'s own account', ROLE, B, role({ assumingAccount: B }), role({ assumingAccount: A })],
  ['one account twice', GROUP, B, trusting(B, C, B), trusting(B, C)],
  ['one scope twice', ACCESS, B,
    (accounts) => access({ trusting: [TrustingTarget.scope(accounts.b), TrustingTarget.scope(accounts.b)] })(accounts), access()],
  ['one account by scope and by id', ACCESS, B,
    (accounts) => access({ trusting: [TrustingTarget.scope(accounts.b), TrustingTarget.account(B)] })(accounts),
    (accounts) => access({ trusting: [TrustingTarget.scope(accounts.b), TrustingTarget.account(C)] })(accounts)],
  ['the App, which is in no stack', GROUP, 'TrustingTarget.scope ""',
    (accounts) => group({ trusting: [TrustingTarget.scope(accounts.app)] })(accounts), trusting(B)],
  ['a Stage, which is in no stack', ACCESS, 'TrustingTarget.scope "Prod"',
    (accounts) => access({ trusting: [TrustingTarget.scope(new Stage(accounts.app, 'Prod'))] })(accounts),
    (accounts) => access({ trusting: [TrustingTarget.scope(accounts.stack('B', B, new Stage(accounts.app, 'Prod')))] })(accounts)],
]));

describe('a target by scope holds the role that the group names', () => {
  type Identity = Pick<TrustingRoleProps, 'roleName' | 'path'>;
  const holding = (props?: Identity, wanted: Identity = {}) => (accounts: TwoAccounts) => {
    const part = new Construct(accounts.b, 'Part');
    new TrustingRole(props ? part : accounts.b, 'Role', { assumingAccount: A, ...props });
    new AssumingGroup(accounts.a, 'Auditors', { trusting: [TrustingTarget.scope(part)], ...wanted });
  };
  rejects([
    ['none there', GROUP, '"Workload/Part"', holding(), holding({})],
    ['one of another name', GROUP, '"SecurityReadOnlyRole"', holding({ roleName: 'Auditor' }), holding({ roleName: 'Auditor' }, { roleName: 'Auditor' })],
    ['one of another path', GROUP, '"/"', holding({ path: '/security/' }), holding({ path: '/security/' }, { path: '/security/' })],
    ['a name in another case', GROUP, '"auditor"', holding({ roleName: 'Auditor' }, { roleName: 'auditor' }),
      holding({ roleName: 'auditor' }, { roleName: 'auditor' })],
  ]);
});

describe('names, paths and descriptions are what IAM accepts', () => {
  const long = (length: number) => 'n'.repeat(length);
  const users = (name: string) => role({ principals: [PrincipalScope.users(name)] });
  const pathOf = (length: number) => `/${long(length - 2)}/`;
  rejects([
    ['a role\'s name with a space', ROLE, '"Read Only"', role({ roleName: 'Read Only' }), role({ roleName: 'Read_Only' })],
    ['a role\'s name with a slash', ROLE, '"a/b"', role({ roleName: 'a/b' }), role({ roleName: 'a+=,.@-b' })],
    ['a role\'s name with an umlaut', ROLE, '"Prüfer"', role({ roleName: 'Prüfer' }), role({ roleName: 'Pruefer' })],
    ['a role\'s name with a line break', ROLE, '"Auditor\\n"', role({ roleName: 'Auditor\n' }), role({ roleName: 'Auditor' })],
    ['a role\'s name that is empty', ROLE, '""', role({ roleName: '' }), role({ roleName: 'x' })],
    ['a role\'s name of 65 characters', ROLE, '65', role({ roleName: long(65) }), role({ roleName: long(64) })],
    ['the name of a group\'s role', GROUP, '"Read Only"', group({ roleName: 'Read Only' }), group({ roleName: 'ReadOnly' })],
    ['the name of both halves\' role', ACCESS, '"Read Only"', access({ roleName: 'Read Only' }), access({ roleName: 'ReadOnly' })],
    ['a group\'s name with a space', GROUP, 'groupName "The Auditors"', group({ groupName: 'The Auditors' }), group({ groupName: 'TheAuditors' })],
    ['a group\'s name that is empty', GROUP, '""', group({ groupName: '' }), group({ groupName: 'x' })],
    ['a group\'s name of 129 characters', GROUP, '129', group({ groupName: long(129) }), group({ groupName: long(128) })],
    ['a user\'s name with a space', ROLE, '"ann lee"', users('ann lee'), users('ann.lee@example.com')],
    ['a user\'s name of 65 characters', ROLE, '65', users(long(65)), users(long(64))],
    ['a user\'s name of 65 characters, with a path', ROLE, '65', users(`/team/${long(65)}`), users(`/team/${long(64)}`)],
    ['a user\'s path with a space', ROLE, '"/the team/"', users('/the team/ann'), users('/team/ann')],
    ['a role\'s name of 65 characters in principals', ROLE, '65',
      role({ principals: [PrincipalScope.roles(long(65))] }), role({ principals: [PrincipalScope.roles(long(64))] })],
    ['a permission set\'s name of 33 characters', ROLE, '33',
      role({ principals: [PrincipalScope.permissionSets(long(33))] }), role({ principals: [PrincipalScope.permissionSets(long(32))] })],
    ['a path that does not begin with a slash', ROLE, '"security/"', role({ path: 'security/' }), role({ path: '/security/' })],
    ['a path that does not end with a slash', GROUP, '"/security"', group({ path: '/security' }), group({ path: '/security/' })],
    ['a path with an empty part', ACCESS, '"/a//b/"', access({ path: '/a//b/' }), access({ path: '/a/b/' })],
    ['a path that is empty', ROLE, '""', role({ path: '' }), role({ path: '/' })],
    ['a path of 513 characters', ROLE, '513', role({ path: pathOf(513) }), role({ path: pathOf(512) })],
    ['a description with a variable, which CloudFormation does not replace', ROLE, 'description has "${AWS::AccountId}"',
      role({ description: 'Reads ${AWS::AccountId}' }), role({ description: 'Reads {AWS::AccountId} for $5' })],
    ['a description of 1,001 characters', ROLE, '1001', role({ description: long(1001) }), role({ description: long(1000) })],
    ['a description beyond Latin-1', ROLE, '"5 €"', role({ description: '5 €' }), role({ description: '5 £' })],
    ['a description beyond Latin-1, around a token', ROLE, '5 €', role({ description: `5 € ${Aws.ACCOUNT_ID}` }), role({ description: `5 £ ${Aws.ACCOUNT_ID}` })],
    ['a description with a control character', ROLE, '"\\u0000"', role({ description: '\u0000' }), role({ description: '\t\n' })],
  ]);
});

describe('durations', () => {
  const lasting = (duration: Duration) => role({ maxSessionDuration: duration });
  const fresh = (maxAge: Duration) => role({ mfa: MfaRequirement.required({ maxAge }) });
  const token = Lazy.number({ produce: () => 3600 });
  rejects([
    ['a session of 59 minutes', ROLE, '0.98', lasting(Duration.minutes(59)), lasting(Duration.hours(1))],
    ['a session of no time', ROLE, 'of 0 hours', lasting(Duration.hours(0)), lasting(Duration.minutes(60))],
    ['a session of 12 hours and a minute', ROLE, '12.01', lasting(Duration.minutes(721)), lasting(Duration.hours(12))],
    ['a session of part of a second', ROLE, 'in whole seconds', lasting(Duration.millis(3_600_500)), lasting(Duration.millis(3_601_000))],
    ['a session of no number of hours', ROLE, 'NaN hours', lasting(Duration.hours(NaN)), lasting(Duration.hours(2))],
    ['a session of a token in hours', ROLE, 'maxSessionDuration is a token in hours', lasting(Duration.hours(token)), lasting(Duration.seconds(token))],
    ['MFA of an age that is a token in minutes', ROLE, 'mfa maxAge is a token in minutes', fresh(Duration.minutes(token)), fresh(Duration.seconds(token))],
    ['a profile of a token in hours', ROLE, 'cliProfile duration is a token in hours',
      role({ cliProfile: { duration: Duration.hours(token) } }), role({ cliProfile: { duration: Duration.seconds(token) } })],
    ['MFA of no age', ROLE, 'maxAge of 0', fresh(Duration.seconds(0)), fresh(Duration.seconds(1))],
    ['MFA of a part of a second', ROLE, 'maxAge of 1500', fresh(Duration.millis(1500)), fresh(Duration.millis(2000))],
  ]);
});

describe('MFA is asked of nobody who cannot have it', () => {
  const mfa = MfaRequirement.required();
  const [roles, sets, users] = [PrincipalScope.roles('Deployer'), PrincipalScope.permissionSets('Audit'), PrincipalScope.users('ann')];
  rejects([
    ['sessions of roles', ROLE, 'mfa', role({ mfa, principals: [roles] }), role({ principals: [roles] })],
    ['sessions of permission sets', ROLE, 'mfa', role({ mfa, principals: [sets] }), role({ mfa: MfaRequirement.none(), principals: [sets] })],
    ['both', ACCESS, 'mfa', access({ mfa, principals: [roles, sets] }), access({ mfa, principals: [roles, sets, users] })],
  ]);
});

describe('a list that is given names something', () => {
  const nothing = ReadOnlyPermissions.custom({ managedPolicies: [], statements: [] });
  rejects([
    ['users', GROUP, 'users is an empty list', group({ users: [] }), group()],
    ['principals', ROLE, 'principals is an empty list', role({ principals: [] }), role()],
    ['PrincipalScope.users', ROLE, 'PrincipalScope.users is an empty list', role({ principals: [PrincipalScope.users()] }), role({ principals: [PrincipalScope.users('ann')] })],
    ['PrincipalScope.roles', ROLE, 'PrincipalScope.roles is an empty list', role({ principals: [PrincipalScope.roles()] }), role({ principals: [PrincipalScope.roles('Ci')] })],
    ['PrincipalScope.permissionSets', ROLE, 'PrincipalScope.permissionSets is an empty list',
      role({ principals: [PrincipalScope.permissionSets()] }), role({ principals: [PrincipalScope.permissionSets('Audit')] })],
    ['permissions', ROLE, 'permissions is custom()', role({ permissions: ReadOnlyPermissions.custom({}) }), role({ permissions: ReadOnlyPermissions.none() })],
    ['groupPermissions', GROUP, 'groupPermissions is custom()', group({ groupPermissions: nothing }), group({ groupPermissions: ReadOnlyPermissions.none() })],
  ]);
});

describe('trustPolicyQuota is at least what AWS grants', () => rejects([
  ['2047', ROLE, '2047', role({ trustPolicyQuota: 2047 }), role({ trustPolicyQuota: 2048 })],
  ['a part of a character', ROLE, '2048.5', role({ trustPolicyQuota: 2048.5 }), role({ trustPolicyQuota: 8192 })],
  ['a number that is none', ROLE, 'NaN', role({ trustPolicyQuota: NaN }),
    role({ trustPolicyQuota: Lazy.number({ produce: () => 4096 }) })],
]));
