import { AssumingGroup, AssumingGroupProps, StackSetToOrganizationalUnitsOptions, ReadOnlyPermissions, SelfManagedMfa, TrustingTarget } from '../../../src';
import { page, rows } from '../../support/pages';
import { onlyPolicy } from '../../support/resources';
import { TwoAccounts } from '../../support/two-accounts';
import { rejectionOf } from '../../support/validation-messages';

const PAGE = page('docs/many-accounts.md');

function section(heading: string): string {
  return PAGE.split(`\n## ${heading}\n`)[1].split(/\n## /)[0];
}

test.each<[string, Partial<AssumingGroupProps>]>([
  ['by default', {}],
  ['with `selfManagedMfa: SelfManagedMfa.none()` and `groupPermissions: ReadOnlyPermissions.none()`', { selfManagedMfa: SelfManagedMfa.none(), groupPermissions: ReadOnlyPermissions.none() }],
  ['by default, with the path `/security/`', { path: '/security/' }],
  ['by default, with the role name `Auditor`', { roleName: 'Auditor' }],
])('the page says how many accounts fit into a group %s', (which, props) => {
  const trusting = Array.from({ length: 2000 }, (_, i) => TrustingTarget.account(String(200000000000 + i * 7919)));
  const { problem } = rejectionOf(() => new AssumingGroup(new TwoAccounts().a, 'Auditors', { ...props, trusting }));
  const [, fitting] = /one group can hold only (\d+) of their roles/.exec(problem)!.map(Number);
  expect(rows(section('Name the accounts'))).toContainEqual([which, fitting.toLocaleString('en')]);
});

test('the page shows the policy of members for an organization', () => {
  const statement = (options: Partial<StackSetToOrganizationalUnitsOptions>) => {
    const accounts = new TwoAccounts();
    new AssumingGroup(accounts.a, 'Auditors', { trusting: [TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['r-ab12'], ...options })] });
    const [only] = onlyPolicy(accounts.templateA, 'AssumeRole').PolicyDocument.Statement;
    return { ...only, Resource: only.Resource.replace('PARTITION', 'aws') };
  };
  const shown = [...section('Deploy the role to an organization').matchAll(/```json\n([^`]*)```/g)].map(([, json]) => JSON.parse(json));
  // A list with one entry stays a list.
  expect(shown).toEqual([statement({}), statement({ organizationPaths: ['o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*'] })]);
});

test('the page lists every option of the StackSet deployment', () => {
  const source = ['src/targets/stack-set/stack-set-to-organizational-units-options.ts', 'src/targets/stack-set/stack-set-options.ts'].map(page).join();
  const options = [...source.matchAll(/readonly (\w+)\??:/g)].map(([, name]) => `\`${name}\``);
  const [, text] = section('Deploy the role to an organization').split('\n### Options\n');
  expect(rows(text).map(([name]) => name).sort()).toEqual(options.sort());
});
