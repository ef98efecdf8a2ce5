import { AccountRootPrincipal, ManagedPolicy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { CrossAccountReadOnlyAccessProps, ReadOnlyPermissions } from '../../src';
import { Caller, mfa, user } from '../support/callers';
import { ActionOnResource, AUDITORS, deployed, AllowedAndDeniedAction, testAllowedActions } from '../support/decision-tables';
import { DeployedIam } from '../support/deployed-iam';
import { A, B, TwoAccounts } from '../support/two-accounts';

const ROLE = `arn:aws:iam::${B}:role/SecurityReadOnlyRole`;
const BUCKET = 'arn:aws:s3:::bucket';
const administratorAccess = () => ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess');
const allow = (...actions: string[]) => new PolicyStatement({ actions, resources: ['*'] });

/** A session of the role. */
const inside = (iam: DeployedIam): Caller => iam.sessionOf(ROLE);

/** The role as deployed, after AdministratorAccess is attached to it. */
const withAdministratorAttached = (props: Partial<CrossAccountReadOnlyAccessProps> = {}) =>
  deployed(props, ({ roles: [role] }) => role.addManagedPolicy(administratorAccess()));

/** Read actions, each with the nearest write action. */
const READ_NOT_WRITE: AllowedAndDeniedAction[] = [
  ['list buckets, not create one', ['s3:ListAllMyBuckets'], ['s3:CreateBucket', BUCKET]],
  ['read an object, not write it', ['s3:GetObject', `${BUCKET}/key`], ['s3:PutObject', `${BUCKET}/key`]],
  ['read a bucket\'s policy, not change it', ['s3:GetBucketPolicy', BUCKET], ['s3:PutBucketPolicy', BUCKET]],
  ['see instances, not stop them', ['ec2:DescribeInstances'], ['ec2:TerminateInstances', `arn:aws:ec2:eu-west-1:${B}:instance/i-1`]],
  ['list users, not create one', ['iam:ListUsers'], ['iam:CreateUser', `arn:aws:iam::${B}:user/mallory`]],
  ['see access keys, not create one', ['iam:ListAccessKeys', `arn:aws:iam::${B}:user/ann`], ['iam:CreateAccessKey', `arn:aws:iam::${B}:user/ann`]],
  ['see its own role, not change its trust', ['iam:GetRole', ROLE], ['iam:UpdateAssumeRolePolicy', ROLE]],
  ['see its own policies, not add one', ['iam:ListAttachedRolePolicies', ROLE], ['iam:AttachRolePolicy', ROLE]],
  ['see its own inline policy, not write one', ['iam:GetRolePolicy', ROLE], ['iam:PutRolePolicy', ROLE]],
  ['see its own boundary, not delete it', ['iam:GetRole', ROLE], ['iam:DeleteRolePermissionsBoundary', ROLE]],
  ['see its own boundary, not replace it', ['iam:GetRole', ROLE], ['iam:PutRolePermissionsBoundary', ROLE]],
];

describe.each<[string, () => DeployedIam]>([
  ['by default', () => deployed()],
  ['after AdministratorAccess is attached to the role', () => withAdministratorAttached()],
  ['after AdministratorAccess is attached to a role with none()', () => withAdministratorAttached({ permissions: ReadOnlyPermissions.none() })],
  ['with a later statement that allows everything', () => deployed({}, ({ roles: [role] }) => role.addToPolicy(allow('*')))],
  ['with custom permissions that have AdministratorAccess', () => deployed({ permissions: ReadOnlyPermissions.custom({ managedPolicies: [administratorAccess()] }) })],
])('a session reads and does not write: %s', (_, deploy) => {
  let iam: DeployedIam;
  beforeAll(() => {
    iam = deploy();
  });
  testAllowedActions(() => iam, inside, READ_NOT_WRITE);
});

describe('a session and other roles', () => {
  const OTHER = `arn:aws:iam::${B}:role/Other`;
  const deploy = (props: Partial<CrossAccountReadOnlyAccessProps> = {}) => deployed(props, ({ roles: [role] }) => {
    role.addManagedPolicy(administratorAccess());
    new Role(role.stack, 'Other', { roleName: 'Other', assumedBy: new AccountRootPrincipal() });
  });

  test('it cannot assume one, unless the user asked for the action by name', async () => {
    const permissions = ReadOnlyPermissions.custom({ statements: [allow('sts:AssumeRole')], allowedWriteActions: ['sts:AssumeRole'] });
    const [byDefault, unbounded, asked] = [deploy(), deploy({ permissionsBoundary: administratorAccess() }), deploy({ permissions })];
    expect(await asked.mayAssume(inside(asked), OTHER)).toBe('allowed');
    expect(await byDefault.mayAssume(inside(byDefault), OTHER)).toBe('denied');
    expect(await unbounded.mayAssume(inside(unbounded), OTHER)).toBe('denied');
  });
});

describe('a bucket policy that allows the role to write', () => {
  const letsWrite = (principal: string) => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: principal }, Action: 's3:PutObject', Resource: `${BUCKET}/*` }],
  });
  const writes = async (iam: DeployedIam, principal: string) => iam.may(inside(iam), 's3:PutObject', `${BUCKET}/key`, letsWrite(principal));

  test('does not allow what the boundary blocks, nor what the role is denied under any boundary', async () => {
    const asked = ReadOnlyPermissions.custom({ statements: [allow('s3:PutObject')], allowedWriteActions: ['s3:PutObject'] });
    expect(await writes(withAdministratorAttached({ permissions: asked }), ROLE)).toBe('allowed');
    expect(await writes(withAdministratorAttached(), ROLE)).toBe('denied');
    expect(await writes(withAdministratorAttached({ permissionsBoundary: administratorAccess() }), ROLE)).toBe('denied');
  });

  test('does not allow it if the policy names the session, which AWS allows past every boundary: see resource-policies.test.ts', async () => {
    const iam = deployed();
    expect(await writes(iam, inside(iam).principal)).toBe('denied');
  });
});

