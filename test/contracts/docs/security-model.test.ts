import { AssumingGroup, TrustingTarget } from '../../../src';
import { page, rows } from '../../support/pages';
import { statementsOf } from '../../support/resources';
import { B, TwoAccounts } from '../../support/two-accounts';

const PAGE = page('docs/security-model.md');
const THREATS = rows(PAGE.split('\n## Threats\n')[1]).map(([threat, , shownBy]) => {
  const [, file, title] = /^\[([^\]]+)\]\(\.\.\/\1\): \*(.*)\*$/.exec(shownBy) ?? [];
  return { threat, file, title };
});

test('the page names a test for each threat except the one that no test can show', () => {
  expect(THREATS.length).toBeGreaterThan(15);
  expect(THREATS.filter(({ file }) => !file).map(({ threat }) => threat)).toEqual(['The access guide gets into the wrong hands']);
});

test.each(THREATS.filter(({ file }) => file))('$threat: $file has a test "$title"', ({ file, title }) => {
  expect(page(file!).replaceAll('\\\'', '\'')).toContain(title!);
});

test('the page shows the condition on which a session without MFA can register a device', () => {
  const accounts = new TwoAccounts();
  new AssumingGroup(accounts.a, 'Auditors', { trusting: [TrustingTarget.account(B)] });
  const [fromConsole] = statementsOf(accounts.templateA, 'SelfManagedMfa').filter(({ Condition }) => Condition?.Null);
  const [, shown] = /```json\n([^`]*)```/.exec(PAGE.split('\n## MFA devices\n')[1])!;
  expect(JSON.parse(shown)).toEqual(fromConsole.Condition);
});
