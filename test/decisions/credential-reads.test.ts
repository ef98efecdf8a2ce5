/**
 * Reads that hand out credentials or change something: denied at every level, unless the user names them in full.
 *
 * The reviewed list is in tools/levels/credential-reads.
 */
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CrossAccountReadOnlyAccessProps, ReadOnlyPermissions, Scanner, TrustingTarget } from '../../src';
import { CREDENTIAL_READS } from '../../tools/levels/credential-reads/verdicts';
import { decideAll } from '../../tools/levels/decide';
import { KnownAction, knownActions } from '../../tools/levels/known-actions';
import { LEVELS } from '../../tools/levels/levels';
import { synthesizedRole } from '../../tools/levels/role-policies';
import { Caller, mfa, user } from '../support/callers';
import { ActionOnResource, AllowedAndDeniedAction, AUDITORS, deployed, testAllowedActions } from '../support/decision-tables';
import { DeployedIam } from '../support/deployed-iam';
import { A, B } from '../support/two-accounts';

const { custom, metadataOnly, none, readOnlyAccess, scanner, securityAudit, services, viewOnly } = ReadOnlyPermissions;

const ROLE = `arn:aws:iam::${B}:role/SecurityReadOnlyRole`;
const of = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:${B}:${resource}`;
const QUEUE = of('sqs', 'q');
const OTHER_QUEUE = of('sqs', 'other');
const GRANTS = of('s3', 'access-grants/default');
const ACCESS_REQUEST = of('ssm', 'opsitem/oi-1');
const FLEET = of('gamelift', 'fleet/f');
const RECEIVE: ActionOnResource = ['sqs:ReceiveMessage', QUEUE];
const LOOK: ActionOnResource = ['sqs:GetQueueAttributes', QUEUE];

const administratorAccess = () => ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess');
const statement = (actions: string[], ...resources: string[]) => new PolicyStatement({ actions, resources: resources.length > 0 ? resources : ['*'] });
const naming = (action: string, ...resources: string[]) => custom({ statements: [statement([action], ...resources)] });
const inside = (iam: DeployedIam): Caller => iam.sessionOf(ROLE);
const withLevel = (permissions: ReadOnlyPermissions, props: Partial<CrossAccountReadOnlyAccessProps> = {}) => deployed({ permissions, ...props });
const withAdministratorAttached = (permissions: ReadOnlyPermissions, props: Partial<CrossAccountReadOnlyAccessProps> = {}) =>
  deployed({ permissions, ...props }, ({ roles: [role] }) => role.addManagedPolicy(administratorAccess()));

describe('every action on the list', () => {
  let reads: KnownAction[];
  beforeAll(async () => {
    reads = (await knownActions()).filter(({ id }) => id in CREDENTIAL_READS);
  });

  test.each([...Object.keys(LEVELS), 'none()'])('is denied at %s, also after AdministratorAccess is attached', async (name) => {
    const permissions = () => name === 'none()' ? none() : LEVELS[name]();
    expect(reads).toHaveLength(Object.keys(CREDENTIAL_READS).length);
    expect([...(await decideAll(reads, synthesizedRole(permissions()).policies)).keys()]).toEqual([]);
    expect([...(await decideAll(reads, synthesizedRole(permissions(), ['AdministratorAccess']).policies)).keys()]).toEqual([]);
  });

  test('is allowed by the policies of some levels, so that the denials are what denies it', async () => {
    const { identity, boundary } = synthesizedRole(readOnlyAccess()).policies;
    const denies = ({ Effect, Action }: any) => Effect === 'Deny' && [Action].flat().includes('sqs:ReceiveMessage');
    const withoutDenials = identity.filter((policy: any) => ![policy.Statement].flat().some(denies));
    expect(identity).toHaveLength(withoutDenials.length + 1);
    expect((await decideAll(reads, { identity: withoutDenials, boundary })).size).toBeGreaterThan(55);
  });
});

describe('at readOnlyAccess() a session may', () => {
  let iam: DeployedIam;
  beforeAll(() => {
    iam = withLevel(readOnlyAccess());
  });
  testAllowedActions(() => iam, inside, [
    ['see a queue, not take its messages', LOOK, RECEIVE],
    ['see access grants, not get their keys', ['s3:GetAccessGrantsInstance', GRANTS], ['s3:GetDataAccess', GRANTS]],
    ['see nodes, not get keys for a shell on them', ['ssm:DescribeInstanceInformation'], ['ssm:GetAccessToken', ACCESS_REQUEST]],
    ['see a compute, not get its keys', ['gamelift:DescribeCompute', FLEET], ['gamelift:GetComputeAccess', FLEET]],
    ['see identity pools, not get the keys of their roles', ['cognito-identity:DescribeIdentityPool', of('cognito-identity', 'identitypool/p')], ['cognito-identity:GetCredentialsForIdentity']],
    ['see spaces, not get their credentials', ['cloudwatch:ListSpaceAccess'], ['cloudwatch:GetSpaceCredentials']],
    ['see app clients, not list their secrets', ['cognito-idp:ListUserPoolClients', of('cognito-idp', 'userpool/p')], ['cognito-idp:ListUserPoolClientSecrets', of('cognito-idp', 'userpool/p')]],
    ['see a GraphQL API, not its keys', ['appsync:GetGraphqlApi', of('appsync', 'apis/a')], ['appsync:ListApiKeys']],
    ['see delivery channels, not deliver a snapshot', ['config:DescribeDeliveryChannels'], ['config:DeliverConfigSnapshot']],
    ['see a stack\'s drift, not start to detect that of a StackSet', ['cloudformation:DetectStackDrift', of('cloudformation', 'stack/s/1')], ['cloudformation:DetectStackSetDrift', of('cloudformation', 'stackset/s:1')]],
    ['see a transfer server, not try passwords at it', ['transfer:DescribeServer', of('transfer', 'server/s')], ['transfer:TestIdentityProvider', of('transfer', 'user/s/ann')]],
    ['pull images with its own rights, not get the keys of a pipeline\'s job', ['ecr:GetAuthorizationToken'], ['codepipeline:GetJobDetails']],
    ['see a client with its secret, not get the tokens of a user', ['cognito-idp:DescribeUserPoolClient', of('cognito-idp', 'userpool/p')], ['cognito-idp:GetTokensFromRefreshToken']],
  ]);
});

describe('a resource policy that names the session', () => {
  const opened = (iam: DeployedIam, [action, resource]: ActionOnResource) => iam.may(inside(iam), action, resource, {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: inside(iam).principal }, Action: action, Resource: '*' }],
  });

  /** A level of few actions is denied everything else, except to decrypt. */
  test.each<[string, () => ReadOnlyPermissions, other: ActionOnResource]>([
    ['viewOnly()', viewOnly, ['sqs:GetQueueUrl', QUEUE]],
    ['none()', none, ['sqs:GetQueueUrl', QUEUE]],
    ['a statement', () => naming('s3:ListAllMyBuckets'), ['kms:Decrypt', of('kms', 'key/k')]],
  ])('opens no such read past the boundary at %s', async (_, permissions, other) => {
    const iam = withLevel(permissions());
    expect(await opened(iam, other)).toBe('allowed');
    expect(await opened(iam, RECEIVE)).toBe('denied');
    expect(await opened(iam, ['s3:GetDataAccess', GRANTS])).toBe('denied');
  });
});

describe('a read that is named in full is allowed', () => {
  const receiving = () => naming('sqs:ReceiveMessage');
  const CASES: [level: string, permissions: () => ReadOnlyPermissions, cases: AllowedAndDeniedAction[]][] = [
    ['custom()', receiving, [['receive, not delete', RECEIVE, ['sqs:DeleteMessage', QUEUE]]]],
    ['custom(), in other letters', () => naming('SQS:receiveMESSAGE'), [['receive, not delete', RECEIVE, ['sqs:DeleteMessage', QUEUE]]]],
    ['readOnlyAccess().combinedWith(custom())', () => readOnlyAccess().combinedWith(receiving()), [
      ['receive, not get keys', RECEIVE, ['s3:GetDataAccess', GRANTS]],
      ['receive from any queue, not get a token', ['sqs:ReceiveMessage', OTHER_QUEUE], ['ssm:GetAccessToken', ACCESS_REQUEST]],
    ]],
    ['custom().combinedWith(readOnlyAccess())', () => receiving().combinedWith(readOnlyAccess()), [['receive, not get keys', RECEIVE, ['s3:GetDataAccess', GRANTS]]]],
    ['readOnlyAccess().combinedWith(custom(), viewOnly())', () => readOnlyAccess().combinedWith(receiving(), viewOnly()), [['receive, not get keys', RECEIVE, ['s3:GetDataAccess', GRANTS]]]],
    ['one of two that a pattern matches', () => readOnlyAccess().combinedWith(naming('gamelift:GetComputeAccess')), [
      ['get keys of a compute, not its token', ['gamelift:GetComputeAccess', FLEET], ['gamelift:GetComputeAuthToken', FLEET]],
    ]],
    ['with a resource: not with others, which ReadOnlyAccess allows', () => readOnlyAccess().combinedWith(naming('sqs:ReceiveMessage', QUEUE)), [
      ['receive from this queue, not from another', RECEIVE, ['sqs:ReceiveMessage', OTHER_QUEUE]],
    ]],
    ['with a resource: not with others, which services() allows', () => services('sqs').combinedWith(naming('sqs:ReceiveMessage', QUEUE)), [
      ['receive from this queue, not from another', RECEIVE, ['sqs:ReceiveMessage', OTHER_QUEUE]],
    ]],
    ['with a resource, in one of two parts', () => readOnlyAccess().combinedWith(naming('sqs:ReceiveMessage', QUEUE), naming('sqs:ReceiveMessage', OTHER_QUEUE)), [
      ['receive from the second queue, not from a third', ['sqs:ReceiveMessage', OTHER_QUEUE], ['sqs:ReceiveMessage', of('sqs', 'third')]],
    ]],
    ['in allowedWriteActions, for a managed policy', () => custom({ managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')], allowedWriteActions: ['sqs:ReceiveMessage'] }), [
      ['receive, not get keys', RECEIVE, ['s3:GetDataAccess', GRANTS]],
    ]],
    ['a write by its class', () => readOnlyAccess().combinedWith(custom({ statements: [statement(['athena:GetSessionEndpoint'])], allowedWriteActions: ['athena:GetSessionEndpoint'] })), [
      ['get the endpoint of a session, not new tokens', ['athena:GetSessionEndpoint', of('athena', 'workgroup/w')], ['cognito-idp:GetTokensFromRefreshToken']],
    ]],
  ];
  describe.each(CASES)('%s', (_, permissions, cases) => {
    let iam: DeployedIam;
    beforeAll(() => {
      iam = withLevel(permissions());
    });
    testAllowedActions(() => iam, inside, cases);
  });

  test('with the user\'s own boundary, and not with another resource of what is attached later', async () => {
    const permissionsBoundary = administratorAccess();
    const iam = withAdministratorAttached(naming('sqs:ReceiveMessage', QUEUE), { permissionsBoundary });
    expect(await iam.may(inside(iam), ...RECEIVE)).toBe('allowed');
    expect(await iam.may(inside(iam), 'sqs:ReceiveMessage', OTHER_QUEUE)).toBe('denied');
  });
});

describe('a read is denied although', () => {
  test.each<[string, () => ReadOnlyPermissions]>([
    ['a statement has a wildcard that matches it', () => custom({ statements: [statement(['sqs:Rec*', 'sqs:GetQueueAttributes'])] })],
    ['services() allows it', () => services('sqs')],
    ['another part names another one', () => readOnlyAccess().combinedWith(naming('ssm:GetAccessToken'))],
    ['it is named, but withDenied() names it too', () => readOnlyAccess().combinedWith(naming('sqs:ReceiveMessage')).withDenied('sqs:ReceiveMessage')],
    ['it is named before withoutDataAccess()', () => readOnlyAccess().combinedWith(naming('sqs:ReceiveMessage')).withoutDataAccess()],
    ['it is named, and another part has no data access', () => metadataOnly().combinedWith(naming('sqs:ReceiveMessage'))],
  ])('%s', async (_, permissions) => {
    const iam = withLevel(permissions());
    expect(await iam.may(inside(iam), ...LOOK)).toBe('allowed');
    expect(await iam.may(inside(iam), ...RECEIVE)).toBe('denied');
  });

  test('metadataOnly() may deliver a snapshot if that is named', async () => {
    const [without, named] = [withLevel(metadataOnly()), withLevel(metadataOnly().combinedWith(naming('config:DeliverConfigSnapshot')))];
    expect(await named.may(inside(named), 'config:DeliverConfigSnapshot')).toBe('allowed');
    expect(await without.may(inside(without), 'config:DeliverConfigSnapshot')).toBe('denied');
  });

  test('the user\'s own boundary allows it, and so does a policy that is attached later', async () => {
    const iam = withAdministratorAttached(securityAudit(), { permissionsBoundary: administratorAccess() });
    expect(await iam.may(inside(iam), 'ec2:TerminateInstances', of('ec2', 'instance/i'))).toBe('allowed');
    expect(await iam.may(inside(iam), ...RECEIVE)).toBe('denied');
    expect(await iam.may(inside(iam), 'redshift:GetClusterCredentials', of('redshift', 'dbuser:c/u'))).toBe('denied');
  });

  test('the role is in the template of a StackSet', async () => {
    const iam = deployed({ trusting: [TrustingTarget.stackSetToAccounts([B])] });
    iam.deployStackSets(B);
    expect(await iam.may(inside(iam), ...LOOK)).toBe('allowed');
    expect(await iam.may(inside(iam), ...RECEIVE)).toBe('denied');
  });
});

test('no recipe of a scanner names one', async () => {
  const iam = withLevel(scanner(Scanner.PROWLER));
  expect(await iam.may(inside(iam), 'codepipeline:GetPipeline', of('codepipeline', 'p'))).toBe('allowed');
  expect(await iam.may(inside(iam), 'codepipeline:GetJobDetails')).toBe('denied');
});

test('members of the group keep, in the group\'s account, what their other policies allow', async () => {
  const iam = deployed({ groupPermissions: viewOnly() });
  const queue = `arn:aws:sqs:eu-west-1:${A}:q`;
  const policies = [{ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'sqs:ReceiveMessage', Resource: '*' } }];
  expect(await iam.may(user('ann', mfa(), { groups: AUDITORS, policies }), 'sqs:ReceiveMessage', queue)).toBe('allowed');
  expect(await iam.may(user('ann', mfa(), { groups: AUDITORS }), 'sqs:ReceiveMessage', queue)).toBe('denied');
});
