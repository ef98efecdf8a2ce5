/**
 * What each permission level allows, as a table: what a session may do, and the nearest action that it may not.
 *
 * Each case is decided as deployed, and again after AdministratorAccess is attached to the role.
 */
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CrossAccountReadOnlyAccessProps, ReadOnlyPermissions, Scanner } from '../../src';
import { ADMINISTRATOR, Caller, mfa, tagged, user } from '../support/callers';
import { ActionOnResource, AUDITORS, deployed, AllowedAndDeniedAction, testAllowedActions } from '../support/decision-tables';
import { DeployedIam } from '../support/deployed-iam';
import { B, TwoAccounts } from '../support/two-accounts';

const { billing, custom, metadataOnly, none, readOnlyAccess, scanner, securityAudit, services, support, viewOnly } = ReadOnlyPermissions;

const ROLE = `arn:aws:iam::${B}:role/SecurityReadOnlyRole`;
const BUCKET = 'arn:aws:s3:::bucket';
const OBJECT = `${BUCKET}/key`;
const of = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:${B}:${resource}`;
const FUNCTION = of('lambda', 'function:f');
const TABLE = of('dynamodb', 'table/t');
const INSTANCE = of('ec2', 'instance/i-1');
const LOG_GROUP = of('logs', 'log-group:g');
const PARAMETER = of('ssm', 'parameter/p');
const QUEUE = of('sqs', 'q');
const REPOSITORY = of('ecr', 'repository/r');
const SECRET = of('secretsmanager', 'secret:s');
const STACK = of('cloudformation', 'stack/s/1');
const STREAM = of('kinesis', 'stream/s');
const BILLS = `arn:aws:billing::${B}:billingview/primary`;
const api = (path: string) => `arn:aws:apigateway:eu-west-1::${path}`;

const administratorAccess = ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess');
const managed = (...names: string[]) => names.map((name) => ManagedPolicy.fromAwsManagedPolicyName(name));
const inside = (iam: DeployedIam): Caller => iam.sessionOf(ROLE);
const withAdministratorAttached = (props: Partial<CrossAccountReadOnlyAccessProps>) =>
  deployed(props, ({ roles: [role] }) => role.addManagedPolicy(administratorAccess));

const LIST_BUCKETS: ActionOnResource = ['s3:ListAllMyBuckets'];
const READ_OBJECT: ActionOnResource = ['s3:GetObject', OBJECT];
const IMPORT_FINDINGS: ActionOnResource = ['securityhub:BatchImportFindings', of('securityhub', 'product/p/p')];

const NO_DATA: AllowedAndDeniedAction[] = [
  ['list buckets, not read an object', LIST_BUCKETS, READ_OBJECT],
  ['read a bucket\'s policy, not an older version of an object', ['s3:GetBucketPolicy', BUCKET], ['s3:GetObjectVersion', OBJECT]],
  ['list functions, not read their code', ['lambda:ListFunctions'], ['lambda:GetFunction', FUNCTION]],
  ['read a function\'s policy, not its environment variables', ['lambda:GetPolicy', FUNCTION], ['lambda:GetFunctionConfiguration', FUNCTION]],
  ['list parameters, not read their values', ['ssm:DescribeParameters'], ['ssm:GetParameter', PARAMETER]],
  ['list parameters, not read their values by path', ['ssm:DescribeParameters'], ['ssm:GetParametersByPath', PARAMETER]],
  ['list secrets, not read one', ['secretsmanager:ListSecrets'], ['secretsmanager:GetSecretValue', SECRET]],
  ['see a table, not read its items', ['dynamodb:DescribeTable', TABLE], ['dynamodb:GetItem', TABLE]],
  ['see a table, not query it', ['dynamodb:DescribeTable', TABLE], ['dynamodb:Query', TABLE]],
  ['see a queue, not read its messages', ['sqs:GetQueueAttributes', QUEUE], ['sqs:ReceiveMessage', QUEUE]],
  ['list log groups, not read log events', ['logs:DescribeLogGroups'], ['logs:FilterLogEvents', LOG_GROUP]],
  ['list log groups, not the results of queries', ['logs:DescribeLogGroups'], ['logs:GetQueryResults', LOG_GROUP]],
  ['see a stream, not read its records', ['kinesis:DescribeStream', STREAM], ['kinesis:GetRecords', STREAM]],
  ['see instances, not their console', ['ec2:DescribeInstances'], ['ec2:GetConsoleOutput', INSTANCE]],
  ['see images in a registry, not pull them', ['ecr:DescribeImages', REPOSITORY], ['ecr:BatchGetImage', REPOSITORY]],
  ['see images in a registry, not sign in to it', ['ecr:DescribeImages', REPOSITORY], ['ecr:GetAuthorizationToken']],
  ['see stacks, not their templates', ['cloudformation:DescribeStacks', STACK], ['cloudformation:GetTemplate', STACK]],
  ['see an API\'s stages, not the values of its keys', ['apigateway:GET', api('/restapis/a/stages')], ['apigateway:GET', api('/apikeys')]],
  ['see an API\'s stages, not the value of one key', ['apigateway:GET', api('/restapis/a/stages')], ['apigateway:GET', api('/apikeys/k')]],
  ['see an API\'s models, not the keys of a usage plan', ['apigateway:GET', api('/restapis/a/models')], ['apigateway:GET', api('/usageplans/u/keys')]],
];

const NO_WRITES: AllowedAndDeniedAction[] = [
  ['list buckets, not create one', LIST_BUCKETS, ['s3:CreateBucket', BUCKET]],
  ['list buckets, not write an object', LIST_BUCKETS, ['s3:PutObject', OBJECT]],
  ['see instances, not tag one', ['ec2:DescribeInstances'], ['ec2:CreateTags', INSTANCE]],
  ['list roles, not delete its own boundary', ['iam:ListRoles'], ['iam:DeleteRolePermissionsBoundary', ROLE]],
];

const LEVELS: [level: string, permissions: () => ReadOnlyPermissions, cases: AllowedAndDeniedAction[]][] = [
  ['readOnlyAccess()', readOnlyAccess, [
    ...NO_WRITES,
    ['read an object, not delete it', READ_OBJECT, ['s3:DeleteObject', OBJECT]],
    ['read a function\'s code, not run it', ['lambda:GetFunction', FUNCTION], ['lambda:InvokeFunction', FUNCTION]],
    ['see the values of API keys, not create one', ['apigateway:GET', api('/apikeys')], ['apigateway:POST', api('/apikeys')]],
  ]],
  ['readOnlyAccess().withoutDataAccess()', () => readOnlyAccess().withoutDataAccess(), [
    ...NO_DATA,
    ...NO_WRITES,
    ['see what SecurityAudit does not, but not its data', ['states:ListExecutions', of('states', 'stateMachine:m')], ['states:GetExecutionHistory', of('states', 'execution:m:e')]],
  ]],
  ['metadataOnly()', metadataOnly, [
    ...NO_DATA,
    ...NO_WRITES,
    ['see that a database has logs, not read one', ['rds:DescribeDBLogFiles', of('rds', 'db:d')], ['rds:DownloadDBLogFilePortion', of('rds', 'db:d')]],
  ]],
  ['viewOnly()', viewOnly, [
    ...NO_WRITES,
    ['list objects, not read one', ['s3:ListBucket', BUCKET], READ_OBJECT],
    ['list buckets, not read a bucket\'s policy', LIST_BUCKETS, ['s3:GetBucketPolicy', BUCKET]],
    ['list keys, not see one\'s policy', ['kms:ListKeys'], ['kms:GetKeyPolicy', of('kms', 'key/k')]],
  ]],
  ['securityAudit()', securityAudit, [
    ...NO_WRITES,
    ['read a bucket\'s policy, not an object', ['s3:GetBucketPolicy', BUCKET], READ_OBJECT],
    ['see a table, not read its items', ['dynamodb:DescribeTable', TABLE], ['dynamodb:GetItem', TABLE]],
    ['see an API\'s stages, not the values of its keys', ['apigateway:GET', api('/restapis/a/stages')], ['apigateway:GET', api('/apikeys')]],
  ]],
  ['billing()', billing, [
    ['see bills, not buckets', ['billing:GetBillingData', BILLS], LIST_BUCKETS],
    ['see budgets, not change one', ['budgets:ViewBudget', `arn:aws:budgets::${B}:budget/b`], ['budgets:ModifyBudget', `arn:aws:budgets::${B}:budget/b`]],
    ['see payments, not pay', ['payments:ListPaymentPreferences'], ['payments:MakePayment']],
  ]],
  ['support()', support, [
    ['see cases, not open one', ['support:DescribeCases'], ['support:CreateCase']],
    ['read messages, not write one', ['support:DescribeCommunications'], ['support:AddCommunicationToCase']],
    ['read attachments, not add one', ['support:DescribeAttachment'], ['support:AddAttachmentsToSet']],
    ['search for cases, not close one', ['support:SearchForCases'], ['support:ResolveCase']],
    ['see cases, not the findings of Trusted Advisor', ['support:DescribeCases'], ['support:DescribeTrustedAdvisorChecks']],
    ['see cases, not buckets', ['support:DescribeCases'], LIST_BUCKETS],
  ]],
  ['services(\'s3\')', () => services('s3'), [
    ['read an object, not write it', READ_OBJECT, ['s3:PutObject', OBJECT]],
    ['list buckets, not instances', LIST_BUCKETS, ['ec2:DescribeInstances']],
    ['list buckets, not those of a service with the same prefix', LIST_BUCKETS, ['s3express:ListAllMyDirectoryBuckets']],
  ]],
  ['services(\'s3\', \'ec2\')', () => services('s3', 'ec2'), [
    ['list buckets, not functions', LIST_BUCKETS, ['lambda:ListFunctions']],
    ['see instances, not stop one', ['ec2:DescribeInstances'], ['ec2:StopInstances', INSTANCE]],
  ]],
  ['services(\'s3\').withoutDataAccess()', () => services('s3').withoutDataAccess(), [
    ['list objects, not read one', ['s3:ListBucket', BUCKET], READ_OBJECT],
  ]],
  ['billing().combinedWith(support())', () => billing().combinedWith(support()), [
    ['see bills, not pay them', ['billing:GetBillingData', BILLS], ['payments:MakePayment']],
    ['see cases, not open one', ['support:DescribeCases'], ['support:CreateCase']],
    ['see cases, not what neither level allows', ['support:DescribeCases'], LIST_BUCKETS],
  ]],
  ['securityAudit().combinedWith(support())', () => securityAudit().combinedWith(support()), [
    ['see cases, not open one', ['support:DescribeCases'], ['support:CreateCase']],
    ['read a bucket\'s policy, not an object', ['s3:GetBucketPolicy', BUCKET], READ_OBJECT],
  ]],
  ['viewOnly().combinedWith(services(\'s3\').withDenied(\'s3:GetObject\'))', () => viewOnly().combinedWith(services('s3').withDenied('s3:GetObject')), [
    ['read an older version, not the object that is denied', ['s3:GetObjectVersion', OBJECT], READ_OBJECT],
    ['see instances, not read tables', ['ec2:DescribeInstances'], ['dynamodb:GetItem', TABLE]],
  ]],
  ['viewOnly().withDenied(\'ec2:Describe*\')', () => viewOnly().withDenied('ec2:Describe*'), [
    ['list buckets, not see instances', LIST_BUCKETS, ['ec2:DescribeInstances']],
  ]],
  ['a statement', () => custom({ statements: [new PolicyStatement({ actions: ['s3:GetObject'], resources: [`${BUCKET}/*`] })] }), [
    ['read an object of the bucket, not of another', READ_OBJECT, ['s3:GetObject', 'arn:aws:s3:::other/key']],
    ['read an object, not list the bucket', READ_OBJECT, ['s3:ListBucket', BUCKET]],
  ]],
  ['a statement and a managed policy', () => custom({
    managedPolicies: managed('SecurityAudit'), statements: [new PolicyStatement({ actions: ['s3:GetObject'], resources: [`${BUCKET}/*`] })],
  }), [
    ['read an object of the bucket, not of another', READ_OBJECT, ['s3:GetObject', 'arn:aws:s3:::other/key']],
    ['read a bucket\'s policy, not a parameter', ['s3:GetBucketPolicy', BUCKET], ['ssm:GetParameter', PARAMETER]],
  ]],
  ['a statement with an allowed write action', () => custom({
    statements: [new PolicyStatement({ actions: ['sns:Publish'], resources: ['*'] })], allowedWriteActions: ['sns:Publish'],
  }), [
    ['publish, not subscribe', ['sns:Publish', of('sns', 't')], ['sns:Subscribe', of('sns', 't')]],
  ]],
  ['a denial and a managed policy', () => custom({
    managedPolicies: managed('ReadOnlyAccess'), statements: [new PolicyStatement({ actions: ['s3:GetObject'], resources: [`${BUCKET}/*`] }), denial()],
  }), [
    ['read an object, not a secret one', READ_OBJECT, ['s3:GetObject', `${BUCKET}/secret/key`]],
  ]],
  ['scanner(Scanner.PROWLER)', () => scanner(Scanner.PROWLER), [
    ...NO_WRITES,
    ['read log events, not objects', ['logs:FilterLogEvents', LOG_GROUP], READ_OBJECT],
    ['read a function\'s code, not parameters', ['lambda:GetFunction', FUNCTION], ['ssm:GetParameter', PARAMETER]],
    ['pull images, not sign in to the registry', ['ecr:BatchGetImage', REPOSITORY], ['ecr:GetAuthorizationToken']],
    ['see a table\'s policy, not its items', ['dynamodb:GetResourcePolicy', TABLE], ['dynamodb:GetItem', TABLE]],
    ['see findings, not import new ones', ['securityhub:GetFindings', of('securityhub', 'hub/default')], IMPORT_FINDINGS],
    ['case 2026-11-33: see what the boundary has cut, not change it', ['glue:GetConnections', of('glue', 'catalog')], ['glue:CreateConnection', of('glue', 'catalog')]],
    ['case 2026-11-40: see domain names of an API, not create one', ['apigateway:GET', api('/domainnames/d')], ['apigateway:POST', api('/domainnames')]],
    ['see accounts, not register a delegated administrator', ['organizations:ListAccounts'], ['organizations:RegisterDelegatedAdministrator', `arn:aws:organizations::${B}:account/o-a1b2c3d4e5/${B}`]],
    ['see an API\'s stages, not the values of its keys', ['apigateway:GET', api('/restapis/a/stages')], ['apigateway:GET', api('/apikeys')]],
  ]],
  ['scanner(Scanner.AWS_SAT2)', () => scanner(Scanner.AWS_SAT2), [
    ...NO_WRITES,
    ['read log events, not objects', ['logs:FilterLogEvents', LOG_GROUP], READ_OBJECT],
    ['see images, not pull them', ['ecr:DescribeImages', REPOSITORY], ['ecr:BatchGetImage', REPOSITORY]],
  ]],
  ['scanner(Scanner.CARTOGRAPHY)', () => scanner(Scanner.CARTOGRAPHY), [
    ...NO_WRITES,
    ['case 2026-11-40: see access entries, not the parameters of the account', ['eks:DescribeAccessEntry', of('eks', 'access-entry/c/role/222222222222/r/u')], ['ssm:GetParametersByPath', PARAMETER]],
    ['case 2026-11-40: see connections, not their passwords', ['glue:GetConnections', of('glue', 'catalog')], ['secretsmanager:GetSecretValue', SECRET]],
    ['list findings, not change them', ['inspector2:ListFindings'], ['inspector2:UpdateFilter', of('inspector2', 'owner/o/filter/f')]],
    ['read a bucket\'s policy, not an object', ['s3:GetBucketPolicy', BUCKET], READ_OBJECT],
  ]],
  ['scanner(Scanner.CLOUDQUERY)', () => scanner(Scanner.CLOUDQUERY), [
    ...NO_WRITES,
    ['list buckets, not read an object', LIST_BUCKETS, READ_OBJECT],
    ['read an older version, which its recipe does not deny, not the object', ['s3:GetObjectVersion', OBJECT], READ_OBJECT],
    ['filter log events, which its recipe does not deny, not get them', ['logs:FilterLogEvents', LOG_GROUP], ['logs:GetLogEvents', `${LOG_GROUP}:log-stream:s`]],
    ['list parameters, not read their values', ['ssm:DescribeParameters'], ['ssm:GetParametersByPath', PARAMETER]],
    ['list functions, not read their code', ['lambda:ListFunctions'], ['lambda:GetFunction', FUNCTION]],
    ['see a table, not read its items', ['dynamodb:DescribeTable', TABLE], ['dynamodb:Scan', TABLE]],
  ]],
  ['scanner(Scanner.SCOUTSUITE)', () => scanner(Scanner.SCOUTSUITE), [
    ...NO_WRITES,
    ['read an object, not delete it', READ_OBJECT, ['s3:DeleteObject', OBJECT]],
  ]],
  ['scanner(Scanner.STEAMPIPE)', () => scanner(Scanner.STEAMPIPE), [
    ...NO_WRITES,
    ['read the account\'s contact, not change it', ['account:GetContactInformation', `arn:aws:account::${B}:account`], ['account:PutContactInformation', `arn:aws:account::${B}:account`]],
  ]],
  ['scanner(Scanner.CLOUDZERO)', () => scanner(Scanner.CLOUDZERO), [
    ['see costs, not change a budget', ['ce:GetCostAndUsage', `arn:aws:billing::${B}:billingview/primary`], ['budgets:ModifyBudget', `arn:aws:budgets::${B}:budget/b`]],
    ['read logs of Container Insights, not others', ['logs:FilterLogEvents', of('logs', 'log-group:/aws/containerinsights/c')], ['logs:FilterLogEvents', LOG_GROUP]],
    ['see reserved instances, not the console of one', ['ec2:DescribeReservedInstances'], ['ec2:GetConsoleOutput', INSTANCE]],
  ]],
  ['scanner(Scanner.DATADOG)', () => scanner(Scanner.DATADOG), [
    ['see subscription filters, not write one', ['logs:DescribeSubscriptionFilters', LOG_GROUP], ['logs:PutSubscriptionFilter', LOG_GROUP]],
    ['list topics, not publish', ['sns:ListTopics'], ['sns:Publish', of('sns', 't')]],
    ['read log events, not objects', ['logs:FilterLogEvents', LOG_GROUP], READ_OBJECT],
  ]],
  ['scanner(Scanner.DRATA)', () => scanner(Scanner.DRATA), [
    ...NO_WRITES,
    ['list backup jobs, not start one', ['backup:ListBackupJobs'], ['backup:StartBackupJob', of('backup', 'backup-vault:v')]],
  ]],
  ['scanner(Scanner.LACEWORK)', () => scanner(Scanner.LACEWORK), [
    ...NO_WRITES,
    ['see an application\'s configuration, not take the task of a worker', ['appconfig:ListApplications'], ['states:GetActivityTask', of('states', 'activity:a')]],
    ['read a bucket\'s policy, not an object', ['s3:GetBucketPolicy', BUCKET], READ_OBJECT],
  ]],
  ['scanner(Scanner.ORCA)', () => scanner(Scanner.ORCA), [
    ['read an object, not write it', READ_OBJECT, ['s3:PutObject', OBJECT]],
    ['see instances, not copy a disk', ['ec2:DescribeInstances'], ['ec2:CreateSnapshot', of('ec2', 'volume/v')]],
    ['see a queue, not change it', ['sqs:GetQueueAttributes', QUEUE], ['sqs:SetQueueAttributes', QUEUE]],
  ]],
  ['scanner(Scanner.SYSDIG)', () => scanner(Scanner.SYSDIG), [
    ...NO_WRITES,
    ['read a function\'s code, not run it', ['lambda:GetFunction', FUNCTION], ['lambda:InvokeFunction', FUNCTION]],
    ['see a table, not read its items', ['dynamodb:DescribeTable', TABLE], ['dynamodb:GetItem', TABLE]],
  ]],
  ['scanner(Scanner.VANTA)', () => scanner(Scanner.VANTA), [
    ...NO_WRITES,
    ['list users of Identity Center, not create one', ['identitystore:ListUsers', `arn:aws:identitystore::${B}:identitystore/d-1`], ['identitystore:CreateUser', `arn:aws:identitystore::${B}:identitystore/d-1`]],
    ['see that a database has logs, not read one', ['rds:DescribeDBLogFiles', of('rds', 'db:d')], ['rds:DownloadDBLogFilePortion', of('rds', 'db:d')]],
  ]],
  ['scanner(Scanner.WIZ)', () => scanner(Scanner.WIZ), [
    ...NO_WRITES,
    ['read a function\'s code, not an object', ['lambda:GetFunction', FUNCTION], READ_OBJECT],
    ['read system tables of Keyspaces, not others', ['cassandra:Select', of('cassandra', '/keyspace/system_schema/table/tables')], ['cassandra:Select', of('cassandra', '/keyspace/k/table/t')]],
    ['see instances, not copy a disk', ['ec2:DescribeInstances'], ['ec2:CreateSnapshot', of('ec2', 'volume/v')]],
  ]],
  ['case 2026-11-34: securityAudit().combinedWith(viewOnly())', () => securityAudit().combinedWith(viewOnly()), [
    ['see what only SecurityAudit has, not an object', ['airflow:GetEnvironment', of('airflow', 'environment/e')], READ_OBJECT],
    ['see what only ViewOnlyAccess has, not an item', ['s3:ListBucket', BUCKET], ['dynamodb:GetItem', TABLE]],
  ]],
  ['case 2026-11-32: a policy and a read that it lacks', () => securityAudit().combinedWith(custom({ statements: [new PolicyStatement({ actions: ['support:DescribeCases'], resources: ['*'] })] })), [
    ...NO_WRITES,
    ['see cases, not open one', ['support:DescribeCases'], ['support:CreateCase']],
  ]],
  ['scanner(Scanner.STEAMPIPE).withoutDataAccess()', () => scanner(Scanner.STEAMPIPE).withoutDataAccess(), NO_DATA],
];

function denial(): PolicyStatement {
  return PolicyStatement.fromJson({ Effect: 'Deny', Action: '*', Resource: `${BUCKET}/secret/*` });
}

describe.each<[string, (props: Partial<CrossAccountReadOnlyAccessProps>) => DeployedIam]>([
  ['as deployed', (props) => deployed(props)],
  ['after AdministratorAccess is attached', withAdministratorAttached],
])('%s', (_, deploy) => {
  describe.each(LEVELS)('%s: a session may', (__, permissions, cases) => {
    let iam: DeployedIam;
    beforeAll(() => {
      iam = deploy({ permissions: permissions() });
    });
    testAllowedActions(() => iam, inside, cases);
  });
});

test('every scanner is in the table', () => {
  const inTable = (name: string) => LEVELS.some(([level]) => level === `scanner(Scanner.${name})`);
  expect(Object.keys(Scanner).every(inTable)).toBe(true);
});

describe('none(), after AdministratorAccess is attached', () => {
  let iam: DeployedIam;
  beforeAll(() => {
    iam = withAdministratorAttached({ permissions: none().withDenied('s3:GetObject*') });
  });
  testAllowedActions(() => iam, inside, [
    ['what ReadOnlyAccess reads, not a denied action', ['dynamodb:GetItem', TABLE], READ_OBJECT],
    ['what ReadOnlyAccess reads, not write', LIST_BUCKETS, ['s3:PutObject', OBJECT]],
  ]);
});

describe('a policy whose text is unknown, after AdministratorAccess is attached', () => {
  let iam: DeployedIam;
  beforeAll(() => {
    iam = withAdministratorAttached({ permissions: custom({ managedPolicies: managed('AmazonEC2ReadOnlyAccess') }).withoutDataAccess() });
  });
  testAllowedActions(() => iam, inside, [
    ['what ReadOnlyAccess allows, not more', LIST_BUCKETS, ['s3:CreateBucket', BUCKET]],
    ['what ReadOnlyAccess allows, not data', ['dynamodb:DescribeTable', TABLE], ['dynamodb:GetItem', TABLE]],
  ]);
});

describe('a condition', () => {
  const permissions = () => custom({
    statements: [new PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'], conditions: { StringEquals: { 'aws:PrincipalTag/team': 'a' } } })],
  });
  test.each([
    ['as deployed', () => deployed({ permissions: permissions() })],
    ['after AdministratorAccess is attached', () => withAdministratorAttached({ permissions: permissions() })],
  ])('of a statement alone holds %s', async (_, deploy) => {
    const iam = deploy();
    expect(await iam.may(tagged({ team: 'a' }, inside(iam)), ...READ_OBJECT)).toBe('allowed');
    expect(await iam.may(tagged({ team: 'b' }, inside(iam)), ...READ_OBJECT)).toBe('denied');
  });

  test('of ReadOnlyAccess on sessions of directory buckets holds at services(\'s3express\')', async () => {
    const iam = withAdministratorAttached({ permissions: services('s3express') });
    const opens = async (mode: string) => iam.may(
      { ...inside(iam), context: { ...inside(iam).context, 's3express:SessionMode': mode } }, 's3express:CreateSession', `arn:aws:s3express:eu-west-1:${B}:bucket/b`);
    expect(await opens('ReadOnly')).toBe('allowed');
    expect(await opens('ReadWrite')).toBe('denied');
  });
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-eval-logic */
describe('data that a resource policy allows the session by its ARN, past every boundary', () => {
  const letsIn = (iam: DeployedIam, action: string) => ({
    Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: inside(iam).principal }, Action: action, Resource: '*' }],
  });
  const once = (permissions: () => ReadOnlyPermissions) => {
    let iam: DeployedIam | undefined;
    return () => iam ??= deployed({ permissions: permissions() });
  };
  const reads = async (deploy: () => DeployedIam, [action, resource]: ActionOnResource) => {
    const iam = deploy();
    return iam.may(inside(iam), action, resource, letsIn(iam, action));
  };
  const atViewOnly = once(viewOnly);
  const atMetadataOnly = once(metadataOnly);
  const atReadOnlyAccess = once(() => readOnlyAccess().withoutDataAccess());
  const atServices = once(() => services('ec2').withoutDataAccess());

  test.each<[string, ActionOnResource]>([
    ['an object', READ_OBJECT],
    ['an older version of an object', ['s3:GetObjectVersion', OBJECT]],
    ['an item', ['dynamodb:GetItem', TABLE]],
    ['a secret', ['secretsmanager:GetSecretValue', SECRET]],
    ['an image', ['ecr:BatchGetImage', REPOSITORY]],
    ['a record', ['kinesis:GetRecords', STREAM]],
    ['an encrypted text', ['kms:Decrypt', of('kms', 'key/k')]],
    ['a parameter', ['ssm:GetParameter', PARAMETER]],
    ['parameters by path', ['ssm:GetParametersByPath', PARAMETER]],
    ['the environment of a build', ['codebuild:BatchGetProjects', of('codebuild', 'project/p')]],
    ['log events', ['logs:GetLogEvents', `${LOG_GROUP}:log-stream:s`]],
    ['a search', ['es:ESHttpGet', of('es', 'domain/d')]],
    ['whether a document exists', ['es:ESHttpHead', of('es', 'domain/d')]],
    ['an archive', ['glacier:GetJobOutput', of('glacier', 'vaults/v')]],
    ['a trail\'s events', ['cloudtrail:GetQueryResults', of('cloudtrail', 'eventdatastore/e')]],
    ['an object by Object Lambda', ['s3-object-lambda:GetObject', of('s3-object-lambda', 'accesspoint/a')]],
    ['an object on an Outpost', ['s3-outposts:GetObject', of('s3-outposts', 'outpost/o/bucket/b/object/k')]],
    ['media', ['mediastore:GetObject', of('mediastore', 'container/c/k')]],
    ['a packaged segment', ['mediapackagev2:GetObject', of('mediapackagev2', 'channelGroup/g/channel/c/originEndpoint/e')]],
  ])('%s: at levels that deny content, not at others', async (_, act) => {
    expect(await reads(atViewOnly, act)).toBe('allowed');
    expect(await reads(atMetadataOnly, act)).toBe('denied');
    expect(await reads(atReadOnlyAccess, act)).toBe('denied');
    expect(await reads(atServices, act)).toBe('denied');
  });

  test('a message, which receiving hides from others: at no level', async () => {
    const message: ActionOnResource = ['sqs:ReceiveMessage', QUEUE];
    const atNamed = once(() => viewOnly().combinedWith(custom({ statements: [new PolicyStatement({ actions: ['sqs:ReceiveMessage'], resources: [QUEUE] })] })));
    expect(await reads(atNamed, message)).toBe('allowed');
    expect(await reads(atViewOnly, message)).toBe('denied');
    expect(await reads(atMetadataOnly, message)).toBe('denied');
  });

  test('a denied action, at any level', async () => {
    expect(await reads(once(() => viewOnly().withDenied('s3:GetObject')), READ_OBJECT)).toBe('denied');
    expect(await reads(once(() => none().withDenied('s3:GetObject')), READ_OBJECT)).toBe('denied');
    expect(await reads(once(() => scanner(Scanner.CLOUDQUERY)), READ_OBJECT)).toBe('denied');
    expect(await reads(once(() => scanner(Scanner.STEAMPIPE)), READ_OBJECT)).toBe('allowed');
  });
});

