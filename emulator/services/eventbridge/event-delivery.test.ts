import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { Clients } from '../../testing/clients';
import { advanceClock } from '../../testing/clock';
import { ASSUMING_ACCOUNT, Cloud, REGION, TestUser, TRUSTING_ACCOUNT } from '../../testing/cloud';
import { ALLOWED, outcomeOf } from '../../testing/outcome';
import { allow, root, Statement, trust } from '../../testing/policies';
import { TestStack } from '../../testing/stack';

const ROLE = `arn:aws:iam::${TRUSTING_ACCOUNT}:role/ReadOnly`;
const ALL = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
const ROLE_PATTERN = { detail: { requestParameters: { roleArn: [ROLE] } } };
const QUEUE_ARN = { 'Fn::GetAtt': ['Queue', 'Arn'] };
const SERVICE = { Service: 'events.amazonaws.com' };

let cloud: Cloud;
let ann: TestUser;
beforeEach(async () => {
  cloud = await Cloud.open();
  ann = await cloud.user(ASSUMING_ACCOUNT, 'ann', { statements: [allow('sts:AssumeRole')] });
  await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', { trust: [trust(root(ASSUMING_ACCOUNT))] });
});
afterEach(() => cloud.close());

const rule = (properties: object = {}) => ({
  Type: 'AWS::Events::Rule',
  Properties: { Name: 'rule', EventPattern: ROLE_PATTERN, State: ALL, Targets: [{ Id: 'queue', Arn: QUEUE_ARN }], ...properties },
});
const queuePolicy = (statement: object = {}) => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: [{ Ref: 'Queue' }],
    PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: SERVICE, Action: 'sqs:SendMessage', Resource: QUEUE_ARN, ...statement }] },
  },
});
const from = (arn: unknown) => ({ Condition: { ArnEquals: { 'aws:SourceArn': arn } } });

async function deploy(resources: Record<string, object>, account = TRUSTING_ACCOUNT, region = REGION): Promise<TestStack> {
  const stack = new TestStack(clientsIn(region, account).cloudFormation);
  const status = await stack.deploy({ Resources: resources as any });
  expect(status).toMatch(/^(CREATE|UPDATE)_COMPLETE$/);
  return stack;
}

function clientsIn(region: string, account: string): Clients {
  return new Clients({ region, endpoint: cloud.emulator.endpoint }, cloud.administrator(account).keys);
}

const urlIn = (account: string) => `https://sqs.${REGION}.amazonaws.com/${account}/events`;

async function queue(account = TRUSTING_ACCOUNT): Promise<any[]> {
  const { sqs } = cloud.administrator(account);
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: urlIn(account), MaxNumberOfMessages: 10 }));
  return Messages.map(({ Body }) => JSON.parse(Body!));
}

const QUEUE = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'events' } };

// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html
test.each<[string, object, object, number]>([
  ['a rule for all management events delivers', {}, {}, 1],
  ['a rule without read-only management events does not', { State: 'ENABLED' }, {}, 0],
  ['a disabled rule does not', { State: 'DISABLED' }, {}, 0],
  ['a rule for other calls does not', { EventPattern: { detail: { eventName: ['GetCallerIdentity'] } } }, {}, 0],
  ['a rule without targets does not', { Targets: [] }, {}, 0],
  ['a rule that the queue policy allows delivers', {}, from({ 'Fn::GetAtt': ['Rule', 'Arn'] }), 1],
  ['a rule that the queue policy does not allow does not', {}, from(`arn:aws:events:${REGION}:${TRUSTING_ACCOUNT}:rule/other`), 0],
  ['a queue policy for another service does not allow it', {}, { Principal: { Service: 'sns.amazonaws.com' } }, 0],
  ['a queue policy that denies does not allow it', {}, { Effect: 'Deny' }, 0],
])('%s', async (_, properties, statement, messages) => {
  await deploy({ Queue: QUEUE, Rule: rule(properties), Policy: queuePolicy(statement) });
  await cloud.assume(ann.clients, ROLE);
  expect(await queue()).toHaveLength(messages);
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
test('the record in the caller\'s account names the caller, the one in the role\'s account only its id', async () => {
  const resources = { Queue: QUEUE, Rule: rule(), Policy: queuePolicy() };
  await deploy(resources, ASSUMING_ACCOUNT);
  await deploy(resources, TRUSTING_ACCOUNT);
  await cloud.assume(ann.clients, ROLE, { RoleSessionName: 'audit', ExternalId: 'contract-42' });
  const [[inAssuming], [inTrusting]] = [await queue(ASSUMING_ACCOUNT), await queue(TRUSTING_ACCOUNT)];
  expect(inAssuming.detail.userIdentity).toEqual({ type: 'IAMUser', principalId: expect.stringMatching(/^AIDA/), accountId: ASSUMING_ACCOUNT, arn: ann.arn });
  expect(inTrusting.detail.userIdentity).toEqual({ type: 'AWSAccount', principalId: inAssuming.detail.userIdentity.principalId, accountId: ASSUMING_ACCOUNT });
  expect(inTrusting.detail.requestParameters).toEqual({ roleArn: ROLE, roleSessionName: 'audit', externalId: 'contract-42' });
  expect(inTrusting.detail.sharedEventID).toBe(inAssuming.detail.sharedEventID);
  expect(inTrusting).toMatchObject({ 'source': 'aws.sts', 'detail-type': 'AWS API Call via CloudTrail', 'account': TRUSTING_ACCOUNT, 'region': REGION });
});

test('a denied call has no record', async () => {
  await deploy({ Queue: QUEUE, Rule: rule(), Policy: queuePolicy() });
  const bob = await cloud.user(ASSUMING_ACCOUNT, 'bob');
  expect(await outcomeOf(cloud.assume(bob.clients, ROLE))).toBe('AccessDenied');
  expect(await queue()).toEqual([]);
});

// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html
describe('an event is forwarded to another Region', () => {
  const bus = `arn:aws:events:${REGION}:${TRUSTING_ACCOUNT}:event-bus/default`;
  const forwarding = { Targets: [{ Id: 'bus', Arn: bus, RoleArn: `arn:aws:iam::${TRUSTING_ACCOUNT}:role/Forwarding` }] };
  const put = allow('events:PutEvents', bus);
  const byEvents: Statement = { Effect: 'Allow', Principal: SERVICE, Action: 'sts:AssumeRole' };

  test.each<[string, Statement, Statement[], number]>([
    ['with a role that allows it', byEvents, [put], 1],
    ['not with a role that does not allow it', byEvents, [allow('events:PutEvents', `${bus}2`)], 0],
    ['not with a role that does not trust EventBridge', { ...byEvents, Principal: { Service: 'lambda.amazonaws.com' } }, [put], 0],
  ])('%s', async (_, by, statements, messages) => {
    await cloud.role(TRUSTING_ACCOUNT, 'Forwarding', { trust: [by], statements });
    await deploy({ Queue: QUEUE, Rule: rule(), Policy: queuePolicy() });
    await deploy({ Rule: rule(forwarding) }, TRUSTING_ACCOUNT, 'us-east-1');
    await cloud.assume(new Clients({ region: 'us-east-1', endpoint: cloud.emulator.endpoint }, ann.keys), ROLE);
    expect((await queue()).map(({ region }) => region)).toEqual(Array(messages).fill('us-east-1'));
  });
});

test('an update changes a rule and its targets, and a deletion leaves nothing', async () => {
  const other = { ...QUEUE, Properties: { QueueName: 'other' } };
  await deploy({ Queue: QUEUE, Other: other, Rule: rule(), Policy: queuePolicy() });
  const stack = await deploy({
    Queue: QUEUE, Other: other, Rule: rule({ Targets: [{ Id: 'other', Arn: { 'Fn::GetAtt': ['Other', 'Arn'] } }] }), Policy: queuePolicy(),
  });
  await cloud.assume(ann.clients, ROLE);
  expect(await queue()).toEqual([]);
  await stack.delete();
  expect(await outcomeOf(queue())).toBe('QueueDoesNotExist');
});

describe('a queue', () => {
  const url = urlIn(TRUSTING_ACCOUNT);
  const receive = (by: Clients) => by.sqs.send(new ReceiveMessageCommand({ QueueUrl: url }));

  test('hides received messages for 30 seconds, until they are deleted', async () => {
    await deploy({ Queue: QUEUE, Rule: rule(), Policy: queuePolicy() });
    await cloud.assume(ann.clients, ROLE);
    const { sqs } = cloud.administrator(TRUSTING_ACCOUNT);
    expect(await queue()).toHaveLength(1);
    advanceClock(29);
    expect(await queue()).toHaveLength(0);
    advanceClock(1);
    const { Messages } = await receive(cloud.administrator(TRUSTING_ACCOUNT));
    await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: Messages![0].ReceiptHandle }));
    advanceClock(60);
    expect(await queue()).toHaveLength(0);
  });

  test('can be used by other accounts if its policy and their own allow it', async () => {
    const { sqs } = cloud.administrator(TRUSTING_ACCOUNT);
    await sqs.send(new CreateQueueCommand({ QueueName: 'events' }));
    const reader = await cloud.user(ASSUMING_ACCOUNT, 'reader', { statements: [allow('sqs:ReceiveMessage')] });
    expect(await outcomeOf(receive(reader.clients))).toBe('AccessDenied');
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: root(ASSUMING_ACCOUNT) }, Action: 'sqs:ReceiveMessage', Resource: '*' }] });
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { Policy } }));
    expect(await outcomeOf(receive(reader.clients))).toBe(ALLOWED);
    expect(await outcomeOf(receive(ann.clients))).toBe('AccessDenied');
  });

  test('has no attribute except its policy', async () => {
    const { sqs } = cloud.administrator(TRUSTING_ACCOUNT);
    await sqs.send(new CreateQueueCommand({ QueueName: 'events' }));
    expect(await outcomeOf(sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { DelaySeconds: '5' } })))).toBe('NotEmulated');
    expect(cloud.unsupportedRequests()).toEqual(['sqs SetQueueAttributes of DelaySeconds is not emulated here']);
  });
});

test('an unsupported target is reported', async () => {
  await deploy({ Rule: rule({ Targets: [{ Id: 'code', Arn: `arn:aws:lambda:${REGION}:${TRUSTING_ACCOUNT}:function:code` }] }) });
  expect(await outcomeOf(cloud.assume(ann.clients, ROLE))).toBe('NotEmulated');
  expect(cloud.unsupportedRequests()).toHaveLength(1);
});
