import { existsSync } from 'node:fs';
import { Browser, chromium } from 'playwright-core';

/** Chromium as installed by Debian, or by other systems. */
const KNOWN = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

const EXECUTABLE = KNOWN.find((file) => file && existsSync(file));

/** Whether a browser is installed. Throws if one is required and missing. */
export function hasBrowser(): boolean {
  if (EXECUTABLE) {
    return true;
  }
  if (process.env.CI) {
    throw new Error('no browser: install Debian\'s package chromium, or give the path of another as CHROMIUM');
  }
  console.warn('SKIPPED: the access guide is NOT tested in a browser, because none is installed: install Chromium, or give its path as CHROMIUM');
  return false;
}

/** Starts a browser without background requests. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  });
}
