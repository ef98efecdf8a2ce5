/**
 * Resource policies in the role's account that are open to the organization, to the session or to the role's ARN: they go past the
 * boundary, and not past the role's denials (case 2026-11-08).
 */
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CrossAccountReadOnlyAccessProps, ReadOnlyPermissions, Scanner, TrustingRole, TrustingTarget } from '../../src';
import { Caller } from '../support/callers';
import { ActionOnResource, deployed } from '../support/decision-tables';
import { DeployedIam } from '../support/deployed-iam';
import { A, B, TwoAccounts } from '../support/two-accounts';

const { billing, custom, metadataOnly, none, readOnlyAccess, scanner, securityAudit, services, support, viewOnly } = ReadOnlyPermissions;

const ORGANIZATION = 'o-example123';
const ROLE = `arn:aws:iam::${B}:role/SecurityReadOnlyRole`;
const of = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:${B}:${resource}`;
const OBJECT = 'arn:aws:s3:::bucket/key';
const KEY = of('kms', 'key/k');
const ACCOUNT = `arn:aws:organizations::${B}:account/o-1/${B}`;
const administratorAccess = () => ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess');

/** A session, in an organization. */
const inside = (iam: DeployedIam): Caller => {
  const session = iam.sessionOf(ROLE);
  return { ...session, context: { ...session.context, 'aws:PrincipalOrgID': ORGANIZATION } };
};

/** A resource policy that allows everything to these principals. */
type Open = (iam: DeployedIam) => object;
const open = (Principal: unknown, Condition?: object) =>
  ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: '*', Resource: '*', ...Condition && { Condition } }] });

const PAST_THE_BOUNDARY: [to: string, policy: Open][] = [
  ['the organization', () => open('*', { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } })],
  ['the role\'s ARN by aws:PrincipalArn', () => open('*', { ArnEquals: { 'aws:PrincipalArn': ROLE } })],
  ['a pattern of role ARNs by aws:PrincipalArn', () => open('*', { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${B}:role/*` } })],
  ['the session', (iam) => open({ AWS: inside(iam).principal })],
];
const TO_ORGANIZATION = PAST_THE_BOUNDARY[0][1];
const TO_ROLE: Open = () => open({ AWS: ROLE });

const may = async (iam: DeployedIam, policy: Open, [action, resource]: ActionOnResource, context: Record<string, string> = {}) =>
  iam.may({ ...inside(iam), context: { ...inside(iam).context, ...context } }, action, resource, policy(iam));

/** A read of a service, and the nearest write. */
const READ_AND_WRITE: [service: string, read: ActionOnResource, write: ActionOnResource][] = [
  ['S3', ['s3:GetObject', OBJECT], ['s3:PutObject', OBJECT]],
  ['S3, its own policy', ['s3:GetBucketPolicy', 'arn:aws:s3:::bucket'], ['s3:PutBucketPolicy', 'arn:aws:s3:::bucket']],
  ['SQS', ['sqs:GetQueueAttributes', of('sqs', 'q')], ['sqs:SendMessage', of('sqs', 'q')]],
  ['SNS', ['sns:GetTopicAttributes', of('sns', 't')], ['sns:Publish', of('sns', 't')]],
  ['Lambda', ['lambda:GetFunction', of('lambda', 'function:f')], ['lambda:InvokeFunction', of('lambda', 'function:f')]],
  ['KMS', ['kms:Decrypt', KEY], ['kms:Encrypt', KEY]],
  ['KMS, grants', ['kms:ListGrants', KEY], ['kms:CreateGrant', KEY]],
  ['Secrets Manager', ['secretsmanager:GetSecretValue', of('secretsmanager', 'secret:s')], ['secretsmanager:PutSecretValue', of('secretsmanager', 'secret:s')]],
  ['DynamoDB', ['dynamodb:Query', of('dynamodb', 'table/t')], ['dynamodb:PutItem', of('dynamodb', 'table/t')]],
  ['ECR', ['ecr:BatchGetImage', of('ecr', 'repository/r')], ['ecr:PutImage', of('ecr', 'repository/r')]],
  ['EventBridge', ['events:DescribeEventBus', of('events', 'event-bus/b')], ['events:PutEvents', of('events', 'event-bus/b')]],
  ['OpenSearch', ['es:ESHttpGet', of('es', 'domain/d')], ['es:ESHttpPost', of('es', 'domain/d')]],
  ['Systems Manager', ['ssm:GetParameter', of('ssm', 'parameter/p')], ['ssm:PutParameter', of('ssm', 'parameter/p')]],
  ['CloudSearch', ['cloudsearch:DescribeDomains', of('cloudsearch', 'domain/d')], ['cloudsearch:document', of('cloudsearch', 'domain/d')]],
];

