import { DeactivateMFADeviceCommand, DeleteAccessKeyCommand, UpdateAccessKeyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { codeAt, STEP_SECONDS } from '../accounts/mfa-device';
import { Alteration, alterRequests } from '../testing/altered-requests';
import { CALLS } from '../testing/calls';
import { advanceClock } from '../testing/clock';
import { ASSUMING_ACCOUNT, Cloud, REGION, TestUser, TRUSTING_ACCOUNT } from '../testing/cloud';
import { ALLOWED, outcomeOf } from '../testing/outcome';
import { allow, root, trust } from '../testing/policies';
import { VirtualMfaDevice } from '../testing/virtual-mfa-device';

const UNKNOWN = 'InvalidClientTokenId';
const BAD_SIGNATURE = 'SignatureDoesNotMatch';
const DENIED = 'AccessDenied';

const whoAmI = CALLS['get caller identity'];

let cloud: Cloud;
let ann: TestUser;
beforeEach(async () => {
  cloud = await Cloud.open();
  ann = await cloud.user(ASSUMING_ACCOUNT, 'ann', { statements: [allow('*')] });
});
afterEach(() => cloud.close());

describe('an access key', () => {
  test('works while it exists and is active', async () => {
    const { iam } = cloud.administrator(ASSUMING_ACCOUNT);
    const key = { UserName: 'ann', AccessKeyId: ann.keys.accessKeyId };
    expect(await outcomeOf(whoAmI(ann.clients))).toBe(ALLOWED);
    await iam.send(new UpdateAccessKeyCommand({ ...key, Status: 'Inactive' }));
    expect(await outcomeOf(whoAmI(ann.clients))).toBe(UNKNOWN);
    await iam.send(new UpdateAccessKeyCommand({ ...key, Status: 'Active' }));
    expect(await outcomeOf(whoAmI(ann.clients))).toBe(ALLOWED);
    await iam.send(new DeleteAccessKeyCommand(key));
    expect(await outcomeOf(whoAmI(ann.clients))).toBe(UNKNOWN);
  });

  test.each([
    { when: 'the key is right', wrong: {}, expected: ALLOWED },
    { when: 'the secret is wrong', wrong: { secretAccessKey: 'x'.repeat(40) }, expected: BAD_SIGNATURE },
    { when: 'the secret is empty', wrong: { secretAccessKey: '' }, expected: BAD_SIGNATURE },
    { when: 'the id is unknown', wrong: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }, expected: UNKNOWN },
    { when: 'there is a session token', wrong: { sessionToken: 'token' }, expected: UNKNOWN },
  ])('if $when: $expected', async ({ wrong, expected }) => {
    expect(await outcomeOf(whoAmI(cloud.as({ ...ann.keys, ...wrong })))).toBe(expected);
  });
});

