import { CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps, SwitchRoleColor, TrustingTarget } from '../../../src';
import { HEX_OF_COLOR } from '../../../src/sign-in/switch-role/console-colors';
import { page } from '../../support/pages';
import { TwoAccounts } from '../../support/two-accounts';
import { rejectionOf } from '../../support/validation-messages';

const PAGE = page('docs/sign-in.md');
const GETTING_STARTED = page('docs/getting-started.md');

function example(props: Partial<CrossAccountReadOnlyAccessProps> = {}): CrossAccountReadOnlyAccess {
  const accounts = new TwoAccounts();
  return new CrossAccountReadOnlyAccess(accounts.a, 'SecurityReadOnly', { trusting: [TrustingTarget.scope(accounts.b)], ...props });
}

function blocks(text: string): string[] {
  return [...text.matchAll(/```ini\n([^`]*)```/g)].map(([, ini]) => ini);
}

test('the page shows the profile of the README\'s example', () => {
  expect(blocks(PAGE)).toEqual([example().cliProfiles.awsCli]);
});

test('Getting started shows the first profile with an MFA device', () => {
  const [first] = example({ cliProfile: { mfaSerial: 'arn:aws:iam::111111111111:mfa/my-phone' } }).cliProfiles.awsCli.split('\n\n');
  expect(blocks(GETTING_STARTED)).toEqual([`${first}\n`]);
});

test('the page names the files of the access guide', () => {
  const sources = ['access-guide.ts', 'sign-in/guide/guide-files.ts'].map((file) => page(`src/${file}`)).join('');
  const written = sources.match(/'[a-z-]+\.(html|md|svg|json|ini|spc)'/g)!;
  const named = PAGE.match(/`[a-z-]+\.(html|md|svg|json|ini|spc)`/g)!;
  expect(new Set(named.map((name) => name.replace(/`/g, '\'')))).toEqual(new Set(written));
});

test('the page names every colour', () => {
  const { remedy } = rejectionOf(() => example({ switchRole: { color: 'purple' as SwitchRoleColor } }));
  Object.keys(HEX_OF_COLOR).forEach((name) => {
    expect(PAGE).toContain(`\`${name}\``);
    expect(remedy).toContain(name);
  });
});
