import { App, CfnParameter, Duration, Expiration, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { ManagedPolicy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AccessWindow, MfaRequirement, PrincipalScope, ReadOnlyPermissions, TrustingRole, TrustingRoleProps } from '../../src';
import { asText, only, statementsOf, writeDenials } from '../support/resources';
import { A, B, templateOf, TwoAccounts } from '../support/two-accounts';

const ROOT_OF_A = { AWS: `arn:PARTITION:iam::${A}:root` };
const READ_ONLY_ACCESS = 'arn:PARTITION:iam::aws:policy/ReadOnlyAccess';
const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };

let accounts: TwoAccounts;
beforeEach(() => {
  accounts = new TwoAccounts();
});

function make(props: Partial<TrustingRoleProps> = {}): TrustingRole {
  return new TrustingRole(accounts.b, 'Role', { assumingAccount: A, ...props });
}

function roleProperties(): any {
  return asText(only(accounts.templateB, 'AWS::IAM::Role'));
}

function trust(): any[] {
  return roleProperties().AssumeRolePolicyDocument.Statement;
}

describe('with nothing but the assuming account', () => {
  beforeEach(() => make());

  test('the role has the recipe\'s name', () => expect(roleProperties().RoleName).toBe('SecurityReadOnlyRole'));
  test('the role reads everything AWS calls read-only', () => expect(roleProperties().ManagedPolicyArns).toEqual([READ_ONLY_ACCESS, ...writeDenials()]));
  test('the role can never do more than that', () => expect(roleProperties().PermissionsBoundary).toBe(READ_ONLY_ACCESS));
  test('the role has no inline policy', () => accounts.templateB.resourceCountIs('AWS::IAM::Policy', 0));
  test('the trust is in the whole account, with MFA', () => {
    expect(trust()).toEqual([{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: ROOT_OF_A, Condition: MFA }]);
  });
});

test.each<[string, Partial<TrustingRoleProps>, string]>([
  ['says for whom it is', {}, `Read-only access for account ${A}`],
  ['says until when, too', { accessWindow: AccessWindow.endingAt(Expiration.fromString('2090-01-31T00:00:00Z')) }, `Read-only access for account ${A}, until 2090-01-31T00:00:00Z`],
])('the description %s', (_, props, description) => {
  make(props);
  expect(roleProperties().Description).toBe(description);
});

describe('principals', () => {
  const users = (...names: string[]) => names.map((name) => `arn:PARTITION:iam::${A}:user/${name}`);

  test.each<[string, PrincipalScope[], any]>([
    ['one user', [PrincipalScope.users('ann')], users('ann')[0]],
    ['several users', [PrincipalScope.users('ann', 'bob')], users('ann', 'bob')],
    ['users of several scopes, merged', [PrincipalScope.users('ann'), PrincipalScope.users('bob', 'ann')], users('ann', 'bob')],
    ['a user with a path', [PrincipalScope.users('/team/ann')], users('team/ann')[0]],
    ['a user with a path but no leading slash', [PrincipalScope.users('team/ann')], users('team/ann')[0]],
    ['the ARN of a user of the assuming account', [PrincipalScope.users(`arn:aws:iam::${A}:user/team/ann`)], users('team/ann')[0]],
  ])('%s: the root of the account, narrowed by the user\'s ARN, with MFA', (_, principals, arns) => {
    make({ principals });
    expect(trust()).toEqual([{
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: ROOT_OF_A,
      Condition: { ArnEquals: { 'aws:PrincipalArn': arns }, ...MFA },
    }]);
  });

  test('roles: narrowed by the role\'s ARN, without MFA', () => {
    make({ principals: [PrincipalScope.roles('/ci/Deployer')] });
    expect(trust()).toEqual([expect.objectContaining({
      Principal: ROOT_OF_A,
      Condition: { ArnEquals: { 'aws:PrincipalArn': `arn:PARTITION:iam::${A}:role/ci/Deployer` } },
    })]);
  });

  test('permission sets: with and without the Region, exactly sixteen characters behind the name, without MFA', () => {
    make({ principals: [PrincipalScope.permissionSets('Audit')] });
    const role = 'AWSReservedSSO_Audit_????????????????';
    expect(trust()).toEqual([expect.objectContaining({
      Principal: ROOT_OF_A,
      Condition: {
        ArnLike: {
          'aws:PrincipalArn': ['', '*/'].map((region) => `arn:PARTITION:iam::${A}:role/aws-reserved/sso.amazonaws.com/${region}${role}`),
        },
      },
    })]);
  });

  test('several kinds: one statement each, with the conditions that kind can satisfy', () => {
    make({ principals: [PrincipalScope.users('ann'), PrincipalScope.roles('Deployer'), PrincipalScope.users('bob')] });
    expect(trust().map(({ Condition }) => Object.keys(Condition))).toEqual([['ArnEquals', 'Bool'], ['ArnEquals']]);
  });

  test('more of them may be trusted later, whatever their kind', () => {
    const role = make({ principals: [PrincipalScope.users('ann')] });
    role.addPrincipals(PrincipalScope.users('bob'));
    role.addPrincipals(PrincipalScope.roles('Deployer'));
    expect(trust().map(({ Condition }) => Condition.ArnEquals['aws:PrincipalArn'])).toEqual([
      users('ann', 'bob'), `arn:PARTITION:iam::${A}:role/Deployer`,
    ]);
  });

  test('never a bare user or role ARN as principal', () => {
    make({ principals: [PrincipalScope.users('ann'), PrincipalScope.roles('Deployer'), PrincipalScope.permissionSets('Audit')] });
    expect(trust().map(({ Principal }) => Principal)).toEqual([ROOT_OF_A, ROOT_OF_A, ROOT_OF_A]);
  });
});

