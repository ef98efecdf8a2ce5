import { DeleteStackCommand, ListStackSetsCommand, UpdateStackSetCommand } from '@aws-sdk/client-cloudformation';
import { DescribeInstancesCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import {
  CreatePolicyCommand, CreateRoleCommand, CreateUserCommand, GetAccountSummaryCommand, GetPolicyCommand, GetUserCommand, ListPoliciesCommand,
  ListRolesCommand, ListUsersCommand,
} from '@aws-sdk/client-iam';
import {
  CreateBucketCommand, GetBucketPolicyCommand, GetObjectCommand, GetObjectTaggingCommand, ListObjectsV2Command, PutObjectCommand,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, GetFederationTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { Clients } from './testing/clients';
import { ASSUMING_ACCOUNT, Cloud, REGION } from './testing/cloud';
import { ALL_ACCOUNTS, LABS, ORGANIZATION, SALES, SHOPS, STANDALONE } from './testing/organization';
import { outcomeOf } from './testing/outcome';
import { allow, managed, policy, root, trust } from './testing/policies';
import { Resource, Template, TestStack } from './testing/stack';
import { serviceManaged, templateBody } from './testing/stack-sets';

const NOT_EMULATED = 'NotEmulated';
const TRUST = policy(trust(root(ASSUMING_ACCOUNT)));

let cloud: Cloud;
beforeEach(async () => {
  cloud = await Cloud.open();
});
afterEach(() => cloud.close());

const ROLE: Resource = { Type: 'AWS::IAM::Role', Properties: { RoleName: 'ReadOnly', AssumeRolePolicyDocument: JSON.parse(TRUST) } };

function role(properties: Record<string, unknown> = {}, attributes: Record<string, unknown> = {}): Resource {
  return { ...ROLE, Properties: { ...ROLE.Properties, ...properties }, ...attributes };
}

/** They must be neither a denial nor a success. */
describe('unsupported requests fail and are reported', () => {
  test.each<{ what: string; call: (clients: Clients) => Promise<unknown>; listed: RegExp }>([
    { what: 'an operation of IAM', call: ({ iam }) => iam.send(new GetAccountSummaryCommand({})), listed: /iam GetAccountSummary/ },
    { what: 'an operation of STS', call: ({ sts }) => sts.send(new GetFederationTokenCommand({ Name: 'ann' })), listed: /sts GetFederationToken/ },
    { what: 'an operation of EC2', call: ({ ec2 }) => ec2.send(new DescribeVpcsCommand({})), listed: /ec2 DescribeVpcs/ },
    { what: 'an operation of CloudFormation', call: ({ cloudFormation }) => cloudFormation.send(new ListStackSetsCommand({})), listed: /cloudformation ListStackSets/ },
    { what: 'an operation on a bucket', call: ({ s3 }) => s3.send(new GetBucketPolicyCommand({ Bucket: 'data-1' })), listed: /s3 GET \/BUCKET\?policy/ },
    { what: 'folders in a list of objects', call: listFolders, listed: /s3 ListObjectsV2 with delimiter/ },
    { what: 'an operation on an object', call: ({ s3 }) => s3.send(new GetObjectTaggingCommand({ Bucket: 'data-1', Key: 'x' })), listed: /s3 GET \/BUCKET\/KEY\?tagging/ },
    { what: 'a part of an object', call: ({ s3 }) => s3.send(new GetObjectCommand({ Bucket: 'data-1', Key: 'x', Range: 'bytes=0-1' })), listed: /s3 GET \/BUCKET\/KEY with range/ },
    { what: 'a condition on an object', call: ({ s3 }) => s3.send(new GetObjectCommand({ Bucket: 'data-1', Key: 'x', IfMatch: 'x' })), listed: /with if-match/ },
    { what: 'a version of an object', call: ({ s3 }) => s3.send(new GetObjectCommand({ Bucket: 'data-1', Key: 'x', VersionId: 'x' })), listed: /\?versionId=x/ },
    { what: 'the content encoding of an object', call: ({ s3 }) => s3.send(new PutObjectCommand({ Bucket: 'data-1', Key: 'x', Body: 'x', ContentEncoding: 'gzip' })), listed: /content-encoding/ },
    { what: 'an object that does not exist', call: getMissingObject, listed: /GetObject of x, which does not exist/ },
    { what: 'the list of AWS\'s policies', call: ({ iam }) => iam.send(new ListPoliciesCommand({})), listed: /iam ListPolicies with a Scope other than Local/ },
    { what: 'a filter of policies', call: ({ iam }) => iam.send(new ListPoliciesCommand({ Scope: 'Local', OnlyAttached: true })), listed: /iam ListPolicies with OnlyAttached/ },
    { what: 'GetPolicy of an AWS managed policy', call: ({ iam }) => iam.send(new GetPolicyCommand({ PolicyArn: managed('ReadOnlyAccess') })), listed: /AWS managed policy/ },
    {
      what: 'a parameter of a policy',
      call: ({ iam }) => iam.send(new CreatePolicyCommand({ PolicyName: 'P', PolicyDocument: policy(allow('*')), Tags: [{ Key: 'team', Value: 'a' }] })),
      listed: /iam CreatePolicy with Tags/,
    },
    { what: 'a parameter of IAM', call: ({ iam }) => iam.send(new CreateUserCommand({ UserName: 'ann', Tags: [{ Key: 'team', Value: 'a' }] })), listed: /iam CreateUser with Tags/ },
    { what: 'a filter of IAM', call: ({ iam }) => iam.send(new ListUsersCommand({ PathPrefix: '/team/' })), listed: /iam ListUsers with PathPrefix/ },
    { what: 'a parameter of EC2', call: ({ ec2 }) => ec2.send(new DescribeInstancesCommand({ InstanceIds: ['i-1'] })), listed: /ec2 DescribeInstances with InstanceId/ },
    { what: 'a parameter of S3', call: ({ s3 }) => s3.send(new CreateBucketCommand({ Bucket: 'data-1', ACL: 'public-read' })), listed: /x-amz-acl/ },
    { what: 'session tags', call: (clients) => cloud.assume(clients, `arn:aws:iam::${ASSUMING_ACCOUNT}:role/ReadOnly`, { Tags: [{ Key: 'team', Value: 'a' }] }), listed: /AssumeRole with Tags/ },
    { what: 'a source identity', call: (clients) => cloud.assume(clients, `arn:aws:iam::${ASSUMING_ACCOUNT}:role/ReadOnly`, { SourceIdentity: 'ann' }), listed: /AssumeRole with SourceIdentity/ },
    {
      what: 'a managed session policy',
      call: (clients) => cloud.assume(clients, `arn:aws:iam::${ASSUMING_ACCOUNT}:role/ReadOnly`, { PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }] }),
      listed: /AssumeRole with PolicyArns/,
    },
    {
      what: 'a trust policy with NotPrincipal',
      call: ({ iam }) => iam.send(new CreateRoleCommand({
        RoleName: 'New', AssumeRolePolicyDocument: policy({ Effect: 'Deny', NotPrincipal: { AWS: root(ASSUMING_ACCOUNT) }, Action: 'sts:AssumeRole' } as never),
      })),
      listed: /NotPrincipal/,
    },
    { what: 'a service', call: ({ keys }) => withService('dynamodb', keys).send(new GetCallerIdentityCommand({})), listed: /dynamodb/ },
  ])('$what', async ({ call, listed }) => {
    await cloud.role(ASSUMING_ACCOUNT, 'ReadOnly', { trust: [trust(root(ASSUMING_ACCOUNT))] });
    expect(await outcomeOf(call(cloud.administrator(ASSUMING_ACCOUNT)))).toBe(NOT_EMULATED);
    expect(cloud.unsupportedRequests()).toEqual([expect.stringMatching(listed)]);
  });
});

