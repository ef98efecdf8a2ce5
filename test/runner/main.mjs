/**
 * Runs the steps of a test run: `quick` for `npm test`, `complete` for `npm run test:all`, `rest` for what the complete run adds to the
 * quick one. With files or options of Vitest, it runs only those tests; with `--times`, it prints what each step has taken.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';

const VITEST = ['node', 'node_modules/vitest/vitest.mjs'];
const TESTS = [...VITEST, 'run'];
const TYPES = ['npx', 'projen', 'typecheck'];
const WORDS = ['node', '--import', 'tsx', 'test/linters/terminology/main.ts'];
const CODE = ['npx', 'projen', 'eslint'];
const SECOND_ENGINE = ['npx', 'projen', 'test:second-engine'];
const templates = (...linters) => ['node', '--import', 'tsx', 'test/linters/main.ts', ...linters];

/** Steps that run one after the other, and within one object side by side: the tests alone use all processors. */
const STEPS = {
  quick: [{ types: TYPES, words: WORDS }, { tests: TESTS }, { policies: templates('iam-policy') }],
  complete: [{ types: TYPES, words: WORDS }, { tests: TESTS }, { engine: SECOND_ENGINE, code: CODE }, { templates: templates() }],
  rest: [{ tests: TESTS }, { engine: SECOND_ENGINE, code: CODE }, { templates: templates() }],
};

/** Programs that the steps start keep their caches here, which Git ignores. */
const TEMPORARY = resolve('.cache', 'tmp');

/** Runs a command by the shell, which measures the processor time of its commands. */
function runStep(step, command, run) {
  const began = performance.now();
  const child = spawn('sh', ['-c', '"$@"; code=$?; times >&3; exit $code', 'sh', ...command], {
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'], env: { ...process.env, TMPDIR: TEMPORARY, TEST_RUN: run },
  });
  let times = '';
  child.stdio[3].setEncoding('utf8').on('data', (text) => times += text);
  return new Promise((done, failed) => child.on('error', failed).on('close', (code) => {
    if (code !== 0) {
      console.error(`Failed: ${step} (${command.join(' ')})`);
    }
    done({ step, ok: code === 0, wall: (performance.now() - began) / 1000, processor: processorSeconds(times) });
  }));
}

/** The second line of `times` has the user and system time of the shell's commands, such as `1m2.345s 0m6.789s`. */
function processorSeconds(times) {
  return [...times.split('\n')[1]?.matchAll(/(\d+)m([\d.]+)s/g) ?? []].reduce((sum, [, minutes, seconds]) => sum + 60 * minutes + Number(seconds), 0);
}

function printTimes(steps, wall) {
  const processor = steps.reduce((sum, step) => sum + step.processor, 0);
  [...steps, { step: 'all', wall, processor }].forEach((line) =>
    console.log(`${line.step.padEnd(10)}${line.wall.toFixed(1).padStart(8)} s wall${line.processor.toFixed(1).padStart(8)} s of processor time`));
}

async function main(run, ...args) {
  const began = performance.now();
  mkdirSync(TEMPORARY, { recursive: true });
  const given = args.filter((arg) => arg !== '--times');
  if (given.length > 0) {
    return (await runStep('tests', [...given.includes('--watch') ? VITEST : TESTS, ...given], 'any')).ok;
  }
  if (run !== 'rest') {
    rmSync('test-reports/templates', { recursive: true, force: true });
  }
  const done = [];
  for (const steps of STEPS[run]) {
    done.push(...await Promise.all(Object.entries(steps).map(([step, command]) => runStep(step, command, run))));
    if (done.some(({ ok }) => !ok)) {
      break;
    }
  }
  if (args.includes('--times')) {
    printTimes(done, (performance.now() - began) / 1000);
  }
  return done.every(({ ok }) => ok);
}

process.exitCode = await main(...process.argv.slice(2)) ? 0 : 1;
