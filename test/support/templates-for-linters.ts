import { createHash } from 'crypto';
import { existsSync, mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';

const FOLDER = join(__dirname, '..', '..', 'test-reports', 'templates');

/** Tests of templates that an app has changed, or filled with unusual values: linters rightly find something there. */
const CHANGED_TEMPLATES = /test\/(unit\/(finished-template|core\/statement-validation|trust\/conditions\/(conditions\.validation|values-of-one-template))|decisions\/vanishing-conditions)/;

/** Writes a template for the linters in `test/linters`, once for each different template. Nobody deploys one without resources. */
export function keepForLinters(template: object): void {
  if (CHANGED_TEMPLATES.test(expect.getState().testPath ?? '') || !('Resources' in template)) {
    return;
  }
  const text = JSON.stringify(template, undefined, 1);
  const file = join(FOLDER, `${createHash('sha256').update(text).digest('hex').slice(0, 16)}.template.json`);
  if (!existsSync(file)) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, text);
  }
}