async function listFolders({ s3 }: Clients): Promise<unknown> {
  await s3.send(new CreateBucketCommand({ Bucket: 'data-1' }));
  return s3.send(new ListObjectsV2Command({ Bucket: 'data-1', Delimiter: '/' }));
}

async function getMissingObject({ s3 }: Clients): Promise<unknown> {
  await s3.send(new CreateBucketCommand({ Bucket: 'data-1' }));
  return s3.send(new GetObjectCommand({ Bucket: 'data-1', Key: 'x' }));
}

/** A client that signs its requests for another service. */
function withService(name: string, credentials: Clients['keys']): STSClient {
  return new STSClient({
    region: REGION,
    endpoint: cloud.emulator.endpoint,
    credentials,
    httpAuthSchemeProvider: () => [{
      schemeId: 'aws.auth#sigv4',
      signingProperties: { signingName: name },
      propertiesExtractor: (config, context) => ({ signingProperties: { config, context } }),
    }],
  });
}

const GROUP = { DeploymentTargets: { OrganizationalUnitIds: [SALES] }, Regions: [REGION] };

describe('unsupported parts of CloudFormation', () => {
  test.each<{ what: string; template: Template | string; listed: RegExp }>([
    { what: 'a type of resource', template: { Resources: { Role: ROLE, Topic: { Type: 'AWS::SNS::Topic' } } }, listed: /resource type AWS::SNS::Topic/ },
    { what: 'a resource type that does not exist', template: { Resources: { Role: { ...ROLE, Type: 'AWS::IAM::Rolle' } } }, listed: /resource type AWS::IAM::Rolle/ },
    { what: 'a property', template: { Resources: { Role: role({ Tags: [] }) } }, listed: /property of AWS::IAM::Role: Tags/ },
    { what: 'a property of a managed policy', template: { Resources: { Policy: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: {}, Tags: [] } } } }, listed: /AWS::IAM::ManagedPolicy: Tags/ },
    { what: 'a property of an inline policy', template: { Resources: { Role: role({ Policies: [{ PolicyName: 'X', PolicyDocument: {}, Extra: 1 }] }) } }, listed: /inline policy: Extra/ },
    { what: 'a resource attribute', template: { Resources: { Role: role({}, { CreationPolicy: {} }) } }, listed: /resource attribute CreationPolicy/ },
    { what: 'a deletion policy', template: { Resources: { Role: role({}, { DeletionPolicy: 'Snapshot' }) } }, listed: /deletion policy Snapshot/ },
    { what: 'an intrinsic function', template: { Resources: { Role: role({ Description: { 'Fn::Select': [0, ['a']] } }) } }, listed: /Fn::Select/ },
    { what: 'variables of a substitution', template: { Resources: { Role: role({ Description: { 'Fn::Sub': ['${X}', { X: 'x' }] } }) } }, listed: /Fn::Sub with a map/ },
    { what: 'a short form of one', template: 'Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties: { RoleName: !Ref AWS::StackName }', listed: /!Ref/ },
    { what: 'a transform', template: { Transform: 'AWS::Serverless-2016-10-31', Resources: { Role: ROLE } }, listed: /template section Transform/ },
    { what: 'a section', template: { Mappings: {}, Resources: { Role: ROLE } }, listed: /template section Mappings/ },
    { what: 'a type of parameter', template: { Parameters: { X: { Type: 'Number', Default: '1' } }, Resources: { Role: ROLE } }, listed: /parameter type Number/ },
    {
      what: 'a constraint of a parameter',
      template: { Parameters: { X: { Type: 'String', Default: 'a', AllowedValues: ['b'] } }, Resources: { Role: ROLE } },
      listed: /parameter attribute AllowedValues/,
    },
    { what: 'a property of a stack set', template: serviceManaged([SALES], { Parameters: [] }), listed: /AWS::CloudFormation::StackSet: Parameters/ },
    { what: 'the tags of a stack set', template: serviceManaged([SALES], { Tags: [{ Key: 'team', Value: 'a' }] }), listed: /stack set with Tags/ },
    { what: 'a list of accounts in S3', template: serviceManaged([SALES], {}, { AccountsUrl: 's3://x' }), listed: /DeploymentTargets: AccountsUrl/ },
    { what: 'an order of Regions', template: serviceManaged([SALES], { OperationPreferences: { RegionOrder: [] } }), listed: /OperationPreferences: RegionOrder/ },
    { what: 'dependencies of a stack set', template: serviceManaged([SALES], { AutoDeployment: { DependsOn: [] } }), listed: /AutoDeployment: DependsOn/ },
    {
      what: 'parameters of some instances',
      template: serviceManaged([SALES], { StackInstancesGroup: [{ DeploymentTargets: {}, Regions: [REGION], ParameterOverrides: [] }] }),
      listed: /StackInstancesGroup: ParameterOverrides/,
    },
    {
      what: 'a unit in two groups',
      template: serviceManaged([], { StackInstancesGroup: [GROUP, GROUP] }),
      listed: /several groups for ou-ab12-11111111 in eu-west-1/,
    },
    { what: 'a condition of a rule', template: { Rules: { X: { RuleCondition: {}, Assertions: [] } }, Resources: { Role: ROLE } }, listed: /rule attribute RuleCondition/ },
  ])('$what is rejected, and nothing is created', async ({ template, listed }) => {
    const stack = new TestStack(cloud.administrator(ASSUMING_ACCOUNT).cloudFormation);
    expect(await outcomeOf(stack.createChangeSet(template))).toBe(NOT_EMULATED);
    expect(cloud.unsupportedRequests()).toEqual([expect.stringMatching(listed)]);
    expect(await outcomeOf(stack.status())).toBe('ValidationError');
    expect((await cloud.administrator(ASSUMING_ACCOUNT).iam.send(new ListRolesCommand({}))).Roles).toEqual([]);
  });

  test.each([
    { parameter: 'Tags', options: { Tags: [{ Key: 'team', Value: 'a' }] } },
    { parameter: 'UsePreviousTemplate', options: { UsePreviousTemplate: true } },
    { parameter: 'ChangeSetType', options: { ChangeSetType: 'MERGE' as 'UPDATE' }, listed: /of type MERGE/ },
  ])('the parameter $parameter is rejected', async ({ parameter, options, listed }) => {
    const stack = new TestStack(cloud.administrator(ASSUMING_ACCOUNT).cloudFormation);
    expect(await outcomeOf(stack.createChangeSet({ Resources: { Role: ROLE } }, options))).toBe(NOT_EMULATED);
    expect(cloud.unsupportedRequests()).toEqual([expect.stringMatching(listed ?? new RegExp(`CreateChangeSet with ${parameter}`))]);
  });

  test('a deletion that retains resources is rejected before it deletes anything', async () => {
    const { cloudFormation } = cloud.administrator(ASSUMING_ACCOUNT);
    const stack = new TestStack(cloudFormation);
    await stack.deploy({ Resources: { Role: ROLE } });
    expect(await outcomeOf(cloudFormation.send(new DeleteStackCommand({ StackName: 'Test', RetainResources: ['Role'] })))).toBe(NOT_EMULATED);
    expect(cloud.unsupportedRequests()).toEqual([expect.stringMatching(/DeleteStack with RetainResources/)]);
    expect(await stack.status()).toBe('CREATE_COMPLETE');
  });
});

