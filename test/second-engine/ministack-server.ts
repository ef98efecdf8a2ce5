import { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PythonTool } from '../linters/python';

export const MINISTACK = 'MiniStack 1.5.33';

const tool = new PythonTool(MINISTACK, ['ministack==1.5.33']);

/** The problem if MiniStack cannot be installed. */
export const ministackMissing = tool.missing;

/** MiniStack in a separate process, which checks signatures and permissions. The access key of an account's root is the account's id. */
export class MiniStackServer {
  public static async start(): Promise<MiniStackServer> {
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'ministack-'));
    const server = new MiniStackServer(`http://127.0.0.1:${port}`, folder, tool.start('ministack', [], {
      AUTH: 'true', GATEWAY_PORT: String(port), BIND_HOST: '127.0.0.1', TMPDIR: folder, STATE_DIR: folder, LOG_LEVEL: 'ERROR',
    }));
    await server.isReady();
    return server;
  }

  private constructor(public readonly endpoint: string, private readonly folder: string, private readonly child: ChildProcess) {}

  /** Deletes everything in all accounts. */
  public async reset(): Promise<void> {
    const { ok, status } = await fetch(`${this.endpoint}/_ministack/reset`, { method: 'POST' });
    if (!ok) {
      throw new Error(`${MINISTACK} cannot be reset: ${status}`);
    }
  }

  public async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async isReady(): Promise<void> {
    for (let attempt = 0; attempt < 600; attempt++) {
      try {
        await fetch(`${this.endpoint}/_ministack/health`);
        return;
      } catch {
        await pause(100);
      }
    }
    await this.stop();
    throw new Error(`${MINISTACK} does not start within a minute`);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
