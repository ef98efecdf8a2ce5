/** The description of a level in the access guide. */
import { Effect, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ReadOnlyPermissions, Scanner } from '../../../src';

const { billing, custom, metadataOnly, none, readOnlyAccess, scanner, securityAudit, services, support, viewOnly } = ReadOnlyPermissions;
const allow = (...actions: string[]) => new PolicyStatement({ actions, resources: ['*'] });
const deny = (...actions: string[]) => new PolicyStatement({ effect: Effect.DENY, actions, resources: ['*'] });
const managed = (...names: string[]) => names.map((name) => ManagedPolicy.fromAwsManagedPolicyName(name));

test.each<[string, () => ReadOnlyPermissions, string]>([
  ['readOnlyAccess', readOnlyAccess, 'everything that AWS classifies as read-only, including data (AWS\'s ReadOnlyAccess)'],
  ['metadataOnly', metadataOnly, 'security configuration (AWS\'s SecurityAudit), but no data, credentials or secrets'],
  ['viewOnly', viewOnly, 'lists of resources in all services (AWS\'s ViewOnlyAccess)'],
  ['securityAudit', securityAudit, 'security configuration, including some data (AWS\'s SecurityAudit)'],
  ['billing', billing, 'costs, bills and budgets (AWS\'s AWSBillingReadOnlyAccess)'],
  ['support', support, 'support cases, with their messages and attachments'],
  ['a service', () => services('s3'), 'what ReadOnlyAccess allows for s3'],
  ['services', () => services('s3', 'ec2'), 'what ReadOnlyAccess allows for s3 and ec2'],
  ['none', none, 'nothing, until policies are attached'],
  ['a scanner', () => scanner(Scanner.PROWLER), 'what the scanner Prowler requires'],
  ['a scanner that writes', () => scanner(Scanner.PROWLER, { allowedWriteActions: ['securityhub:BatchImportFindings', 'iam:CreateServiceLinkedRole'] }),
    'what the scanner Prowler requires, and the write actions securityhub:BatchImportFindings and iam:CreateServiceLinkedRole'],
  ['several', () => viewOnly().combinedWith(billing()), 'lists of resources in all services (AWS\'s ViewOnlyAccess); and costs, bills and budgets (AWS\'s AWSBillingReadOnlyAccess)'],
  ['without some', () => viewOnly().withDenied('s3:ListAllMyBuckets'), 'lists of resources in all services (AWS\'s ViewOnlyAccess), but not s3:ListAllMyBuckets'],
  ['a custom statement', () => custom({ statements: [allow('s3:GetObject', 's3:ListBucket')] }), 's3:GetObject, s3:ListBucket'],
  ['custom statements, one of which denies', () => custom({ statements: [allow('s3:GetObject'), deny('s3:ListBucket'), allow('ec2:DescribeVpcs')] }),
    's3:GetObject and ec2:DescribeVpcs'],
  ['managed policies', () => custom({ managedPolicies: managed('AmazonS3ReadOnlyAccess', 'job-function/ViewOnlyAccess') }),
    'the managed policy AmazonS3ReadOnlyAccess and the managed policy job-function/ViewOnlyAccess'],
])('%s', (_, permissions, words) => expect(permissions()._config.description).toBe(words));
