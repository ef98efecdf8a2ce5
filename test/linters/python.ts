import { ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CACHE = join(__dirname, '..', '..', '.cache');

/** A tool from PyPI, in a separate virtual environment that is created on first use. */
export class PythonTool {
  private readonly home: string;

  /** @param alone Packages that are installed without their dependencies, because the linter needs only a few of them. */
  constructor(name: string, private readonly requirements: string[], private readonly alone: string[] = []) {
    this.home = join(CACHE, name.replace(' ', '-'));
  }

  /** Installs the tool, and returns the problem if that fails. */
  public readonly missing = (): string | undefined => {
    const done = join(this.home, 'installed');
    const run = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
    if (!existsSync(done)) {
      const pip = (...args: string[]) => run(this.path('pip'), 'install', '--quiet', '--disable-pip-version-check', ...args);
      if (!run('python3', '-m', 'venv', this.home) || !pip(...this.requirements) || this.alone.length > 0 && !pip('--no-deps', ...this.alone)) {
        return 'it cannot be installed (it needs Python 3)';
      }
      writeFileSync(done, '');
    }
    return undefined;
  };

  /** Runs one of the tool's commands, and returns its exit code and output. */
  public run(command: string, args: string[], input = ''): Promise<{ code: number | null; output: string }> {
    return new Promise((resolve, reject) => {
      const child = spawn(this.path(command), args, { stdio: ['pipe', 'pipe', 'inherit'] });
      let output = '';
      child.stdout.setEncoding('utf8').on('data', (chunk) => output += chunk);
      // A process that ends before it has read all input reports that by its exit code.
      child.stdin.on('error', () => undefined);
      child.on('error', reject).on('close', (code) => resolve({ code, output }));
      child.stdin.end(input);
    });
  }

  /** Starts one of the tool's commands in the background, with these environment variables alone. */
  public start(command: string, args: string[], env: Record<string, string>): ChildProcess {
    return spawn(this.path(command), args, { stdio: ['ignore', 'ignore', 'inherit'], env });
  }

  private path(command: string): string {
    return join(this.home, 'bin', command);
  }
}
