/** StrykerJS runs Vitest in threads, which do without the hooks that `--import tsx` registers. */
import { isMainThread } from 'node:worker_threads';
import { register as registerRequire } from 'tsx/cjs/api';
import { register as registerImport } from 'tsx/esm/api';

if (!isMainThread) {
  registerImport();
  registerRequire();
}
