import { QUOTAS } from '../../../src/core/quotas';
import { page, rows } from '../../support/pages';

const LIMITS = new Map(rows(page('docs/cost-and-limits.md')).map(([what, limit]) => [what, limit]));

test.each<[string, number]>([
  ['a role\'s trust policy', QUOTAS.trustPolicySize],
  ['a managed policy', QUOTAS.managedPolicySize],
  ['all inline policies of a role', QUOTAS.roleInlinePoliciesSize],
  ['all inline policies of a group', QUOTAS.groupInlinePoliciesSize],
  ['all inline policies of a user', QUOTAS.userInlinePoliciesSize],
  ['managed policies of a group', QUOTAS.groupManagedPolicies],
])('the page has the quota that the library checks: %s', (what, quota) => {
  expect(LIMITS.get(what)).toBe(quota.toLocaleString('en'));
});

test('the page has the quota that the library checks: managed policies of a role', () => {
  expect(LIMITS.get('managed policies of a role')).toBe(`${QUOTAS.roleManagedPoliciesByDefault}, or ${QUOTAS.roleManagedPolicies} on request`);
});

test('the page has the quota that the library checks: path and name together', () => {
  expect(LIMITS.get('a role\'s path and name together, for the console')).toBe(`${QUOTAS.switchRolePathAndName} characters`);
});

test('the page has the quota that the library checks: a session', () => {
  expect(LIMITS.get('a session of the role')).toBe(`\`maxSessionDuration\`, ${QUOTAS.maxSessionHours.min} to ${QUOTAS.maxSessionHours.max} hours`);
});
