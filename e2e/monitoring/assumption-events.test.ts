import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { User } from 'aws-cdk-lib/aws-iam';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Clients } from '../../emulator/testing/clients';
import { advanceClock } from '../../emulator/testing/clock';
import { ASSUMING_ACCOUNT, Cloud, REGION, TestUser, THIRD_ACCOUNT, TRUSTING_ACCOUNT } from '../../emulator/testing/cloud';
import { ALLOWED, outcomeOf } from '../../emulator/testing/outcome';
import { root, trust } from '../../emulator/testing/policies';
import { VirtualMfaDevice } from '../../emulator/testing/virtual-mfa-device';
import { AssumptionFilter, CrossAccountReadOnlyAccess, TrustingTarget } from '../../src';
import { CdkApp, NewStack } from '../testing/cdk-app';

const ROLE = `arn:aws:iam::${TRUSTING_ACCOUNT}:role/SecurityReadOnlyRole`;
const GLOBAL = 'us-east-1';

/** Queue names and the filters of their rules. Tests call the emulator from 127.0.0.1. */
const FILTERS: Record<string, AssumptionFilter | undefined> = {
  unfiltered: undefined,
  outsideLocalhost: AssumptionFilter.outsideNetworks('127.0.0.0/8'),
  outsideOffice: AssumptionFilter.outsideNetworks('192.0.2.0/24'),
  exceptAssumingAccount: AssumptionFilter.exceptAccounts(ASSUMING_ACCOUNT),
  exceptThirdAccount: AssumptionFilter.exceptAccounts(THIRD_ACCOUNT),
};

let cloud: Cloud;
let app: CdkApp;
let userA: TestUser;
let device: VirtualMfaDevice;
let signedIn: Clients;

beforeAll(async () => {
  cloud = await Cloud.open();
  app = new CdkApp(cloud, [ASSUMING_ACCOUNT, TRUSTING_ACCOUNT]);
  userA = await cloud.user(ASSUMING_ACCOUNT, 'userA');
  device = await VirtualMfaDevice.enabledFor(cloud, userA);
  await app.deploy(monitored);
  signedIn = await device.signIn(cloud, userA);
});
afterAll(() => cloud.close());

function monitored(newStack: NewStack): void {
  const [identity, workload] = [newStack(ASSUMING_ACCOUNT, 'Identity'), newStack(TRUSTING_ACCOUNT, 'Workload')];
  const access = new CrossAccountReadOnlyAccess(identity, 'SecurityReadOnly', {
    users: [User.fromUserName(identity, 'UserA', 'userA')],
    trusting: [TrustingTarget.scope(workload)],
  });
  Object.entries(FILTERS).forEach(([queueName, filter]) => access.roles[0].onAssumed(queueName, {
    target: new SqsQueue(new Queue(workload, queueName, { queueName })),
    regions: [GLOBAL],
    filter,
  }));
}

/** Receives the messages of a queue in the trusting account, and deletes them. */
async function receive(queueName = 'unfiltered'): Promise<any[]> {
  const { sqs } = cloud.administrator(TRUSTING_ACCOUNT);
  const QueueUrl = queueUrl(queueName);
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  await Promise.all(Messages.map(({ ReceiptHandle }) => sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))));
  return Messages.map(({ Body }) => JSON.parse(Body!));
}

function queueUrl(queueName: string): string {
  return `https://sqs.${REGION}.amazonaws.com/${TRUSTING_ACCOUNT}/${queueName}`;
}

function inRegion(region: string): Clients {
  return new Clients({ region, endpoint: cloud.emulator.endpoint }, signedIn.keys);
}

beforeEach(async () => {
  for (const queueName of Object.keys(FILTERS)) {
    await receive(queueName);
  }
});

