import { Annotations as Warnings, Aws, CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AccountRootPrincipal, Group, IGrantable, ManagedPolicy, PolicyStatement, Role, User } from 'aws-cdk-lib/aws-iam';
import { CrossAccountReadOnlyAccess, PrincipalScope, ReadOnlyPermissions, TrustingRole, TrustingTarget } from '../../src';
import { ACCESS, access, GROUP, group, Input, rejects, ROLE, role, ROLE_OF_ACCESS, synth } from '../support/invalid-props';
import { asText, onlyPolicy } from '../support/resources';
import { A, B, C, TwoAccounts } from '../support/two-accounts';
import { rejectionOf } from '../support/validation-messages';

/** Names of many lengths, so that a wrong count shows. */
const names = (count: number, prefix = 'user') => Array.from({ length: count }, (_, i) => `${prefix}-${'x'.repeat(i % 7)}${i}`);

/** The characters of a policy in a template, without white space. */
const charactersOf = (document: unknown) => JSON.stringify(asText(document)).replaceAll('arn:PARTITION', 'arn:aws').length;

describe('a trust policy over its quota is rejected, and the error says how many principals fit', () => {
  const users = (count: number) => [PrincipalScope.users(...names(count))];
  const sets = (count: number) => [PrincipalScope.permissionSets(...names(count, 'set'))];
  const roles = (count: number) => [PrincipalScope.roles(...names(count, 'ci/role'))];
  const sizeOf = (principals: PrincipalScope[]) => {
    const accounts = new TwoAccounts();
    role({ principals, trustPolicyQuota: 16384 })(accounts);
    const [{ Properties }] = Object.values(accounts.templateB.findResources('AWS::IAM::Role'));
    return charactersOf(Properties.AssumeRolePolicyDocument);
  };

  test.each<[string, (count: number) => PrincipalScope[], number]>([
    ['users', users, 0],
    ['roles', roles, 0],
    ['permission sets, each of which needs two ARNs', sets, 0],
    ['users beside a role', (count) => [PrincipalScope.roles('Deployer'), ...users(count)], 1],
  ])('%s', (_, principals, others) => {
    const { path, problem } = rejectionOf(() => synth(role({ principals: principals(100) })));
    const [, fitting, all] = /: (\d+) of (\d+) principals fit$/.exec(problem)!.map(Number);
    expect(path).toBe(ROLE);
    expect(all).toBe(100 + others);
    synth(role({ principals: principals(fitting - others) }));
    expect(() => synth(role({ principals: principals(fitting - others + 1) }))).toThrow('over the quota of 2048');
  });

  test('the size is that of the policy without white space', () => {
    const { problem } = rejectionOf(() => synth(role({ principals: users(100) })));
    const size = sizeOf(users(100));
    expect(problem).toContain(`is ${size} characters long, ${size - 2048} over`);
  });

  test('principals that fit to the last character do', () => {
    const trustPolicyQuota = sizeOf(users(60));
    synth(role({ principals: users(60), trustPolicyQuota }));
    expect(rejectionOf(() => synth(role({ principals: users(61), trustPolicyQuota }))).problem).toMatch(/: 60 of 61 principals fit$/);
  });

  test('case 2026-11-09: no quota is above 8,192, whatever trustPolicyQuota is', () => {
    const claiming = (count: number, trustPolicyQuota: number) => role({ principals: users(count), trustPolicyQuota });
    const { path, problem } = rejectionOf(() => synth(claiming(400, 100_000)));
    expect([path, problem]).toEqual([ROLE, expect.stringMatching(/^the trust policy is \d+ characters long, but no trustPolicyQuota is above 8192: 179 of 400 principals fit$/)]);
    expect(sizeOf(users(179))).toBeGreaterThan(8000);
    synth(claiming(179, 100_000));
    synth(claiming(179, 8192));
  });

  test('a longer partition counts with its real length', () => {
    const fit = (region: string) => {
      const accounts = new TwoAccounts({ region });
      role({ principals: users(100) })(accounts);
      return Number(/(\d+) of 100 principals fit/.exec(rejectionOf(() => accounts.app.synth()).problem)![1]);
    };
    expect(fit('us-gov-west-1')).toBeLessThan(fit('eu-west-1'));
  });

  test('principals that are added later count', () => {
    const later = (count: number): Input => (accounts) => new TrustingRole(accounts.b, 'Role', { assumingAccount: A, principals: users(1) })
      .addPrincipals(PrincipalScope.users(...names(count)));
    expect(rejectionOf(() => synth(later(100))).path).toBe(ROLE);
    synth(later(10));
  });
});

