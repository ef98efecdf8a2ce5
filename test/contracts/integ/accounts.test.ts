import { accountsOf } from './accounts';

const [A, B] = ['111111111111', '222222222222'];

describe('the accounts of integration tests', () => {
  test('are those of the snapshots by default', () => {
    expect(accountsOf({})).toEqual({
      assuming: { account: '123456789012', region: 'eu-west-1' }, trusting: { account: '234567890123', region: 'eu-west-1' }, sameOrganization: false,
    });
  });

  test('are those of the environment variables', () => {
    expect(accountsOf({ INTEG_DEPLOY: 'true', INTEG_ASSUMING_ACCOUNT: A, INTEG_TRUSTING_ACCOUNT: B, INTEG_REGION: 'eu-north-1' })).toEqual({
      assuming: { account: A, region: 'eu-north-1' }, trusting: { account: B, region: 'eu-north-1' }, sameOrganization: false,
    });
  });

  test('are in the same organization if the environment says so', () => {
    const env = { INTEG_ASSUMING_ACCOUNT: A, INTEG_TRUSTING_ACCOUNT: B };
    expect(accountsOf({ ...env, INTEG_SAME_ORGANIZATION: 'true' })).toMatchObject({ sameOrganization: true });
    expect(accountsOf({ ...env, INTEG_SAME_ORGANIZATION: 'false' })).toMatchObject({ sameOrganization: false });
  });

  test.each<[string, NodeJS.ProcessEnv, string]>([
    ['missing for a deployment', { INTEG_DEPLOY: 'true' }, 'INTEG_ASSUMING_ACCOUNT is missing; set it to the id of the assuming account'],
    ['only the first', { INTEG_ASSUMING_ACCOUNT: A }, 'INTEG_TRUSTING_ACCOUNT is missing; set it to the id of the trusting account'],
    ['only the second', { INTEG_TRUSTING_ACCOUNT: B }, 'INTEG_ASSUMING_ACCOUNT is missing'],
    ['an empty one', { INTEG_ASSUMING_ACCOUNT: '', INTEG_TRUSTING_ACCOUNT: B }, 'INTEG_ASSUMING_ACCOUNT is missing'],
    ['an invalid one', { INTEG_ASSUMING_ACCOUNT: A, INTEG_TRUSTING_ACCOUNT: '2222-2222-2222' }, 'INTEG_TRUSTING_ACCOUNT is "2222-2222-2222"; an account id has 12 digits'],
    ['the same account twice', { INTEG_ASSUMING_ACCOUNT: A, INTEG_TRUSTING_ACCOUNT: A }, `INTEG_ASSUMING_ACCOUNT and INTEG_TRUSTING_ACCOUNT are both ${A}; set them to two different accounts`],
  ])('are not %s', (_, env, problem) => {
    expect(() => accountsOf(env)).toThrow(problem);
  });
});