test('an allowed AssumeRole sends a message with its details', async () => {
  await cloud.assume(signedIn, ROLE, { RoleSessionName: 'audit-42' });
  const messages = await receive();
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatchObject({
    role: ROLE, event: 'AssumeRole', time: '2026-03-02T10:00:15Z', region: REGION, sourceIp: '127.0.0.1', account: ASSUMING_ACCOUNT, sessionName: 'audit-42', mfaDevice: '',
  });
  expect(messages[0].principalId).toMatch(/^AIDA/);
  expect(messages[0].summary).toBe(`AssumeRole of ${ROLE}, at 2026-03-02T10:00:15Z from 127.0.0.1: ${messages[0].principalId} of account ${ASSUMING_ACCOUNT} `);
});

test('the message names the MFA device, if the call has an MFA code', async () => {
  const nextMinute = 60;
  advanceClock(nextMinute);
  await cloud.assume(userA.clients, ROLE, device.nextCode);
  expect(await receive()).toMatchObject([{ mfaDevice: device.serialNumber }]);
});

test('each AssumeRole sends one message', async () => {
  await cloud.assume(signedIn, ROLE, { RoleSessionName: 'one' });
  await cloud.assume(signedIn, ROLE, { RoleSessionName: 'two' });
  expect((await receive()).map(({ sessionName }) => sessionName)).toEqual(['one', 'two']);
});

describe('no message is sent', () => {
  test('for a denied AssumeRole', async () => {
    expect(await outcomeOf(cloud.assume(userA.clients, ROLE))).toBe('AccessDenied');
    expect(await receive()).toEqual([]);
    expect(await outcomeOf(cloud.assume(signedIn, ROLE))).toBe(ALLOWED);
    expect(await receive()).toHaveLength(1);
  });

  test('for another role of the account', async () => {
    const other = await cloud.role(TRUSTING_ACCOUNT, 'SecurityReadOnlyRole2', { trust: [trust(root(ASSUMING_ACCOUNT))] });
    await cloud.assume(cloud.administrator(ASSUMING_ACCOUNT), other);
    expect(await receive()).toEqual([]);
  });

  test('for a role of the same name in another account', async () => {
    const other = await cloud.role(THIRD_ACCOUNT, 'SecurityReadOnlyRole', { trust: [trust(root(ASSUMING_ACCOUNT))] });
    await cloud.assume(cloud.administrator(ASSUMING_ACCOUNT), other);
    expect(await receive()).toEqual([]);
  });
});

describe('Regions', () => {
  const by = ({ region }: any) => region;

  test('a Region that is listed forwards its events', async () => {
    await cloud.assume(inRegion(GLOBAL), ROLE);
    expect((await receive()).map(by)).toEqual([GLOBAL]);
  });

  test('a Region that is not listed forwards nothing', async () => {
    await cloud.assume(inRegion('eu-central-1'), ROLE);
    expect(await receive()).toEqual([]);
  });

  test('no event is forwarded twice', async () => {
    await cloud.assume(inRegion(GLOBAL), ROLE);
    await cloud.assume(signedIn, ROLE);
    expect((await receive()).map(by)).toEqual([GLOBAL, REGION]);
  });
});

test('filters select events', async () => {
  await cloud.assume(signedIn, ROLE);
  const messages = await Promise.all(Object.keys(FILTERS).map(async (queueName) => [queueName, (await receive(queueName)).length]));
  expect(Object.fromEntries(messages)).toEqual({
    unfiltered: 1, outsideLocalhost: 0, outsideOffice: 1, exceptAssumingAccount: 0, exceptThirdAccount: 1,
  });
});

test('a session of the role cannot take messages of the queue, which AWS classifies as reading', async () => {
  const url = { QueueUrl: queueUrl('unfiltered') };
  const read = (by: Clients) => outcomeOf(by.sqs.send(new ReceiveMessageCommand(url)));
  const session = await cloud.assume(signedIn, ROLE);
  expect(await read(cloud.administrator(ASSUMING_ACCOUNT))).toBe('AccessDenied');
  expect(await read(session)).toBe('AccessDenied');
  expect(await outcomeOf(session.sqs.send(new DeleteMessageCommand({ ...url, ReceiptHandle: 'any' })))).toBe('AccessDenied');
  expect(await receive()).toHaveLength(1);
});

test('nothing is left after destroy', async () => {
  await app.destroy(monitored);
  expect(await outcomeOf(receive())).toBe('QueueDoesNotExist');
});
