import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
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

/** Parses a configuration with the extension's parser, which is an ES module. */
export async function readByExtension(text: string): Promise<SwitchableRoles> {
  const { ConfigParser } = await import('aesr-config');
  return JSON.parse(JSON.stringify(ConfigParser.parseIni(text)));
}
