import { ACCESSES, promisesToGrantee, promisesToMember } from './members';
import { MFA_DEVICES, promisesAboutDevices } from './mfa-devices';
import { faultsOfAction, PromisedAction } from './prove-action';
import { COMPLETE } from '../support/complete';

async function faultsOf(promises: PromisedAction[]): Promise<string[]> {
  return (await Promise.all(promises.map(faultsOfAction))).flat();
}

/** The policy for 300 accounts does not fit into the inline policies of one role. */
const GRANTED = ACCESSES.filter(({ what }) => what !== '300 accounts');

describe('members and grantees may assume exactly the configured roles, of all roles there can be', () => {
  // The quick run does without 300 accounts, which are proven as two are.
  test.each(COMPLETE ? ACCESSES : GRANTED)('members: $what', async (access) => {
    expect(await faultsOf(promisesToMember(access))).toEqual([]);
  });

  test.each(COMPLETE ? GRANTED : GRANTED.slice(0, 1))('grantees: $what', async (access) => {
    expect(await faultsOf(promisesToGrantee(access))).toEqual([]);
  });
});

describe('members may manage exactly their own MFA devices', () => {
  // Policies put the name into resources; one with every special character stands for all.
  describe.each(['ann', 'a+=,.@_-n'])('the user %s', (userName) => {
    test.each(MFA_DEVICES)('$what', async (devices) => {
      expect(await faultsOf(promisesAboutDevices(devices, userName))).toEqual([]);
    });
  });
});
