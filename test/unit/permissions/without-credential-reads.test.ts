/** The denials of reads that hand out credentials or change something, in a template. test/decisions/credential-reads.test.ts decides them. */
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { AssumingGroup, ReadOnlyPermissions, TrustingRole, TrustingRoleProps, TrustingTarget } from '../../../src';
import { asText } from '../../support/resources';
import { A, B, templateOf, TwoAccounts } from '../../support/two-accounts';

const { billing, custom, metadataOnly, none, readOnlyAccess, securityAudit, services, support, viewOnly } = ReadOnlyPermissions;
const policy = (name: string) => ManagedPolicy.fromAwsManagedPolicyName(name);
const naming = (action: string, ...resources: string[]) => custom({ statements: [new PolicyStatement({ actions: [action], resources })] });
const QUEUE = 'arn:aws:sqs:eu-west-1:222222222222:q';
const OTHER = 'arn:aws:sqs:eu-west-1:222222222222:other';

/** The denials by action, without those against writes that resource policies allow, which all roles share. */
function denials(permissions: ReadOnlyPermissions, props: Partial<TrustingRoleProps> = {}): any[] {
  const { b } = new TwoAccounts();
  new TrustingRole(b, 'Role', { assumingAccount: A, permissions, ...props });
  const template = templateOf(b);
  const [{ Properties: { Policies = [] } }] = Object.values(template.findResources('AWS::IAM::Role'));
  const made = Object.entries(template.findResources('AWS::IAM::ManagedPolicy')).filter(([id]) => !id.startsWith('ReadOnlyDenials'));
  const documents = [...Policies, ...made.map(([, { Properties }]) => Properties)].map(({ PolicyDocument }) => PolicyDocument);
  return documents.flatMap(({ Statement }) => asText(Statement)).filter(({ Effect, Action }) => Effect === 'Deny' && Action);
}

const denied = (...role: Parameters<typeof denials>): string[] =>
  denials(...role).filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => Action).sort();

/** What a resource policy can allow past a boundary. */
const ALWAYS = ['s3:GetDataAccess', 'sqs:ReceiveMessage'];
const OF_VIEW_ONLY = [
  'cloudwatch:GetSpaceCredentials*', 'cognito-idp:ListUserImportJobs', 'cognito-idp:ListUserPoolClientSecrets', 'devicefarm:ListRemoteAccessSessions',
  'devicefarm:ListUploads', 'ec2:DescribeConversionTasks', 's3:GetDataAccess', 'ses:ListAddressListImportJobs', 'sqs:ReceiveMessage',
];

test.each<[string, ReadOnlyPermissions, string[]]>([
  ['viewOnly()', viewOnly(), OF_VIEW_ONLY],
  ['securityAudit()', securityAudit(), [
    'appsync:ListApiKeys', 'chime:ListApiKeys', 'chime:ListAttendees', 'chime:ListBots', 'codepipeline:GetJobDetails', 'cognito-idp:DescribeUserImportJob',
    'cognito-idp:ListUserImportJobs', 'config:DeliverConfigSnapshot', 'ec2:DescribeConversionTasks', 's3:GetDataAccess', 'sqs:ReceiveMessage',
  ]],
  ['billing()', billing(), ALWAYS],
  ['support()', support(), ALWAYS],
  ['services(\'gamelift\')', services('gamelift'), ['gamelift:GetCompute*', 'gamelift:GetInstanceAccess', 'gamelift:GetPlayerConnectionDetails', ...ALWAYS]],
  ['a statement with a wildcard', custom({ statements: [new PolicyStatement({ actions: ['codepipeline:Get*'], resources: ['*'] })] }), [
    'codepipeline:GetJobDetails', 'codepipeline:GetThirdPartyJobDetails', ...ALWAYS,
  ]],
  ['a statement that names one', naming('sqs:ReceiveMessage', '*'), ['s3:GetDataAccess']],
  ['a pattern of which one action is named', services('gamelift').combinedWith(naming('gamelift:getcomputeaccess', '*')), [
    'gamelift:GetComputeAuthToken', 'gamelift:GetInstanceAccess', 'gamelift:GetPlayerConnectionDetails', ...ALWAYS,
  ]],
  ['withDenied() that denies some of them', viewOnly().withDenied('cognito-idp:ListUser*'), [
    ...OF_VIEW_ONLY.filter((action) => !action.startsWith('cognito-idp:')), 'cognito-idp:ListUser*',
  ].sort()],
])('%s denies what it would allow, and what a resource policy can', (_, permissions, patterns) => {
  expect(denied(permissions)).toEqual(patterns);
});

