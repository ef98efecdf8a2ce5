import { App, CfnParameter, Duration, Lazy, PhysicalName, Stack, Stage } from 'aws-cdk-lib';
import { AccountRootPrincipal, ManagedPolicy, Role, User } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  AssumingGroup, CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps, MfaRequirement, PrincipalScope, ReadOnlyPermissions, SelfManagedMfa,
  TrustingRole, TrustingTarget,
} from '../../src';
import { asText, only, onlyPolicy, statementsOf, writeDenials } from '../support/resources';
import { A, B, C, templateOf, TwoAccounts } from '../support/two-accounts';

const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
const ROLE_IN_B = `arn:PARTITION:iam::${B}:role/SecurityReadOnlyRole`;
const SECURITY_AUDIT = ManagedPolicy.fromAwsManagedPolicyName('SecurityAudit');
const SECURITY_AUDIT_ARN = 'arn:PARTITION:iam::aws:policy/SecurityAudit';

let accounts: TwoAccounts;
beforeEach(() => {
  accounts = new TwoAccounts();
});

function make(props: Partial<CrossAccountReadOnlyAccessProps> = {}): CrossAccountReadOnlyAccess {
  return new CrossAccountReadOnlyAccess(accounts.a, 'SecurityReadOnly', { ...props, trusting: props.trusting ?? [TrustingTarget.scope(accounts.b)] });
}

function roleProperties(stack = accounts.b): any {
  return asText(only(templateOf(stack), 'AWS::IAM::Role'));
}

function trust(stack = accounts.b): any[] {
  return roleProperties(stack).AssumeRolePolicyDocument.Statement;
}

function groupProperties(): any {
  return asText(only(accounts.templateA, 'AWS::IAM::Group'));
}

function policy(id: string): any {
  return onlyPolicy(accounts.templateA, id);
}

describe('the whole recipe in one construct', () => {
  beforeEach(() => {
    make({ users: [User.fromUserName(accounts.a, 'UserA', 'userA')] });
  });

  test('the user is in the group', () => expect(only(accounts.templateA, 'AWS::IAM::UserToGroupAddition').Users).toEqual(['userA']));
  test('the group reads its own account', () => expect(groupProperties().ManagedPolicyArns).toEqual(['arn:PARTITION:iam::aws:policy/ReadOnlyAccess']));
  test('the group may assume the role, and no other', () => {
    expect(policy('AssumeRole').PolicyDocument.Statement).toEqual([{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: ROLE_IN_B }]);
  });
  test('the role trusts the group\'s account, with MFA', () => {
    expect(trust()).toEqual([expect.objectContaining({ Principal: { AWS: `arn:PARTITION:iam::${A}:root` }, Condition: MFA })]);
  });
  test('members can get themselves that MFA', () => expect(policy('SelfManagedMfa').Groups).toHaveLength(1));
  test('the name of the group is an output, because CloudFormation generates it', () => {
    const { Outputs, Resources } = accounts.templateA.toJSON();
    const [{ Value }] = Object.entries<any>(Outputs).filter(([key]) => key.includes('GroupName')).map(([, output]) => output);
    expect(Resources[Value.Ref].Type).toBe('AWS::IAM::Group');
  });
  test('the switch-role link is an output', () => {
    const outputs = Object.values(accounts.templateB.toJSON().Outputs).map(({ Value }: any) => Value);
    expect(outputs).toContainEqual(expect.stringMatching(`^https://signin.aws.amazon.com/switchrole\\?account=${B}&roleName=SecurityReadOnlyRole&`));
  });
});

