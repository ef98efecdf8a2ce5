import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/pages';

/** Each imports `COMPLETE`. */
const HAS_FEWER = /^import .*\/support\/complete';$/m;

test('each test with fewer cases in the quick run is in the run that adds the others', async () => {
  const { COMPLETE_ONLY, FEWER_CASES } = await import('./runs.mts');
  const files = ['test', 'e2e', 'emulator'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`));
  const withFewer = files.filter((file) => file.endsWith('.test.ts') && HAS_FEWER.test(readFileSync(join(ROOT, file), 'utf8')));
  expect(withFewer).toContain('test/properties/fuzz.test.ts');
  expect(withFewer.filter((file) => !FEWER_CASES.includes(file) && !COMPLETE_ONLY.some((path) => file.startsWith(path.replace('**', ''))))).toEqual([]);
});
