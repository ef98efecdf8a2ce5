import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { covered } from '../../../src/permissions/aws/known-actions';
import { AWS_MANAGED_POLICY_FILES, contentReadsFile as shippedContentReads } from '../../../src/permissions/data';
import { SCANNERS } from '../../../src/permissions/presets/scanner-recipes';
import { decisions, DENIED, idleExceptions } from '../../../tools/levels/content/verdicts';
import { toText } from '../../../tools/levels/json-files';
import { KnownAction, knownActions } from '../../../tools/levels/known-actions';
import { awsManagedPolicyFile, contentReadsFile, iamActionsFile } from '../../../tools/levels/library-data';

const DATA = join(__dirname, '../../../src/permissions/data');
const shipped = (path: string) => readFileSync(join(DATA, path), 'utf8');

let actions: KnownAction[];
/** The actions that the shipped patterns match. */
let denied: Set<string>;
beforeAll(async () => {
  actions = await knownActions();
  denied = new Set(shippedContentReads().patterns.map(covered).flatMap(({ reads, others }) => [...reads, ...others]));
});

describe('the shipped data is up to date; `npm run levels` writes it', () => {
  test('every IAM action', async () => {
    expect(shipped('iam-actions.json')).toBe(toText(await iamActionsFile()));
  });

  test('the actions that read content', async () => {
    expect(shipped('content-reads.json')).toBe(toText(await contentReadsFile()));
  });

  test.each(Object.keys(AWS_MANAGED_POLICY_FILES).map((path) => path.slice(path.lastIndexOf('/') + 1)))('the text of %s', (name) => {
    expect(shipped(`aws-managed-policies/${name}.json`)).toBe(toText(awsManagedPolicyFile(name)));
  });

  test('names no partition, since a level is the same in all of them', () => {
    const files = readdirSync(DATA, { recursive: true }).map(String).filter((file) => file.endsWith('.json'));
    expect(files).toHaveLength(Object.keys(AWS_MANAGED_POLICY_FILES).length + SCANNERS.length + 3);
    expect(files.filter((file) => /arn:(?!\*:)/.test(shipped(file)))).toEqual([]);
  });

  test('no AWS managed policy has elements that the library does not read: denials, NotAction, NotResource', () => {
    const statements = Object.values(AWS_MANAGED_POLICY_FILES).flatMap((file) => file().statements);
    expect(statements.filter(({ Effect }) => Effect !== 'Allow')).toEqual([]);
    expect([...new Set(statements.flatMap((statement) => Object.keys(statement)))].sort()).toEqual(['Action', 'Condition', 'Effect', 'Resource', 'Sid']);
  });
});

describe('what reads content', () => {
  test('is classified for every read action, by a rule or by an exception', () => {
    expect(decisions(actions).undecided.map(({ id }) => id)).toEqual([]);
  });

  test('needs an exception when AWS adds an action that no rule covers', () => {
    const added: KnownAction = { service: 's3', name: 'GetWhatever', id: 's3:GetWhatever', accessLevel: 'Read', description: 'Grants permission to get whatever', resourceTypes: [] };
    const expected: KnownAction = { ...added, name: 'GetWhateverPolicy', id: 's3:GetWhateverPolicy' };
    expect(decisions([...actions, added, expected]).undecided).toEqual([added]);
  });

  test('has no exception that changes nothing', () => {
    expect(idleExceptions(actions)).toEqual([]);
  });

  test('is exactly what the shipped patterns match', () => {
    const meant = decisions(actions).decided.filter(({ verdict }) => DENIED.includes(verdict)).map(({ action }) => action.id);
    expect([...denied].sort()).toEqual([...meant].sort());
  });

  // Clear cases of data and of configuration, independent of the rules.
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
  ])('%s does, %s does not', (content, metadata) => {
    expect(actions.map(({ id }) => id)).toEqual(expect.arrayContaining([content, metadata]));
    expect([denied.has(content), denied.has(metadata)]).toEqual([true, false]);
  });
});
