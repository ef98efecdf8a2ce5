import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { awsManagedPolicy } from '../../../src/permissions/aws/aws-managed-policies';
import { covered } from '../../../src/permissions/aws/known-actions';
import { actionsAllowedByPolicy } from '../../../src/permissions/boundary/allowed-actions';
import { AWS_MANAGED_POLICY_FILES, credentialReadsFile as shippedCredentialReads, dataAccessFile as shippedDataAccess } from '../../../src/permissions/data';
import { SCANNERS } from '../../../src/permissions/presets/scanner-recipes';
import { credentialReadsFile } from '../../../tools/levels/credential-reads/library-file';
import reviewed from '../../../tools/levels/credential-reads/reviewed.json';
import { CERTAINTY, CREDENTIAL_READS, idleReviews, unreviewed } from '../../../tools/levels/credential-reads/verdicts';
import { RESOURCE_POLICIES } from '../../../tools/levels/data-access/resource-policies';
import { decisions, DENIED, idleExceptions } from '../../../tools/levels/data-access/verdicts';
import { toText } from '../../../tools/levels/json-files';
import { isRead, KnownAction, knownActions } from '../../../tools/levels/known-actions';
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

  test('the reads that hand out credentials or change something', async () => {
    expect(shipped('credential-reads.json')).toBe(toText(await credentialReadsFile()));
  });

  test('what is denied where a resource policy can allow it', async () => {
    expect(shipped('resource-policies.json')).toBe(toText(await resourcePoliciesFile()));
  });

  test.each(Object.keys(AWS_MANAGED_POLICY_FILES).map((path) => path.slice(path.lastIndexOf('/') + 1)))('the text of %s', (name) => {
    expect(shipped(`aws-managed-policies/${name}.json`)).toBe(toText(awsManagedPolicyFile(name)));
  });

  test('names no partition, because a level is the same in all partitions', () => {
    const files = readdirSync(DATA, { recursive: true }).map(String).filter((file) => file.endsWith('.json'));
    expect(files).toHaveLength(Object.keys(AWS_MANAGED_POLICY_FILES).length + SCANNERS.length + 5);
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
    ['support:DescribeCases', 'support:DescribeServices'],
    // The same answer as another action that is denied.
    ['cognito-idp:DescribeIdentityProvider', 'cognito-idp:ListIdentityProviders'], ['cognito-idp:GetIdentityProviderByIdentifier', 'cognito-idp:DescribeUserPool'],
    ['codedeploy:GetApplicationRevision', 'codedeploy:GetApplication'], ['codedeploy:BatchGetApplicationRevisions', 'codedeploy:BatchGetApplications'],
    ['codedeploy:ListApplicationRevisions', 'codedeploy:ListApplications'], ['codedeploy:GetDeployment', 'codedeploy:ListDeployments'],
    ['codedeploy:BatchGetDeployments', 'codedeploy:GetDeploymentConfig'], ['codedeploy:GetDeploymentGroup', 'codedeploy:ListDeploymentGroups'],
    ['connect:SearchContactFlows', 'connect:ListContactFlows'],
    // Whole definitions, prompts, contents of flows, directory credentials.
    ['states:DescribeStateMachine', 'states:ListStateMachines'], ['states:DescribeStateMachineForExecution', 'states:DescribeStateMachineAlias'],
    ['bedrock:GetAgent', 'bedrock:ListAgents'], ['bedrock:GetAgentVersion', 'bedrock:GetAgentAlias'], ['bedrock:GetFlow', 'bedrock:ListFlows'],
    ['bedrock-agentcore:GetMemory', 'bedrock-agentcore:ListMemories'], ['quicksight:DescribeFlow', 'quicksight:DescribeDataSetPermissions'],
    ['connect:DescribeContactFlow', 'connect:DescribeQueue'], ['connect:DescribeContactFlowModule', 'connect:ListContactFlowModules'],
    ['lex:DescribeIntent', 'lex:ListIntents'], ['appstream:DescribeDirectoryConfigs', 'appstream:DescribeFleets'], ['glue:GetConnection', 'glue:GetTable'], ['kms:Decrypt', 'kms:DescribeKey'],
  ])('%s reads data, %s does not', (data, metadata) => {
    expect(actions.map(({ id }) => id)).toEqual(expect.arrayContaining([data, metadata]));
    expect([denied.has(data), denied.has(metadata)]).toEqual([true, false]);
  });
});

