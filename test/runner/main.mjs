/**
 * Runs the steps of a test run one after the other: `quick` for `npm test`, `complete` for `npm run test:all`, `rest` for what the
 * complete run adds to the quick one. With files or options of Vitest, it runs only those tests; with `--times`, it prints what each
 * step has taken.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';

const VITEST = ['node', 'node_modules/vitest/vitest.mjs'];
const TESTS = [...VITEST, 'run'];
const TYPES = ['npx', 'projen', 'typecheck'];
const WORDS = ['npx', 'tsx', 'test/linters/terminology/main.ts'];
const CODE = ['npx', 'projen', 'eslint'];
const SECOND_ENGINE = ['npx', 'projen', 'test:second-engine'];
const templates = (...linters) => ['npx', 'tsx', 'test/linters/main.ts', ...linters];

const STEPS = {
  quick: { types: TYPES, tests: TESTS, policies: templates('iam-policy') },
  complete: { types: TYPES, tests: TESTS, engine: SECOND_ENGINE, templates: templates(), words: WORDS, code: CODE },
  rest: { tests: TESTS, engine: SECOND_ENGINE, templates: templates(), words: WORDS, code: CODE },
};

/** Programs that the steps start keep their caches here, which Git ignores. */
const TEMPORARY = resolve('.cache', 'tmp');

/** Runs a command by the shell, which measures the processor time of its commands. */
function runStep(step, [...command], run) {
  const began = performance.now();
  const { status, output } = spawnSync('sh', ['-c', '"$@"; code=$?; times >&3; exit $code', 'sh', ...command], {
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'], env: { ...process.env, TMPDIR: TEMPORARY, TEST_RUN: run }, encoding: 'utf8',
  });
  return { step, ok: status === 0, wall: (performance.now() - began) / 1000, processor: processorSeconds(String(output?.[3])) };
}

/** The second line of `times` has the user and system time of the shell's commands, such as `1m2.345s 0m6.789s`. */
function processorSeconds(times) {
  return [...times.split('\n')[1]?.matchAll(/(\d+)m([\d.]+)s/g) ?? []].reduce((sum, [, minutes, seconds]) => sum + 60 * minutes + Number(seconds), 0);
}

function printTimes(steps) {
  const total = (key) => steps.reduce((sum, step) => sum + step[key], 0);
  [...steps, { step: 'all', wall: total('wall'), processor: total('processor') }].forEach(({ step, wall, processor }) =>
    console.log(`${step.padEnd(10)}${wall.toFixed(1).padStart(8)} s wall${processor.toFixed(1).padStart(8)} s of processor time`));
}

function main(run, ...args) {
  mkdirSync(TEMPORARY, { recursive: true });
  const given = args.filter((arg) => arg !== '--times');
  if (given.length > 0) {
    return runStep('tests', [...given.includes('--watch') ? VITEST : TESTS, ...given], 'any').ok;
  }
  if (run !== 'rest') {
    rmSync('test-reports/templates', { recursive: true, force: true });
  }
  const steps = [];
  for (const [step, command] of Object.entries(STEPS[run])) {
    const done = runStep(step, command, run);
    steps.push(done);
    if (!done.ok) {
      console.error(`Failed: ${step} (${command.join(' ')})`);
      break;
    }
  }
  if (args.includes('--times')) {
    printTimes(steps);
  }
  return steps.every(({ ok }) => ok);
}

process.exitCode = main(...process.argv.slice(2)) ? 0 : 1;
