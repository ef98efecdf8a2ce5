import { AWS_MANAGED_POLICY_FILES } from '../../../../src/permissions/data';
import { LONG_POLICIES, MAX_SIZE } from '../../../../src/permissions/explicit-denials/denial-of-everything-else';

test('the policies whose text need not be read are those whose actions alone are too long', () => {
  const long = Object.entries(AWS_MANAGED_POLICY_FILES)
    .filter(([, file]) => JSON.stringify(file().statements.flatMap(({ Action }) => Action)).length > MAX_SIZE)
    .map(([name]) => name);
  expect(LONG_POLICIES).toEqual(long);
});