describe('reads that a resource policy can allow to a role past its boundary', () => {
  test('are denied by withoutDataAccess() at every level, whether or not anything allows them', () => {
    expect(shippedDataAccess().always).toEqual(expect.arrayContaining([
      's3:GetObject', 'es:ESHttpGet', 'es:ESHttpHead', 's3-object-lambda:GetObject', 's3-object-lambda:GetObjectVersion', 's3-outposts:GetObject', 'glacier:GetJobOutput',
      'cloudtrail:GetQueryResults', 'ssm:GetParameter*', 'codebuild:BatchGetProjects', 'codebuild:BatchGetBuilds', 'logs:GetLogEvents', 'mediastore:GetObject', 'mediapackagev2:GetObject',
    ]));
    expect(shippedDataAccess().always).not.toContain('ssm:GetCommandInvocation');
  });

  test('are read actions that withoutDataAccess() denies', () => {
    const named = Object.entries(RESOURCE_POLICIES).flatMap(([service, { reads }]) => [reads].flat().map((name) => `${service}:${name}`));
    const exact = named.filter((id) => !id.endsWith(':*'));
    expect(exact.length).toBeGreaterThan(15);
    expect(exact.filter((id) => !denied.has(id))).toEqual([]);
    expect(named.filter((id) => id.endsWith(':*')).filter((all) => ![...denied].some((id) => id.startsWith(all.slice(0, -1))))).toEqual([]);
  });
});

describe('reads that hand out credentials or change something', () => {
  const added = (service: string, name: string, accessLevel: KnownAction['accessLevel'] = 'Read'): KnownAction =>
    ({ service, name, id: `${service}:${name}`, accessLevel, description: `Grants permission to ${name}`, resourceTypes: [] });
  const allowed = () => new Set(Object.keys(AWS_MANAGED_POLICY_FILES).flatMap((path) => [...actionsAllowedByPolicy(awsManagedPolicy(path)).keys()]));
  const credentials = (all: KnownAction[]) => new Set(decisions(all).decided.filter(({ verdict }) => verdict === 'credential').map(({ action }) => action.id));

  test('every action that looks like one is reviewed: denied, or left with a reason', () => {
    expect(unreviewed(actions, allowed(), credentials(actions)).map(({ id }) => id)).toEqual([]);
  });

  test.each([
    added('s3', 'GetAccessToken'), added('s3', 'GetUploadUrl'), added('s3', 'ListApiKeys', 'List'), added('s3', 'DescribeConsoleSession'), added('s3', 'StartInventory'),
    added('s3', 'SendReport'), added('s3', 'GetWriteCredentials', 'Write'),
  ])('a new action that looks like one is not reviewed: $name, $accessLevel', (action) => {
    expect(unreviewed([...actions, action], allowed(), new Set())).toEqual([action]);
  });

  test.each([added('s3', 'GetBucketColor'), added('s3', 'StartInventory', 'Write'), added('s3', 'CreateAccessToken', 'Write')])('another new action needs no review: $name, $accessLevel', (action) => {
    expect(unreviewed([...actions, action], allowed(), new Set())).toEqual([]);
  });

  test('a new action with the verdict credential is not reviewed, whatever its name', () => {
    const action = added('s3', 'GetBucketColor');
    expect(unreviewed([...actions, action], allowed(), new Set([action.id]))).toEqual([action]);
  });

  test('every reviewed action exists', () => {
    expect(idleReviews()).toEqual([]);
  });

  test('each has a reason, and says what the reason rests on', () => {
    const reasons = Object.values(CREDENTIAL_READS);
    expect(reasons.length).toBeGreaterThan(75);
    expect(reasons.filter(([why, certainty]) => why.length < 4 || !(certainty in CERTAINTY))).toEqual([]);
  });

  test('those that hand out credentials are also denied by withoutDataAccess(), which a group has alone', () => {
    const handedOut = actions.filter((action) => isRead(action) && action.id in reviewed.denied.credential);
    expect(handedOut.length).toBeGreaterThan(90);
    expect(handedOut.map(({ id }) => id).filter((id) => !denied.has(id))).toEqual([]);
  });

  test('the shipped patterns match exactly these actions', () => {
    const { patterns, actions: matched } = shippedCredentialReads();
    expect(patterns.flatMap(covered).flatMap(({ reads, others }) => [...reads, ...others]).sort()).toEqual(Object.keys(CREDENTIAL_READS).sort());
    expect(patterns.flatMap((pattern) => matched[pattern] ?? [pattern]).sort()).toEqual(Object.keys(CREDENTIAL_READS).sort());
  });
});
