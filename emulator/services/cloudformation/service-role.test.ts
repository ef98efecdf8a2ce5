import { DeleteRoleCommand, DeleteRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { ASSUMING_ACCOUNT, Cloud } from '../../testing/cloud';
import { outcomeOf } from '../../testing/outcome';
import { allow, Statement } from '../../testing/policies';
import { Template, TestStack } from '../../testing/stack';

const DENIED = 'AccessDenied';
const INVALID = 'ValidationError';
const RoleARN = `arn:aws:iam::${ASSUMING_ACCOUNT}:role/Deployer`;
const GROUP: Template = { Resources: { Group: { Type: 'AWS::IAM::Group', Properties: { GroupName: 'auditors' } } } };

let cloud: Cloud;
beforeEach(async () => {
  cloud = await Cloud.open();
});
afterEach(() => cloud.close());

async function deployer(...statements: Statement[]): Promise<TestStack> {
  const { clients } = await cloud.user(ASSUMING_ACCOUNT, 'deployer', { statements: [allow('cloudformation:*'), ...statements] });
  return new TestStack(clients.cloudFormation);
}

function role(service = 'cloudformation.amazonaws.com', statements = [allow('iam:*')]): Promise<string> {
  return cloud.role(ASSUMING_ACCOUNT, 'Deployer', { trust: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }], statements });
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html
describe('a stack with a role', () => {
  test('uses the permissions of the role, also for its deletion', async () => {
    await role();
    const stack = await deployer(allow('iam:PassRole', RoleARN));
    expect(await stack.deploy(GROUP, { RoleARN })).toBe('CREATE_COMPLETE');
    await stack.delete();
    expect(await stack.exists()).toBe(false);
  });

  test('is limited to them', async () => {
    await role(undefined, [allow('iam:GetGroup')]);
    const stack = await deployer(allow('iam:*'));
    expect(await stack.deploy(GROUP, { RoleARN })).toBe('ROLLBACK_COMPLETE');
    expect(await stack.failures()).toEqual({ Group: expect.stringMatching(/assumed-role\/Deployer\/AWSCloudFormation is not authorized to perform: iam:CreateGroup/) });
  });

  test('requires permission to pass the role', async () => {
    await role();
    const stack = await deployer(allow('iam:PassRole', `${RoleARN}2`));
    expect(await outcomeOf(stack.createChangeSet(GROUP, { RoleARN }))).toBe(DENIED);
  });

  test('requires that the role trusts CloudFormation, and exists', async () => {
    await role('lambda.amazonaws.com');
    const stack = await deployer(allow('iam:PassRole'));
    expect(await stack.deploy(GROUP, { RoleARN })).toBe('ROLLBACK_COMPLETE');
    expect(await stack.failures()).toEqual({ Group: expect.stringMatching(/Role .*role\/Deployer is invalid or cannot be assumed/) });
  });

  test('cannot be deleted once the role is gone', async () => {
    await role(undefined, [allow('iam:*')]);
    const stack = await deployer(allow('iam:PassRole'));
    await stack.deploy(GROUP, { RoleARN });
    const { iam } = cloud.administrator(ASSUMING_ACCOUNT);
    await iam.send(new DeleteRolePolicyCommand({ RoleName: 'Deployer', PolicyName: 'Own' }));
    await iam.send(new DeleteRoleCommand({ RoleName: 'Deployer' }));
    await stack.delete();
    expect(await stack.status()).toBe('DELETE_FAILED');
  });
});

describe('a template in a bucket', () => {
  const url = (key: string) => ({ TemplateBody: undefined, TemplateURL: `https://s3.eu-west-1.amazonaws.com/templates/${key}` });
  beforeEach(async () => {
    const { s3 } = cloud.administrator(ASSUMING_ACCOUNT);
    await s3.send(new CreateBucketCommand({ Bucket: 'templates' }));
    await s3.send(new PutObjectCommand({ Bucket: 'templates', Key: 'group.json', Body: JSON.stringify(GROUP) }));
  });

  test('is deployed by a caller who can read it', async () => {
    const stack = await deployer(allow(['iam:*', 's3:GetObject']));
    expect(await stack.deploy(GROUP, url('group.json'))).toBe('CREATE_COMPLETE');
  });

  test('is not deployed by a caller who cannot', async () => {
    const stack = await deployer(allow('iam:*'), allow('s3:GetObject', 'arn:aws:s3:::templates/other.json'));
    expect(await outcomeOf(stack.createChangeSet(GROUP, url('group.json')))).toBe(DENIED);
  });

  test('must be in a bucket', async () => {
    const stack = await deployer(allow('*'));
    expect(await outcomeOf(stack.createChangeSet(GROUP, { TemplateBody: undefined, TemplateURL: 'https://example.com/group.json' }))).toBe(INVALID);
  });
});

describe('a parameter with the value of one of Systems Manager', () => {
  const template: Template = {
    ...GROUP,
    Parameters: { Version: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/app/version' } },
    Rules: {
      IsRecent: { Assertions: [{ Assert: { 'Fn::Not': [{ 'Fn::Contains': [['1', '2'], { Ref: 'Version' }] }] }, AssertDescription: 'version 3 required' }] },
    },
    Outputs: { Version: { Value: { Ref: 'Version' } } },
  };
  const put = (Value: string) => cloud.administrator(ASSUMING_ACCOUNT).ssm.send(new PutParameterCommand({ Name: '/app/version', Type: 'String', Value }));
  const READ = allow('ssm:GetParameter', `arn:aws:ssm:eu-west-1:${ASSUMING_ACCOUNT}:parameter/app/version`);

  test('is read with the permissions of the deployer', async () => {
    await put('3');
    const stack = await deployer(allow('iam:*'), READ);
    expect(await stack.deploy(template)).toBe('CREATE_COMPLETE');
    expect(await stack.outputs()).toEqual({ Version: '3' });
  });

  test.each([
    ['no permission', '3', allow('ssm:GetParameter', 'arn:aws:ssm:*:*:parameter/other'), DENIED],
    ['no parameter', undefined, READ, 'ParameterNotFound'],
    ['a rule that fails', '2', READ, INVALID],
  ])('fails with %s', async (_, value, statement, outcome) => {
    if (value) {
      await put(value);
    }
    const stack = await deployer(allow('iam:*'), statement);
    expect(await outcomeOf(stack.createChangeSet(template))).toBe(outcome);
  });
});
