import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const CACHE = join(__dirname, '../../.cache');
const AWS_CLI = '1.45.11';
const VENV = join(CACHE, `awscli-${AWS_CLI}`);

/** The AWS CLI, in an environment of its own. */
export function awsCli(): string | undefined {
  const program = join(VENV, 'bin/aws');
  return installed(program, `AWS CLI ${AWS_CLI}`, 'Python 3', () =>
    run('python3', ['-m', 'venv', VENV]) && run(join(VENV, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', `awscli==${AWS_CLI}`]));
}

/** A program around the libraries that aws-vault, Granted and Steampipe read their configuration with. */
export function readConfig(): string | undefined {
  const program = join(CACHE, 'readconfig');
  return installed(program, 'parsers of aws-vault, Granted and Steampipe', 'Go', () => run('go', ['build', '-o', program, '.'], __dirname));
}

/** What decides of events for AWS, as classes to run the program beside this file with. */
export function eventRuler(): string | undefined {
  const folder = join(CACHE, 'event-ruler');
  return installed(folder, 'engine of EventBridge', 'Java and Maven', () =>
    run('mvn', ['--quiet', 'dependency:copy-dependencies', `-DoutputDirectory=${folder}`], join(__dirname, 'event-ruler')));
}

/** Installs what is not there. Where that must work, it is a failure that it does not; elsewhere it is said loudly. */
function installed(program: string, what: string, needs: string, install: () => boolean): string | undefined {
  if (existsSync(program) || install()) {
    return program;
  }
  if (process.env.CI) {
    throw new Error(`${what}: cannot be installed, which takes ${needs}`);
  }
  console.warn(`SKIPPED: nothing is asked of the ${what}, because that cannot be installed: it takes ${needs}`);
  return undefined;
}

function run(command: string, args: string[], cwd?: string): boolean {
  return spawnSync(command, args, { stdio: 'inherit', cwd }).status === 0;
}
