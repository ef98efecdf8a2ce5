/**
 * Runs tests in one process for each processor, as Jest spends most of its time on loading the CDK anew for each file: with the lowest
 * versions of the peers, with feature flags, or with another Node.js. The usual run, with Jest, has all tests in it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { XMLBuilder } from 'fast-xml-parser';
import { Worker } from 'jest-worker';
import { RUNS, testFiles } from './runs';
import type { Result } from './worker';

/** As Jest's own report has it. */
function report(name: string, results: Result[]): void {
  const failures = results.filter(({ failure }) => failure).length;
  const testcase = results.map(({ id, failure, milliseconds }) => ({ '@name': id, '@time': milliseconds / 1000, ...failure ? { failure } : {} }));
  const file = join('test-reports', `${name}.xml`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@' })
    .build({ testsuites: { testsuite: { '@name': name, '@tests': results.length, '@failures': failures, testcase } } }));
}

function tell(file: string, results: Result[]): void {
  const failed = results.filter(({ failure }) => failure);
  console.log(`${failed.length > 0 || results.length === 0 ? 'FAIL' : 'PASS'} ${file}: ${results.length - failed.length} of ${results.length}`);
  failed.forEach(({ id, failure }) => console.log(`  ${id}\n${failure}\n`));
  process.exitCode ||= failed.length > 0 || results.length === 0 ? 1 : 0;
}

/** What has run, and with what; a run of nothing proves nothing. */
function conclude(cdk: string, all: Result[]): void {
  console.log(`Node.js ${process.version}, aws-cdk-lib ${cdk}: ${all.filter(({ failure }) => !failure).length} of ${all.length} tests pass`);
  process.exitCode ||= all.length === 0 ? 1 : 0;
}

async function main(name: string, only = ''): Promise<void> {
  const worker = new Worker(join(__dirname, 'worker.ts'), { numWorkers: availableParallelism(), exposedMethods: ['resultsOf', 'cdkVersion'], setupArgs: [name] }) as Worker & {
    resultsOf(file: string): Promise<Result[]>;
    cdkVersion(): Promise<string>;
  };
  const all = await Promise.all(testFiles(RUNS[name]).filter((file) => file.includes(only)).map(async (file) => {
    const results = await worker.resultsOf(file);
    tell(file, results);
    return results;
  }));
  const cdk = await worker.cdkVersion();
  await worker.end();
  report(name === 'node' ? `node-${process.versions.node.split('.')[0]}` : name, all.flat());
  conclude(cdk, all.flat());
}

void main(process.argv[2], process.argv[3]);
