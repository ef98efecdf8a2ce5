import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const PARENT = join(__dirname, '../../test-reports/tmp');

/** A folder for one test file, within an ignored folder of the checkout. */
export class TemporaryFolder {
  public readonly path: string;

  constructor(name: string) {
    mkdirSync(PARENT, { recursive: true });
    this.path = mkdtempSync(join(PARENT, `${name}-`));
  }

  public delete(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
