/** Runs before each test file, in the process that runs it. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { TEMPORARY } from './temporary-folder';
import { leftBehind, watchWrittenFiles } from './written-files';

// Vitest sets 100. The CDK and the library take thousands of stack traces that nothing prints, an eighth of the time; a failed assertion
// needs a few lines.
Error.stackTraceLimit = 10;

const ROOT = join(__dirname, '..', '..');

/** Folders that Git ignores, and tests may write to. */
const ALLOWED = ['.cache', 'coverage', 'dist', 'node_modules', 'test-reports'].map((folder) => join(ROOT, folder));

// Each worker has a separate folder, which it can empty while the others work.
const folder = join(TEMPORARY, process.env.VITEST_POOL_ID ?? '0');
mkdirSync(folder, { recursive: true });
process.env.TMPDIR = folder;
watchWrittenFiles();

afterAll(() => {
  // The CDK deletes cloud assemblies only when the process ends, after thousands of them.
  // The built package is unpacked once, for all files that test it.
  if (process.env.TEST_RUN !== 'packages') {
    readdirSync(folder).forEach((name) => rmSync(join(folder, name), { recursive: true, force: true }));
  }
  expect(leftBehind(ALLOWED), 'files that this test file has left behind').toEqual([]);
});