describe('with the user\'s own boundary', () => {
  let iam: DeployedIam;

  describe('that allows everything, data access is still denied', () => {
    beforeAll(() => {
      iam = withAdministratorAttached({ permissions: metadataOnly(), permissionsBoundary: administratorAccess });
    });
    testAllowedActions(() => iam, inside, [
      ['stop an instance, as the boundary allows, not read an object', ['ec2:StopInstances', INSTANCE], READ_OBJECT],
      ['create a user, not write where a resource policy could allow it', ['iam:CreateUser', `arn:aws:iam::${B}:user/u`], ['s3:PutObject', OBJECT]],
      ['list functions, not run one', ['lambda:ListFunctions'], ['lambda:InvokeFunction', FUNCTION]],
      ['list parameters, not read their values', ['ssm:DescribeParameters'], ['ssm:GetParameter', PARAMETER]],
      ['see what no level allows, not the values of API keys', ['apigateway:GET', api('/account')], ['apigateway:GET', api('/apikeys')]],
    ]);
  });

  describe('a scanner may use the allowed write actions, and no more', () => {
    beforeAll(() => {
      const accounts = new TwoAccounts();
      const permissionsBoundary = new ManagedPolicy(accounts.b, 'Boundary', {
        statements: [new PolicyStatement({ actions: ['logs:*', 'securityhub:*'], resources: ['*'] })],
      });
      iam = deployed({ permissions: scanner(Scanner.PROWLER, { allowedWriteActions: ['securityhub:BatchImportFindings'] }), permissionsBoundary }, () => {}, accounts);
    });
    const HUB = of('securityhub', 'hub/default');
    testAllowedActions(() => iam, inside, [
      ['import findings, not disable the hub', IMPORT_FINDINGS, ['securityhub:DisableSecurityHub', HUB]],
      ['read log events, not what the boundary blocks', ['logs:FilterLogEvents', LOG_GROUP], LIST_BUCKETS],
    ]);
  });
});