describe('a group\'s inline policies over IAM\'s quota are rejected', () => {
  const read = (bucket: string) => new PolicyStatement({ actions: ['s3:ListBucket'], resources: [`arn:aws:s3:::${bucket}`] });

  test.each<[string, (count: number) => Input]>([
    ['groupPermissions', (count) => group({ groupPermissions: ReadOnlyPermissions.custom({ statements: names(count).map(read) }) })],
    ['statements that are added later', (count) => (accounts) => {
      const made = access()(accounts).group;
      names(count).forEach((name) => made.addToPrincipalPolicy(read(name)));
    }],
  ])('%s count too', (_, statements) => {
    const [, size, overQuota] = /^the group's inline policies are (\d+) characters long, (\d+) over IAM's quota of 5120$/.exec(rejectionOf(() => synth(statements(100))).problem)!;
    expect(Number(size) - Number(overQuota)).toBe(5120);
    synth(statements(10));
  });

  test('what fits to the last character does', () => {
    const reading = (length: number) => group({ groupPermissions: ReadOnlyPermissions.custom({ statements: [read('x'.repeat(length))] }) });
    const sizeOf = (length: number) => {
      const accounts = new TwoAccounts();
      reading(length)(accounts);
      return Object.values(accounts.templateA.findResources('AWS::IAM::Policy'))
        .map(({ Properties }) => charactersOf(Properties.PolicyDocument))
        .reduce((sum, size) => sum + size);
    };
    // So long that the roles' statement is in a managed policy.
    const most = 3900 + 5120 - sizeOf(3900);
    expect(sizeOf(most)).toBe(5120);
    expect(rejectionOf(() => synth(reading(most + 1))).problem).toContain('policies are 5121 characters long, 1 over');
  });
});