describe('every prop reaches the half, or both halves, that it is about', () => {
  test('groupName: the group, and no output tells it once more', () => {
    make({ groupName: 'Auditors' });
    expect(groupProperties().GroupName).toBe('Auditors');
    expect(accounts.templateA.toJSON().Outputs).toBeUndefined();
  });

  test('roleName and path: both halves, and the link', () => {
    const access = make({ roleName: 'Auditor', path: '/security/' });
    expect(roleProperties()).toMatchObject({ RoleName: 'Auditor', Path: '/security/' });
    expect(policy('AssumeRole').PolicyDocument.Statement[0].Resource).toBe(`arn:PARTITION:iam::${B}:role/security/Auditor`);
    expect(access.switchRoleUrls).toEqual([expect.stringContaining('roleName=security%2FAuditor&')]);
  });

  test.each<[string, Partial<CrossAccountReadOnlyAccessProps>, any]>([
    ['description', { description: 'For the auditors' }, { Description: 'For the auditors' }],
    ['maxSessionDuration', { maxSessionDuration: Duration.hours(4) }, { MaxSessionDuration: 14400 }],
    ['permissions', { permissions: ReadOnlyPermissions.custom({ managedPolicies: [SECURITY_AUDIT] }) }, { ManagedPolicyArns: [SECURITY_AUDIT_ARN, ...writeDenials()] }],
    ['permissionsBoundary', { permissionsBoundary: SECURITY_AUDIT }, { PermissionsBoundary: SECURITY_AUDIT_ARN }],
  ])('%s: the role', (_, props, properties) => {
    make(props);
    expect(roleProperties()).toMatchObject(properties);
  });

  test('principals and mfa: the role\'s trust', () => {
    make({ principals: [PrincipalScope.users('ann')], mfa: MfaRequirement.required({ maxAge: Duration.minutes(30) }) });
    expect(trust().map(({ Condition }) => Condition)).toEqual([{
      ArnEquals: { 'aws:PrincipalArn': `arn:PARTITION:iam::${A}:user/ann` },
      ...MFA,
      NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '1800' },
    }]);
  });

  test('trustPolicyQuota: the role', () => {
    make({ principals: [PrincipalScope.users(...Array.from({ length: 60 }, (_, i) => `user-${i}`))], trustPolicyQuota: 4096 });
    expect(trust()[0].Condition.ArnEquals['aws:PrincipalArn']).toHaveLength(60);
  });

  test('groupName and groupPermissions: the group', () => {
    make({ groupName: 'Auditors', groupPermissions: ReadOnlyPermissions.custom({ managedPolicies: [SECURITY_AUDIT] }) });
    expect(groupProperties()).toEqual({ GroupName: 'Auditors', ManagedPolicyArns: [SECURITY_AUDIT_ARN] });
  });

  test.each<[string, Partial<CrossAccountReadOnlyAccessProps>, number]>([
    ['MFA is required by default', {}, 1],
    ['MFA is required of named users', { principals: [PrincipalScope.users('ann')] }, 1],
    ['MFA is required of users beside roles', { principals: [PrincipalScope.roles('Deployer'), PrincipalScope.users('ann')] }, 1],
    ['MFA is not required', { mfa: MfaRequirement.none() }, 0],
    ['only roles and permission sets are trusted', { principals: [PrincipalScope.roles('Deployer'), PrincipalScope.permissionSets('Audit')] }, 0],
    ['it is asked for where MFA is not required', { mfa: MfaRequirement.none(), selfManagedMfa: SelfManagedMfa.fromConsole() }, 1],
    ['it is turned off where MFA is required', { selfManagedMfa: SelfManagedMfa.none() }, 0],
  ])('selfManagedMfa follows mfa: %s', (_, props, policies) => {
    make(props);
    const fromConsole = statementsOf(accounts.templateA, 'SelfManagedMfa').filter(({ Condition }) => Condition?.Null);
    expect(fromConsole).toEqual(Array(policies).fill(expect.objectContaining({ Action: expect.arrayContaining(['iam:EnableMFADevice']) })));
  });
});

