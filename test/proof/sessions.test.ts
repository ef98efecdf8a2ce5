import { faultsOfAction } from './prove-action';
import { LIMITED_ROLES, promiseToSession } from './sessions';

test.each(LIMITED_ROLES)('a session of the role reads until it ends, whatever the time is: $what', async (role) => {
  expect(await faultsOfAction(promiseToSession(role))).toEqual([]);
});
