import { GetAccountSummaryCommand } from '@aws-sdk/client-iam';
import { Attempt, Attempts } from '../../demo/attempts';
import { Demo, DemoResult, Listener } from '../../demo/demo';
import { inventory } from '../../demo/inventory';
import { embedded, Platform } from '../../demo/platform';
import { isAsExpected, printResult } from '../../demo/report';
import { freezeClock, restoreClock } from '../../emulator/testing/clock';
import '../../emulator/testing/environment';

/** The demo deploys several times, possibly on a busy machine. */
const TIMEOUT = 120_000;

const SILENT: Listener = { step: () => {}, progress: () => {}, attempt: () => {} };

beforeEach(() => freezeClock());
afterAll(() => restoreClock());

describe('the demo on the embedded emulator', () => {
  let result: DemoResult;
  let closed: Promise<void>;

  beforeAll(async () => {
    freezeClock();
    const platform = await embedded();
    try {
      result = await new Demo(platform, SILENT).run();
    } finally {
      closed = platform.close();
      closed.catch(() => {});
    }
  }, TIMEOUT);

  test('shows who can assume the role, who cannot, and that nothing can be changed', () => {
    expect(result.attempts.map(({ who, what, actual }) => `${who}: ${what}: ${actual}`)).toEqual([
      'userA\'s access key, stolen: assume the role: denied',
      'userA\'s access key, stolen: register an MFA device: denied',
      'userA in the console without MFA: register the first MFA device: allowed',
      'userA with MFA: assume the role: allowed',
      'userA in account B: list buckets: allowed',
      'userA in account B: list instances: allowed',
      'userA in account B: list roles: allowed',
      'userA in account A: list users: allowed',
      'userA in account A: create a user: denied',
      'userA in account B: create a bucket: denied',
      'userA in account B: create a user: denied',
      'userA, role with AdministratorAccess: create a bucket: denied',
      'userA, role with AdministratorAccess: create a user: denied',
      'userA, role with AdministratorAccess: list buckets: allowed',
      'userB with MFA, not in the group: assume the role: denied',
      'userA of a third account, with MFA: assume the role: denied',
      'colleague in the console without MFA: register the first MFA device: allowed',
      'colleague with MFA, in the group: assume the role: allowed',
      'colleague with MFA, in the group: assume the role, which trusts only userA: denied',
      'userA with MFA: assume the role, which trusts only userA: allowed',
    ]);
  });

  test('expects every result', () => {
    expect(result.attempts.filter((attempt) => !isAsExpected(attempt))).toEqual([]);
  });

  test.each([
    ['userA\'s access key, stolen', 'register an MFA device', 'no identity-based policy allows it'],
    ['userA\'s access key, stolen', 'assume the role', 'requires Bool aws:MultiFactorAuthPresent true'],
    ['userA of a third account, with MFA', 'assume the role', 'names arn:aws:iam::111111111111:root'],
    ['userB with MFA, not in the group', 'assume the role', 'no identity-based policy allows it'],
    ['userA, role with AdministratorAccess', 'create a bucket', 'identity-based policy Workload-ReadOnlyDenials'],
    ['userA, role with AdministratorAccess', 'create a user', 'no permissions boundary allows it'],
  ])('denies %s to %s for the right reason', (who, what, reason) => {
    const { why } = result.attempts.find((attempt) => attempt.who === who && attempt.what === what && attempt.actual === 'denied')!;
    expect(why).toContain(reason);
  });

  test('ends with a link that opens the console in the role', () => {
    const { origin, pathname, searchParams } = new URL(result.switchRoleUrl);
    expect(origin + pathname).toBe('https://signin.aws.amazon.com/switchrole');
    expect(searchParams.get('account')).toBe('222222222222');
    expect(searchParams.get('roleName')).toBe('SecurityReadOnlyRole');
  });

  test('deletes all resources', () => {
    expect(result.leftBehind).toEqual([]);
  });

  test('sends no request that the emulator does not support', async () => {
    await expect(closed).resolves.toBeUndefined();
  });
});

test('where only a browser can sign in to the console, an administrator registers the devices, and the users get sessions from STS', async () => {
  const platform = await embedded();
  const progress: string[] = [];
  const listener = { ...SILENT, progress: (line: string) => progress.push(line) };
  const { attempts, leftBehind } = await new Demo({ ...platform, signInToConsole: undefined }, listener).run();
  await platform.close();
  expect(attempts.filter((attempt) => !isAsExpected(attempt))).toEqual([]);
  expect(attempts.filter(({ who }) => who.includes('console'))).toEqual([]);
  expect(attempts.map(({ who, what, actual }) => `${who}: ${what}: ${actual}`)).toContain('userA with MFA: assume the role: allowed');
  expect(progress.filter((line) => line.startsWith('SKIPPED'))).toHaveLength(2);
  expect(leftBehind).toEqual([]);
}, TIMEOUT);

