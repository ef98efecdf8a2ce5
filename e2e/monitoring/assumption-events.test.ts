import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { User } from 'aws-cdk-lib/aws-iam';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Clients } from '../../emulator/testing/clients';
import { advanceClock } from '../../emulator/testing/clock';
import { ASSUMING_ACCOUNT, Cloud, REGION, TestUser, THIRD_ACCOUNT, TRUSTING_ACCOUNT } from '../../emulator/testing/cloud';
import { VirtualMfaDevice } from '../../emulator/testing/virtual-mfa-device';
import { ALLOWED, outcomeOf } from '../../emulator/testing/outcome';
import { root, trust } from '../../emulator/testing/policies';
import { AssumptionFilter, CrossAccountReadOnlyAccess, TrustingTarget } from '../../src';
import { CdkApp, NewStack } from '../testing/cdk-app';

const ROLE = `arn:aws:iam::${TRUSTING_ACCOUNT}:role/SecurityReadOnlyRole`;
const GLOBAL = 'us-east-1';

/** Queues by what they are told of; the emulator is called from this machine. */
const FILTERS: Record<string, AssumptionFilter | undefined> = {
  everything: undefined,
  elsewhere: AssumptionFilter.outsideNetworks('127.0.0.0/8'),
  notFromOffice: AssumptionFilter.outsideNetworks('192.0.2.0/24'),
  notFromHome: AssumptionFilter.exceptAccounts(ASSUMING_ACCOUNT),
  notByStranger: AssumptionFilter.exceptAccounts(THIRD_ACCOUNT),
};

let cloud: Cloud;
let app: CdkApp;
let person: TestUser;
let device: VirtualMfaDevice;
let signedIn: Clients;

beforeAll(async () => {
  cloud = await Cloud.open();
  app = new CdkApp(cloud, [ASSUMING_ACCOUNT, TRUSTING_ACCOUNT]);
  person = await cloud.user(ASSUMING_ACCOUNT, 'userA');
  device = await VirtualMfaDevice.enabledFor(cloud, person);
  await app.deploy(watched);
  signedIn = await device.signIn(cloud, person);
});
afterAll(() => cloud.close());

function watched(newStack: NewStack): void {
  const [people, work] = [newStack(ASSUMING_ACCOUNT, 'People'), newStack(TRUSTING_ACCOUNT, 'Work')];
  const access = new CrossAccountReadOnlyAccess(people, 'SecurityReadOnly', {
    users: [User.fromUserName(people, 'UserA', 'userA')],
    trusting: [TrustingTarget.scope(work)],
  });
  Object.entries(FILTERS).forEach(([queueName, filter]) => access.roles[0].onAssumed(queueName, {
    target: new SqsQueue(new Queue(work, queueName, { queueName })),
    regions: [GLOBAL],
    filter,
  }));
}

/** What account B's administrator finds in a queue, and takes out of it. */
async function told(queueName = 'everything'): Promise<any[]> {
  const { sqs } = cloud.administrator(TRUSTING_ACCOUNT);
  const QueueUrl = urlOf(queueName);
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  await Promise.all(Messages.map(({ ReceiptHandle }) => sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))));
  return Messages.map(({ Body }) => JSON.parse(Body!));
}

function urlOf(queueName: string): string {
  return `https://sqs.${REGION}.amazonaws.com/${TRUSTING_ACCOUNT}/${queueName}`;
}

function inRegion(region: string): Clients {
  return new Clients({ region, endpoint: cloud.emulator.endpoint }, signedIn.keys);
}

beforeEach(async () => {
  for (const queueName of Object.keys(FILTERS)) {
    await told(queueName);
  }
});

test('a real assumption reaches a queue, with what people want to know of it', async () => {
  await cloud.assume(signedIn, ROLE, { RoleSessionName: 'audit-42' });
  const messages = await told();
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatchObject({
    role: ROLE, event: 'AssumeRole', time: '2026-03-02T10:00:15Z', region: REGION, sourceIp: '127.0.0.1', account: ASSUMING_ACCOUNT, sessionName: 'audit-42', mfaDevice: '',
  });
  expect(messages[0].principalId).toMatch(/^AIDA/);
  expect(messages[0].summary).toBe(`AssumeRole of ${ROLE}, at 2026-03-02T10:00:15Z from 127.0.0.1: ${messages[0].principalId} of account ${ASSUMING_ACCOUNT} `);
});