/** These are found while the stack is deployed, so a resource fails and not the call. */
describe('unsupported parts of stack sets', () => {
  test.each([
    {
      what: 'a type of resource in its template',
      template: serviceManaged([LABS], { TemplateBody: templateBody({ Type: 'AWS::SNS::Topic' }) }),
      listed: /resource type AWS::SNS::Topic/,
    },
    { what: 'a unit within another one', template: serviceManaged([SALES, SHOPS]), listed: /of which one is in the other/ },
    { what: 'a unit within the root', template: serviceManaged([LABS, 'r-ab12']), listed: /of which one is in the other/ },
  ])('$what is rejected, and nothing is created', async ({ template, listed }) => {
    const members = await organized();
    const stack = new TestStack(cloud.administrator(ASSUMING_ACCOUNT).cloudFormation);
    expect(await stack.deploy(template)).toBe('ROLLBACK_COMPLETE');
    expect(cloud.unsupportedRequests()).toEqual([expect.stringMatching(listed)]);
    for (const member of members) {
      expect((await cloud.administrator(member).iam.send(new ListRolesCommand({}))).Roles).toEqual([]);
    }
  });

  test('an operation on an account that has left the organization and kept its stack', async () => {
    await organized();
    await cloud.emulator.joinOrganization(STANDALONE, LABS);
    const stack = new TestStack(cloud.administrator(ASSUMING_ACCOUNT).cloudFormation);
    const unattended = { AutoDeployment: { Enabled: false } };
    await stack.deploy(serviceManaged([LABS], unattended));
    await cloud.emulator.leaveOrganization(STANDALONE);
    expect(await stack.deploy(serviceManaged([LABS], { ...unattended, Description: 'new' }))).toBe('UPDATE_ROLLBACK_FAILED');
    expect(new Set(cloud.unsupportedRequests())).toEqual(new Set([expect.stringMatching(/which has left the organization/)]));
  });

  test('an operation on some of the instances', async () => {
    await organized();
    const { cloudFormation } = cloud.administrator(ASSUMING_ACCOUNT);
    await new TestStack(cloudFormation).deploy(serviceManaged([LABS]));
    const call = cloudFormation.send(new UpdateStackSetCommand({ StackSetName: 'ReadOnlyRoles', UsePreviousTemplate: true, Regions: [REGION] }));
    expect(await outcomeOf(call)).toBe(NOT_EMULATED);
    expect(cloud.unsupportedRequests()).toEqual([expect.stringMatching(/UpdateStackSet with UsePreviousTemplate/)]);
  });
});

/** Starts an emulator with the organization, and returns its accounts. */
async function organized(): Promise<string[]> {
  await cloud.close();
  cloud = await Cloud.open(...ALL_ACCOUNTS);
  cloud.emulator.createOrganization(ORGANIZATION);
  return ALL_ACCOUNTS;
}

describe('an unsupported request is not a denial', () => {
  test('and fails in the same way without permissions', async () => {
    const { clients } = await cloud.user(ASSUMING_ACCOUNT, 'ann');
    expect(await outcomeOf(clients.iam.send(new GetAccountSummaryCommand({})))).toBe(NOT_EMULATED);
    expect(await outcomeOf(clients.iam.send(new ListUsersCommand({})))).toBe('AccessDenied');
    expect(cloud.unsupportedRequests()).toHaveLength(1);
  });

  test('and an internal error of the emulator is reported as well', async () => {
    const { clients } = await cloud.user(ASSUMING_ACCOUNT, 'ann', { statements: [allow('*')] });
    expect(await outcomeOf(clients.iam.send(new GetUserCommand({})))).toBe('EmulatorFault');
    expect(cloud.unsupportedRequests()).toHaveLength(1);
  });
});
