import { CfnParameter, Duration } from 'aws-cdk-lib';
import { CliProfileOptions, SwitchRoleColor, SwitchRoleOptions, TrustingRole, TrustingTarget } from '../../../src';
import { ACCESS, access, BadInput, Input, rejects, ROLE, role, synth } from '../../support/invalid-props';
import { A, B, C, TwoAccounts } from '../../support/two-accounts';
import { rejectionOf } from '../../support/validation-messages';

/** A bad value, what the message shows of it, and a good value. */
type Values<T> = [what: string, bad: T, shown: string, good: T][];

function rejectsValues<T>(place: string, asInput: (value: T) => Input, cases: Values<T>): void {
  rejects(cases.map(([what, bad, shown, good]): BadInput => [what, place, shown, asInput(bad), asInput(good)]));
}

const elsewhere = { trusting: [TrustingTarget.account(B)] };

/** In a `TrustingRole`, and in a `CrossAccountReadOnlyAccess` whose roles are all made elsewhere. */
describe.each<[string, string, (switchRole: SwitchRoleOptions) => Input]>([
  ['a role', ROLE, (switchRole) => role({ switchRole })],
  ['an access', ACCESS, (switchRole) => access({ ...elsewhere, switchRole })],
])('switchRole of %s', (_, place, asInput) => {
  rejectsValues(place, (displayName: string) => asInput({ displayName }), [
    ['a display name of 65 characters', 'n'.repeat(65), 'of 65 characters', 'n'.repeat(64)],
    ['an empty one', '', 'displayName ""', 'W'],
    ['a blank one', '  ', 'displayName "  "', 'Work load'],
    ['half a character', 'Bell \ud83d', 'displayName "Bell', 'Bell \ud83d\udd14'],
    ['one of two lines', 'Work\nload', '"Work\\nload"', 'Work load'],
    ['one with a control character', 'Work\u0007load', '"Work\\u0007load"', 'Work load'],
    ['one that cannot be seen', '\u200B\u00AD', 'not one line', 'W'],
  ]);
  rejectsValues(place, (color: string) => asInput({ color: color as SwitchRoleColor }), [
    ['a colour that the console does not have', 'purple', '"purple"', SwitchRoleColor.BLUE],
    ['a typing error', 'gren', '"gren"', SwitchRoleColor.GREEN],
    ['another case', 'Red', '"Red"', SwitchRoleColor.RED],
    ['digits', 'F2B0A9', '"F2B0A9"', SwitchRoleColor.RED],
    ['more than a colour', 'red&account=999999999999', '"red&account', SwitchRoleColor.RED],
    ['no colour', '', 'color ""', SwitchRoleColor.RED],
  ]);
});

describe.each<[string, string, (cliProfile: CliProfileOptions) => Input]>([
  ['a role', ROLE, (cliProfile) => role({ cliProfile, maxSessionDuration: Duration.hours(12) })],
  ['an access', ACCESS, (cliProfile) => access({ ...elsewhere, cliProfile, maxSessionDuration: Duration.hours(12) })],
])('cliProfile of %s', (_, place, asInput) => {
  const NAMES: Values<string> = [
    ['a bracket', 'a]b', '"a]b"', 'a-b'],
    ['a line break', 'a\nb', '"a\\nb"', 'a.b'],
    ['a space', 'a b', '"a b"', 'a_b'],
    ['a comment', 'a#b', '"a#b"', 'a+b'],
    ['another comment', 'a;b', '"a;b"', 'a@b'],
    ['an equals sign', 'a=b', '"a=b"', 'ab'],
    ['a quote', 'a"b', '"a\\"b"', 'ab'],
    ['a backslash', 'a\\b', '"a\\\\b"', 'ab'],
    ['a hyphen in front', '-a', '"-a"', 'a-'],
    ['nothing', '', '""', 'a'],
    ['129 characters', 'n'.repeat(129), '"nnn', 'n'.repeat(128)],
    ['letters that not every tool reads', 'ünï', '"ünï"', 'uni'],
  ];
  describe('profileName', () => {
    rejectsValues(place, (profileName: string) => asInput({ profileName }), [
      ...NAMES,
      ['the user\'s default profile', 'default', '"default"', 'default-b'],
      ['the user\'s default profile in upper case', 'Default', '"Default"', 'Defaults'],
    ]);
  });
  test.each(['profileName', 'sourceProfile'] as const)('%s is named', (prop) => {
    expect(rejectionOf(() => synth(asInput({ [prop]: 'a]b' }))).problem).toBe(`cliProfile ${prop} "a]b" is not valid in a configuration file`);
  });
  describe('sourceProfile', () => {
    rejectsValues(place, (sourceProfile: string) => asInput({ sourceProfile }), NAMES);
  });
  rejectsValues(place, (mfaSerial: string) => asInput({ mfaSerial }), [
    ['a serial number of two lines', 'GAHT12345678\nrole_arn = x', 'mfaSerial "GAHT', 'GAHT12345678'],
    ['one with a line before it', 'x\nGAHT12345678', 'mfaSerial "x', 'GAHT12345678'],
    ['one with a space', 'arn:aws:iam::111111111111:mfa/my phone', 'my phone', 'arn:aws:iam::111111111111:mfa/my-phone'],
    ['one of eight characters', '12345678', 'mfaSerial "12345678"', '123456789'],
  ]);
  rejectsValues(place, (roleSessionName: string) => asInput({ roleSessionName }), [
    ['a session name of one character', 'a', 'roleSessionName "a"', 'ab'],
    ['one of 65', 'n'.repeat(65), 'roleSessionName "nnn', 'n'.repeat(64)],
    ['one with a slash', 'a/b', '"a/b"', 'a-b'],
  ]);
  rejectsValues(place, (region: string) => asInput({ region }), [
    ['a place that is not a Region', 'Ireland', 'region "Ireland"', 'eu-west-1'],
    ['an availability zone', 'eu-west-1a', '"eu-west-1a"', 'eu-west-1'],
    ['all Regions', '*', '"*"', 'us-gov-west-1'],
  ]);
  rejectsValues(place, (duration: Duration) => asInput({ duration }), [
    ['a session shorter than 15 minutes', Duration.seconds(899), '899 seconds', Duration.minutes(15)],
    ['one longer than 12 hours', Duration.seconds(43_201), '43201 seconds', Duration.hours(12)],
    ['one of half a second more', Duration.millis(3_600_500), '3600.5 seconds', Duration.hours(1)],
  ]);
});