describe('denies what may be attached later', () => {
  test('with the boundary ReadOnlyAccess: all that it allows', () => {
    const all = denied(readOnlyAccess());
    expect(all).toEqual(expect.arrayContaining(['ssm:GetAccessToken', 'codepipeline:GetJobDetails', ...ALWAYS]));
    expect(denied(none())).toEqual(all);
    expect(denied(custom({ managedPolicies: [policy('AmazonEC2ReadOnlyAccess')] }))).toEqual(all);
  });

  test('with the user\'s own boundary: all that it allows, or all if its text is unknown', () => {
    expect(denied(none(), { permissionsBoundary: policy('job-function/ViewOnlyAccess') })).toEqual(OF_VIEW_ONLY);
    const all = denied(none(), { permissionsBoundary: policy('AdministratorAccess') });
    expect(all).toEqual(expect.arrayContaining([...denied(readOnlyAccess()), 'redshift:GetCluster*', 'lakeformation:GetTemporary*', 'sts:GetFederationToken']));
  });
});

test('metadataOnly() denies none of them twice', () => {
  const actions = denied(metadataOnly());
  expect(actions).toContain('config:DeliverConfigSnapshot');
  expect(actions.filter((action, i) => actions.indexOf(action) < i)).toEqual([]);
});

describe('an action that is named with resources is denied with all others, once', () => {
  const onOthers = (permissions: ReadOnlyPermissions) => denials(permissions).filter(({ Action }) => [Action].flat().includes('sqs:ReceiveMessage'));

  test.each<[string, ReadOnlyPermissions, string | string[]]>([
    ['if the level\'s policy allows it', readOnlyAccess().combinedWith(naming('sqs:ReceiveMessage', QUEUE)), QUEUE],
    ['if another statement allows it', services('sqs').combinedWith(naming('sqs:ReceiveMessage', QUEUE)), QUEUE],
    ['if only the boundary allows it', securityAudit().combinedWith(naming('sqs:ReceiveMessage', QUEUE)), QUEUE],
    ['two resources', readOnlyAccess().combinedWith(naming('sqs:ReceiveMessage', QUEUE), naming('sqs:ReceiveMessage', OTHER)), [QUEUE, OTHER]],
  ])('%s', (_, permissions, NotResource) => {
    expect(onOthers(permissions)).toEqual([{ Effect: 'Deny', Action: 'sqs:ReceiveMessage', NotResource }]);
  });

  test.each<[string, ReadOnlyPermissions]>([
    ['nothing else allows it', naming('sqs:ReceiveMessage', QUEUE)],
    ['it is named with all resources too', readOnlyAccess().combinedWith(naming('sqs:ReceiveMessage', QUEUE), naming('sqs:ReceiveMessage', '*'))],
    ['the statement has NotResource', readOnlyAccess().combinedWith(custom({ statements: [new PolicyStatement({ actions: ['sqs:ReceiveMessage'], notResources: [QUEUE] })] }))],
  ])('but not if %s', (_, permissions) => {
    expect(onOthers(permissions)).toEqual([]);
  });
});

test('a group is denied none of them, and has no warning', () => {
  const { a } = new TwoAccounts();
  new AssumingGroup(a, 'Auditors', { trusting: [TrustingTarget.account(B)], groupPermissions: readOnlyAccess() });
  templateOf(a).resourceCountIs('AWS::IAM::ManagedPolicy', 0);
  Annotations.fromStack(a).hasNoWarning('*', Match.anyValue());
});
