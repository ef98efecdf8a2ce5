/**
 * Runs tests in one process, as Jest spends most of its time on loading the CDK anew for each file: with the lowest versions of the
 * peers, with feature flags, or with another Node.js. The usual run, with Jest, has all tests in it.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { XMLBuilder } from 'fast-xml-parser';
import { useFloor } from './floor';
import * as framework from './framework';

const load = createRequire(__filename);

interface Run {
  /** Tests that are not for this run, by how their path in `test` begins. */
  readonly leftOut: RegExp;
  prepare?(): unknown;
}

const NEED_JEST = /^(another-copy|changes)\./;

const RUNS: Record<string, Run> = {
  node: { leftOut: /^(docs\/api|levels)/ },
  // What is left out goes by what is newer, or is the same whatever the CDK.
  floor: { leftOut: /^(levels\/|docs\/api|(docs\/)?cdk-nag|validation-report)/, prepare: useFloor },
  // What is left out spells out what the flags merge, or counts characters.
  flags: {
    leftOut: /^((docs|levels|properties|upgrades)\/|(cdk-nag|feature-flags|many-accounts|quotas|validation-report)\.|permissions\/levels)/,
    prepare: () => load('../flags/set-flags'),
  },
};

const TESTS = join(__dirname, '..');

function testFiles({ leftOut }: Run): string[] {
  return readdirSync(TESTS, { recursive: true }).map(String)
    .filter((file) => file.endsWith('.test.ts') && !NEED_JEST.test(file) && !leftOut.test(file)).sort();
}

interface Result {
  readonly id: string;
  readonly failure: unknown;
  readonly milliseconds: number;
}

async function resultsOf(file: string): Promise<Result[]> {
  const results: Result[] = [];
  framework.forget();
  framework.load(join(TESTS, file));
  const failures = await framework.runTests([...framework.tests], () => undefined, ({ id }, failure, milliseconds) => {
    results.push({ id, failure, milliseconds });
  });
  return [...results, ...failures.map((failure) => ({ id: `${file}: after all tests`, failure, milliseconds: 0 }))];
}

/** As Jest's own report has it. */
function report(name: string, results: Result[]): void {
  const failures = results.filter(({ failure }) => failure).length;
  const testcase = results.map(({ id, failure, milliseconds }) =>
    ({ '@name': id, '@time': milliseconds / 1000, ...failure ? { failure: String((failure as Error).stack ?? failure) } : {} }));
  const file = join('test-reports', `${name}.xml`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@' })
    .build({ testsuites: { testsuite: { '@name': name, '@tests': results.length, '@failures': failures, testcase } } }));
}

async function main(name: string, only = ''): Promise<void> {
  const run = RUNS[name];
  run.prepare?.();
  const all: Result[] = [];
  for (const file of testFiles(run).filter((one) => one.includes(only))) {
    const results = await resultsOf(file);
    all.push(...results);
    const failed = results.filter(({ failure }) => failure);
    console.log(`${failed.length > 0 || results.length === 0 ? 'FAIL' : 'PASS'} ${file}: ${results.length - failed.length} of ${results.length}`);
    failed.forEach(({ id, failure }) => console.log(`  ${id}\n${String((failure as Error).stack ?? failure)}\n`));
    process.exitCode ||= failed.length > 0 || results.length === 0 ? 1 : 0;
  }
  report(name === 'node' ? `node-${process.versions.node.split('.')[0]}` : name, all);
  console.log(`Node.js ${process.version}, aws-cdk-lib ${load('aws-cdk-lib/package.json').version}: ${all.filter(({ failure }) => !failure).length} of ${all.length} tests pass`);
}

void main(process.argv[2], process.argv[3]);