describe('the user\'s own boundary replaces the read-only one', () => {
  let iam: DeployedIam;
  describe('a wider one', () => {
    beforeAll(() => {
      iam = withAdministratorAttached({ permissionsBoundary: administratorAccess() });
    });
    const canHaveResourcePolicy = ([action]: ActionOnResource) => action.startsWith('s3:');
    test.each(READ_NOT_WRITE)('%s, except for the boundary and where a resource policy could allow it', async (_, may, mayNot) => {
      expect(await iam.may(inside(iam), ...may)).toBe('allowed');
      expect(await iam.may(inside(iam), ...mayNot)).toBe(canHaveResourcePolicy(mayNot) ? 'denied' : 'allowed');
    });
  });

  describe('a narrower one', () => {
    beforeAll(() => {
      iam = deployed({ permissionsBoundary: ManagedPolicy.fromAwsManagedPolicyName('SecurityAudit') });
    });
    testAllowedActions(() => iam, inside, [
      ['see instances, not read an object', ['ec2:DescribeInstances'], ['s3:GetObject', `${BUCKET}/key`]],
      ['read a bucket\'s policy, not a parameter', ['s3:GetBucketPolicy', BUCKET], ['ssm:GetParameter', `arn:aws:ssm:eu-west-1:${B}:parameter/p`]],
    ]);
  });

  describe('a boundary in the role\'s own stack', () => {
    beforeAll(() => {
      const accounts = new TwoAccounts();
      const permissionsBoundary = new ManagedPolicy(accounts.b, 'Boundary', { statements: [allow('s3:*', 'iam:*')] });
      iam = deployed({ permissionsBoundary }, ({ roles: [role] }) => role.addManagedPolicy(administratorAccess()), accounts);
    });
    testAllowedActions(() => iam, inside, [['create a user, not see instances', ['iam:CreateUser', `arn:aws:iam::${B}:user/u`], ['ec2:DescribeInstances']]]);
  });
});

describe('permissions', () => {
  test('none() allows nothing, unlike the default', async () => {
    const [none, byDefault] = [deployed({ permissions: ReadOnlyPermissions.none() }), deployed()];
    expect(await byDefault.may(inside(byDefault), 's3:ListAllMyBuckets')).toBe('allowed');
    expect(await none.may(inside(none), 's3:ListAllMyBuckets')).toBe('denied');
  });

  describe('custom()', () => {
    let iam: DeployedIam;
    beforeAll(() => {
      iam = deployed({
        permissions: ReadOnlyPermissions.custom({
          managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('AmazonEC2ReadOnlyAccess')],
          statements: [allow('s3:ListAllMyBuckets')],
        }),
      }, ({ roles: [role] }) => role.addToPolicy(allow('s3:CreateBucket', 's3:ListBucket')));
    });
    testAllowedActions(() => iam, inside, [
      ['what its statements allow, nothing else', ['s3:ListAllMyBuckets'], ['s3:GetBucketPolicy', BUCKET]],
      ['what its managed policies allow, nothing else', ['ec2:DescribeInstances'], ['rds:DescribeDBInstances', `arn:aws:rds:eu-west-1:${B}:db:main`]],
      ['the read actions of a later statement, not the rest', ['s3:ListBucket', BUCKET], ['s3:CreateBucket', BUCKET]],
    ]);
  });
});

describe('groupPermissions: members in their own account', () => {
  const ann = () => user('ann', mfa(), { groups: AUDITORS });
  let iam: DeployedIam;

  describe('by default', () => {
    beforeAll(() => {
      iam = deployed();
    });
    testAllowedActions(() => iam, ann, [
      ['read, not write', ['s3:GetObject', `${BUCKET}/key`], ['s3:PutObject', `${BUCKET}/key`]],
      ['list users, not create one', ['iam:ListUsers'], ['iam:CreateUser', `arn:aws:iam::${A}:user/mallory`]],
      ['see the group, not join another', ['iam:GetGroup', `arn:aws:iam::${A}:group/Admins`], ['iam:AddUserToGroup', `arn:aws:iam::${A}:group/Admins`]],
    ]);

    test('a member, not anybody else', async () => {
      expect(await iam.may(ann(), 's3:ListAllMyBuckets')).toBe('allowed');
      expect(await iam.may(user('bob', mfa()), 's3:ListAllMyBuckets')).toBe('denied');
    });
  });

  describe('custom()', () => {
    beforeAll(() => {
      iam = deployed({ groupPermissions: ReadOnlyPermissions.custom({ statements: [allow('s3:ListAllMyBuckets')] }) });
    });
    testAllowedActions(() => iam, ann, [['what its statements allow, nothing else', ['s3:ListAllMyBuckets'], ['ec2:DescribeInstances']]]);
  });

  test('none() allows nothing but to assume the role', async () => {
    iam = deployed({ groupPermissions: ReadOnlyPermissions.none() });
    expect(await iam.mayAssume(ann(), ROLE)).toBe('allowed');
    expect(await iam.may(ann(), 's3:ListAllMyBuckets')).toBe('denied');
    expect(await iam.may(ann(), 'iam:ListUsers')).toBe('denied');
  });
});
