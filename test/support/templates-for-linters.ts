import { createHash } from 'crypto';
import { existsSync, mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';

const FOLDER = join(__dirname, '..', '..', 'test-reports', 'templates');

/** Writes a template for the linters in `test/linters`, once for each different template. */
export function keepForLinters(template: object): void {
  const text = JSON.stringify(template, undefined, 1);
  const file = join(FOLDER, `${createHash('sha256').update(text).digest('hex').slice(0, 16)}.template.json`);
  if (!existsSync(file)) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, text);
  }
}
