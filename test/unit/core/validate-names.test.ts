/** The message for a name that IAM rejects: the prop, and what to do. */
import { roleIdentity } from '../../../src/core/role-name';
import { checkAccountId } from '../../../src/core/validate-names';
import { ErrorContext } from '../../../src/core/validation-error';
import { rejectionOf } from '../../support/validation-messages';

const at = ErrorContext.called('Here');
const long = 'x'.repeat(65);

test.each<[what: string, refused: () => unknown, problem: string, remedy: string]>([
  ['a path', () => roleIdentity(at, { path: 'security' }), 'path "security" is not a path IAM accepts',
    'begin and end it with a slash and use letters, digits and _+=,.@- between slashes, as in "/security/"'],
  ['a role\'s name', () => roleIdentity(at, { roleName: 'Read Only' }), 'roleName "Read Only" is not a name IAM accepts', 'use letters, digits and _+=,.@- only'],
  ['a long name of a role', () => roleIdentity(at, { roleName: long }), `roleName "${long}" is 65 characters long`, 'use at most 64'],
  ['an account of thirteen digits', () => checkAccountId(at, 'account', '1234567890123'), 'account "1234567890123" is not an account id',
    'give the 12 digits, without dashes, as a string'],
])('%s', (_, refused, problem, remedy) => expect(rejectionOf(refused)).toEqual({ path: 'Here', problem, remedy }));

test('what is accepted is as it was given', () => {
  expect(roleIdentity(at, { path: '/security/', roleName: 'Auditor' })).toEqual({ path: '/security/', roleName: 'Auditor' });
  expect(roleIdentity(at, {})).toEqual({ path: '/', roleName: 'SecurityReadOnlyRole' });
  expect(checkAccountId(at, 'account', '123456789012')).toBe('123456789012');
});