describe.each<[string, () => DeployedIam]>([
  ['readOnlyAccess()', () => deployed()],
  ['none()', () => deployed({ permissions: none() })],
  ['a customer managed policy', () => deployed({ permissions: custom({ managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('AmazonEC2ReadOnlyAccess')] }) })],
  ['the user\'s own boundary, and AdministratorAccess attached', () =>
    deployed({ permissionsBoundary: administratorAccess() }, ({ roles: [role] }) => role.addManagedPolicy(administratorAccess()))],
])('with %s, a session', (_, deploy) => {
  let iam: DeployedIam;
  beforeAll(() => {
    iam = deploy();
  });

  describe.each(PAST_THE_BOUNDARY)('where resource policies are open to %s', (__, policy) => {
    test.each(READ_AND_WRITE)('%s: reads and does not write', async (___, read, write) => {
      expect(await may(iam, policy, read)).toBe('allowed');
      expect(await may(iam, policy, write)).toBe('denied');
    });

    test('does not assume a further role', async () => {
      const OTHER = `arn:aws:iam::${B}:role/Other`;
      for (const action of ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity']) {
        expect(await may(iam, policy, [action, OTHER])).toBe('denied');
      }
      expect(await may(iam, policy, ['iam:GetRole', OTHER])).toBe('allowed');
    });

    test('reads from a directory bucket, and does not write to it', async () => {
      const session = (mode: string) => may(iam, policy, ['s3express:CreateSession', of('s3express', 'bucket/b')], { 's3express:SessionMode': mode });
      expect(await session('ReadOnly')).toBe('allowed');
      expect(await session('ReadWrite')).toBe('denied');
    });
  });

  test.each(READ_AND_WRITE)('%s: does not write where the policy names the role as principal', async (__, ___, write) => {
    expect(await may(iam, TO_ROLE, write)).toBe('denied');
  });
});

