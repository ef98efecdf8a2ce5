import { GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { Clients } from '../../testing/clients';
import { advanceClock } from '../../testing/clock';
import { ASSUMING_ACCOUNT, Cloud, TestUser, TRUSTING_ACCOUNT } from '../../testing/cloud';
import { VirtualMfaDevice } from '../../testing/virtual-mfa-device';
import { ALLOWED, outcomeOf } from '../../testing/outcome';
import { allow, Conditions, denyTrust, root, Statement, trust } from '../../testing/policies';

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

/** The ways to ask for a role. */
const WAYS = {
  'with the access key': (role: string) => cloud.assume(ann.clients, role),
  'with a session got without MFA': async (role: string) => cloud.assume(await sessionWithoutMfa(), role),
  'with a session got with MFA': async (role: string) => cloud.assume(await device.signIn(cloud, ann), role),
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
describe.each<{ trusted: string; statements: Statement[]; lets: Record<Way, boolean> }>([
  {
    trusted: 'whoever has signed in with MFA (Bool true)',
    statements: onlyIf({ Bool: { [MFA]: 'true' } }),
    lets: lets({ accessKey: false, plainSession: false, mfaSession: true, codeInCall: true, otherRole: false }),
  },
  {
    trusted: 'whoever has not signed in without MFA (BoolIfExists true), which access keys and roles never do',
    statements: onlyIf({ BoolIfExists: { [MFA]: 'true' } }),
    lets: lets({ accessKey: true, plainSession: false, mfaSession: true, codeInCall: true, otherRole: true }),
  },
  {
    trusted: 'whoever has signed in without MFA (Bool false), which access keys never do',
    statements: onlyIf({ Bool: { [MFA]: 'false' } }),
    lets: lets({ accessKey: false, plainSession: true, mfaSession: false, codeInCall: false, otherRole: false }),
  },
  {
    trusted: 'everybody but who has signed in without MFA (Deny, Bool false)',
    statements: [trust(root(ASSUMING_ACCOUNT)), denyTrust(root(ASSUMING_ACCOUNT), { Bool: { [MFA]: 'false' } })],
    lets: lets({ accessKey: true, plainSession: false, mfaSession: true, codeInCall: true, otherRole: true }),
  },
  {
    trusted: 'everybody but who is not known to have signed in with MFA (Deny, BoolIfExists false)',
    statements: [trust(root(ASSUMING_ACCOUNT)), denyTrust(root(ASSUMING_ACCOUNT), { BoolIfExists: { [MFA]: 'false' } })],
    lets: lets({ accessKey: false, plainSession: false, mfaSession: true, codeInCall: true, otherRole: false }),
  },
  {
    trusted: 'whoever has an age of MFA (Null false)',
    statements: onlyIf({ Null: { [AGE]: 'false' } }),
    lets: lets({ accessKey: false, plainSession: false, mfaSession: true, codeInCall: true, otherRole: false }),
  },
  {
    trusted: 'whoever has signed in with MFA of late (age)',
    statements: onlyIf({ NumericLessThan: { [AGE]: '600' } }),
    lets: lets({ accessKey: false, plainSession: false, mfaSession: true, codeInCall: true, otherRole: false }),
  },
  {
    trusted: 'everybody',
    statements: [trust(root(ASSUMING_ACCOUNT))],
    lets: lets({ accessKey: true, plainSession: true, mfaSession: true, codeInCall: true, otherRole: true }),
  },
])('a role that trusts $trusted', ({ statements, lets: letsIn }) => {
  test.each(Object.keys(WAYS) as Way[])('%s', async (way) => {
    const role = await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', { trust: statements });
    expect(await outcomeOf(WAYS[way](role))).toBe(letsIn[way] ? ALLOWED : DENIED);
  });
});

describe('how long ago MFA was', () => {
  test('is asked of a session anew at each call', async () => {
    const role = await cloud.role(TRUSTING_ACCOUNT, 'ReadOnly', { trust: onlyIf({ NumericLessThan: { [AGE]: '600' } }) });
    const signedIn = await device.signIn(cloud, ann);
    advanceClock(599);
    expect(await outcomeOf(cloud.assume(signedIn, role))).toBe(ALLOWED);
    advanceClock(1);
    expect(await outcomeOf(cloud.assume(signedIn, role))).toBe(DENIED);
    expect(await outcomeOf(cloud.assume(ann.clients, role, device.nextCode))).toBe(ALLOWED);
  });
});

describe('a code that is not right', () => {
  /** Whether or not the role asks for MFA. */
  test.each([{ trusted: 'signed in with MFA', condition: { Bool: { [MFA]: 'true' } } }, { trusted: 'of the account', condition: undefined }])(
    'keeps out of a role that trusts whoever is $trusted', async ({ condition }) => {
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

type Lets = Record<'accessKey' | 'plainSession' | 'mfaSession' | 'codeInCall' | 'otherRole', boolean>;

function lets(ways: Lets): Record<Way, boolean> {
  return {
    'with the access key': ways.accessKey,
    'with a session got without MFA': ways.plainSession,
    'with a session got with MFA': ways.mfaSession,
    'with an MFA code in the call': ways.codeInCall,
    'from another role, assumed with MFA': ways.otherRole,
  };
}