describe('a session that the role does not allow', () => {
  const asInput = (duration: Duration, maxSessionDuration?: Duration) => role({ cliProfile: { duration }, maxSessionDuration });
  rejects([
    ['longer than the usual hour', ROLE, '2 hours is longer than maxSessionDuration, 1 hour', asInput(Duration.hours(2)), asInput(Duration.hours(1))],
    ['longer than maxSessionDuration', ROLE, '5 hours is longer than maxSessionDuration, 4 hours',
      asInput(Duration.hours(5), Duration.hours(4)), asInput(Duration.hours(4), Duration.hours(4))],
  ]);
});

describe('names of accounts', () => {
  const named = (name: string) => access({ trusting: [TrustingTarget.account(B, { name })] });
  rejectsValues(ACCESS, named, [
    ['nothing', '', 'TrustingTarget.account name ""', 'W'],
    ['blank', ' ', 'name " "', 'W'],
    ['two lines', 'Work\r\nload', '"Work\\r\\nload"', 'Work load'],
    ['a separator of lines', 'Work\u2028load', 'not one line', 'Work load'],
    ['201 characters', 'n'.repeat(201), 'of 201 characters', 'n'.repeat(200)],
  ]);
  const listed = (accountNames: Record<string, string>) => access({ trusting: [TrustingTarget.stackSetToAccounts([B, C], { accountNames })] });
  rejectsValues(ACCESS, listed, [
    ['of an account that is not listed', { 444444444444: 'Shop' }, 'accountNames has "444444444444"', { [B]: 'Shop' }],
    ['of something else', { Shop: B }, 'accountNames has "Shop"', { [B]: 'Shop', [C]: 'Logs' }],
    ['of two lines in a list', { [B]: 'Shop', [C]: 'Lo\ngs' }, `accountNames ${C} "Lo\\ngs"`, { [C]: 'Logs' }],
  ]);
});

test('an error about a colour lists the colours', () => {
  expect(rejectionOf(() => synth(role({ switchRole: { color: 'gren' as SwitchRoleColor } }))).remedy)
    .toBe('did you mean "green"? The colours are red, orange, yellow, green and blue');
});

test('tokens pass', () => {
  const { b } = new TwoAccounts();
  const text = (id: string) => new CfnParameter(b, id).valueAsString;
  const { cliProfiles } = new TrustingRole(b, 'Role', {
    assumingAccount: A,
    switchRole: { displayName: text('Name') },
    cliProfile: { sourceProfile: text('Source'), mfaSerial: text('Serial'), roleSessionName: text('Session') },
  });
  ['source_profile = ${Source}', 'mfa_serial = ${Serial}', 'role_session_name = ${Session}'].forEach((line) => expect(cliProfiles.awsCli).toContain(line));
});
