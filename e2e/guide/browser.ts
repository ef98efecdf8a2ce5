import { existsSync } from 'node:fs';
import { Browser, chromium } from 'playwright-core';

/** The usual paths of Chromium and Chrome. */
const KNOWN = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

const EXECUTABLE = KNOWN.find((file) => file && existsSync(file));

/** Whether a browser is installed. In CI, throws if none is. */
export function hasBrowser(): boolean {
  if (EXECUTABLE) {
    return true;
  }
  if (process.env.CI) {
    throw new Error('no browser: install Chromium, or set CHROMIUM to the path of another browser');
  }
  console.warn('SKIPPED: the access guide is NOT tested in a browser, because none is installed; install Chromium, or set CHROMIUM to its path');
  return false;
}

/** Starts a browser without background network requests. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  });
}