describe('groupPermissions: members in their own account', () => {
  const ann = () => user('ann', mfa(), { groups: AUDITORS });
  const annWithEverything = () => user('ann', mfa(), { groups: AUDITORS, policies: [ADMINISTRATOR] });

  describe.each<[string, () => ReadOnlyPermissions, AllowedAndDeniedAction[]]>([
    ['metadataOnly()', metadataOnly, NO_DATA],
    ['readOnlyAccess().withoutDataAccess()', () => readOnlyAccess().withoutDataAccess(), NO_DATA],
    ['viewOnly()', viewOnly, [['list objects, not read one', ['s3:ListBucket', BUCKET], READ_OBJECT]]],
    ['securityAudit()', securityAudit, [['read a bucket\'s policy, not an object', ['s3:GetBucketPolicy', BUCKET], READ_OBJECT]]],
    ['billing()', billing, [['see bills, not buckets', ['billing:GetBillingData', BILLS], LIST_BUCKETS]]],
    ['support()', support, [['see cases, not open one', ['support:DescribeCases'], ['support:CreateCase']]]],
    ['services(\'s3\')', () => services('s3'), [['read an object, not write it', READ_OBJECT, ['s3:PutObject', OBJECT]]]],
    ['scanner(Scanner.PROWLER)', () => scanner(Scanner.PROWLER), [
      ['read log events, not objects', ['logs:FilterLogEvents', LOG_GROUP], READ_OBJECT],
      ['see findings, not import new ones', ['securityhub:GetFindings', of('securityhub', 'hub/default')], IMPORT_FINDINGS],
    ]],
    ['scanner(Scanner.CLOUDQUERY)', () => scanner(Scanner.CLOUDQUERY), [['list buckets, not read an object', LIST_BUCKETS, READ_OBJECT]]],
    ['viewOnly().withDenied(\'ec2:*\')', () => viewOnly().withDenied('ec2:*'), [['list buckets, not see instances', LIST_BUCKETS, ['ec2:DescribeInstances']]]],
  ])('%s', (_, groupPermissions, cases) => {
    let iam: DeployedIam;
    beforeAll(() => {
      iam = deployed({ groupPermissions: groupPermissions() });
    });
    testAllowedActions(() => iam, ann, cases.map(([what, [action, resource], [otherAction, other]]): AllowedAndDeniedAction =>
      [what, [action, atHome(resource)], [otherAction, atHome(other)]]));
  });

  test('the denials of a level apply to members even if something else allows the action, and to nobody else', async () => {
    const iam = deployed({ groupPermissions: metadataOnly() });
    expect(await iam.may(annWithEverything(), 's3:PutObject', OBJECT)).toBe('allowed');
    expect(await iam.may(annWithEverything(), ...READ_OBJECT)).toBe('denied');
    expect(await iam.may(user('bob', mfa(), { policies: [ADMINISTRATOR] }), ...READ_OBJECT)).toBe('allowed');
  });
});

/** The same resource in the assuming account. */
function atHome(resource?: string): string | undefined {
  return resource?.replace(B, '111111111111');
}
