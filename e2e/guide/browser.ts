import { existsSync } from 'node:fs';
import { Browser, chromium } from 'playwright-core';

/** Debian's Chromium, or what other machines have. */
const KNOWN = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

const EXECUTABLE = KNOWN.find((file) => file && existsSync(file));

/** Whether there is a browser to test with. Where there must be one, a missing one is a failure. */
export function hasBrowser(): boolean {
  if (EXECUTABLE) {
    return true;
  }
  if (process.env.CI) {
    throw new Error('no browser: install Debian\'s package chromium, or give the path of another as CHROMIUM');
  }
  console.warn('SKIPPED: the access guide is NOT tested in a browser, because there is none: install Chromium, or give its path as CHROMIUM');
  return false;
}

/** A browser without background requests. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  });
}