describe('mfa', () => {
  test.each([
    ['not required: no condition at all', MfaRequirement.none(), undefined],
    ['required', MfaRequirement.required(), MFA],
    ['required and fresh', MfaRequirement.required({ maxAge: Duration.hours(1) }),
      { ...MFA, NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '3600' } }],
  ])('%s', (_, mfa, condition) => {
    make({ mfa });
    expect(trust()[0].Condition).toEqual(condition);
  });

  test('is asked of the users only, where roles are trusted too', () => {
    make({ mfa: MfaRequirement.required(), principals: [PrincipalScope.roles('Deployer'), PrincipalScope.users('ann')] });
    expect(trust().map(({ Condition }) => Condition.Bool)).toEqual([undefined, MFA.Bool]);
  });
});

describe('the other props', () => {
  test.each<[string, Partial<TrustingRoleProps>, any]>([
    ['roleName', { roleName: 'Auditor' }, { RoleName: 'Auditor' }],
    ['path', { path: '/security/' }, { Path: '/security/' }],
    ['description', { description: 'Für Prüfer' }, { Description: 'Für Prüfer' }],
    ['maxSessionDuration', { maxSessionDuration: Duration.hours(12) }, { MaxSessionDuration: 43200 }],
    ['permissions: custom managed policies',
      { permissions: ReadOnlyPermissions.custom({ managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('SecurityAudit')] }) },
      { ManagedPolicyArns: ['arn:PARTITION:iam::aws:policy/SecurityAudit', ...writeDenials()], PermissionsBoundary: 'arn:PARTITION:iam::aws:policy/SecurityAudit' }],
    ['permissions: a managed policy whose text only AWS knows',
      { permissions: ReadOnlyPermissions.custom({ managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('AmazonEC2ReadOnlyAccess')] }) },
      { ManagedPolicyArns: ['arn:PARTITION:iam::aws:policy/AmazonEC2ReadOnlyAccess', ...writeDenials()], PermissionsBoundary: READ_ONLY_ACCESS }],
    ['permissionsBoundary', { permissionsBoundary: ManagedPolicy.fromAwsManagedPolicyName('SecurityAudit') },
      { PermissionsBoundary: 'arn:PARTITION:iam::aws:policy/SecurityAudit' }],
  ])('%s', (_, props, properties) => {
    make(props);
    expect(roleProperties()).toMatchObject(properties);
  });

  test('permissions: none leaves the boundary and the denials only', () => {
    make({ permissions: ReadOnlyPermissions.none() });
    expect(roleProperties()).toMatchObject({ PermissionsBoundary: READ_ONLY_ACCESS });
    expect(roleProperties().ManagedPolicyArns).toEqual(writeDenials());
    accounts.templateB.resourceCountIs('AWS::IAM::Policy', 0);
  });

  describe('permissions: custom statements', () => {
    const listBuckets = () => new PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] });
    const permissions = () => ReadOnlyPermissions.custom({ statements: [listBuckets()] });
    const statementsOfManaged = () => Object.entries(accounts.templateB.findResources('AWS::IAM::ManagedPolicy'))
      .map(([id, { Properties }]) => [id, Properties.PolicyDocument.Statement]);
    const LIST_BUCKETS = [{ Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }];
    const ofRole = expect.stringMatching(/^RolePermissions/);
    const ofOther = expect.stringMatching(/^OtherPermissions/);

    test('become a managed policy that the role has and is bounded by', () => {
      make({ permissions: permissions() });
      const { ManagedPolicyArns, PermissionsBoundary } = roleProperties();
      expect(statementsOfManaged()).toEqual([[ofRole, LIST_BUCKETS]]);
      expect(ManagedPolicyArns).toEqual([{ Ref: ofRole }]);
      expect(PermissionsBoundary).toEqual({ Ref: ofRole });
      accounts.templateB.resourceCountIs('AWS::IAM::Policy', 0);
    });

    test('given to two roles are not shared between them', () => {
      const shared = permissions();
      make({ permissions: shared, roleName: 'One' }).addToPolicy(new PolicyStatement({ actions: ['ec2:DescribeInstances'], resources: ['*'] }));
      new TrustingRole(accounts.b, 'Other', { assumingAccount: A, roleName: 'Other', permissions: shared });
      expect(statementsOfManaged()).toEqual([[ofRole, LIST_BUCKETS], [ofOther, LIST_BUCKETS]]);
      expect(statementsOf(accounts.templateB, 'RoleDefaultPolicy')).toEqual([{ Effect: 'Allow', Action: 'ec2:DescribeInstances', Resource: '*' }]);
      expect(statementsOf(accounts.templateB, 'OtherDefault')).toEqual([]);
    });

    test('that are changed after they are given change nothing', () => {
      const statement = listBuckets();
      const given = [statement];
      const custom = ReadOnlyPermissions.custom({ statements: given });
      statement.addActions('s3:DeleteBucket');
      given.push(new PolicyStatement({ actions: ['s3:PutObject'], resources: ['*'] }));
      make({ permissions: custom });
      expect(statementsOfManaged()).toEqual([[ofRole, LIST_BUCKETS]]);
    });
  });

  test('trustPolicyQuota: what is over AWS\'s default fits a raised one', () => {
    const principals = [PrincipalScope.users(...Array.from({ length: 60 }, (_, i) => `user-${i}`))];
    make({ principals, trustPolicyQuota: 4096 });
    expect(trust()).toHaveLength(1);
  });
});

