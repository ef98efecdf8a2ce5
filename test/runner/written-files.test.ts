import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { leftBehind } from './written-files';

const ROOT = join(__dirname, '..', '..');

test('a folder that a test leaves in the machine\'s temporary directory is named, and one in the checkout is not', () => {
  const outside = mkdtempSync('/tmp/left-behind-');
  writeFileSync(join(process.env.TMPDIR!, 'inside'), '');
  expect(leftBehind([ROOT])).toEqual([outside]);
  rmSync(outside, { recursive: true });
});

test('a folder that a test deletes is not named', () => {
  rmSync(mkdtempSync('/tmp/left-behind-'), { recursive: true });
  expect(leftBehind([ROOT])).toEqual([]);
});
