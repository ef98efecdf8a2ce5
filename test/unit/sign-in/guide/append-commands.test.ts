import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { APPEND_COMMANDS } from '../../../../src/sign-in/guide/append-commands';

const PROFILES = '# caller: ünïcödé\n[profile team-0]\nrole_arn = arn\n';
const SHELLS = { 'macOS and Linux': 'sh', 'PowerShell on Windows': 'pwsh' } as const;

function isInstalled(shell: string): boolean {
  const installed = spawnSync(shell, ['-c', 'exit 0']).status === 0;
  if (!installed) {
    console.warn(`SKIPPED: the command for ${shell} is NOT run, because ${shell} is not installed`);
  }
  return installed;
}

test('each command has a shell', () => {
  expect(Object.keys(APPEND_COMMANDS)).toEqual(Object.keys(SHELLS));
});

describe.each(Object.entries(SHELLS) as [keyof typeof SHELLS, string][])('the command for %s', (where, shell) => {
  let home: string;
  const config = () => readFileSync(join(home, '.aws/config'), 'utf8');
  const run = () => execFileSync(shell, ['-c', APPEND_COMMANDS[where]], { env: { ...process.env, HOME: home } });

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'home-'));
    mkdirSync(join(home, 'Downloads'));
    writeFileSync(join(home, 'Downloads/aws-cli.ini'), PROFILES);
  });

  afterEach(() => rmSync(home, { recursive: true }));

  (isInstalled(shell) ? test : test.skip)('makes the file, and appends to it, even if its last line has no end', () => {
    run();
    expect(config()).toBe(`\n${PROFILES}`);
    writeFileSync(join(home, '.aws/config'), '[default]\nregion = eu-west-1');
    run();
    expect(config()).toBe(`[default]\nregion = eu-west-1\n${PROFILES}`);
  });
});