describe('the hand-off', () => {
  const outputs = (stack: Stack) => Object.values(templateOf(stack).toJSON().Outputs ?? {}).map((output: any) => output.Value);

  test('the stack puts out the role\'s ARN and the switch-role link', () => {
    const role = make();
    const link = `https://signin.aws.amazon.com/switchrole?account=${B}&roleName=SecurityReadOnlyRole&displayName=Workload&color=83D4E8`;
    expect(role.switchRoleUrl).toBe(link);
    expect(outputs(accounts.b)).toEqual([{ 'Fn::GetAtt': [expect.stringMatching(/^Role/), 'Arn'] }, link]);
  });

  test('in a stack without a Region the host is chosen at deployment, and the account is the stack\'s own', () => {
    const anywhere = new Stack(new App(), 'Anywhere');
    new TrustingRole(anywhere, 'Role', { assumingAccount: A });
    const [, link] = outputs(anywhere);
    expect(JSON.stringify(link)).toContain('signin.amazonaws.cn');
    expect(JSON.stringify(link)).toContain('{"Ref":"AWS::AccountId"}');
  });

  test('a role with a path is linked by path and name', () => {
    expect(make({ path: '/security/', roleName: 'Auditor' }).switchRoleUrl).toContain('roleName=security%2FAuditor&');
  });

  test('path and name over the console\'s 64 characters: no link, and a warning that can be acknowledged', () => {
    make({ path: `/${'p'.repeat(40)}/`, roleName: 'n'.repeat(24) });
    expect(outputs(accounts.b)).toHaveLength(1);
    Annotations.fromStack(accounts.b).hasWarning('/Workload/Role', Match.stringLikeRegexp('console cannot switch.*tooLongForConsole'));
  });

  test('path and name of just 64 characters: a link and no warning', () => {
    expect(make({ path: `/${'p'.repeat(39)}/`, roleName: 'n'.repeat(24) }).switchRoleUrl).toBeDefined();
    Annotations.fromStack(accounts.b).hasNoWarning('*', Match.anyValue());
  });
});

