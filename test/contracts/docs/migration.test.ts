import { page, rows } from '../../support/pages';

/** The names of all props. */
const PROPS = [...page('API.md').matchAll(/^##### `(\w+)`/gm)].map(([, name]) => name);

test('the page maps inputs to props that exist', () => {
  const table = rows(page('docs/migration.md')).filter(([input]) => /^`[a-z]+(_[a-z]+)*`/.test(input));
  expect(table.length).toBeGreaterThan(30);
  table.filter(([, here]) => here !== 'none' && !here.startsWith('a role of yours')).forEach(([input, here]) => {
    const named = [...here.matchAll(/`(\w+)`/g)].map(([, name]) => name);
    expect([input, named.length > 0]).toEqual([input, true]);
    expect([input, named.filter((name) => !PROPS.includes(name))]).toEqual([input, []]);
  });
});
