import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { loadSharedConfigFiles } from '@smithy/shared-ini-file-loader';

export type Sections = Record<string, Record<string, string>>;

/** Parses a text as `~/.aws/config` with the AWS SDK for JavaScript. */
export async function readBySdk(text: string): Promise<Sections> {
  const folder = mkdtempSync(join(tmpdir(), 'profiles-'));
  const configFilepath = join(folder, 'config');
  try {
    writeFileSync(configFilepath, text);
    const { configFile } = await loadSharedConfigFiles({ configFilepath, filepath: join(folder, 'credentials'), ignoreCache: true });
    return configFile as Sections;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A parsed configuration of AWS Extend Switch Roles: roles for all users, and roles of a base account. */
export interface SwitchableRoles {
  readonly singles: Record<string, string>[];
  readonly complexes: (Record<string, string> & { targets: Record<string, string>[] })[];
}

const EXTENSION = join(dirname(require.resolve('aesr-config/package.json')), 'bin', 'parse-aesr-config.js');

/** Parses a configuration with the extension's parser, in a separate process because it is an ES module. */
export function readByExtension(text: string): SwitchableRoles {
  const { stdout, stderr, status } = spawnSync(process.execPath, [EXTENSION], { input: text, encoding: 'utf8' });
  if (status !== 0 || stderr !== '') {
    throw new Error(`AWS Extend Switch Roles rejects the configuration: ${stderr}`);
  }
  return JSON.parse(stdout);
}
