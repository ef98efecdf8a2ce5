import { join } from 'node:path';
import { loadAssemblyFromFile } from '@jsii/spec';
import { FILES, FOLDER, read } from './npm-package';
import { withAbsoluteLinks } from '../../../tools/packaging/published-readme';
import { page as pageOfClone } from '../../support/pages';

const HOME = 'https://github.com/cdk-cross-account-read-only-access/cdk-cross-account-read-only-access';
const ASSEMBLY = loadAssemblyFromFile(join(FOLDER, '.jsii'));
const PAGES = ['README.md', 'API.md'];

/** The targets of a page's links and images. */
function addresses(page: string): string[] {
  return [...read(page).replace(/```[^]*?```/g, '').matchAll(/\]\(([^)\s]+)[^)]*\)|(?:src|href)="([^"]*)"/g)].map(([, inMarkdown, inHtml]) => inMarkdown ?? inHtml);
}

// https://constructs.dev/contribute
describe('a construct hub finds in the package', () => {
  test('the keywords of AWS CDK constructs', () => {
    expect(JSON.parse(read('package.json')).keywords).toEqual(expect.arrayContaining([
      'awscdk', 'aws-cdk', 'cdk', 'iam', 'sts', 'cross-account', 'assume-role', 'read-only', 'readonly', 'security-audit', 'auditor', 'organizations', 'stacksets',
      'identity-center',
    ]));
    expect(ASSEMBLY.keywords).toEqual(JSON.parse(read('package.json')).keywords.sort());
  });

  test('a licence that permits showing the package', () => {
    expect([ASSEMBLY.license, JSON.parse(read('package.json')).license]).toEqual(['Apache-2.0', 'Apache-2.0']);
    expect(read('LICENSE')).toContain('Apache License');
  });

  test('description, stability, author and repository', () => {
    expect(ASSEMBLY.description).toMatch(/^Gives people .{50,}\.$/);
    expect(ASSEMBLY.docs?.stability).toBe('experimental');
    expect(ASSEMBLY.author).toMatchObject({ organization: true, roles: ['author'] });
    expect(ASSEMBLY.repository).toEqual({ type: 'git', url: `${HOME}.git` });
    expect(ASSEMBLY.homepage).toBe(`${HOME}#readme`);
  });

  test('nothing that says where it was published, which an isolated hub could not follow', () => {
    expect(JSON.parse(read('package.json'))).not.toHaveProperty('publishConfig');
    expect(read('package.json')).not.toMatch(/registry/i);
  });

  test('the library\'s name in each language', () => {
    expect(Object.keys(ASSEMBLY.targets!).sort()).toEqual(['dotnet', 'go', 'java', 'js', 'python']);
  });

  test('the peers, and no others', () => {
    expect(Object.keys(ASSEMBLY.dependencies!)).toEqual(['aws-cdk-lib', 'constructs']);
  });

  test('the README of the repository, with absolute links', () => {
    expect(read('README.md')).toBe(withAbsoluteLinks(pageOfClone('README.md'), JSON.parse(read('package.json'))));
    expect(ASSEMBLY.readme?.markdown.trim()).toBe(read('README.md').trim());
  });
});

describe.each(PAGES)('%s, wherever it is shown,', (page) => {
  test('links only to absolute addresses or to its own headings', () => {
    expect(FILES).toContain(page);
    expect(addresses(page).length).toBeGreaterThan(5);
    expect(addresses(page).filter((address) => !/^(https:\/\/|#)/.test(address))).toEqual([]);
  });

  test('links to image files, not to pages that show them', () => {
    const pictures = [...read(page).matchAll(/!\[[^\]]*\]\(([^)\s]+)\)/g)].map(([, address]) => address);
    expect(pictures.filter((address) => !address.startsWith('https://raw.githubusercontent.com/'))).toEqual([]);
    expect(pictures).toHaveLength(page === 'README.md' ? 2 : 0);
  });

  test('has no site-specific markup', () => {
    expect(read(page)).not.toMatch(/^> \[!(NOTE|WARNING|TIP|IMPORTANT|CAUTION)\]|<(script|style|iframe)/m);
  });
});
