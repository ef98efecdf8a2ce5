import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const DIST = join(ROOT, 'dist');
const CACHE = join(ROOT, '.cache/languages');
const MAVEN = join(CACHE, 'maven');

const GO_MODULE = 'github.com/cdk-cross-account-read-only-access/cdk-cross-account-read-only-access-go/cdkcrossaccountreadonlyaccess';

/** A CDK app that uses the built package. */
export interface Program {
  readonly language: string;
  /** The name of its folder. */
  readonly folder: string;
  /** The toolchain, with jsii's name. */
  readonly target: string;
  /** The commands that install the package, compile the app and run it, in a copy of the folder. */
  readonly commands: () => string[][];
}

/** The version never changes, so that caches of npm, pip and Maven would return an older build. */
function forget(...paths: string[]): void {
  paths.forEach((path) => rmSync(join(CACHE, path), { recursive: true, force: true }));
}

function npmInstall(folder: string): string[] {
  forget(`${folder}/node_modules/cdk-cross-account-read-only-access`, `${folder}/node_modules/.package-lock.json`);
  return ['npm', 'install', '--no-audit', '--no-fund', '--no-package-lock', built('js', '.tgz')];
}

const pipInstall = (...what: string[]) => ['.venv/bin/pip', 'install', '--quiet', '--disable-pip-version-check', ...what];

export const PROGRAMS: Program[] = [
  {
    language: 'TypeScript',
    folder: 'typescript',
    target: 'js',
    commands: () => [npmInstall('typescript'), ['npx', 'tsc'], ['node', 'app.js']],
  },
  {
    language: 'JavaScript',
    folder: 'javascript',
    target: 'js',
    commands: () => [npmInstall('javascript'), ['node', 'app.js']],
  },
  {
    language: 'Python',
    folder: 'python',
    target: 'python',
    commands: () => [
      ['python3', '-m', 'venv', '.venv'],
      pipInstall('--force-reinstall', '--no-deps', built('python', '.whl')),
      pipInstall('--requirement', 'requirements.txt', built('python', '.whl')),
      ['.venv/bin/python', 'app.py'],
    ],
  },
  {
    language: 'Java',
    folder: 'java',
    target: 'java',
    commands: () => {
      forget('maven/io/github/cdk-cross-account-read-only-access');
      return [['mvn', '--batch-mode', '--quiet', `-Dmaven.repo.local=${MAVEN}`, `-Dpackages=${join(DIST, 'java')}`, 'compile', 'exec:java']];
    },
  },
  {
    language: 'Go',
    folder: 'go',
    target: 'go',
    commands: () => [['go', 'mod', 'edit', `-replace=${GO_MODULE}=${join(DIST, 'go/cdkcrossaccountreadonlyaccess')}`], ['go', 'run', '.']],
  },
];

/** Runs a command in the copy of a folder, and returns its output. */
export function printedBy(folder: string, [command, ...args]: string[]): string {
  const directory = join(CACHE, folder);
  const env = { ...process.env, CDK_OUTDIR: join(directory, 'cdk.out'), JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };
  const { status, error, stdout, stderr } = spawnSync(command, args, { cwd: directory, env, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`${[command, ...args].join(' ')}: ${error?.message ?? `exit code ${status}`}\n${stdout}\n${stderr}`);
  }
  return stdout;
}

/** Runs a program, and returns its templates and access guides, by their paths in the cloud assembly. */
export function synthesized({ folder, commands }: Program): Record<string, string> {
  const directory = join(CACHE, folder);
  const output = join(directory, 'cdk.out');
  rmSync(output, { recursive: true, force: true });
  cpSync(join(__dirname, folder), directory, { recursive: true });
  commands().forEach((command) => printedBy(folder, command));
  // The other files describe the app and the versions of the CDK.
  const files = (readdirSync(output, { recursive: true }) as string[]).filter((path) => /\.template\.json$|-Guide-.*\./.test(path)).sort();
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(output, path), 'utf8')]));
}

/** The only file with this ending in a folder of packages. */
function built(target: string, ending: string): string {
  const folder = join(DIST, target);
  const [file, ...others] = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(ending)) : [];
  if (!file || others.length > 0) {
    throw new Error(`dist/${target} has no package, or more than one; npm run package:available makes it`);
  }
  return join(folder, file);
}