describe('trusting', () => {
  test('one role in every scope, none for accounts whose role is made elsewhere', () => {
    const other = accounts.stack('Other', '444444444444');
    const access = make({ trusting: [TrustingTarget.scope(accounts.b), TrustingTarget.account(C), TrustingTarget.scope(other)] });
    expect(access.roles.map((role) => role.stack)).toEqual([accounts.b, other]);
    expect(asText(accounts.a.resolve(access.roleArns))).toEqual([B, C, '444444444444'].map((account) => `arn:PARTITION:iam::${account}:role/SecurityReadOnlyRole`));
    expect(access.switchRoleUrls.map((url) => new URL(url).searchParams.get('account'))).toEqual([B, C, '444444444444']);
    expect(policy('AssumeRole').PolicyDocument.Statement[0].Resource).toEqual(asText(accounts.a.resolve(access.roleArns)));
    [accounts.b, other].forEach((stack) => expect(trust(stack)).toHaveLength(1));
    accounts.templateA.resourceCountIs('AWS::IAM::Role', 0);
  });

  test('accounts only: no role at all', () => {
    expect(make({ trusting: [TrustingTarget.account(B)] }).roles).toEqual([]);
    expect(policy('AssumeRole').PolicyDocument.Statement[0].Resource).toBe(ROLE_IN_B);
  });

  test('a role may be called like anything else in its stack', () => {
    new Construct(accounts.b, 'Auditor');
    make({ roleName: 'Auditor' });
    expect(roleProperties().RoleName).toBe('Auditor');
  });

  test('another id of the construct does not replace the role', () => {
    const logicalIds = ['One', 'Other'].map((id) => {
      const { a, b } = new TwoAccounts();
      new CrossAccountReadOnlyAccess(a, id, { trusting: [TrustingTarget.scope(b)] });
      return Object.keys(templateOf(b).findResources('AWS::IAM::Role'));
    });
    expect(logicalIds[0]).toEqual(logicalIds[1]);
    expect(logicalIds[0]).toHaveLength(1);
  });

  test('the group is an AssumingGroup of the construct\'s own stack', () => {
    const { group } = make();
    expect(group).toBeInstanceOf(AssumingGroup);
    expect(group.stack).toBe(accounts.a);
  });
});

describe('the halves know each other by name only', () => {
  /** Nothing that makes CloudFormation deploy one stack before the other. */
  function expectIndependent(...stacks: Stack[]): void {
    for (const stack of stacks) {
      const template = templateOf(stack).toJSON();
      expect(JSON.stringify(template)).not.toMatch(/Fn::ImportValue|Fn::GetStackOutput/);
      expect(Object.values(template.Outputs ?? {}).filter((output: any) => output.Export)).toEqual([]);
      expect(stack.dependencies).toEqual([]);
    }
  }

  test('no reference between the stacks, with users and roles of the app granted and trusted', () => {
    const access = make({ users: [new User(accounts.a, 'Ann')], principals: [PrincipalScope.users('ann')] });
    access.grantAssumeRole(new User(accounts.a, 'Bob', { userName: PhysicalName.GENERATE_IF_NEEDED }));
    access.grantAssumeRole(new Role(accounts.a, 'Ci', { roleName: 'Deployer', assumedBy: new AccountRootPrincipal() }));
    expectIndependent(accounts.a, accounts.b);
  });

  test('both directions at once', () => {
    make();
    new CrossAccountReadOnlyAccess(accounts.b, 'Back', { trusting: [TrustingTarget.scope(accounts.a)] });
    expectIndependent(accounts.a, accounts.b);
    expect(trust(accounts.a)[0].Principal).toEqual({ AWS: `arn:PARTITION:iam::${B}:root` });
    expect(trust(accounts.b)[0].Principal).toEqual({ AWS: `arn:PARTITION:iam::${A}:root` });
  });

  test('in two stages, each with stacks of both accounts', () => {
    const [dev, prod] = ['Dev', 'Prod'].map((id) => {
      const stage = new Stage(accounts.app, id);
      const [a, b] = [accounts.stack('Identity', A, stage), accounts.stack('Workload', B, stage)];
      new CrossAccountReadOnlyAccess(a, 'SecurityReadOnly', { trusting: [TrustingTarget.scope(b)], roleName: `${id}Auditor` });
      return { a, b };
    });
    expectIndependent(dev.a, dev.b, prod.a, prod.b);
    expect(roleProperties(dev.b).RoleName).toBe('DevAuditor');
    expect(roleProperties(prod.b).RoleName).toBe('ProdAuditor');
  });

  test('one half in each stage', () => {
    const [identity, workload] = [accounts.stack('A', A, new Stage(accounts.app, 'Identity')), accounts.stack('B', B, new Stage(accounts.app, 'Workload'))];
    new CrossAccountReadOnlyAccess(identity, 'SecurityReadOnly', { trusting: [TrustingTarget.scope(workload)] });
    expectIndependent(identity, workload);
    expect(roleProperties(workload).RoleName).toBe('SecurityReadOnlyRole');
  });

  test('two apps make the very same role and group as the one construct', () => {
    const props = { roleName: 'Auditor', path: '/security/', principals: [PrincipalScope.users('ann'), PrincipalScope.roles('Deployer')] };
    make({ ...props, users: [User.fromUserName(accounts.a, 'Ann', 'ann')] });
    const [a, b] = [A, B].map((account) => new Stack(new App(), 'Half', { env: { account, region: 'eu-west-1' } }));
    new AssumingGroup(a, 'Auditors', { ...props, users: [User.fromUserName(a, 'Ann', 'ann')], trusting: [TrustingTarget.account(B)] });
    new TrustingRole(b, 'Role', { ...props, assumingAccount: A });

    expect(roleProperties(b)).toEqual(roleProperties(accounts.b));
    expect(asText(only(templateOf(a), 'AWS::IAM::Group'))).toEqual(groupProperties());
    // The group by itself also keeps the logical id of a membership of the CDK, which adds the same user.
    const users = Object.values(templateOf(a).findResources('AWS::IAM::UserToGroupAddition')).map(({ Properties }) => Properties.Users);
    expect(users).toEqual([['ann'], ['ann']]);
    expect(only(accounts.templateA, 'AWS::IAM::UserToGroupAddition').Users).toEqual(['ann']);
    ['AssumeRole', 'SelfManagedMfa'].forEach((id) => expect(statementsOf(templateOf(a), id)).toEqual(policy(id).PolicyDocument.Statement));
  });
});

