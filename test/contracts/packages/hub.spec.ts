/**
 * The page of a construct hub: `jsii-docgen` installs the packed tarball, as hubs do, and writes README and API reference for each language.
 */
import { mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { isClassType, loadAssemblyFromPath } from '@jsii/spec';
import { Documentation, Language, NpmError } from 'jsii-docgen';
import { FOLDER, TARBALL } from './npm-package';
import { brokenLink, ROOT } from '../../support/pages';

const ASSEMBLY = loadAssemblyFromPath(FOLDER, false);
const README_EXAMPLES = [...ASSEMBLY.readme!.markdown.matchAll(/^```ts/gm)].length;
const DOCSTRING_EXAMPLES = Object.values(ASSEMBLY.types!).filter(isClassType).filter(({ docs }) => docs?.example).length;

/** What Rosetta writes over an example that it could not compile. */
const DISCLAIMER = 'non-compiling source';

let documentation: Documentation;

beforeAll(async () => {
  const started = Date.now();
  documentation = await outsideOfRepository(() => Documentation.forPackage(TARBALL, { verbose: false })).catch((error) => {
    if (!(error instanceof NpmError)) {
      throw error;
    }
    console.warn(`SKIPPED: npm cannot install the package here, so that the peers of this clone are used: ${error.message}`);
    return Documentation.forAssembly(ASSEMBLY.name, installed());
  });
  console.log(`Installed in ${seconds(started)}`);
}, 600_000);

afterAll(() => documentation?.cleanup());

/** npm installs into the first folder above that has a package.json, which must not be the one of this repository. */
async function outsideOfRepository<T>(work: () => Promise<T>): Promise<T> {
  const { TMPDIR } = process.env;
  delete process.env.TMPDIR;
  try {
    expect(relative(ROOT, tmpdir())).toMatch(/^\.\./);
    return await work();
  } finally {
    process.env.TMPDIR = TMPDIR;
  }
}

/** The package and the peers of this clone, as npm would install them. */
function installed(): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'hub-')), 'node_modules');
  mkdirSync(folder);
  symlinkSync(FOLDER, join(folder, ASSEMBLY.name));
  ['aws-cdk-lib', 'constructs'].forEach((name) => symlinkSync(join(ROOT, 'node_modules', name), join(folder, name)));
  return folder;
}

const seconds = (started: number) => `${((Date.now() - started) / 1000).toFixed(1)} s`;

describe.each(Language.values().map((language) => [language.toString(), language] as const))('in %s', (name, language) => {
  let page: string;
  let readme: string;

  beforeAll(async () => {
    const started = Date.now();
    const options = { language, readme: true, allSubmodules: true };
    readme = (await documentation.toJson(options)).content.readme!;
    page = (await documentation.toMarkdown(options)).render();
    console.log(`${name}: ${(page.length / 1000).toFixed(0)} kB in ${seconds(started)}`);
  }, 600_000);

  test('no example is marked as one that does not compile', () => {
    expect(page.split('\n').filter((line) => line.includes(DISCLAIMER))).toEqual([]);
  });

  test('every example of the README is in this language', () => {
    const fences = [...readme.matchAll(/^```(\w+)/gm)].map(([, fence]) => fence).filter((fence) => fence !== 'console');
    expect(fences).toEqual(Array(README_EXAMPLES).fill(name === 'typescript' ? 'ts' : name));
  });

  test('every example of the docstrings is in this language', async () => {
    const { content: { apiReference } } = await documentation.toJson({ language, readme: false, allSubmodules: true });
    const shown = [...apiReference!.constructs, ...apiReference!.classes].map(({ docs }) => docs.example).filter(Boolean);
    const translated = shown.filter((example) => !Object.values(ASSEMBLY.types!).some(({ docs }) => docs?.example === example));
    expect([shown.length, translated.length]).toEqual([DOCSTRING_EXAMPLES, name === 'typescript' ? 0 : DOCSTRING_EXAMPLES]);
  });

  test('every link leads to a place that exists', () => {
    const ids = new Set([...page.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id));
    const headings = [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-'));
    const targets = [...page.replace(/^```[^]*?^```/gm, '').matchAll(/\]\(([^)\s]+)\)|href="([^"]+)"/g)].map(([, inMarkdown, inHtml]) => inMarkdown ?? inHtml);
    expect(targets.length).toBeGreaterThan(500);
    expect(targets.filter((target) => target.startsWith('#') && !ids.has(target.slice(1)) && !headings.includes(target.slice(1)))).toEqual([]);
    expect(targets.filter((target) => !/^(#|https:\/\/)/.test(target))).toEqual([]);
    expect(targets.map((target) => brokenLink('README.md', target.startsWith('#') ? 'README.md' : target)).filter(Boolean)).toEqual([]);
  });

  test('the imports have each name once', () => {
    const imports = [...page.matchAll(/^(?:import|from|using) .*$/gm)].map(([line]) => line).filter((line) => line.includes(','));
    const names = imports.map((line) => line.replace(/^.* import |^import \{|\} from .*$/g, '').split(',').map((part) => part.trim()));
    expect(names.filter((list) => new Set(list).size < list.length)).toEqual([]);
  });
});

describe('the imports of the README\'s first example', () => {
  const firstExample = async (language: Language) => /```\w+\n([^]*?)```/.exec((await documentation.toJson({ language, readme: true })).content.readme!)![1];

  test('in Python', async () => {
    expect((await firstExample(Language.PYTHON)).split('\n').filter((line) => /^(from|import) /.test(line))).toEqual([
      'from aws_cdk import App, Environment, Stack',
      'from aws_cdk.aws_iam import User',
      'from cdk_cross_account_read_only_access import CrossAccountReadOnlyAccess, TrustingTarget',
    ]);
  });

  test('in Java', async () => {
    expect((await firstExample(Language.JAVA)).split('\n').filter((line) => line.startsWith('import '))).toEqual([
      'import io.github.cdkcrossaccountreadonlyaccess.CrossAccountReadOnlyAccess;',
      'import io.github.cdkcrossaccountreadonlyaccess.TrustingTarget;',
      'import java.util.List;',
      'import software.amazon.awscdk.App;',
      'import software.amazon.awscdk.Environment;',
      'import software.amazon.awscdk.Stack;',
      'import software.amazon.awscdk.services.iam.User;',
    ]);
  });
});
