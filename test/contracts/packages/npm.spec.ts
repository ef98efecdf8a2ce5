import { execFileSync, spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { BYTES, FILES, FOLDER, read, TARBALL } from './npm-package';

/** The files that users of the package need. */
const NEEDED = [
  /^lib\/.*\.(js|d\.ts)$/, /^lib\/permissions\/data\/.*\.json$/, /^\.jsii$/, /^\.jsii\.tabl\.json$/, /^rosetta\/[a-z-]+\.ts-fixture$/, /^API\.md$/, /^LICENSE$/, /^README\.md$/, /^package\.json$/,
];

test('the package stays small', () => {
  console.log(`${FILES.length} files, ${(BYTES / 1000).toFixed(0)} kB packed`);
  expect(BYTES).toBeLessThan(560_000);
});

test('the package contains the files that users need, and no others', () => {
  expect(FILES.filter((file) => !NEEDED.some((pattern) => pattern.test(file)))).toEqual([]);
  NEEDED.forEach((pattern) => expect(FILES.filter((file) => pattern.test(file))).not.toEqual([]));
});

test('the package depends only on its peers', () => {
  const { dependencies = {}, bundledDependencies = [], peerDependencies } = JSON.parse(read('package.json'));
  expect([dependencies, bundledDependencies, Object.keys(peerDependencies)]).toEqual([{}, [], ['aws-cdk-lib', 'constructs']]);
});

test('publint reports no errors and no warnings', () => {
  const { status, stdout } = spawnSync('npx', ['publint', TARBALL, '--strict'], { encoding: 'utf8' });
  expect(stdout).toContain('Linting...');
  expect([status, stdout.match(/^(Errors|Warnings):/gm)]).toEqual([0, null]);
});

describe('with its peers installed', () => {
  beforeAll(() => symlinkSync(join(__dirname, '../../../node_modules'), join(FOLDER, 'node_modules')));

  test.each([
    ['a CommonJS module', ['--eval', 'console.log(require(process.argv[1]).TrustingRole.name)']],
    ['an ES module', ['--input-type=module', '--eval', 'const { TrustingRole } = await import(process.argv[1]); console.log(TrustingRole.name)']],
  ])('the package loads in %s', (_, args) => {
    expect(execFileSync('node', [...args, join(FOLDER, 'lib/index.js')], { encoding: 'utf8' })).toBe('TrustingRole\n');
  });
});