describe('tokens, where no literal is required, pass through', () => {
  test('roleName and path that are decided last: to both halves', () => {
    const last = (value: string) => Lazy.string({ produce: () => value });
    make({ roleName: last('Auditor'), path: last('/security/') });
    expect(roleProperties()).toMatchObject({ RoleName: 'Auditor', Path: '/security/' });
    expect(policy('AssumeRole').PolicyDocument.Statement[0].Resource).toBe(`arn:PARTITION:iam::${B}:role/security/Auditor`);
  });

  test('a name that is decided last is in the link; a path is not, because the link drops the slash it begins with', () => {
    const roleName = Lazy.string({ produce: () => 'Auditor' });
    const elsewhere = [TrustingTarget.account(C)];
    const [url] = accounts.a.resolve(make({ roleName, path: '/security/', trusting: elsewhere }).switchRoleUrls);
    expect(new URL(url).searchParams.get('roleName')).toBe('security/Auditor');
    expect(new URL(url).searchParams.get('displayName')).toBe(`Auditor @ ${C}`);
    expect(url).not.toContain(' ');
    expect(new CrossAccountReadOnlyAccess(accounts.a, 'Other', { trusting: elsewhere, path: Lazy.string({ produce: () => '/security/' }) }).switchRoleUrls).toEqual([]);
  });

  test('what only one half is about: parameters of its stack', () => {
    const text = (stack: Stack, id: string) => new CfnParameter(stack, id).valueAsString;
    make({
      description: text(accounts.b, 'Description'),
      principals: [PrincipalScope.users(text(accounts.b, 'User'))],
      groupName: text(accounts.a, 'GroupName'),
    });
    expect(roleProperties().Description).toEqual({ Ref: 'Description' });
    expect(trust()[0].Condition.ArnEquals['aws:PrincipalArn']).toBe(`arn:PARTITION:iam::${A}:user/{User}`);
    expect(groupProperties().GroupName).toEqual({ Ref: 'GroupName' });
  });
});
