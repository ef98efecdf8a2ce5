/** A temporary folder inside of the checkout for all tests of a run, and for the programs that they start. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Git ignores it. */
export const TEMPORARY = join(__dirname, '..', '..', 'test-reports', 'tmp', String(process.env.VITEST_RUN ??= String(process.pid)));

export function setup(): void {
  mkdirSync(TEMPORARY, { recursive: true });
}

export function teardown(): void {
  rmSync(TEMPORARY, { recursive: true, force: true });
}
