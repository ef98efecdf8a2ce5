import { Capability, CloudFormationClient, DescribeStacksCommand, Parameter } from '@aws-sdk/client-cloudformation';
import { GetRoleCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { ASSUMING_ACCOUNT, Cloud, REGION } from '../testing/cloud';
import { ALLOWED, outcomeOf } from '../testing/outcome';
import { managed, root, trust } from '../testing/policies';
import { Resource, Template, TestStack } from '../testing/stack';

const INVALID = 'ValidationError';

let cloud: Cloud;
let client: CloudFormationClient;
let stack: TestStack;
beforeEach(async () => {
  cloud = await Cloud.open();
  client = cloud.administrator(ASSUMING_ACCOUNT).cloudFormation;
  stack = new TestStack(client);
});
afterEach(() => cloud.close());

function role(properties: Record<string, unknown> = {}, attributes: Record<string, unknown> = {}): Resource {
  const document = { Version: '2012-10-17', Statement: [trust(root(ASSUMING_ACCOUNT))] };
  return { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: document, ...properties }, ...attributes };
}

async function roleNames(): Promise<string[]> {
  return (await cloud.administrator(ASSUMING_ACCOUNT).iam.send(new ListRolesCommand({}))).Roles!.map(({ RoleName }) => RoleName!);
}

describe('an evaluated template', () => {
  const CONTEXT = {
    Parameters: { Stage: { Type: 'String', Default: 'test' } },
    Conditions: {
      IsTest: { 'Fn::Equals': [{ Ref: 'Stage' }, 'test'] },
      IsLive: { 'Fn::Not': [{ Condition: 'IsTest' }] },
      IsEither: { 'Fn::Or': [{ Condition: 'IsTest' }, { Condition: 'IsLive' }] },
      IsBoth: { 'Fn::And': [{ Condition: 'IsTest' }, { Condition: 'IsLive' }] },
    },
    Resources: { Role: role({ RoleName: 'ReadOnly', Path: '/path/' }) },
  };

  test.each([
    { value: 'text', is: 'text' },
    { value: { Ref: 'Stage' }, is: 'test' },
    { value: { Ref: 'Role' }, is: 'ReadOnly' },
    { value: { Ref: 'AWS::AccountId' }, is: ASSUMING_ACCOUNT },
    { value: { Ref: 'AWS::Region' }, is: REGION },
    { value: { Ref: 'AWS::Partition' }, is: 'aws' },
    { value: { Ref: 'AWS::URLSuffix' }, is: 'amazonaws.com' },
    { value: { Ref: 'AWS::StackName' }, is: 'Test' },
    { value: { 'Fn::GetAtt': ['Role', 'Arn'] }, is: `arn:aws:iam::${ASSUMING_ACCOUNT}:role/path/ReadOnly` },
    { value: { 'Fn::Join': ['-', ['a', { Ref: 'Stage' }, { 'Fn::Join': ['', ['b', 'c']] }]] }, is: 'a-test-bc' },
    { value: { 'Fn::Sub': '${Stage} ${Role} ${Role.Arn} ${AWS::Region} ${!Stage}' }, is: `test ReadOnly arn:aws:iam::${ASSUMING_ACCOUNT}:role/path/ReadOnly eu-west-1 ${'${Stage}'}` },
    { value: { 'Fn::If': ['IsTest', 'yes', 'no'] }, is: 'yes' },
    { value: { 'Fn::If': ['IsLive', 'yes', 'no'] }, is: 'no' },
    { value: { 'Fn::If': ['IsEither', 'yes', 'no'] }, is: 'yes' },
    { value: { 'Fn::If': ['IsBoth', 'yes', 'no'] }, is: 'no' },
    { value: { 'Fn::Join': [',', ['a', { 'Fn::If': ['IsLive', 'b', { Ref: 'AWS::NoValue' }] }]] }, is: 'a' },
  ])('evaluates $value to $is', async ({ value, is }) => {
    expect(await stack.deploy({ ...CONTEXT, Outputs: { Value: { Value: value } } })).toBe('CREATE_COMPLETE');
    expect(await stack.outputs()).toEqual({ Value: is });
  });

  test.each([
    { given: undefined, roles: ['ForTest'], outputs: ['Test'] },
    { given: 'live', roles: ['ForLive'], outputs: ['Live'] },
  ])('has the resources of the conditions with the parameter $given', async ({ given, roles, outputs }) => {
    const template = {
      ...CONTEXT,
      Resources: { Test: role({ RoleName: 'ForTest' }, { Condition: 'IsTest' }), Live: role({ RoleName: 'ForLive' }, { Condition: 'IsLive' }) },
      Outputs: { Test: { Value: 'x', Condition: 'IsTest' }, Live: { Value: 'x', Condition: 'IsLive' } },
    };
    await stack.deploy(template, given ? { Parameters: [{ ParameterKey: 'Stage', ParameterValue: given }] } : {});
    expect(await roleNames()).toEqual(roles);
    expect(Object.keys(await stack.outputs())).toEqual(outputs);
  });

  test('keeps a parameter\'s previous value on request', async () => {
    const template = { ...CONTEXT, Outputs: { Value: { Value: { Ref: 'Stage' } } } };
    await stack.deploy(template, { Parameters: [{ ParameterKey: 'Stage', ParameterValue: 'live' }] });
    const more = { ...template, Resources: { ...template.Resources, More: role() } };
    await stack.deploy(more, { Parameters: [{ ParameterKey: 'Stage', UsePreviousValue: true }] });
    expect(await stack.outputs()).toEqual({ Value: 'live' });
    await stack.deploy(template);
    expect(await stack.outputs()).toEqual({ Value: 'test' });
  });

  test('leaves out AWS::NoValue', async () => {
    const Description = { 'Fn::If': ['IsLive', 'live', { Ref: 'AWS::NoValue' }] };
    await stack.deploy({ ...CONTEXT, Resources: { Role: role({ RoleName: 'ReadOnly', Description }) } });
    const { Role } = await cloud.administrator(ASSUMING_ACCOUNT).iam.send(new GetRoleCommand({ RoleName: 'ReadOnly' }));
    expect(Role!.Description).toBe('');
  });

  test('generates names from the stack\'s name, within IAM\'s limit', async () => {
    const logicalId = 'AVeryLongLogicalIdThatWouldNotFitIntoTheNameOfARoleByItself';
    expect(await stack.deploy({ Resources: { [logicalId]: role() } })).toBe('CREATE_COMPLETE');
    expect(await roleNames()).toEqual([expect.stringMatching(/^Test-AVeryLong.{1,50}$/)]);
  });
});