test('without denials, the same policies open the writes', async () => {
  const { b } = new TwoAccounts();
  const plain = new Role(b, 'Plain', { roleName: 'Plain', assumedBy: new ServicePrincipal('ec2.amazonaws.com'), permissionsBoundary: ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess') });
  const iam = new DeployedIam(plain.stack);
  const session = iam.sessionOf(`arn:aws:iam::${B}:role/Plain`);
  const caller = { ...session, context: { ...session.context, 'aws:PrincipalOrgID': ORGANIZATION } };
  expect(await iam.may(caller, 's3:PutObject', OBJECT, TO_ORGANIZATION(iam))).toBe('allowed');
});

describe('a level of several policies is denied every write, in every service', () => {
  test.each<[string, ReadOnlyPermissions]>([
    ['securityAudit() and viewOnly()', securityAudit().combinedWith(viewOnly())],
    ['a scanner', scanner(Scanner.PROWLER)],
    ['a scanner with ReadOnlyAccess', scanner(Scanner.STEAMPIPE)],
    ['a policy whose text is unknown, and a read that ReadOnlyAccess lacks', custom({
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('AmazonEC2ReadOnlyAccess')],
      statements: [new PolicyStatement({ actions: ['airflow:GetEnvironment'], resources: ['*'] })],
    })],
  ])('%s', async (_, permissions) => {
    const iam = deployed({ permissions }, ({ roles: [role] }) => role.addManagedPolicy(administratorAccess()));
    expect(await may(iam, TO_ORGANIZATION, ['s3:GetBucketPolicy', 'arn:aws:s3:::bucket'])).toBe('allowed');
    const writes: ActionOnResource[] = [['s3:PutBucketPolicy', 'arn:aws:s3:::bucket'], ['s3:PutObject', OBJECT], ['sqs:SendMessage', of('sqs', 'q')],
      ['ec2:TerminateInstances', of('ec2', 'instance/i')], ['sts:AssumeRole', `arn:aws:iam::${B}:role/Other`]];
    for (const write of writes) {
      expect(await may(iam, TO_ORGANIZATION, write)).toBe('denied');
    }
  });
});

describe('a level of few actions is denied everything else, in every service', () => {
  /** EC2 has no resource policies that IAM evaluates for roles of the account; the level does not depend on that. */
  const TERMINATE: ActionOnResource = ['ec2:TerminateInstances', of('ec2', 'instance/i')];
  const READ: ActionOnResource = ['ec2:GetConsoleOutput', of('ec2', 'instance/i')];

  test.each<[string, ReadOnlyPermissions, own: ActionOnResource]>([
    ['support()', support(), ['support:DescribeCases', '*']],
    ['billing()', billing(), ['billing:GetBillingData', `arn:aws:billing::${B}:billingview/primary`]],
    ['services(\'s3\')', services('s3'), ['s3:GetObject', OBJECT]],
    ['support() and billing()', support().combinedWith(billing()), ['support:DescribeCases', '*']],
    ['statements', custom({ statements: [new PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })] }), ['s3:GetObject', OBJECT]],
  ])('%s', async (_, permissions, own) => {
    const iam = deployed({ permissions }, ({ roles: [role] }) => role.addManagedPolicy(administratorAccess()));
    expect(await may(iam, TO_ORGANIZATION, own)).toBe('allowed');
    for (const other of [TERMINATE, READ, ['s3:PutObject', OBJECT], ['sqs:GetQueueAttributes', of('sqs', 'q')], ['sts:AssumeRole', `arn:aws:iam::${B}:role/Other`]] as ActionOnResource[]) {
      expect(await may(iam, TO_ORGANIZATION, other)).toBe('denied');
    }
  });

  test('encrypted data can be read, unless the level denies it', async () => {
    const iam = (permissions: ReadOnlyPermissions) => deployed({ permissions });
    expect(await may(iam(services('s3')), TO_ORGANIZATION, ['kms:Decrypt', KEY])).toBe('allowed');
    expect(await may(iam(services('s3').withoutDataAccess()), TO_ORGANIZATION, ['kms:Decrypt', KEY])).toBe('denied');
    expect(await may(iam(metadataOnly()), TO_ORGANIZATION, ['kms:Decrypt', KEY])).toBe('denied');
  });

  test('services(\'s3express\') opens no session that writes', async () => {
    const iam = deployed({ permissions: services('s3express') });
    const session = (mode: string) => may(iam, TO_ORGANIZATION, ['s3express:CreateSession', of('s3express', 'bucket/b')], { 's3express:SessionMode': mode });
    expect(await session('ReadOnly')).toBe('allowed');
    expect(await session('ReadWrite')).toBe('denied');
  });
});

