/**
 * The package contains only this library's code, under the licences that docs/supply-chain.md names, and every build of a release gives the
 * same bytes.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { FILES, read, TARBALL } from './npm-package';
import { page, rows, ROOT } from '../../support/pages';

interface Locked {
  readonly license?: string;
  readonly integrity?: string;
  readonly inBundle?: boolean;
  readonly link?: boolean;
}

const LOCKED = Object.entries<Locked>(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages).filter(([path]) => path !== '');
const NAME = /^.*node_modules\//;

const sha512 = (file: string) => createHash('sha512').update(readFileSync(file)).digest('hex');
const npm = (...args: string[]) => execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 2 ** 20 });

/** `*` matches a name, and `**\/` any folders. */
function matches(file: string, pattern: string): boolean {
  const regExp = pattern.split(/(\*\*\/|\*)/).map((part) => part === '**/' ? '(.*/)?' : part === '*' ? '[^/]*' : part.replace(/\./g, '\\.')).join('');
  return new RegExp(`^${regExp}$`).test(file);
}

describe('licences', () => {
  const COPYLEFT = LOCKED.filter(([, { license }]) => /^AGPL/.test(license ?? '')).map(([path]) => path.replace(NAME, ''));

  test('the page lists every file of the package, and no other', () => {
    const [listed] = page('docs/supply-chain.md').split('## What is not in it');
    const patterns = rows(listed).flatMap(([files]) => [...files.matchAll(/`([^`]+)`/g)].map(([, pattern]) => pattern))
      .map((pattern) => pattern.includes('/') || FILES.includes(pattern) ? pattern : `lib/permissions/data/${pattern}`);
    expect(FILES.filter((file) => !patterns.some((pattern) => matches(file, pattern)))).toEqual([]);
    expect(patterns.filter((pattern) => !FILES.some((file) => matches(file, pattern)))).toEqual([]);
  });

  test('the page names every AGPL package that the tests use', () => {
    expect(COPYLEFT.sort()).toEqual(['@cloud-copilot/iam-policy', '@cloud-copilot/iam-simulate', '@cloud-copilot/iam-utils']);
    expect(page('docs/supply-chain.md')).toContain('`@cloud-copilot/iam-simulate`');
  });

  test('no file of the package names any of them', () => {
    FILES.forEach((file) => COPYLEFT.forEach((name) => expect([file, read(file).includes(name) && file !== 'package.json']).toEqual([file, false])));
    const { dependencies, devDependencies: _, ...shipped } = JSON.parse(read('package.json'));
    COPYLEFT.forEach((name) => expect(JSON.stringify(shipped)).not.toContain(name));
    expect(dependencies).toBeUndefined();
  });

  test('the development dependencies have licences that permit the use', () => {
    const licences = new Set(LOCKED.filter(([path]) => !COPYLEFT.includes(path.replace(NAME, ''))).map(([, { license }]) => license).filter(Boolean));
    expect([...licences].filter((license) => !/\b(MIT|Apache-2\.0|ISC|0?BSD(-[23]-Clause)?|BlueOak-1\.0\.0|Python-2\.0|MPL-2\.0|CC-BY-4\.0|CC0-1\.0)\b/.test(license!))).toEqual([]);
  });
});

test('the code loads only Node.js modules, its peers and itself', () => {
  const loaded = FILES.filter((file) => file.endsWith('.js'))
    .flatMap((file) => [...read(file).matchAll(/\b(?:require|import)\(\s*["'`]([^"'`]+)["'`]\s*\)/g)].map(([, name]) => name));
  expect(loaded.length).toBeGreaterThan(20);
  expect(loaded.filter((name) => !name.startsWith('.') && !/^(aws-cdk-lib|constructs)(\/|$)/.test(name) && !builtinModules.includes(name.replace('node:', '')))).toEqual([]);
  expect(loaded.filter((name) => /^(node:)?(https?|http2|tls|dns|dgram|child_process|worker_threads)$/.test(name))).toEqual([]);
});

test('of the module that can open connections, it uses only the address parser', () => {
  const sources = (readdirSync(join(ROOT, 'src'), { recursive: true }) as string[]).filter((name) => name.endsWith('.ts'));
  const imports = sources.flatMap((name) => [...readFileSync(join(ROOT, 'src', name), 'utf8').matchAll(/^import (.*) from 'net';$/gm)].map(([, names]) => names));
  expect(imports.sort()).toEqual(['{ BlockList, isIPv4, isIPv6 }', '{ isIPv4 }']);
});

describe('the lock file', () => {
  test('has the SHA-512 of every package that is not bundled in another', () => {
    const inside = ({ inBundle }: Locked) => inBundle;
    expect(LOCKED.length).toBeGreaterThan(500);
    expect(LOCKED.filter(([, locked]) => !inside(locked) && !locked.link && !/^sha512-[A-Za-z0-9+/]{86}==$/.test(locked.integrity ?? '')).map(([path]) => path)).toEqual([]);
  });

  test('matches package.json', () => {
    const { packages: { '': root } } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
    const { devDependencies, peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect([root.devDependencies, root.peerDependencies]).toEqual([devDependencies, peerDependencies]);
  });
});

describe('the SBOM that npm makes', () => {
  test('of the package is empty', () => {
    const { bomFormat, metadata, components } = JSON.parse(npm('sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev'));
    expect([bomFormat, metadata.component.purl, components]).toEqual(['CycloneDX', 'pkg:npm/cdk-cross-account-read-only-access@0.0.0', []]);
  });

  test('of the build lists all development dependencies, with the policy engine', () => {
    const { components } = JSON.parse(npm('sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'));
    expect(components.length).toBeGreaterThan(500);
    expect(components.map(({ purl }: { purl: string }) => purl)).toContainEqual(expect.stringMatching(/^pkg:npm\/%40cloud-copilot\/iam-simulate@/));
  });
});

test('another folder and another day give the same bytes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'again-'));
  const inputs = ['src', 'tools/packaging', 'rosetta', 'package.json', 'tsconfig.json', '.npmignore', 'README.md', 'LICENSE', 'API.md'];
  inputs.forEach((name) => cpSync(join(ROOT, name), join(folder, name), { recursive: true }));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const run = (command: string, ...args: string[]) => execFileSync(command, args, {
    cwd: folder, encoding: 'utf8', env: { ...process.env, PATH: `${join(ROOT, 'node_modules', '.bin')}:${process.env.PATH}`, TZ: 'Pacific/Auckland' },
  });
  run('jsii', '--silence-warnings=reserved-word');
  run('jsii-rosetta', 'extract', '--compile', '--fail', '--strict', '--trim-cache', '--output', '.jsii.tabl.json');
  run('tsx', 'tools/packaging/tablet.ts', '.jsii.tabl.json');
  run('tsx', 'tools/packaging/bundle.ts', 'lib');
  run('tsx', 'tools/packaging/published-readme.ts', 'assembly');
  run('npm', 'pack', '--silent');
  const [tarball] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  run('tar', '--extract', '--gzip', '--file', tarball);
  expect(FILES.filter((file) => !existsSync(join(folder, 'package', file)) || read(file) !== readFileSync(join(folder, 'package', file), 'utf8'))).toEqual([]);
  expect([basename(tarball), sha512(join(folder, tarball))]).toEqual(['cdk-cross-account-read-only-access-0.0.0.tgz', sha512(TARBALL)]);
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe(page('README.md'));
}, 600_000);