describe('the demo, interrupted', () => {
  test.each(['userA, a member of the example\'s group, reads account B', 'Others cannot assume the role'])('at "%s", deletes all resources', async (step) => {
    const platform = await embedded();
    const before = await inventory(platform);
    const reached: string[] = [];
    const demo: Demo = new Demo(platform, {
      ...SILENT,
      step: (title) => {
        reached.push(title);
        if (title === step) {
          demo.interrupt();
        }
      },
    });
    await expect(demo.run()).rejects.toThrow('interrupted');
    expect(reached).toContain(step);
    expect(await inventory(platform)).toEqual(before);
    await platform.close();
  }, TIMEOUT);
});

/** The tests above are meaningful only if unexpected results are reported. */
describe('an unexpected result', () => {
  const failing = (name: string) => async () => {
    throw Object.assign(new Error('no'), { name });
  };

  async function attempted(act: (attempts: Attempts) => Promise<unknown>): Promise<Attempt> {
    const reported: Attempt[] = [];
    const attempts = new Attempts({ propagationTime: 0, lastReason: () => undefined } as Platform, (attempt) => reported.push(attempt));
    await act(attempts).catch(() => {});
    expect(reported).toEqual(attempts.record);
    expect(reported).toHaveLength(1);
    return reported[0];
  }

  test.each([
    { error: 'AccessDenied', actual: 'denied', asExpected: true },
    { error: 'AccessDeniedException', actual: 'denied', asExpected: true },
    { error: 'UnauthorizedOperation', actual: 'denied', asExpected: true },
    { error: 'NotEmulated', actual: 'failed', asExpected: false },
    { error: 'EmulatorFault', actual: 'failed', asExpected: false },
    { error: 'ValidationError', actual: 'failed', asExpected: false },
    { error: 'InvalidClientTokenId', actual: 'failed', asExpected: false },
    { error: 'NoSuchEntityException', actual: 'failed', asExpected: false },
    { error: 'TimeoutError', actual: 'failed', asExpected: false },
  ])('$error counts as $actual', async ({ error, actual, asExpected }) => {
    const attempt = await attempted((attempts) => attempts.denied('ann', 'list buckets', failing(error)));
    expect(attempt.actual).toBe(actual);
    expect(isAsExpected(attempt)).toBe(asExpected);
  });

  test('is reported if a denial was expected and the call is allowed', async () => {
    const attempt = await attempted((attempts) => attempts.denied('ann', 'list buckets', async () => 'a list'));
    expect(attempt).toMatchObject({ expected: 'denied', actual: 'allowed' });
    expect(isAsExpected(attempt)).toBe(false);
  });

  test.each(['AccessDenied', 'ValidationError'])('is reported if the call was expected to be allowed and fails with %s, and stops the demo', async (name) => {
    const attempt = await attempted((attempts) => attempts.allowed('ann', 'list buckets', failing(name)));
    expect(isAsExpected(attempt)).toBe(false);
    const attempts = new Attempts({ propagationTime: 0, lastReason: () => undefined } as Platform, () => {});
    await expect(attempts.allowed('ann', 'list buckets', failing(name))).rejects.toThrow('ann could not list buckets');
  });

  const AS_EXPECTED: Attempt = { who: 'ann', what: 'list buckets', expected: 'denied', actual: 'denied', why: '' };

  test.each([
    { when: 'everything is as expected', attempts: [AS_EXPECTED], leftBehind: [], good: true },
    { when: 'a call was allowed', attempts: [AS_EXPECTED, { ...AS_EXPECTED, actual: 'allowed' as const }], leftBehind: [], good: false },
    { when: 'a call failed', attempts: [{ ...AS_EXPECTED, actual: 'failed' as const }, AS_EXPECTED], leftBehind: [], good: false },
    { when: 'a resource is not deleted', attempts: [AS_EXPECTED], leftBehind: ['a role'], good: false },
  ])('determines the result of the demo: if $when, $good', ({ attempts, leftBehind, good }) => {
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
    expect(printResult({ attempts, leftBehind, switchRoleUrl: '' })).toBe(good);
  });

  test('fails if the emulator got an unsupported request', async () => {
    const platform = await embedded();
    await expect(platform.assuming.administrator.iam.send(new GetAccountSummaryCommand({}))).rejects.toThrow();
    await expect(platform.close()).rejects.toThrow('GetAccountSummary');
  });
});
