import { page, rows } from '../../support/pages';

const THREATS = rows(page('docs/security-model.md')).map(([threat, , shownBy]) => {
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