describe('what grantAssumeRole gives an identity over IAM\'s quota for its inline policies is rejected', () => {
  const accountsOf = (count: number) => Array.from({ length: count }, (_, i) => TrustingTarget.account(String(500000000000 + i)));
  const granted = (count: number, identity: (accounts: TwoAccounts) => IGrantable): Input => (accounts) =>
    access({ trusting: accountsOf(count) })(accounts).grantAssumeRole(identity(accounts));
  const user = ({ a }: TwoAccounts) => new User(a, 'Ann', { userName: 'ann' });
  const tool = ({ a }: TwoAccounts) => new Role(a, 'Tool', { roleName: 'Tool', assumedBy: new AccountRootPrincipal() });
  const others = ({ a }: TwoAccounts) => new Group(a, 'Others');
  rejects([
    ['a user', ACCESS, 'Identity/Ann a policy of', granted(40, user), granted(35, user)],
    ['a role', ACCESS, 'Identity/Tool a policy of', granted(200, tool), granted(185, tool)],
    ['a group', ACCESS, 'Identity/Others a policy of', granted(100, others), granted(90, others)],
  ]);
  test('it is said once, however often it is granted', () => {
    const twice: Input = (accounts) => {
      const [made, identity] = [access({ trusting: accountsOf(40) })(accounts), user(accounts)];
      made.grantAssumeRole(identity);
      made.grantAssumeRole(identity);
    };
    expect(rejectionOf(() => synth(twice)).remedy).toBe('use the group instead, name fewer accounts, or use TrustingTarget.stackSetToOrganizationalUnits()');
  });
  test('what fits to the last character does', () => {
    const path = (length: number) => `/${'x'.repeat(length - 2)}/`;
    const granting = (length: number): Input => (accounts) =>
      access({ path: path(length), trusting: accountsOf(8) })(accounts).grantAssumeRole(user(accounts));
    const sizeOf = (length: number) => {
      const accounts = new TwoAccounts();
      granting(length)(accounts);
      return charactersOf(onlyPolicy(accounts.templateA, 'AccessAssume').PolicyDocument);
    };
    const most = 100 + Math.floor((2048 - sizeOf(100)) / 8);
    expect(sizeOf(most)).toBe(2048);
    expect(rejectionOf(() => synth(granting(most + 1))).problem).toContain('a policy of 2056 characters');
  });

  describe('the quota is for all inline policies of an identity together', () => {
    const accessOf = (accounts: TwoAccounts, id: string, count: number) =>
      new CrossAccountReadOnlyAccess(accounts.a, id, { roleName: id, trusting: accountsOf(count) });
    const annOf = (a: Stack, id: string) => User.fromUserName(a, id, 'ann');
    const inAccounts = (count: number, identity: (accounts: TwoAccounts) => IGrantable): Input => (accounts) => {
      const grantee = identity(accounts);
      for (let i = 0; i < count; i += 1) {
        new TrustingRole(accounts.stack(`Workload${i}`, String(500000000000 + i)), 'Role', { assumingAccount: A })
          .grantAssumeRole(grantee.grantPrincipal);
      }
    };
    const twoAccesses = (count: number, identities: (accounts: TwoAccounts) => [IGrantable, IGrantable]): Input => (accounts) => {
      const [one, other] = identities(accounts);
      accessOf(accounts, 'One', count).grantAssumeRole(one);
      accessOf(accounts, 'Other', count).grantAssumeRole(other);
    };
    const withStatement = (length: number): Input => (accounts) => {
      const identity = tool(accounts);
      identity.addToPolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: [`arn:aws:s3:::b/${'x'.repeat(length - 2)}`] }));
      access({ trusting: accountsOf(20) })(accounts).grantAssumeRole(identity);
    };
    rejects([
      ['of the roles of 20 accounts', 'Workload0/Role', 'Identity/Ann 20 policies of', inAccounts(20, user), inAccounts(10, user)],
      ['of two constructs', 'Identity/One', 'Identity/Ann 2 policies of', twoAccesses(28, (accounts) => { const ann = user(accounts); return [ann, ann]; }),
        twoAccesses(28, (accounts) => [user(accounts), User.fromUserName(accounts.a, 'Bob', 'bob')])],
      ['of a user who is imported twice', 'Identity/One', 'Identity/Ann1 2 policies of', twoAccesses(28, ({ a }) => [annOf(a, 'Ann1'), annOf(a, 'Ann2')]),
        twoAccesses(28, ({ a }) => [annOf(a, 'Ann1'), User.fromUserName(a, 'Ann2', 'bob')])],
      ['with what the app adds to the identity', ACCESS, 'next to 9', withStatement(9500), withStatement(8000)],
    ]);
  });

  test.each([['a user', user, 2048], ['a role', tool, 10240], ['a group', others, 5120]])('the quota is that of %s', (_, identity, quota) => {
    expect(rejectionOf(() => synth(granted(250, identity))).problem).toContain(`quota of ${quota} for`);
  });
});

describe('more managed policies than IAM attaches are rejected', () => {
  const managed = (count: number) => Array.from({ length: count }, (_, i) => ManagedPolicy.fromAwsManagedPolicyName(`Policy${i}`));
  const permissions = (count: number) => ReadOnlyPermissions.custom({ managedPolicies: managed(count) });
  const later = (count: number): Input => (accounts) => {
    const { group: made, roles: [made1] } = access()(accounts);
    managed(count).forEach((policy) => made.addManagedPolicy(policy));
    managed(count).forEach((policy) => made1.addManagedPolicy(policy));
  };

  rejects([
    ['eleven for a group', GROUP, '11 managed policies', group({ groupPermissions: permissions(11) }), group({ groupPermissions: permissions(10) })],
    ['one more for a group, added later', 'Identity/Access/Group', '11 managed policies', later(10), later(9)],
    // Two are the library's denials.
    ['case 2026-11-53: twenty-six for a role', ROLE, '26 managed policies', role({ permissions: permissions(24) }), role({ permissions: permissions(23) })],
  ]);
});

