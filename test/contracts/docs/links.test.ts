import { brokenLink, links, page, PAGES } from '../../support/pages';

test.each(PAGES)('%s links to files and headings that exist', (path) => {
  expect(links(path).map((address) => brokenLink(path, address)).filter(Boolean)).toEqual([]);
});

test('no page and no docstring has the address of a file in one repository, because forks and mirrors have another', () => {
  const { repository: { url } } = JSON.parse(page('package.json')) as { repository: { url: string } };
  const files = ['blob', 'tree', 'raw'].map((kind) => `${url.replace(/\.git$/, '')}/${kind}/`);
  expect([...PAGES, 'API.md'].filter((path) => files.some((address) => page(path).includes(address)))).toEqual([]);
});

test('every page of the docs is linked from their index', () => {
  const linked = links('docs/README.md').map((address) => `docs/${address}`);
  const pages = PAGES.filter((path) => /^docs\/[a-z-]+\.md$/.test(path));
  expect(pages.length).toBeGreaterThan(10);
  expect(pages.filter((path) => !linked.includes(path))).toEqual([]);
});

test('a broken link is reported', () => {
  expect(brokenLink('docs/README.md', 'nowhere.md')).toBe('docs/README.md links to docs/nowhere.md, which does not exist');
  expect(brokenLink('docs/README.md', 'sign-in.md#nowhere')).toBe('docs/README.md links to docs/sign-in.md#nowhere, which is not a heading');
});
