import { join } from 'node:path';

/** Which tests a run has, and under which circumstances. */
export interface Run {
  readonly include: string[];
  readonly exclude?: string[];
  readonly env?: Record<string, string>;
  readonly execArgv?: string[];
  readonly setupFiles?: string[];
  readonly alias?: { readonly find: RegExp; readonly replacement: string }[];
  /** What its report in `test-reports` is called, if not as the run. */
  readonly report?: string;
}

const ROOT = join(import.meta.dirname, '..', '..');

const TESTS = ['test/**/*.test.ts', 'e2e/**/*.test.ts', 'emulator/**/*.test.ts'];

/** The tests of the library alone, without the emulator. */
const LIBRARY_TESTS = ['test/**/*.test.ts'];

/** What only the complete run has: it needs a browser, or takes long and covers what quicker tests cover too. */
export const COMPLETE_ONLY = ['e2e/guide/**', 'e2e/levels/**', 'e2e/many-accounts/**'];

/** Tests with fewer cases in the quick run; the complete run has them all. */
export const FEWER_CASES = [
  'test/contracts/levels/action-classes.test.ts', 'test/properties/fuzz.test.ts', 'test/properties/who-may-assume.test.ts',
];

/** `Template.fromStack` would validate each template that a test synthesizes. `test/linters` does so once for each different template. */
const WITHOUT_VALIDATION = { CDK_VALIDATION: 'false' };

const COMPLETE = { COMPLETE: '1' };

export const RUNS: Record<string, Run> = {
  /** Whatever files are asked for. */
  any: { include: ['**/*.test.ts', '**/*.spec.ts'], env: WITHOUT_VALIDATION },
  quick: { include: TESTS, exclude: COMPLETE_ONLY, env: WITHOUT_VALIDATION },
  complete: { include: TESTS, env: { ...WITHOUT_VALIDATION, ...COMPLETE } },
  /** What the complete run adds to the quick one. */
  rest: { include: [...COMPLETE_ONLY.map((path) => path.replace(/\*\*$/, '**/*.test.ts')), ...FEWER_CASES], env: { ...WITHOUT_VALIDATION, ...COMPLETE } },
  /** The lowest versions of the peers. What is left out depends on newer versions, or is the same with any. */
  floor: {
    include: LIBRARY_TESTS,
    exclude: ['test/contracts/{api,levels}/**', 'test/contracts/docs/cdk-nag.test.ts', 'test/linters/**', 'test/unit/validation-report.test.ts'],
    execArgv: ['--require', join(import.meta.dirname, 'lowest-peers.cjs')],
    alias: [{ find: /^(aws-cdk-lib|constructs)(?=\/|$)/, replacement: join(ROOT, 'node_modules', '$1-floor') }],
  },
  /** All feature flags that the CDK recommends. What is left out spells out what the flags merge, or counts characters. */
  flags: {
    include: LIBRARY_TESTS,
    exclude: [
      'test/contracts/{api,docs,levels,upgrades}/**', 'test/{linters,properties}/**', 'test/unit/{feature-flags,quotas,template-changes,validation-report}.test.ts',
      'test/unit/assume-role-policy/many-accounts.test.ts', 'test/unit/permissions/read-only-permissions.test.ts',
    ],
    setupFiles: ['test/runner/recommended-flags.ts'],
  },
  /** Another version of Node.js. */
  node: {
    include: LIBRARY_TESTS,
    exclude: ['test/contracts/{api,levels}/**', 'test/linters/terminology/**'],
    env: WITHOUT_VALIDATION,
    report: `node-${process.versions.node.split('.')[0]}`,
  },
  /** What is left out compiles, looks at no code of the library, or takes long and decides nothing that other tests do not. */
  mutations: {
    include: LIBRARY_TESTS,
    exclude: [
      'test/{contracts,linters,properties,runner}/**', 'test/unit/core/runtime-types/duplicate-package.test.ts', 'test/unit/{template-changes,feature-flags,stages}.test.ts',
    ],
    env: WITHOUT_VALIDATION,
    setupFiles: ['test/runner/typescript-in-threads.ts'],
  },
  /** The tools that profiles are for. */
  tools: { include: ['e2e/tools/*.spec.ts'] },
  /** The built packages. */
  packages: { include: ['test/contracts/packages/*.spec.ts', 'test/contracts/languages/*.spec.ts'] },
};
