import { GetAccountSummaryCommand } from '@aws-sdk/client-iam';
import { Attempt, Attempts } from '../../demo/attempts';
import { inventory } from '../../demo/inventory';
import { embedded, Platform } from '../../demo/platform';
import { isAsExpected, printEnding } from '../../demo/report';
import { Audience, Ending, Story } from '../../demo/story';
import { freezeClock, restoreClock } from '../../emulator/testing/clock';
import '../../emulator/testing/environment';

/** The demo deploys several times, possibly on a busy machine. */
const TIMEOUT = 120_000;

const SILENT: Audience = { chapter: () => {}, progress: () => {}, attempt: () => {} };

beforeEach(() => freezeClock());
afterAll(() => restoreClock());

describe('the demo on the embedded emulator', () => {
  let ending: Ending;
  let closed: Promise<void>;

  beforeAll(async () => {
    freezeClock();
    const platform = await embedded();
    try {
      ending = await new Story(platform, SILENT).run();
    } finally {
      closed = platform.close();
      closed.catch(() => {});
    }
  }, TIMEOUT);

  test('shows who can assume the role, who cannot, and that nothing can be changed', () => {
    expect(ending.attempts.map(({ who, what, actual }) => `${who}: ${what}: ${actual}`)).toEqual([
      'userA without MFA: assume the role: denied',
      'userA without MFA: register her own MFA device: allowed',
      'userA with MFA: assume the role: allowed',
      'userA in account B: list buckets: allowed',
      'userA in account B: list instances: allowed',
      'userA in account B: list roles: allowed',
      'userA at home: list users of account A: allowed',
      'userA at home: create a user in account A: denied',
      'userA in account B: create a bucket: denied',
      'userA in account B: create a user: denied',
      'userA, role with AdministratorAccess: create a bucket: denied',
      'userA, role with AdministratorAccess: create a user: denied',
      'userA, role with AdministratorAccess: list buckets: allowed',
      'userB with MFA, not in the group: assume the role: denied',
      'userA of a third account, with MFA: assume the role: denied',
      'colleague with MFA, in the group: assume the role: allowed',
      'colleague with MFA, in the group: assume the role of userA only: denied',
      'userA with MFA: assume the role of userA only: allowed',
    ]);
  });

  test('expects what happens', () => {
    expect(ending.attempts.filter((attempt) => !isAsExpected(attempt))).toEqual([]);
  });

  test.each([
    ['userA without MFA', 'requires Bool aws:MultiFactorAuthPresent true'],
    ['userA of a third account, with MFA', 'names arn:aws:iam::111111111111:root'],
    ['userB with MFA, not in the group', 'no identity-based policy allows it'],
    ['userA, role with AdministratorAccess', 'no permissions boundary allows it'],
  ])('denies %s for the right reason', (who, reason) => {
    const { why } = ending.attempts.find((attempt) => attempt.who === who && attempt.actual === 'denied')!;
    expect(why).toContain(reason);
  });

  test('ends with a link that opens the console in the role', () => {
    const { origin, pathname, searchParams } = new URL(ending.switchRoleUrl);
    expect(origin + pathname).toBe('https://signin.aws.amazon.com/switchrole');
    expect(searchParams.get('account')).toBe('222222222222');
    expect(searchParams.get('roleName')).toBe('SecurityReadOnlyRole');
  });

  test('leaves nothing behind', () => {
    expect(ending.leftBehind).toEqual([]);
  });

  test('uses nothing that the emulator does not support', async () => {
    await expect(closed).resolves.toBeUndefined();
  });
});

describe('the demo, interrupted', () => {
  test.each(['userA, whom the example puts into the group, looks at account B', 'Others are kept out'])('at "%s" leaves nothing behind', async (chapter) => {
    const platform = await embedded();
    const before = await inventory(platform);
    const reached: string[] = [];
    const story: Story = new Story(platform, {
      ...SILENT,
      chapter: (title) => {
        reached.push(title);
        if (title === chapter) {
          story.interrupt();
        }
      },
    });
    await expect(story.run()).rejects.toThrow('interrupted');
    expect(reached).toContain(chapter);
    expect(await inventory(platform)).toEqual(before);
    await platform.close();
  }, TIMEOUT);
});

/** The tests above prove something only if these fail. */
describe('an attempt that does not go as expected', () => {
  const failing = (name: string) => async () => {
    throw Object.assign(new Error('no'), { name });
  };

  async function attempted(act: (attempts: Attempts) => Promise<unknown>): Promise<Attempt> {
    const told: Attempt[] = [];
    const attempts = new Attempts({ patience: 0, lastReason: () => undefined } as Platform, (attempt) => told.push(attempt));
    await act(attempts).catch(() => {});
    expect(told).toEqual(attempts.record);
    expect(told).toHaveLength(1);
    return told[0];
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
    const attempt = await attempted((attempts) => attempts.denied('ann', 'look', failing(error)));
    expect(attempt.actual).toBe(actual);
    expect(isAsExpected(attempt)).toBe(asExpected);
  });

  test('is reported if a denial was expected and the call is allowed', async () => {
    const attempt = await attempted((attempts) => attempts.denied('ann', 'look', async () => 'seen'));
    expect(attempt).toMatchObject({ expected: 'denied', actual: 'allowed' });
    expect(isAsExpected(attempt)).toBe(false);
  });

  test.each(['AccessDenied', 'ValidationError'])('is reported if the call was expected to be allowed and fails with %s, and stops the demo', async (name) => {
    const attempt = await attempted((attempts) => attempts.allowed('ann', 'look', failing(name)));
    expect(isAsExpected(attempt)).toBe(false);
    const attempts = new Attempts({ patience: 0, lastReason: () => undefined } as Platform, () => {});
    await expect(attempts.allowed('ann', 'look', failing(name))).rejects.toThrow('ann could not look');
  });

  const AS_EXPECTED: Attempt = { who: 'ann', what: 'look', expected: 'denied', actual: 'denied', why: '' };

  test.each([
    { when: 'everything is as expected', attempts: [AS_EXPECTED], leftBehind: [], good: true },
    { when: 'a call was allowed', attempts: [AS_EXPECTED, { ...AS_EXPECTED, actual: 'allowed' as const }], leftBehind: [], good: false },
    { when: 'a call failed', attempts: [{ ...AS_EXPECTED, actual: 'failed' as const }, AS_EXPECTED], leftBehind: [], good: false },
    { when: 'something is left behind', attempts: [AS_EXPECTED], leftBehind: ['a role'], good: false },
  ])('determines the result of the demo: if $when, $good', ({ attempts, leftBehind, good }) => {
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
    expect(printEnding({ attempts, leftBehind, switchRoleUrl: '' })).toBe(good);
  });

  test('fails if the emulator got an unsupported request', async () => {
    const platform = await embedded();
    await expect(platform.assuming.administrator.iam.send(new GetAccountSummaryCommand({}))).rejects.toThrow();
    await expect(platform.close()).rejects.toThrow('GetAccountSummary');
  });
});