describe('a role\'s name is unique in its account, whatever its path and case', () => {
  const two = (first: object, second: object): Input => (accounts) => {
    role(first)(accounts);
    new TrustingRole(accounts.b, 'Second', { assumingAccount: A, ...second });
  };
  const twoAnywhere = (props: object): Input => (accounts) => {
    const anywhere = accounts.stack('Anywhere');
    new TrustingRole(anywhere, 'First', { assumingAccount: A });
    new TrustingRole(anywhere, 'Second', { assumingAccount: A, ...props });
  };
  const byParameter = (first: string, second: string): Input => (accounts) => {
    const [one, other] = [first, second].map((name) => accounts.b.node.tryFindChild(name) as CfnParameter ?? new CfnParameter(accounts.b, name));
    two({ roleName: one.valueAsString }, { roleName: other.valueAsString })(accounts);
  };
  const fromC = (props: { roleName?: string } = {}): Input => (accounts) =>
    new CrossAccountReadOnlyAccess(accounts.stack('People', C), 'Access', { trusting: [TrustingTarget.scope(accounts.b)], ...props });
  rejects([
    ['the default name twice in one stack', 'Workload/Second', 'roleName "SecurityReadOnlyRole" is taken by another role of Workload', two({}, {}), two({}, { roleName: 'Auditor' })],
    ['in another case', 'Workload/Second', '"AUDITOR"', two({ roleName: 'Auditor' }, { roleName: 'AUDITOR' }), two({ roleName: 'Auditor' }, { roleName: 'AUDITOR2' })],
    ['under another path', 'Workload/Second', '"Auditor"',
      two({ roleName: 'Auditor' }, { roleName: 'Auditor', path: '/a/' }), two({ roleName: 'Auditor' }, { roleName: 'Auditor2', path: '/a/' })],
    ['in a stack of which only the deployment knows the account', 'Anywhere/Second', 'roleName "SecurityReadOnlyRole" is taken by another role of Anywhere',
      twoAnywhere({}), twoAnywhere({ roleName: 'Auditor' })],
    ['that only the deployment knows', 'Workload/Second', 'is taken by another role of Workload', byParameter('Name', 'Name'), byParameter('Name', 'OtherName')],
    ['by two accesses', ROLE_OF_ACCESS, '"SecurityReadOnlyRole"',
      (accounts) => [access()(accounts), fromC()(accounts)],
      (accounts) => [access()(accounts), fromC({ roleName: 'Auditor' })(accounts)]],
  ]);

  describe('in two stacks of one account, which may never be deployed side by side', () => {
    const REMEDY = 'IAM is global: deploy only one of them, or give each role a different roleName';
    const warning = Match.stringLikeRegexp(`roleName ".+" is taken in the same account by Workload; ${REMEDY} .+roleNameTaken`);
    let accounts: TwoAccounts;
    beforeEach(() => {
      accounts = new TwoAccounts();
      role({ roleName: 'Auditor' })(accounts);
    });

    function second(account: string, roleName: string): [Stack, TrustingRole] {
      const stack = accounts.stack('Second', account);
      return [stack, new TrustingRole(stack, 'Role', { assumingAccount: A, roleName })];
    }

    test.each([
      ['the same name', 'Auditor'],
      ['in another case', 'auditor'],
    ])('%s: a warning', (_, roleName) => {
      Annotations.fromStack(second(B, roleName)[0]).hasWarning('/Second/Role', warning);
    });

    test('all others are named', () => {
      second(B, 'Auditor');
      const third = accounts.stack('Third', B);
      role({ roleName: 'Auditor' })({ b: third } as TwoAccounts);
      Annotations.fromStack(third).hasWarning('/Third/Role', Match.stringLikeRegexp('by Workload, Second; '));
    });

    test('it can be acknowledged', () => {
      const [stack, made] = second(B, 'Auditor');
      Warnings.of(made).acknowledgeWarning('cdk-cross-account-read-only-access:roleNameTaken', 'one of them is deployed');
      Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
    });

    test.each([
      ['another name', B, 'Auditor2'],
      ['another account', C, 'Auditor'],
    ])('%s: no warning', (_, account, roleName) => {
      Annotations.fromStack(second(account, roleName)[0]).hasNoWarning('*', Match.anyValue());
    });

    test.each([
      ['accounts', undefined, 'Auditor'],
      ['names', B, `${Aws.STACK_NAME}Auditor`],
    ])('where only the deployment knows their %s: no warning', (_, account, roleName) => {
      const [one, other] = ['One', 'Other'].map((id) => accounts.stack(id, account));
      [one, other].forEach((stack) => new TrustingRole(stack, 'Role', { assumingAccount: A, roleName }));
      Annotations.fromStack(other).hasNoWarning('*', Match.anyValue());
    });
  });
});