describe('as the CDK\'s own Role', () => {
  test('managed policies can be added, and the boundary stays', () => {
    make().addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess'));
    expect(roleProperties().ManagedPolicyArns).toEqual([READ_ONLY_ACCESS, ...writeDenials(), 'arn:PARTITION:iam::aws:policy/AdministratorAccess']);
    expect(roleProperties().PermissionsBoundary).toBe(READ_ONLY_ACCESS);
  });

  test('grants land in its policy', () => {
    new Bucket(accounts.b, 'Bucket').grantDelete(make());
    expect(statementsOf(accounts.templateB, 'RoleDefaultPolicy')[0].Action).toBe('s3:DeleteObject*');
  });

  test('it can be granted to others', () => {
    const role = make();
    role.grant(new Role(accounts.b, 'Auditor', { assumedBy: role }), 'iam:GetRole');
    expect(statementsOf(accounts.templateB, 'AuditorDefaultPolicy')).toEqual([expect.objectContaining({ Action: 'iam:GetRole' })]);
  });

  test('removal policy and tags apply', () => {
    const role = make();
    role.applyRemovalPolicy(RemovalPolicy.RETAIN);
    Tags.of(role).add('owner', 'security');
    accounts.templateB.hasResource('AWS::IAM::Role', { DeletionPolicy: 'Retain', Properties: { Tags: [{ Key: 'owner', Value: 'security' }] } });
  });

  test('it is found again by its name', () => {
    make();
    const found = Role.fromRoleName(accounts.b, 'Found', 'SecurityReadOnlyRole');
    expect(asText(accounts.b.resolve(found.roleArn))).toBe(`arn:PARTITION:iam::${B}:role/SecurityReadOnlyRole`);
  });

  test('its ARN in another account\'s stack is made of its physical name and path, not of a reference', () => {
    const role = make({ path: '/security/' });
    expect(asText(accounts.a.resolve(role.roleArn))).toBe(`arn:PARTITION:iam::${B}:role/security/SecurityReadOnlyRole`);
  });
});

describe('tokens, where no literal is required, pass through', () => {
  test('roleName, path, description, user names and the session duration', () => {
    const parameter = (id: string, type = 'String') => new CfnParameter(accounts.b, id, { type });
    make({
      roleName: parameter('Name').valueAsString,
      path: parameter('Path').valueAsString,
      description: parameter('Description').valueAsString,
      principals: [PrincipalScope.users(parameter('User').valueAsString)],
      maxSessionDuration: Duration.seconds(parameter('Duration', 'Number').valueAsNumber),
    });
    expect(roleProperties()).toMatchObject({ RoleName: { Ref: 'Name' }, Path: { Ref: 'Path' }, Description: { Ref: 'Description' }, MaxSessionDuration: { Ref: 'Duration' } });
    expect(trust()[0].Condition.ArnEquals['aws:PrincipalArn']).toBe(`arn:PARTITION:iam::${A}:user/{User}`);
  });
});
