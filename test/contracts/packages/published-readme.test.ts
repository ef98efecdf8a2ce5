import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withAbsoluteLinks, withRelativeLinks } from '../../../tools/packaging/published-readme';
import { homeOf } from '../../../tools/packaging/repository';
import { page, ROOT } from '../../support/pages';

const OURS = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const manifest = (url: string, version = '1.2.3') => ({ version, repository: { url } });
const FORK = manifest('https://github.com/acme/fork.git');

describe('the address of a repository', () => {
  test.each([
    ['https://github.com/acme/fork.git', 'https://github.com/acme/fork'],
    ['https://github.com/acme/fork', 'https://github.com/acme/fork'],
    ['git+https://github.com/acme/fork.git', 'https://github.com/acme/fork'],
    ['git://github.com/acme/fork.git', 'https://github.com/acme/fork'],
    ['ssh://git@git.acme.example/tools/fork.git', 'https://git.acme.example/tools/fork'],
    ['git@git.acme.example:tools/fork.git', 'https://git.acme.example/tools/fork'],
    ['https://git.acme.example:8443/tools/cdk/fork.git', 'https://git.acme.example:8443/tools/cdk/fork'],
  ])('%s', (url, home) => {
    expect(homeOf(url)).toBe(home);
  });

  test.each(['fork', '../fork.git', 'codecommit::eu-west-1://fork', ''])('"%s" is an error', (url) => {
    expect(() => homeOf(url)).toThrow(`repository.url of package.json is ${url}, which is not the address of a repository; give it as https://HOST/OWNER/NAME.git`);
  });
});

describe('links of the package\'s README', () => {
  test.each([
    ['https://github.com/acme/fork.git', 'https://github.com/acme/fork/blob/v1.2.3', 'https://raw.githubusercontent.com/acme/fork/v1.2.3'],
    ['https://gitlab.acme.example/acme/fork.git', 'https://gitlab.acme.example/acme/fork/-/blob/v1.2.3', 'https://gitlab.acme.example/acme/fork/-/raw/v1.2.3'],
    ['https://bitbucket.org/acme/fork.git', 'https://bitbucket.org/acme/fork/src/v1.2.3', 'https://bitbucket.org/acme/fork/raw/v1.2.3'],
    ['https://git.acme.example/acme/fork.git', 'https://git.acme.example/acme/fork/blob/v1.2.3', 'https://git.acme.example/acme/fork/raw/v1.2.3'],
  ])('are of %s', (url, ofPage, ofFile) => {
    expect(withAbsoluteLinks('[a](docs/a.md#b) ![c](docs/c.svg)', manifest(url))).toBe(`[a](${ofPage}/docs/a.md#b) ![c](${ofFile}/docs/c.svg)`);
  });

  test('lead to the newest pages as long as there is no release', () => {
    expect(withAbsoluteLinks('[a](a.md)', manifest('https://github.com/acme/fork', '0.0.0'))).toBe('[a](https://github.com/acme/fork/blob/HEAD/a.md)');
  });

  test.each([
    ['to a heading', '[a](#a)'],
    ['to another site', '[a](https://example.com/a.md)'],
    ['to a mailbox', '[a](mailto:a@example.com)'],
    ['in code', '`[a](a.md)`\n\n```md\n[a](a.md)\n```'],
  ])('%s stay', (_, text) => {
    expect(withAbsoluteLinks(text, FORK)).toBe(text);
  });

  test.each([
    ['an image in a link', '[![a](a.svg)](b.md)', '[![a](https://raw.githubusercontent.com/acme/fork/v1.2.3/a.svg)](https://github.com/acme/fork/blob/v1.2.3/b.md)'],
    ['a definition', '[a]\n\n[a]: a.md', '[a]\n\n[a]: https://github.com/acme/fork/blob/v1.2.3/a.md'],
    ['a table', '| a |\n| --- |\n| [a](a.md), [b](b.md) |', '| a |\n| --- |\n| [a](https://github.com/acme/fork/blob/v1.2.3/a.md), [b](https://github.com/acme/fork/blob/v1.2.3/b.md) |'],
  ])('of %s change', (_, text, changed) => {
    expect(withAbsoluteLinks(text, FORK)).toBe(changed);
    expect(withRelativeLinks(changed, FORK)).toBe(text);
  });

  test('in a form that cannot be replaced are an error', () => {
    expect(() => withAbsoluteLinks('[a]( <a.md> )', FORK)).toThrow('The README writes the link to a.md in a form that cannot be replaced; write it as [text](a.md)');
  });
});

describe('the README of this repository', () => {
  test('has relative links to its own files, for forks and mirrors', () => {
    expect(page('README.md')).not.toContain(homeOf(OURS.repository.url));
    expect(withAbsoluteLinks(page('README.md'), OURS)).toContain(`](${homeOf(OURS.repository.url)}/blob/HEAD/docs/getting-started.md)`);
  });

  test('begins with how to install, and says nothing that the first release makes wrong', () => {
    expect(/^## (.*)$/m.exec(page('README.md'))![1]).toBe('Install');
    expect(page('README.md')).not.toMatch(/first release|(published|released) yet/i);
  });

  test.each([OURS, FORK])('is the same again after packing %#', (one) => {
    const published = withAbsoluteLinks(page('README.md'), one);
    expect(published).not.toBe(page('README.md'));
    expect(withAbsoluteLinks(published, one)).toBe(published);
    expect(withRelativeLinks(published, one)).toBe(page('README.md'));
  });
});
