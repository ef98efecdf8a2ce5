/** What a level reads, for people who read the access guide. */
import { Effect, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ReadOnlyPermissions, Scanner } from '../../../src';

const { billing, custom, metadataOnly, none, readOnlyAccess, scanner, securityAudit, services, support, viewOnly } = ReadOnlyPermissions;
const allow = (...actions: string[]) => new PolicyStatement({ actions, resources: ['*'] });
const deny = (...actions: string[]) => new PolicyStatement({ effect: Effect.DENY, actions, resources: ['*'] });
const managed = (...names: string[]) => names.map((name) => ManagedPolicy.fromAwsManagedPolicyName(name));

test.each<[string, () => ReadOnlyPermissions, string]>([
  ['readOnlyAccess', readOnlyAccess, 'everything that AWS calls read-only, data included (AWS\'s ReadOnlyAccess)'],
  ['metadataOnly', metadataOnly, 'what matters to security, some content included (AWS\'s SecurityAudit), but no content, credentials or secrets'],
  ['viewOnly', viewOnly, 'lists of things across all services (AWS\'s ViewOnlyAccess)'],
  ['securityAudit', securityAudit, 'what matters to security, some content included (AWS\'s SecurityAudit)'],
  ['billing', billing, 'costs, bills and budgets (AWS\'s AWSBillingReadOnlyAccess)'],
  ['support', support, 'support cases, with their messages and attachments'],
  ['a service', () => services('s3'), 'what ReadOnlyAccess reads of s3'],
  ['services', () => services('s3', 'ec2'), 'what ReadOnlyAccess reads of s3 and ec2'],
  ['none', none, 'nothing, until policies are attached'],
  ['a scanner', () => scanner(Scanner.PROWLER), 'what the scanner Prowler asks for'],
  ['a scanner that writes', () => scanner(Scanner.PROWLER, { allowedWriteActions: ['securityhub:BatchImportFindings', 'iam:CreateServiceLinkedRole'] }),
    'what the scanner Prowler asks for, and can write by securityhub:BatchImportFindings and iam:CreateServiceLinkedRole'],
  ['several', () => viewOnly().combinedWith(billing()), 'lists of things across all services (AWS\'s ViewOnlyAccess); and costs, bills and budgets (AWS\'s AWSBillingReadOnlyAccess)'],
  ['less some', () => viewOnly().withDenied('s3:ListAllMyBuckets'), 'lists of things across all services (AWS\'s ViewOnlyAccess), but not s3:ListAllMyBuckets'],
  ['a statement of one\'s own', () => custom({ statements: [allow('s3:GetObject', 's3:ListBucket')] }), 's3:GetObject, s3:ListBucket'],
  ['statements of one\'s own, of which one denies', () => custom({ statements: [allow('s3:GetObject'), deny('s3:ListBucket'), allow('ec2:DescribeVpcs')] }),
    's3:GetObject and ec2:DescribeVpcs'],
  ['managed policies', () => custom({ managedPolicies: managed('AmazonS3ReadOnlyAccess', 'job-function/ViewOnlyAccess') }),
    'the managed policy AmazonS3ReadOnlyAccess and the managed policy job-function/ViewOnlyAccess'],
])('%s', (_, permissions, words) => expect(permissions()._description).toBe(words));