describe('an invalid template', () => {
  test.each<{ wrong: string; template: Template | string; parameters?: Parameter[] }>([
    { wrong: 'has no resources', template: '{}' },
    { wrong: 'is neither JSON nor YAML', template: '{ "Resources": ' },
    { wrong: 'refers to a missing resource', template: { Resources: { Role: role({ Description: { Ref: 'Nothing' } }) } } },
    { wrong: 'refers to an unknown attribute', template: { Resources: { Role: role() }, Outputs: { X: { Value: { 'Fn::GetAtt': ['Role', 'Colour'] } } } } },
    { wrong: 'names a missing condition', template: { Resources: { Role: role({}, { Condition: 'Nothing' }) } } },
    {
      wrong: 'refers to a resource that its condition leaves out',
      template: {
        Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
        Resources: { Role: role({}, { Condition: 'Never' }), Other: role({ Description: { Ref: 'Role' } }) },
      },
    },
    { wrong: 'has a circular dependency', template: { Resources: { One: role({}, { DependsOn: 'Two' }), Two: role({ Description: { Ref: 'One' } }) } } },
    { wrong: 'lacks a parameter\'s value', template: { Parameters: { Stage: { Type: 'String' } }, Resources: { Role: role() } } },
    {
      wrong: 'gets a value of which only a part matches the pattern',
      template: { Parameters: { Account: { Type: 'String', AllowedPattern: '\\d{12}' } }, Resources: { Role: role() } },
      parameters: [{ ParameterKey: 'Account', ParameterValue: '1111111111112' }],
    },
    {
      wrong: 'gets too short a value',
      template: { Parameters: { Id: { Type: 'String', MinLength: 2 } }, Resources: { Role: role() } },
      parameters: [{ ParameterKey: 'Id', ParameterValue: 'x' }],
    },
    { wrong: 'gets an unknown parameter', template: { Resources: { Role: role() } }, parameters: [{ ParameterKey: 'X', ParameterValue: 'x' }] },
    {
      wrong: 'is given the previous value of a parameter that had none',
      template: { Parameters: { Stage: { Type: 'String', Default: 'test' } }, Resources: { Role: role() } },
      parameters: [{ ParameterKey: 'Stage', UsePreviousValue: true }],
    },
  ])('that $wrong is rejected, and no stack is created', async ({ template, parameters }) => {
    expect(await outcomeOf(stack.createChangeSet(template, { Parameters: parameters }))).toBe(INVALID);
    expect((await client.send(new DescribeStacksCommand({}))).Stacks).toEqual([]);
  });
});

// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html
describe('a template with IAM resources requires a capability', () => {
  const { CAPABILITY_IAM, CAPABILITY_NAMED_IAM, CAPABILITY_AUTO_EXPAND } = Capability;
  const MISSING = 'InsufficientCapabilitiesException';

  test.each([
    { template: 'a named role', roleName: 'ReadOnly', capabilities: [], expected: MISSING },
    { template: 'a named role', roleName: 'ReadOnly', capabilities: [CAPABILITY_IAM], expected: MISSING },
    { template: 'a named role', roleName: 'ReadOnly', capabilities: [CAPABILITY_NAMED_IAM], expected: ALLOWED },
    { template: 'an unnamed role', roleName: undefined, capabilities: [], expected: MISSING },
    { template: 'an unnamed role', roleName: undefined, capabilities: [CAPABILITY_AUTO_EXPAND], expected: MISSING },
    { template: 'an unnamed role', roleName: undefined, capabilities: [CAPABILITY_IAM], expected: ALLOWED },
    { template: 'an unnamed role', roleName: undefined, capabilities: [CAPABILITY_NAMED_IAM], expected: ALLOWED },
  ])('$template with $capabilities: $expected', async ({ roleName, capabilities, expected }) => {
    const template = { Resources: { Role: role({ RoleName: roleName }) } };
    expect(await outcomeOf(stack.createChangeSet(template, { Capabilities: capabilities }))).toBe(expected);
    expect((await client.send(new DescribeStacksCommand({}))).Stacks).toHaveLength(expected === ALLOWED ? 1 : 0);
  });
});

describe('a change set', () => {
  const TEMPLATE = { Resources: { Role: role() } };

  test('changes nothing before it is executed', async () => {
    await stack.createChangeSet(TEMPLATE);
    expect(await roleNames()).toEqual([]);
    expect(await stack.status()).toBe('REVIEW_IN_PROGRESS');
  });

  test.each([
    { type: 'CREATE', stackIs: 'absent', expected: ALLOWED },
    { type: 'UPDATE', stackIs: 'absent', expected: INVALID },
    { type: undefined, stackIs: 'absent', expected: INVALID },
    { type: 'CREATE', stackIs: 'there', expected: INVALID },
    { type: 'UPDATE', stackIs: 'there', expected: ALLOWED },
    { type: undefined, stackIs: 'there', expected: ALLOWED },
  ] as const)('of type $type for a stack that is $stackIs: $expected', async ({ type, stackIs, expected }) => {
    if (stackIs === 'there') {
      await stack.deploy(TEMPLATE);
    }
    const more = { Resources: { ...TEMPLATE.Resources, More: role({ ManagedPolicyArns: [managed('ReadOnlyAccess')] }) } };
    expect(await outcomeOf(stack.createChangeSet(more, { ChangeSetType: type }))).toBe(expected);
  });

  test('has a unique name, and is deleted once another one is executed', async () => {
    const { ChangeSetId } = await stack.createChangeSet(TEMPLATE, { ChangeSetName: 'first' });
    expect(await outcomeOf(stack.createChangeSet(TEMPLATE, { ChangeSetName: 'first' }))).toBe('AlreadyExistsException');
    await stack.createChangeSet(TEMPLATE, { ChangeSetName: 'second' });
    await stack.execute('second');
    expect(await outcomeOf(stack.execute(ChangeSetId!))).toBe('ChangeSetNotFoundException');
  });
});
