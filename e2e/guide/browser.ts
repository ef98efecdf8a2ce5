import { existsSync } from 'node:fs';
import { Browser, chromium } from 'playwright-core';

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Whether there is a browser to test with. Where there must be one, a missing one is a failure. */
export function hasBrowser(): boolean {
  if (existsSync(EXECUTABLE)) {
    return true;
  }
  if (process.env.CI) {
    throw new Error(`no browser at ${EXECUTABLE}: install Debian's package chromium, or give another by CHROMIUM`);
  }
  console.warn(`SKIPPED: the access guide is NOT tested in a browser, because there is none at ${EXECUTABLE}: install Chromium, or give its path by CHROMIUM`);
  return false;
}

/** Debian's Chromium, which makes no calls of its own. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  });
}
