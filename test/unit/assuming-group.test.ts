import { CfnParameter, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Group, IUser, ManagedPolicy, PolicyStatement, User } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { AssumingGroup, AssumingGroupProps, CrossAccountReadOnlyAccess, ReadOnlyPermissions, SelfManagedMfa, TrustingRole, TrustingTarget } from '../../src';
import { asText, only, statementsOf } from '../support/resources';
import { A, B, C, templateOf, TwoAccounts } from '../support/two-accounts';

const READ_ONLY_ACCESS = 'arn:PARTITION:iam::aws:policy/ReadOnlyAccess';
const LIST_BUCKETS = { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' };

let accounts: TwoAccounts;
beforeEach(() => {
  accounts = new TwoAccounts();
});

function make(props: Partial<AssumingGroupProps> = {}, id = 'Auditors'): AssumingGroup {
  return new AssumingGroup(accounts.a, id, { trusting: [TrustingTarget.account(B)], ...props });
}

function imported(name: string, scope: Construct = accounts.a): IUser {
  return User.fromUserName(scope, `Imported-${name}`, name);
}

function groupProperties(): any {
  return asText(only(accounts.templateA, 'AWS::IAM::Group'));
}

/** The Ref of the group that was made under an id. */
function refOf(id = 'Auditors', stack: Stack = accounts.a): any {
  const [logicalId] = Object.keys(templateOf(stack).findResources('AWS::IAM::Group')).filter((name) => name.startsWith(id));
  return { Ref: logicalId };
}

/** The memberships, without those that only keep the logical ids of the CDK. */
function additions(): any[] {
  return Object.values(accounts.templateA.findResources('AWS::IAM::UserToGroupAddition'))
    .filter(({ DeletionPolicy }) => DeletionPolicy !== 'Retain').map(({ Properties }) => Properties);
}

describe('with nothing but a trusting account', () => {
  beforeEach(() => {
    make();
  });

  test('members may assume the role of that account, and no other', () => {
    expect(statementsOf(accounts.templateA, 'AssumeRole')).toEqual([
      { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: `arn:PARTITION:iam::${B}:role/SecurityReadOnlyRole` },
    ]);
  });
  test('members read in their own account what AWS calls read-only', () => {
    expect(groupProperties().ManagedPolicyArns).toEqual([READ_ONLY_ACCESS]);
  });
  test('members can get themselves the MFA that roles ask for', () => {
    expect(statementsOf(accounts.templateA, 'SelfManagedMfa').flatMap(({ Action }) => Action)).toContain('iam:EnableMFADevice');
  });
  test('CloudFormation names the group', () => expect(groupProperties()).not.toHaveProperty('GroupName'));
  test('nobody is a member', () => expect(additions()).toEqual([]));
});

describe('trusting', () => {
  const role = (account: string, name = 'SecurityReadOnlyRole') => `arn:PARTITION:iam::${account}:role/${name}`;

  test.each<[string, () => TrustingTarget[], string[]]>([
    ['an account', () => [TrustingTarget.account(B)], [role(B)]],
    ['several accounts', () => [TrustingTarget.account(B), TrustingTarget.account(C)], [role(B), role(C)]],
    ['a stack that holds the role', () => {
      new TrustingRole(accounts.b, 'Role', { assumingAccount: A });
      return [TrustingTarget.scope(accounts.b)];
    }, [role(B)]],
    ['a construct that holds the role', () => {
      const part = new Construct(accounts.b, 'Security');
      new TrustingRole(part, 'Role', { assumingAccount: A });
      return [TrustingTarget.scope(part)];
    }, [role(B)]],
    ['a stack and an account', () => {
      new TrustingRole(accounts.b, 'Role', { assumingAccount: A });
      return [TrustingTarget.scope(accounts.b), TrustingTarget.account(C)];
    }, [role(B), role(C)]],
  ])('%s: exact role ARNs, in the policy and as attribute', (_, trusting, arns) => {
    const group = make({ trusting: trusting() });
    const [{ Resource }] = statementsOf(accounts.templateA, 'AssumeRole');
    expect([Resource].flat()).toEqual(arns);
    expect(asText(accounts.a.resolve(group.roleArns))).toEqual(arns);
  });

  test('the role may be made after the group', () => {
    const group = make({ trusting: [TrustingTarget.scope(accounts.b)] });
    new TrustingRole(accounts.b, 'Role', { assumingAccount: A });
    expect(statementsOf(accounts.templateA, 'AssumeRole')).toEqual([expect.objectContaining({ Resource: role(B) })]);
    expect(group.roleArns).toHaveLength(1);
  });

  test.each<[string, Partial<AssumingGroupProps>, string]>([
    ['roleName', { roleName: 'Auditor' }, role(B, 'Auditor')],
    ['path', { path: '/security/' }, role(B, 'security/SecurityReadOnlyRole')],
    ['path and roleName', { path: '/security/audit/', roleName: 'Auditor' }, role(B, 'security/audit/Auditor')],
  ])('%s: of the role', (_, props, arn) => {
    make(props);
    expect(statementsOf(accounts.templateA, 'AssumeRole')).toEqual([{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: arn }]);
  });
});

describe('users', () => {
  test('existing users are added to the group, which takes them out of no other', () => {
    make({ users: [imported('ann'), imported('bob')] });
    expect(additions()).toEqual([{ GroupName: refOf(), Users: ['ann', 'bob'] }]);
    accounts.templateA.resourceCountIs('AWS::IAM::User', 0);
  });

  test('a user of the app joins by its own list of groups, and stays in the others', () => {
    const others = new Group(accounts.a, 'Others');
    make({ users: [new User(accounts.a, 'Ann', { groups: [others] })] });
    expect(only(accounts.templateA, 'AWS::IAM::User').Groups).toEqual([refOf('Others'), refOf()]);
    expect(additions()).toEqual([]);
  });

  test('existing users and users of the app together', () => {
    make({ users: [imported('ann'), new User(accounts.a, 'Bob')] });
    expect(additions()).toEqual([{ GroupName: refOf(), Users: ['ann'] }]);
    expect(only(accounts.templateA, 'AWS::IAM::User').Groups).toEqual([refOf()]);
  });

  test('more may be added later', () => {
    const group = make({ users: [imported('ann')] });
    group.addUser(imported('bob'));
    group.addUser(new User(accounts.a, 'Cyd'));
    expect(additions()).toEqual([{ GroupName: refOf(), Users: ['ann', 'bob'] }]);
    expect(only(accounts.templateA, 'AWS::IAM::User').Groups).toEqual([refOf()]);
  });

  test('one that is added twice is added once', () => {
    make({ users: [imported('ann')] }).addUser(User.fromUserName(accounts.a, 'Again', 'ann'));
    expect(additions()).toEqual([{ GroupName: refOf(), Users: ['ann'] }]);
  });

  test('an existing user with a path is added by name', () => {
    make({ users: [User.fromUserArn(accounts.a, 'Ann', `arn:aws:iam::${A}:user/team/ann`)] });
    expect(additions()).toEqual([{ GroupName: refOf(), Users: ['ann'] }]);
  });

  test('two groups of one stack may share an existing user and one of the app', () => {
    const users = [imported('ann'), new User(accounts.a, 'Bob')];
    make({ users });
    make({ users, roleName: 'Other' }, 'Reviewers');
    expect(additions()).toEqual([{ GroupName: refOf(), Users: ['ann'] }, { GroupName: refOf('Reviewers'), Users: ['ann'] }]);
    expect(only(accounts.templateA, 'AWS::IAM::User').Groups).toEqual([refOf(), refOf('Reviewers')]);
  });
});

describe('case 2026-11-41: memberships with the logical ids of the CDK', () => {
  /** The memberships that are retained, by logical id. */
  const retained = (stack: Stack = accounts.a) => Object.fromEntries(
    Object.entries(templateOf(stack).findResources('AWS::IAM::UserToGroupAddition')).filter(([, { DeletionPolicy }]) => DeletionPolicy === 'Retain'));

  /** What the CDK makes of a group of the same id. */
  function madeByCdk(names: string[]): Record<string, any> {
    const { a: stack } = new TwoAccounts();
    const group = new Group(stack, 'Auditors');
    names.forEach((name) => group.addUser(imported(name, stack)));
    return templateOf(stack).findResources('AWS::IAM::UserToGroupAddition');
  }

  test.each([[['ann']], [['ann', 'bob']], [['ann.b@example.com', 'x_y=z']]])('of %j: as the CDK makes them, and retained', (names) => {
    make({ users: names.map((name) => imported(name)) });
    const expected = Object.entries(madeByCdk(names)).map(([id, resource]) => [id, { ...resource, DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' }]);
    expect(expected).toHaveLength(names.length);
    expect(retained()).toEqual(Object.fromEntries(expected));
  });

  test.each<[string, () => unknown]>([
    ['two groups with one user', () => {
      make({ users: [imported('ann')] });
      make({ users: [imported('ann', new Construct(accounts.a, 'Again'))] }, 'Reviewers');
    }],
    ['a group of the CDK with the same user', () => {
      make({ users: [imported('ann')] });
      new Group(accounts.a, 'Reviewers').addUser(imported('ann', new Construct(accounts.a, 'Again')));
    }],
    ['names that differ in special characters only', () => make({ users: [imported('a.nn'), imported('an-n')] })],
    ['a name that is known at deployment only', () => make({ users: [User.fromUserName(accounts.a, 'Ann', new CfnParameter(accounts.a, 'Name').valueAsString)] })],
    ['more users than a stack has room for', () => make({ users: Array.from({ length: 101 }, (_, i) => imported(`user${i}`)) })],
    ['a user of the app', () => make({ users: [new User(accounts.a, 'Ann')] })],
    ['the group of a CrossAccountReadOnlyAccess, which was none of the CDK', () => new CrossAccountReadOnlyAccess(accounts.a, 'Access', {
      users: [imported('ann')], trusting: [TrustingTarget.account(B)],
    })],
  ])('none for %s', (_, makeGroups) => {
    makeGroups();
    expect(retained()).toEqual({});
  });

  test('as many as a stack has room for', () => {
    make({ users: Array.from({ length: 100 }, (_, i) => imported(`user${i}`)) });
    expect(Object.keys(retained())).toHaveLength(100);
  });

  test('in another stack, the same user does not count', () => {
    make({ users: [imported('ann')] });
    const stack = accounts.stack('Other', A);
    new AssumingGroup(stack, 'Auditors', { users: [imported('ann', stack)], trusting: [TrustingTarget.account(B)] });
    expect([Object.keys(retained()), Object.keys(retained(stack))]).toEqual([['annGroup0'], ['annGroup0']]);
  });
});

describe('groupPermissions', () => {
  const securityAudit = ManagedPolicy.fromAwsManagedPolicyName('SecurityAudit');
  const listBuckets = () => new PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] });

  test.each<[string, ReadOnlyPermissions, string[] | undefined, any[]]>([
    ['readOnlyAccess()', ReadOnlyPermissions.readOnlyAccess(), [READ_ONLY_ACCESS], []],
    ['custom() with managed policies', ReadOnlyPermissions.custom({ managedPolicies: [securityAudit] }), ['arn:PARTITION:iam::aws:policy/SecurityAudit'], []],
    ['custom() with statements', ReadOnlyPermissions.custom({ statements: [listBuckets()] }), undefined, [LIST_BUCKETS]],
    ['custom() with both', ReadOnlyPermissions.custom({ managedPolicies: [securityAudit], statements: [listBuckets()] }),
      ['arn:PARTITION:iam::aws:policy/SecurityAudit'], [LIST_BUCKETS]],
    ['none()', ReadOnlyPermissions.none(), undefined, []],
  ])('%s', (_, groupPermissions, managed, inline) => {
    make({ groupPermissions });
    expect(groupProperties().ManagedPolicyArns).toEqual(managed);
    expect(statementsOf(accounts.templateA, 'HomePermissions')).toEqual(inline);
  });
});

describe('selfManagedMfa', () => {
  test.each([
    ['by default', undefined, 1],
    ['fromConsole()', SelfManagedMfa.fromConsole(), 1],
    ['requireMfa()', SelfManagedMfa.requireMfa(), 1],
    ['none()', SelfManagedMfa.none(), 0],
  ])('%s', (_, selfManagedMfa, policies) => {
    make({ selfManagedMfa });
    const found = Object.keys(accounts.templateA.findResources('AWS::IAM::Policy')).filter((id) => id.includes('SelfManagedMfa'));
    expect(found).toHaveLength(policies);
  });
});

test('groupName', () => {
  make({ groupName: 'Auditors' });
  expect(groupProperties().GroupName).toBe('Auditors');
});

describe('as the CDK\'s own Group', () => {
  test('managed policies can be added', () => {
    make().addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName('SecurityAudit'));
    expect(groupProperties().ManagedPolicyArns).toEqual([READ_ONLY_ACCESS, 'arn:PARTITION:iam::aws:policy/SecurityAudit']);
  });

  test('statements land in a policy of its own, beside those it is made with', () => {
    make().addToPrincipalPolicy(new PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] }));
    expect(statementsOf(accounts.templateA, 'DefaultPolicy')).toEqual([LIST_BUCKETS]);
    expect(statementsOf(accounts.templateA, 'AssumeRole')).toHaveLength(1);
  });

  test('grants land in its policy', () => {
    new Bucket(accounts.a, 'Bucket').grantDelete(make());
    expect(statementsOf(accounts.templateA, 'AuditorsDefaultPolicy')[0].Action).toBe('s3:DeleteObject*');
  });

  test('a user of the app may add itself', () => {
    new User(accounts.a, 'Ann').addToGroup(make());
    expect(only(accounts.templateA, 'AWS::IAM::User').Groups).toEqual([refOf()]);
  });

  test('removal policy applies', () => {
    make().applyRemovalPolicy(RemovalPolicy.RETAIN);
    accounts.templateA.hasResource('AWS::IAM::Group', { DeletionPolicy: 'Retain' });
  });

  test('it is found again by its name', () => {
    make({ groupName: 'Auditors' });
    const found = Group.fromGroupName(accounts.a, 'Found', 'Auditors');
    found.addToPrincipalPolicy(new PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] }));
    expect(asText(accounts.a.resolve(found.groupArn))).toBe(`arn:PARTITION:iam::${A}:group/Auditors`);
    accounts.templateA.hasResourceProperties('AWS::IAM::Policy', { Groups: ['Auditors'] });
  });
});

