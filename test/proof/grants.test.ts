import { GRANTEES, promisesOfGrant, promisesToGroup } from './grants';
import { faultsOf } from './judges';
import { prove } from './prove';
import { faultsOfAction } from './prove-action';

describe('a grant adds exactly the grantee to the trust policy, and gives the grantee exactly this role', () => {
  test.each(GRANTEES)('$what', async (grantee) => {
    const { configuration, toGrantee, ...role } = promisesOfGrant(grantee);
    expect(await faultsOf(configuration, role, await prove(configuration, role.trustPolicy))).toEqual([]);
    expect((await Promise.all(toGrantee.map(faultsOfAction))).flat()).toEqual([]);
  });

  test('a group', async () => {
    expect((await Promise.all(promisesToGroup().map(faultsOfAction))).flat()).toEqual([]);
  });
});
