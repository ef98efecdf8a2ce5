import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/runner/longest-first.mts';
import Reporter from './test/runner/reporter.mts';
import { RUNS } from './test/runner/runs.mts';

const name = process.env.TEST_RUN ?? 'any';
const run = RUNS[name];

// Tests, and the programs that they start, keep their caches in a folder that Git ignores.
const cache = join(import.meta.dirname, '.cache');
Object.assign(process.env, { TMPDIR: join(cache, 'tmp'), CDK_HOME: join(cache, 'cdk') }, run.usesToolchains ? {} : { HOME: join(cache, 'home') });
mkdirSync(join(cache, 'tmp'), { recursive: true });

// The one configuration of all test runs; test/runner/README.md describes it.
export default defineConfig({
  resolve: { alias: run.alias },
  test: {
    globals: true,
    include: run.include,
    exclude: ['**/node_modules/**', 'test-reports/**', ...run.exclude ?? []],
    env: run.env,
    // A worker loads the CDK once, for all files that it runs: loading it for each file would take most of the time.
    pool: 'forks',
    isolate: false,
    // All processors: by default Vitest leaves one out, which is half of a small machine.
    maxWorkers: '100%',
    execArgv: ['--import', 'tsx', ...run.execArgv ?? []],
    // Node.js loads what the tests import, as it does for users: the library loads parts of itself only when it needs them.
    server: { deps: { external: [/^(?!.*(\.(test|spec)\.ts$|\/test\/runner\/)).*\/(src|test|e2e|emulator|demo|tools)\/.*\.ts$/] } },
    globalSetup: ['test/runner/temporary-folder.ts'],
    setupFiles: ['test/runner/setup.ts', ...run.setupFiles ?? []],
    sequence: { sequencer: LongestFirst },
    // Far longer than any test takes, except on a busy machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    clearMocks: true,
    reporters: [new Reporter(), 'junit'],
    outputFile: { junit: `test-reports/${run.report ?? name}.xml` },
    // Nothing imports the library through Vite, so its own watch mode would not know which tests to repeat.
    watchTriggerPatterns: [{
      pattern: /^.*\/(?:src|test\/unit)\/(?:([\w-]+)\/)?[^/]*\.ts$/,
      testsToRun: (_file, [, room]) => `./test/unit/${room ? `${room}/` : ''}`,
    }],
  },
});