test('says by which device, where MFA comes with the call', async () => {
  const nextMinute = 60;
  advanceClock(nextMinute);
  await cloud.assume(person.clients, ROLE, device.nextCode);
  expect(await told()).toMatchObject([{ mfaDevice: device.serialNumber }]);
});

test('each assumption is one message', async () => {
  await cloud.assume(signedIn, ROLE, { RoleSessionName: 'one' });
  await cloud.assume(signedIn, ROLE, { RoleSessionName: 'two' });
  expect((await told()).map(({ sessionName }) => sessionName)).toEqual(['one', 'two']);
});

describe('nobody is told', () => {
  test('of one that is refused', async () => {
    expect(await outcomeOf(cloud.assume(person.clients, ROLE))).toBe('AccessDenied');
    expect(await told()).toEqual([]);
    expect(await outcomeOf(cloud.assume(signedIn, ROLE))).toBe(ALLOWED);
    expect(await told()).toHaveLength(1);
  });

  test('of another role of the account', async () => {
    const other = await cloud.role(TRUSTING_ACCOUNT, 'SecurityReadOnlyRole2', { trust: [trust(root(ASSUMING_ACCOUNT))] });
    await cloud.assume(cloud.administrator(ASSUMING_ACCOUNT), other);
    expect(await told()).toEqual([]);
  });

  test('of a role of the same name in another account', async () => {
    const other = await cloud.role(THIRD_ACCOUNT, 'SecurityReadOnlyRole', { trust: [trust(root(ASSUMING_ACCOUNT))] });
    await cloud.assume(cloud.administrator(ASSUMING_ACCOUNT), other);
    expect(await told()).toEqual([]);
  });
});

describe('Regions', () => {
  const by = ({ region }: any) => region;

  test('one that is given passes on what it sees', async () => {
    await cloud.assume(inRegion(GLOBAL), ROLE);
    expect((await told()).map(by)).toEqual([GLOBAL]);
  });

  test('nothing is seen of one that is not given', async () => {
    await cloud.assume(inRegion('eu-central-1'), ROLE);
    expect(await told()).toEqual([]);
  });

  test('nothing is passed on twice', async () => {
    await cloud.assume(inRegion(GLOBAL), ROLE);
    await cloud.assume(signedIn, ROLE);
    expect((await told()).map(by)).toEqual([GLOBAL, REGION]);
  });
});

test('filters let through what is unusual', async () => {
  await cloud.assume(signedIn, ROLE);
  const messages = await Promise.all(Object.keys(FILTERS).map(async (queueName) => [queueName, (await told(queueName)).length]));
  expect(Object.fromEntries(messages)).toEqual({ everything: 1, elsewhere: 0, notFromOffice: 1, notFromHome: 0, notByStranger: 1 });
});

test('whoever is let in may look at the queue of the account, which AWS counts as reading', async () => {
  const read = (by: Clients) => outcomeOf(by.sqs.send(new ReceiveMessageCommand({ QueueUrl: urlOf('everything') })));
  const session = await cloud.assume(signedIn, ROLE);
  expect(await read(cloud.administrator(ASSUMING_ACCOUNT))).toBe('AccessDenied');
  expect(await read(session)).toBe(ALLOWED);
  // For a while, others see nothing of it.
  expect(await told()).toEqual([]);
  expect(await outcomeOf(session.sqs.send(new DeleteMessageCommand({ QueueUrl: urlOf('everything'), ReceiptHandle: 'any' })))).toBe('AccessDenied');
  advanceClock(30);
  expect(await told()).toHaveLength(1);
});

test('nothing stays behind', async () => {
  await app.destroy(watched);
  expect(await outcomeOf(told())).toBe('QueueDoesNotExist');
});
