import { join } from 'node:path';

/** The tests of a run, and their environment. */
export interface Run {
  readonly include: string[];
  readonly exclude?: string[];
  readonly env?: Record<string, string>;
  readonly execArgv?: string[];
  readonly setupFiles?: string[];
  readonly alias?: { readonly find: RegExp; readonly replacement: string }[];
  /** Whether its tests start programs that read the user's home folder. */
  readonly usesToolchains?: boolean;
  /** The name of its report in `test-reports`; the default is the name of the run. */
  readonly report?: string;
}

const ROOT = join(import.meta.dirname, '..', '..');

const TESTS = ['test/**/*.test.ts', 'e2e/**/*.test.ts', 'emulator/**/*.test.ts'];

/** The tests of the library alone, without the emulator. */
const LIBRARY_TESTS = ['test/**/*.test.ts'];

/** Tests of the complete run only: they need a browser, or are slow and cover what quicker tests cover too. */
export const COMPLETE_ONLY = [
  'e2e/guide/**', 'e2e/integ-runner/**', 'e2e/levels/**', 'e2e/many-accounts/**', 'e2e/migration/**', 'e2e/template-target/**', 'e2e/users/**',
  'test/contracts/levels/documented-levels.test.ts',
  'test/proof/changed-permissions.test.ts', 'test/proof/conditions-matter.test.ts', 'test/proof/grants.test.ts',
  'test/proof/sampling.test.ts',
];

/** Tests with fewer cases in the quick run; the complete run has them all. */
export const FEWER_CASES = [
  'test/contracts/levels/action-classes.test.ts', 'test/contracts/levels/proof.test.ts',
  'test/contracts/levels/resource-policies.test.ts', 'test/contracts/vendors/vendors.test.ts', 'test/linters/cdk-nag.test.ts',
  'test/proof/code-faults.test.ts', 'test/proof/faults.test.ts', 'test/proof/writes.test.ts', 'test/proof/members.test.ts',
  'test/proof/templates.test.ts', 'test/proof/trust-policies.test.ts',
  'test/properties/fuzz.test.ts', 'test/properties/names.test.ts', 'test/properties/who-may-assume.test.ts',
  'test/unit/monitoring/event-patterns.test.ts', 'test/unit/permissions/boundary/boundary.test.ts',
  'test/unit/permissions/boundary/compress-actions.test.ts', 'test/unit/permissions/identity-policies.test.ts',
];

/**
 * `Template.fromStack` would validate each template that a test synthesizes. `test/linters` does so once for each different template. A
 * stack trace for each construct, resource and token, which nothing prints here, takes a fifth of the time.
 */
const LEAN = {
  CDK_VALIDATION: 'false',
  CDK_DISABLE_STACK_TRACE: '1',
  CDK_CONTEXT_JSON: JSON.stringify({ 'aws:cdk:disable-creation-stack-traces': true }),
};

const COMPLETE = { COMPLETE: '1' };

export const RUNS: Record<string, Run> = {
  /** The files that are given as arguments. */
  'any': { include: ['**/*.test.ts', '**/*.spec.ts'], env: LEAN },
  'quick': { include: TESTS, exclude: COMPLETE_ONLY, env: LEAN },
  'complete': { include: TESTS, env: { ...LEAN, ...COMPLETE } },
  /** What the complete run adds to the quick one. */
  'rest': { include: [...COMPLETE_ONLY.map((path) => path.replace(/\*\*$/, '**/*.test.ts')), ...FEWER_CASES], env: { ...LEAN, ...COMPLETE } },
  /** The lowest versions of the peers. Excluded tests need newer versions, or test policies that do not depend on the version. */
  'floor': {
    include: LIBRARY_TESTS,
    exclude: [
      'test/contracts/{api,levels,recipes}/**', 'test/contracts/docs/cdk-nag.test.ts', 'test/decisions/levels.test.ts', 'test/linters/**',
      'test/unit/validation-report.test.ts',
    ],
    env: LEAN,
    execArgv: ['--require', join(import.meta.dirname, 'lowest-peers.cjs')],
    alias: [{ find: /^(aws-cdk-lib|constructs)(?=\/|$)/, replacement: join(ROOT, 'node_modules', '$1-floor') }],
  },
  /** All feature flags that the CDK recommends. Excluded tests spell out what the flags merge, or count characters. */
  'flags': {
    include: LIBRARY_TESTS,
    exclude: [
      'test/contracts/{api,docs,levels,recipes,upgrades}/**', 'test/{linters,properties}/**', 'test/unit/{feature-flags,quotas,template-changes,validation-report}.test.ts',
      'test/contracts/vendors/sizes.test.ts', 'test/unit/assume-role-policy/many-accounts.test.ts', 'test/unit/permissions/read-only-permissions.test.ts',
    ],
    env: LEAN,
    setupFiles: ['test/runner/recommended-flags.ts'],
  },
  /**
   * Another version of Node.js. Excluded tests let the policy engine decide on templates, which are the same in each version, or have
   * hundreds of cases of what other tests run too.
   */
  'node': {
    include: LIBRARY_TESTS,
    exclude: [
      'test/contracts/{api,levels,recipes,upgrades}/**', 'test/{decisions,linters,properties}/**', 'test/unit/{feature-flags,stages,template-changes}.test.ts',
      'test/unit/permissions/{permissions.validation,read-only-permissions}.test.ts', 'test/unit/targets/targets.validation.test.ts',
    ],
    env: LEAN,
    report: `node-${process.versions.node.split('.')[0]}`,
  },
  /** Excluded tests compile, do not test the library's code, or are slow and cover only what other tests cover too. */
  'mutations': {
    include: LIBRARY_TESTS,
    exclude: [
      'test/{contracts,linters,properties,runner}/**', 'test/unit/core/runtime-types/duplicate-package.test.ts', 'test/unit/{template-changes,feature-flags,stages}.test.ts',
    ],
    env: LEAN,
    setupFiles: ['test/runner/typescript-in-threads.ts'],
  },
  /** The decision tables, decided by a second engine. */
  'second-engine': { include: ['test/decisions/who-may-assume*.test.ts', 'test/second-engine/*.spec.ts'], env: { ...LEAN, SECOND_ENGINE: 'MiniStack' } },
  /** All proofs, and what they take. */
  'proofs': {
    include: ['test/proof/**/*.test.ts'], env: { ...LEAN, ...COMPLETE }, setupFiles: ['test/runner/measure-proofs.ts'],
  },
  /** The tools that profiles are for. */
  'tools': { include: ['e2e/tools/*.spec.ts'], usesToolchains: true },
  /** The built packages. */
  'packages': { include: ['test/contracts/packages/*.spec.ts', 'test/contracts/languages/*.spec.ts'], usesToolchains: true },
};
