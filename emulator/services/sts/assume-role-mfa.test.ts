import { GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { Clients } from '../../testing/clients';
import { advanceClock } from '../../testing/clock';
import { ASSUMING_ACCOUNT, Cloud, TestUser, TRUSTING_ACCOUNT } from '../../testing/cloud';
import { ALLOWED, outcomeOf } from '../../testing/outcome';
import { allow, Conditions, denyTrust, root, Statement, trust } from '../../testing/policies';
import { VirtualMfaDevice } from '../../testing/virtual-mfa-device';

const DENIED = 'AccessDenied';
const MFA = 'aws:MultiFactorAuthPresent';
const AGE = 'aws:MultiFactorAuthAge';

let cloud: Cloud;
let ann: TestUser;
let device: VirtualMfaDevice;
beforeEach(async () => {
  cloud = await Cloud.open();
  ann = await cloud.user(ASSUMING_ACCOUNT, 'ann', { statements: [allow('sts:AssumeRole')] });
  device = await VirtualMfaDevice.enabledFor(cloud, ann);
});
afterEach(() => cloud.close());

/** The ways to assume a role. */
const WAYS = {
  'with the access key': (role: string) => cloud.assume(ann.clients, role),
  'with a session obtained without MFA': async (role: string) => cloud.assume(await sessionWithoutMfa(), role),
  'with a session obtained with MFA': async (role: string) => cloud.assume(await device.signIn(cloud, ann), role),
  'with an MFA code in the call': (role: string) => cloud.assume(ann.clients, role, device.nextCode),
  'from another role, assumed with MFA': async (role: string) => cloud.assume(await roleSessionWithMfa(), role),
};
type Way = keyof typeof WAYS;

async function sessionWithoutMfa(): Promise<Clients> {
  const { Credentials: credentials } = await ann.clients.sts.send(new GetSessionTokenCommand({}));
  return cloud.withSession(credentials!);
}

async function roleSessionWithMfa(): Promise<Clients> {
  const hop = await cloud.role(ASSUMING_ACCOUNT, 'Hop', { trust: [trust(root(ASSUMING_ACCOUNT), { Bool: { [MFA]: 'true' } })], statements: [allow('sts:AssumeRole')] });
  return cloud.assume(ann.clients, hop, device.nextCode);
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
describe.each<{ trusted: string; statements: Statement[]; allows: Record<Way, boolean> }>([
  {
    trusted: 'a caller with MFA (Bool true)',
    statements: onlyIf({ Bool: { [MFA]: 'true' } }),
    allows: onlyWays({ accessKey: false, plainSession: false, mfaSession: true, codeInCall: true, otherRole: false }),
  },
  {
    trusted: 'a caller with MFA or without the key, as access keys and roles are (BoolIfExists true)',
    statements: onlyIf({ BoolIfExists: { [MFA]: 'true' } }),
    allows: onlyWays({ accessKey: true, plainSession: false, mfaSession: true, codeInCall: true, otherRole: true }),
  },
  {
    trusted: 'a user session without MFA (Bool false)',
    statements: onlyIf({ Bool: { [MFA]: 'false' } }),
    allows: onlyWays({ accessKey: false, plainSession: true, mfaSession: false, codeInCall: false, otherRole: false }),
  },
  {
    trusted: 'any caller but a user session without MFA (Deny, Bool false)',
    statements: [trust(root(ASSUMING_ACCOUNT)), denyTrust(root(ASSUMING_ACCOUNT), { Bool: { [MFA]: 'false' } })],
    allows: onlyWays({ accessKey: true, plainSession: false, mfaSession: true, codeInCall: true, otherRole: true }),
  },
  {
    trusted: 'any caller but one without MFA or without the key (Deny, BoolIfExists false)',
    statements: [trust(root(ASSUMING_ACCOUNT)), denyTrust(root(ASSUMING_ACCOUNT), { BoolIfExists: { [MFA]: 'false' } })],
    allows: onlyWays({ accessKey: false, plainSession: false, mfaSession: true, codeInCall: true, otherRole: false }),
  },
  {
    trusted: 'a caller with an age of MFA (Null false)',
    statements: onlyIf({ Null: { [AGE]: 'false' } }),
    allows: onlyWays({ accessKey: false, plainSession: false, mfaSession: true, codeInCall: true, otherRole: false }),
  },
  {
    trusted: 'a caller with recent MFA (age)',
    statements: onlyIf({ NumericLessThan: { [AGE]: '600' } }),
    allows: onlyWays({ accessKey: false, plainSession: false, mfaSession: true, codeInCall: true, otherRole: false }),
  },
  {
    trusted: 'any caller',
    statements: [trust(root(ASSUMING_ACCOUNT))],
    allows: onlyWays({ accessKey: true, plainSession: true, mfaSession: true, codeInCall: true, otherRole: true }),
  },
])('a role that trusts $trusted', ({ statements, allows }) => {
  test.each(Object.keys(WAYS) as Way[])('%s', async (way) => {
    const role = await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', { trust: statements });
    expect(await outcomeOf(WAYS[way](role))).toBe(allows[way] ? ALLOWED : DENIED);
  });
});

describe('the age of MFA', () => {
  test('is evaluated at each call of a session', async () => {
    const role = await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', { trust: onlyIf({ NumericLessThan: { [AGE]: '600' } }) });
    const signedIn = await device.signIn(cloud, ann);
    advanceClock(599);
    expect(await outcomeOf(cloud.assume(signedIn, role))).toBe(ALLOWED);
    advanceClock(1);
    expect(await outcomeOf(cloud.assume(signedIn, role))).toBe(DENIED);
    expect(await outcomeOf(cloud.assume(ann.clients, role, device.nextCode))).toBe(ALLOWED);
  });
});

describe('an invalid code', () => {
  /** Whether the role requires MFA or not. */
  test.each([{ trusted: 'a caller with MFA', condition: { Bool: { [MFA]: 'true' } } }, { trusted: 'the account', condition: undefined }])(
    'denies AssumeRole for a role that trusts $trusted', async ({ condition }) => {
      const role = await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', { trust: onlyIf(condition) });
      const bob = await cloud.user(ASSUMING_ACCOUNT, 'bob');
      const othersDevice = await VirtualMfaDevice.enabledFor(cloud, bob);

      expect(await outcomeOf(cloud.assume(ann.clients, role, device.wrongCode))).toBe(DENIED);
      expect(await outcomeOf(cloud.assume(ann.clients, role, { SerialNumber: device.serialNumber }))).toBe(DENIED);
      expect(await outcomeOf(cloud.assume(ann.clients, role, othersDevice.nextCode))).toBe(DENIED);
      expect(await outcomeOf(cloud.assume(ann.clients, role, { ...device.nextCode, SerialNumber: othersDevice.serialNumber }))).toBe(DENIED);
      expect(await outcomeOf(cloud.assume(ann.clients, role, device.nextCode))).toBe(ALLOWED);
    });
});

function onlyIf(condition?: Conditions): Statement[] {
  return [trust(root(ASSUMING_ACCOUNT), condition)];
}

type Allows = Record<'accessKey' | 'plainSession' | 'mfaSession' | 'codeInCall' | 'otherRole', boolean>;

function onlyWays(ways: Allows): Record<Way, boolean> {
  return {
    'with the access key': ways.accessKey,
    'with a session obtained without MFA': ways.plainSession,
    'with a session obtained with MFA': ways.mfaSession,
    'with an MFA code in the call': ways.codeInCall,
    'from another role, assumed with MFA': ways.otherRole,
  };
}
