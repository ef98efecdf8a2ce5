/**
 * A million malformed inputs by default, in processes of twenty thousand each, with new values each time. Each process has its own seed,
 * so that it can be run again alone, and a run that was stopped can go on.
 *
 * `--count` is the number of inputs, `--processes` how many run at a time, `--seed` that of the first process, and `--from` how many of
 * the inputs an earlier run with this seed has done.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

const INPUTS_A_PROCESS = 20_000;
/** Nearly all objects die with their input, before they would be moved to the old generation. */
const YOUNG = '--max-semi-space-size=64';
/** More processes than a run has, so that the seeds of two runs hardly ever overlap. */
const SEEDS = 1_000_000_000;

const number = (fallback: number) => ({ type: 'string', default: String(fallback) } as const);
const { values: options } = parseArgs({
  options: { count: number(1_000_000), processes: number(availableParallelism()), seed: number(Math.floor(Math.random() * SEEDS)), from: number(0) },
});
const [count, processes, firstSeed, from] = [options.count, options.processes, options.seed, options.from].map(Number);

/** The inputs of one process. */
interface Share {
  readonly seed: number;
  readonly inputs: number;
}

/** All shares that an earlier run has not done: the last of those may be done twice. */
const SHARES = Array.from({ length: Math.ceil(count / INPUTS_A_PROCESS) }, (_, i): Share =>
  ({ seed: firstSeed + i, inputs: Math.min(INPUTS_A_PROCESS, count - i * INPUTS_A_PROCESS) })).slice(Math.floor(from / INPUTS_A_PROCESS));

function run({ seed, inputs }: Share): Promise<{ failed: boolean; output: string }> {
  return new Promise((resolve, reject) => {
    const vitest = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--maxWorkers=1', '--testTimeout=0', 'test/properties/fuzz.test.ts'],
      { env: { ...process.env, FUZZ: String(inputs), FUZZ_SEED: String(seed), NODE_OPTIONS: YOUNG }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    [vitest.stdout, vitest.stderr].forEach((stream) => stream.setEncoding('utf8').on('data', (chunk) => output += chunk));
    vitest.on('error', reject).on('close', (code) => resolve({ failed: code !== 0, output }));
  });
}

async function main(): Promise<number> {
  const waiting = [...SHARES];
  const unfinished = new Set(SHARES);
  const total = SHARES.reduce((sum, { inputs }) => sum + inputs, 0);
  let [done, failures] = [0, 0];
  const began = Date.now();
  console.log(`${total} inputs, seed ${firstSeed}`);
  await Promise.all(Array.from({ length: processes }, async () => {
    for (let share = waiting.shift(); share; share = waiting.shift()) {
      const { failed, output } = await run(share);
      unfinished.delete(share);
      if (failed) {
        failures += 1;
        console.error(`${output}\nRun it alone: npm run fuzz -- --count ${share.inputs} --seed ${share.seed}`);
      }
      done += share.inputs;
      const [first] = unfinished;
      const goOn = first ? `; to go on after a stop: --count ${count} --seed ${firstSeed} --from ${(first.seed - firstSeed) * INPUTS_A_PROCESS}` : '';
      console.log(`${done} of ${total} inputs in ${Math.round((Date.now() - began) / 1000)} s, ${failures} processes have failed${goOn}`);
    }
  }));
  return failures;
}

void main().then((failures) => process.exit(failures > 0 ? 1 : 0));