describe('writes that the user asked for by name', () => {
  const allow = (...actions: string[]) => new PolicyStatement({ actions, resources: ['*'] });
  const writing = (...actions: string[]) => custom({ statements: [allow('s3:GetObject', ...actions)], allowedWriteActions: actions });
  const PUBLISH: ActionOnResource = ['sns:Publish', of('sns', 't')];
  const SUBSCRIBE: ActionOnResource = ['sns:Subscribe', of('sns', 't')];
  const ASSUME: ActionOnResource = ['sts:AssumeRole', `arn:aws:iam::${B}:role/Other`];
  const TAG: ActionOnResource = ['sts:TagSession', `arn:aws:iam::${B}:role/Other`];

  test.each<[string, Partial<CrossAccountReadOnlyAccessProps>, asked: ActionOnResource, other: ActionOnResource]>([
    ['a statement', { permissions: writing('sns:Publish') }, PUBLISH, SUBSCRIBE],
    ['a statement in other letters', { permissions: custom({ statements: [allow('SNS:publish')], allowedWriteActions: ['sns:Publish'] }) }, PUBLISH, SUBSCRIBE],
    ['a statement, with the user\'s own boundary', { permissions: writing('sns:Publish'), permissionsBoundary: administratorAccess() }, PUBLISH, SUBSCRIBE],
    ['a statement next to a managed policy, with the user\'s own boundary', { permissions: viewOnly().combinedWith(writing('sns:Publish')), permissionsBoundary: administratorAccess() }, PUBLISH, SUBSCRIBE],
    ['assuming a role', { permissions: writing('sts:AssumeRole') }, ASSUME, TAG],
    ['assuming a role, with the user\'s own boundary', { permissions: writing('sts:AssumeRole'), permissionsBoundary: administratorAccess() }, ASSUME, TAG],
    ['a read that no level allows', { permissions: custom({ statements: [allow('dynamodb:ConditionCheckItem')] }), permissionsBoundary: administratorAccess() },
      ['dynamodb:ConditionCheckItem', of('dynamodb', 'table/t')], ['dynamodb:UpdateItem', of('dynamodb', 'table/t')]],
    ['a scanner', {
      permissions: scanner(Scanner.PROWLER, { allowedWriteActions: ['organizations:RegisterDelegatedAdministrator'] }), permissionsBoundary: administratorAccess(),
    }, ['organizations:RegisterDelegatedAdministrator', ACCOUNT], ['organizations:DeregisterDelegatedAdministrator', ACCOUNT]],
  ])('%s', async (_, props, asked, other) => {
    const iam = deployed(props, ({ roles: [role] }) => role.addManagedPolicy(administratorAccess()));
    expect(await may(iam, TO_ORGANIZATION, asked)).toBe('allowed');
    expect(await may(iam, TO_ORGANIZATION, other)).toBe('denied');
  });

  test('only the role that asks for them', async () => {
    const { b } = new TwoAccounts();
    const permissionsBoundary = administratorAccess();
    new TrustingRole(b, 'Writer', { assumingAccount: A, roleName: 'Writer', permissions: viewOnly().combinedWith(writing('sns:Publish')), permissionsBoundary });
    new TrustingRole(b, 'Reader', { assumingAccount: A, roleName: 'Reader', permissions: viewOnly(), permissionsBoundary });
    const iam = new DeployedIam(b);
    const publishes = (name: string) => {
      const session = iam.sessionOf(iam.roleArn(name));
      return iam.may({ ...session, context: { ...session.context, 'aws:PrincipalOrgID': ORGANIZATION } }, ...PUBLISH as [string, string], TO_ORGANIZATION(iam));
    };
    expect(await publishes('Writer')).toBe('allowed');
    expect(await publishes('Reader')).toBe('denied');
  });
});

test('the role of a StackSet has the denials in its own template', async () => {
  const accounts = new TwoAccounts();
  const iam = deployed({ trusting: [TrustingTarget.stackSetToAccounts([B])], permissions: readOnlyAccess() }, () => {}, accounts);
  iam.deployStackSets(B);
  expect(await may(iam, TO_ORGANIZATION, ['s3:GetObject', OBJECT])).toBe('allowed');
  expect(await may(iam, TO_ORGANIZATION, ['s3:PutObject', OBJECT])).toBe('denied');
});
