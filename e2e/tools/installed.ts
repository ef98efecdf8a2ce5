import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const CACHE = join(__dirname, '../../.cache');
const AWS_CLI = '1.45.11';
const VENV = join(CACHE, `awscli-${AWS_CLI}`);

/** The AWS CLI, in a virtual environment. */
export function awsCli(): string | undefined {
  const program = join(VENV, 'bin/aws');
  return installed(program, `AWS CLI ${AWS_CLI}`, 'Python 3', () =>
    run('python3', ['-m', 'venv', VENV]) && run(join(VENV, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', `awscli==${AWS_CLI}`]));
}

/** A program with the configuration parsers of aws-vault, Granted and Steampipe. */
export function readConfig(): string | undefined {
  const program = join(CACHE, 'readconfig');
  return installed(program, 'parsers of aws-vault, Granted and Steampipe', 'Go', () => run('go', ['build', '-o', program, '.'], __dirname));
}

/** Commands that print the ARN that a profile has: of the AWS CLI and botocore, and of the AWS SDKs for JavaScript and Go. */
export function callerIdentityCommands(): Record<string, string[]> {
  const cli = awsCli();
  const program = join(CACHE, 'caller-identity');
  const go = installed(program, 'AWS SDK for Go', 'Go', () => run('go', ['build', '-o', program, './caller-identity'], __dirname));
  return {
    ...cli && { 'the AWS CLI': [cli, 'sts', 'get-caller-identity', '--query', 'Arn', '--output', 'text', '--profile'] },
    ...cli && { botocore: [join(VENV, 'bin/python'), join(__dirname, 'caller-identity/caller_identity.py')] },
    'the AWS SDK for JavaScript': ['node', join(__dirname, 'caller-identity/caller-identity.mjs')],
    ...go && { 'the AWS SDK for Go': [go] },
  };
}

/** A command that prints the credentials of a profile, for `credential_process`. */
export function exportCredentialsCommand(profile: string): string | undefined {
  return awsCli() && [join(VENV, 'bin/python'), join(__dirname, 'caller-identity/export_credentials.py'), profile].join(' ');
}

/** AWS's event-ruler, which matches event patterns, as classes for `Decide.java`. */
export function eventRuler(): string | undefined {
  const folder = join(CACHE, 'event-ruler');
  return installed(folder, 'engine of EventBridge', 'Java and Maven', () =>
    run('mvn', ['--quiet', 'dependency:copy-dependencies', `-DoutputDirectory=${folder}`], join(__dirname, 'event-ruler')));
}

/** Installs a program unless it exists. If that fails, throws in CI, and warns elsewhere. */
function installed(program: string, what: string, needs: string, install: () => boolean): string | undefined {
  if (existsSync(program) || install()) {
    return program;
  }
  if (process.env.CI) {
    throw new Error(`${what}: cannot be installed; it requires ${needs}`);
  }
  console.warn(`SKIPPED: no tests with the ${what}, which cannot be installed; it requires ${needs}`);
  return undefined;
}

function run(command: string, args: string[], cwd?: string): boolean {
  return spawnSync(command, args, { stdio: 'inherit', cwd }).status === 0;
}
