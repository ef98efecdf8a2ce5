/**
 * Lints every template that the tests have synthesized, with the cfn-lint that it installs for itself.
 *
 * It needs Python. Without it, nothing is linted: loudly here, and as a failure in CI.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

const VERSION = '1.58.0';
/** Which actions there are is tested against AWS's reference; cfn-lint's list lacks retired services that AWS's own policies still allow. */
const IGNORED = 'W3037';
const ROOT = join(__dirname, '..');
const TEMPLATES = join(ROOT, 'test-reports', 'templates');
const HOME = join(ROOT, '.cache', `cfn-lint-${VERSION}`);
const CFN_LINT = join(HOME, 'bin', 'cfn-lint');

function run(command: string, args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}

function installed(): boolean {
  return existsSync(CFN_LINT)
    || run('python3', ['-m', 'venv', HOME]) && run(join(HOME, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', `cfn-lint==${VERSION}`]);
}

/** One process has one processor, and takes minutes. */
async function lint(templates: string[]): Promise<boolean> {
  const processors = availableParallelism();
  const shares = Array.from({ length: processors }, (_, share) => templates.filter((__, i) => i % processors === share));
  const codes = await Promise.all(shares.filter(({ length }) => length > 0).map((share) => new Promise<number | null>((resolve) => {
    spawn(CFN_LINT, ['--ignore-checks', IGNORED, '--', ...share], { stdio: 'inherit' }).on('error', () => resolve(null)).on('close', resolve);
  })));
  return codes.every((code) => code === 0);
}

async function main(): Promise<number> {
  const templates = readdirSync(TEMPLATES).map((file) => join(TEMPLATES, file));
  if (templates.length === 0) {
    console.error('no templates to lint: run the tests first');
    return 1;
  }
  if (!installed()) {
    console.error(`SKIPPED: ${templates.length} templates are NOT linted, because cfn-lint ${VERSION} cannot be installed (it needs Python 3)`);
    return process.env.CI ? 1 : 0;
  }
  if (!await lint(templates)) {
    return 1;
  }
  console.log(`cfn-lint ${VERSION}: ${templates.length} templates are clean`);
  return 0;
}

void main().then((code) => process.exit(code));
