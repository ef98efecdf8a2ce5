import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { covered } from '../../../src/permissions/aws/known-actions';
import { AWS_MANAGED_POLICY_FILES, dataAccessFile as shippedDataAccess } from '../../../src/permissions/data';
import { SCANNERS } from '../../../src/permissions/presets/scanner-recipes';
import { decisions, DENIED, idleExceptions } from '../../../tools/levels/data-access/verdicts';
import { toText } from '../../../tools/levels/json-files';
import { KnownAction, knownActions } from '../../../tools/levels/known-actions';
import { awsManagedPolicyFile, dataAccessFile, iamActionsFile } from '../../../tools/levels/library-data';
import { resourcePoliciesFile } from '../../../tools/levels/resource-policies/write-denials';

const DATA = join(__dirname, '../../../src/permissions/data');
const shipped = (path: string) => readFileSync(join(DATA, path), 'utf8');

let actions: KnownAction[];
/** The actions that the shipped patterns match. */
let denied: Set<string>;
beforeAll(async () => {
  actions = await knownActions();
  denied = new Set(shippedDataAccess().patterns.map(covered).flatMap(({ reads, others }) => [...reads, ...others]));
});

describe('the data that the library ships matches its sources; `npm run levels` writes it', () => {
  test('every IAM action', async () => {
    expect(shipped('iam-actions.json')).toBe(toText(await iamActionsFile()));
  });

  test('the actions that read data', async () => {
    expect(shipped('data-access.json')).toBe(toText(await dataAccessFile()));
  });

  test('what is denied where a resource policy can allow it', async () => {
    expect(shipped('resource-policies.json')).toBe(toText(await resourcePoliciesFile()));
  });

  test.each(Object.keys(AWS_MANAGED_POLICY_FILES).map((path) => path.slice(path.lastIndexOf('/') + 1)))('the text of %s', (name) => {
    expect(shipped(`aws-managed-policies/${name}.json`)).toBe(toText(awsManagedPolicyFile(name)));
  });

  test('names no partition, because a level is the same in all partitions', () => {
    const files = readdirSync(DATA, { recursive: true }).map(String).filter((file) => file.endsWith('.json'));
    expect(files).toHaveLength(Object.keys(AWS_MANAGED_POLICY_FILES).length + SCANNERS.length + 4);
    expect(files.filter((file) => /arn:(?!\*:)/.test(shipped(file)))).toEqual([]);
  });

  test('no managed policy has what the library does not handle: denials, NotAction, NotResource', () => {
    const statements = Object.values(AWS_MANAGED_POLICY_FILES).flatMap((file) => file().statements);
    expect(statements.filter(({ Effect }) => Effect !== 'Allow')).toEqual([]);
    expect([...new Set(statements.flatMap((statement) => Object.keys(statement)))].sort()).toEqual(['Action', 'Condition', 'Effect', 'Resource', 'Sid']);
  });
});

describe('actions that read data', () => {
  test('every read action is classified, by a rule or by a reviewed exception', () => {
    expect(decisions(actions).undecided.map(({ id }) => id)).toEqual([]);
  });

  test('a new action that no rule matches is not classified', () => {
    const added: KnownAction = { service: 's3', name: 'GetWhatever', id: 's3:GetWhatever', accessLevel: 'Read', description: 'Grants permission to get whatever', resourceTypes: [] };
    const expected: KnownAction = { ...added, name: 'GetWhateverPolicy', id: 's3:GetWhateverPolicy' };
    expect(decisions([...actions, added, expected]).undecided).toEqual([added]);
  });

  test('no exception is without effect', () => {
    expect(idleExceptions(actions)).toEqual([]);
  });

  test('the shipped patterns match exactly these actions', () => {
    const meant = decisions(actions).decided.filter(({ verdict }) => DENIED.includes(verdict)).map(({ action }) => action.id);
    expect([...denied].sort()).toEqual([...meant].sort());
  });

  // Undisputed cases, whatever the rules say.
  test.each([
    ['s3:GetObject', 's3:GetObjectAcl'], ['s3:GetObjectVersion', 's3:GetBucketVersioning'], ['dynamodb:GetItem', 'dynamodb:DescribeTable'],
    ['dynamodb:Scan', 'dynamodb:ListTables'], ['kinesis:GetRecords', 'kinesis:DescribeStream'], ['sqs:ReceiveMessage', 'sqs:GetQueueAttributes'],
    ['logs:GetLogEvents', 'logs:DescribeLogStreams'], ['logs:FilterLogEvents', 'logs:DescribeLogGroups'], ['logs:GetQueryResults', 'logs:ListTagsForResource'],
    ['athena:GetQueryResults', 'athena:ListWorkGroups'], ['ssm:GetParameter', 'ssm:DescribeParameters'], ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
    ['lambda:GetFunction', 'lambda:GetPolicy'], ['lambda:GetFunctionConfiguration', 'lambda:ListFunctions'], ['lambda:GetLayerVersion', 'lambda:ListLayerVersions'],
    ['ecr:BatchGetImage', 'ecr:DescribeImages'], ['ecr:GetDownloadUrlForLayer', 'ecr:DescribeRepositories'], ['ebs:GetSnapshotBlock', 'ec2:DescribeSnapshots'],
    ['ec2:GetConsoleOutput', 'ec2:DescribeInstances'], ['ec2:GetConsoleScreenshot', 'ec2:DescribeInstanceStatus'], ['ec2:GetPasswordData', 'ec2:DescribeKeyPairs'],
    ['ec2:DescribeInstanceAttribute', 'ec2:DescribeLaunchTemplates'], ['ecs:DescribeTaskDefinition', 'ecs:ListTaskDefinitions'],
    ['codecommit:GetFile', 'codecommit:GetRepository'], ['cloudformation:GetTemplate', 'cloudformation:DescribeStacks'], ['cloudtrail:LookupEvents', 'cloudtrail:DescribeTrails'],
    ['cognito-idp:ListUsers', 'cognito-idp:ListUserPools'], ['rds:DownloadDBLogFilePortion', 'rds:DescribeDBLogFiles'], ['ecr:GetAuthorizationToken', 'ecr:GetLifecyclePolicy'],
    ['codebuild:BatchGetProjects', 'codebuild:ListProjects'], ['appconfig:GetLatestConfiguration', 'appconfig:GetApplication'], ['xray:BatchGetTraces', 'xray:GetSamplingRules'],
    ['support:DescribeCases', 'support:DescribeServices'], ['glue:GetConnection', 'glue:GetTable'], ['kms:Decrypt', 'kms:DescribeKey'],
  ])('%s reads data, %s does not', (data, metadata) => {
    expect(actions.map(({ id }) => id)).toEqual(expect.arrayContaining([data, metadata]));
    expect([denied.has(data), denied.has(metadata)]).toEqual([true, false]);
  });
});