describe('the credentials of a session', () => {
  test.each(['of a user', 'of a role'] as const)('%s work with their own token only', async (kind) => {
    const role = await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', { trust: [trust(root(ASSUMING_ACCOUNT))] });
    const issue = async () => {
      const { Credentials: issued } = kind === 'of a user'
        ? await ann.clients.sts.send(new GetSessionTokenCommand({}))
        : await ann.clients.sts.send(new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'session' }));
      return { accessKeyId: issued!.AccessKeyId!, secretAccessKey: issued!.SecretAccessKey!, sessionToken: issued!.SessionToken! };
    };
    const session = await issue();
    const other = await issue();

    expect(await outcomeOf(whoAmI(cloud.as(session)))).toBe(ALLOWED);
    expect(await outcomeOf(whoAmI(cloud.as({ ...session, sessionToken: undefined })))).toBe(UNKNOWN);
    expect(await outcomeOf(whoAmI(cloud.as({ ...session, sessionToken: other.sessionToken })))).toBe(UNKNOWN);
    expect(await outcomeOf(whoAmI(cloud.as({ ...session, sessionToken: session.sessionToken.slice(1) })))).toBe(UNKNOWN);
    expect(await outcomeOf(whoAmI(cloud.as({ ...session, secretAccessKey: other.secretAccessKey })))).toBe(BAD_SIGNATURE);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
describe('a request that is altered after signing', () => {
  interface Case {
    readonly changed: string;
    readonly change: Alteration;
    readonly expected: string;
  }

  const inAuthorization = (from: string | RegExp, to: string): Alteration => ({ headers }) => {
    headers.authorization = headers.authorization.replace(from, to);
  };
  const inBody = (from: string, to: string): Alteration => (request) => {
    request.body = request.body.replace(from, to);
  };

  test.each<Case>([
    { changed: 'not at all', change: () => {}, expected: ALLOWED },
    { changed: 'in its body', change: inBody('2011-06-15', '2011-06-16'), expected: BAD_SIGNATURE },
    { changed: 'in a signed header', change: ({ headers }) => { headers['content-type'] += '; charset=latin1'; }, expected: BAD_SIGNATURE },
    { changed: 'in its date', change: ({ headers }) => { headers['x-amz-date'] = headers['x-amz-date'].replace('15Z', '16Z'); }, expected: BAD_SIGNATURE },
    { changed: 'in its signature', change: inAuthorization(/.{8}$/, '00000000'), expected: BAD_SIGNATURE },
    { changed: 'to another region', change: inAuthorization(REGION, 'us-east-1'), expected: BAD_SIGNATURE },
    { changed: 'to another service', change: inAuthorization('/sts/', '/iam/'), expected: BAD_SIGNATURE },
    { changed: 'to a missing key', change: inAuthorization(/AKIA\w+/, 'AKIAIOSFODNN7EXAMPLE'), expected: UNKNOWN },
    { changed: 'by removing the signature', change: ({ headers }) => { delete headers.authorization; }, expected: 'MissingAuthenticationToken' },
    { changed: 'to another authorization scheme', change: ({ headers }) => { headers.authorization = 'Basic YW5uOnNlY3JldA=='; }, expected: 'MissingAuthenticationToken' },
  ])('$changed: $expected', async ({ change, expected }) => {
    alterRequests(ann.clients.sts, change);
    expect(await outcomeOf(whoAmI(ann.clients))).toBe(expected);
  });

  test.each<Case>([
    { changed: 'not at all', change: () => {}, expected: ALLOWED },
    { changed: 'in its path', change: (request) => { request.path = '/data-2'; }, expected: BAD_SIGNATURE },
    { changed: 'in its method', change: (request) => { request.method = 'DELETE'; }, expected: BAD_SIGNATURE },
    { changed: 'in its query', change: (request) => { request.query = { policy: '' }; }, expected: BAD_SIGNATURE },
    { changed: 'in its body', change: inBody(REGION, 'eu-west-2'), expected: BAD_SIGNATURE },
  ])('to S3, $changed: $expected', async ({ change, expected }) => {
    alterRequests(ann.clients.s3, change);
    expect(await outcomeOf(CALLS['create the bucket data-1'](ann.clients))).toBe(expected);
  });
});

describe('a client with clock skew', () => {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
  test.each([
    { seconds: -3600, expected: 'RequestExpired' },
    { seconds: -301, expected: 'RequestExpired' },
    { seconds: -299, expected: ALLOWED },
    { seconds: 299, expected: ALLOWED },
    { seconds: 301, expected: 'RequestExpired' },
    { seconds: 3600, expected: 'RequestExpired' },
  ])('of $seconds seconds: $expected', async ({ seconds, expected }) => {
    const sts = new STSClient({
      region: REGION, endpoint: cloud.emulator.endpoint, credentials: ann.keys, systemClockOffset: seconds * 1000, maxAttempts: 1,
    });
    expect(await outcomeOf(sts.send(new GetCallerIdentityCommand({})))).toBe(expected);
  });
});

describe('an MFA code', () => {
  // https://www.rfc-editor.org/rfc/rfc6238#appendix-B, the last six of its eight digits
  test.each([
    [59, '287082'], [1111111109, '081804'], [1111111111, '050471'], [1234567890, '005924'], [2000000000, '279037'], [20000000000, '353130'],
  ])('at the time %d is that of RFC 6238', (time, code) => {
    expect(codeAt('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', Math.floor(time / STEP_SECONDS))).toBe(code);
  });

  let device: VirtualMfaDevice;
  beforeEach(async () => {
    device = await VirtualMfaDevice.enabledFor(cloud, ann);
    advanceClock(10 * STEP_SECONDS);
  });

  const signIn = (TokenCode: string) => outcomeOf(
    ann.clients.sts.send(new GetSessionTokenCommand({ SerialNumber: device.serialNumber, TokenCode })));

  test.each([
    { stepsFromNow: -2, expected: DENIED },
    { stepsFromNow: -1, expected: ALLOWED },
    { stepsFromNow: 0, expected: ALLOWED },
    { stepsFromNow: 1, expected: ALLOWED },
    { stepsFromNow: 2, expected: DENIED },
  ])('of the time step $stepsFromNow from now: $expected', async ({ stepsFromNow, expected }) => {
    expect(await signIn(device.code(stepsFromNow))).toBe(expected);
  });

  // https://www.rfc-editor.org/rfc/rfc6238#section-5.2
  test('can be used once', async () => {
    expect(await signIn(device.code(0))).toBe(ALLOWED);
    expect(await signIn(device.code(0))).toBe(DENIED);
    expect(await signIn(device.code(1))).toBe(ALLOWED);
    advanceClock(STEP_SECONDS);
    expect(await signIn(device.code(0))).toBe(DENIED);
    expect(await signIn(device.code(1))).toBe(ALLOWED);
  });

  test.each([
    { given: 'wrong', code: () => device.wrongCode.TokenCode },
    { given: 'too short', code: () => device.code(0).slice(1) },
    { given: 'too long', code: () => `${device.code(0)}0` },
  ])('that is $given is denied, and the right one is not', async ({ code }) => {
    expect(await signIn(code())).toBe(DENIED);
    expect(await signIn(device.code(0))).toBe(ALLOWED);
  });

  test('of another user\'s device is denied, as is one of a deactivated device', async () => {
    const bob = await cloud.user(ASSUMING_ACCOUNT, 'bob');
    const bobs = await VirtualMfaDevice.enabledFor(cloud, bob);
    const { sts } = ann.clients;
    expect(await outcomeOf(sts.send(new GetSessionTokenCommand(bobs.nextCode)))).toBe(DENIED);
    expect(await outcomeOf(sts.send(new GetSessionTokenCommand({ ...bobs.nextCode, SerialNumber: device.serialNumber })))).toBe(DENIED);
    expect(await outcomeOf(bob.clients.sts.send(new GetSessionTokenCommand(bobs.nextCode)))).toBe(ALLOWED);

    const namesake = await cloud.user(TRUSTING_ACCOUNT, 'ann');
    expect(await outcomeOf(namesake.clients.sts.send(new GetSessionTokenCommand(device.nextCode)))).toBe(DENIED);

    const { iam } = cloud.administrator(ASSUMING_ACCOUNT);
    await iam.send(new DeactivateMFADeviceCommand({ UserName: 'ann', SerialNumber: device.serialNumber }));
    expect(await outcomeOf(sts.send(new GetSessionTokenCommand(device.nextCode)))).toBe(DENIED);
  });
});