describe('tokens, where no literal is required, pass through', () => {
  test('groupName, roleName, path and user names', () => {
    const parameter = (id: string, value?: string) => new CfnParameter(accounts.a, id, { default: value }).valueAsString;
    make({
      groupName: parameter('Name'),
      roleName: parameter('RoleName'),
      path: parameter('Path', '/'),
      users: [User.fromUserName(accounts.a, 'Ann', parameter('User'))],
    });
    expect(groupProperties().GroupName).toEqual({ Ref: 'Name' });
    expect(statementsOf(accounts.templateA, 'AssumeRole')).toEqual([
      expect.objectContaining({ Resource: `arn:PARTITION:iam::${B}:role{Path}{RoleName}` }),
    ]);
    expect(JSON.stringify(additions()[0].Users)).toContain('{"Ref":"User"}');
  });

  test('the account of the group\'s own stack: only the trusting accounts must be known', () => {
    accounts = new TwoAccounts();
    const anywhere = accounts.stack('Anywhere');
    new AssumingGroup(anywhere, 'Auditors', { trusting: [TrustingTarget.account(B)], users: [imported('ann', anywhere)] });
    expect(statementsOf(templateOf(anywhere), 'AssumeRole')).toEqual([
      expect.objectContaining({ Resource: `arn:PARTITION:iam::${B}:role/SecurityReadOnlyRole` }),
    ]);
    expect(JSON.stringify(statementsOf(templateOf(anywhere), 'SelfManagedMfa'))).toContain(':iam::{AWS::AccountId}:user/');
  });
});
