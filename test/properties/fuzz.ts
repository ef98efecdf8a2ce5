/**
 * A million malformed inputs, twenty thousand in each process, with new values each time. Another number is the first argument, and that
 * of the processes at a time the second one.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

const INPUTS = Number(process.argv[2] ?? 1_000_000);
const PROCESSES = Number(process.argv[3] ?? availableParallelism());
const INPUTS_A_PROCESS = 20_000;
/** Nearly all objects die with their input, before they would be moved to the old generation. */
const YOUNG = '--max-semi-space-size=64';

function share(inputs: number): Promise<{ failed: boolean; output: string }> {
  return new Promise((resolve, reject) => {
    const vitest = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--maxWorkers=1', '--testTimeout=0', 'test/properties/fuzz.test.ts'],
      { env: { ...process.env, FUZZ: String(inputs), NODE_OPTIONS: YOUNG }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    [vitest.stdout, vitest.stderr].forEach((stream) => stream.setEncoding('utf8').on('data', (chunk) => output += chunk));
    vitest.on('error', reject).on('close', (code) => resolve({ failed: code !== 0, output }));
  });
}

async function main(): Promise<number> {
  const shares = Array.from({ length: Math.ceil(INPUTS / INPUTS_A_PROCESS) }, (_, i) => Math.min(INPUTS_A_PROCESS, INPUTS - i * INPUTS_A_PROCESS));
  let done = 0;
  let failures = 0;
  const began = Date.now();
  await Promise.all(Array.from({ length: PROCESSES }, async () => {
    for (let inputs = shares.pop(); inputs; inputs = shares.pop()) {
      const { failed, output } = await share(inputs);
      if (failed) {
        failures += 1;
        console.error(output);
      }
      done += inputs;
      console.log(`${done} of ${INPUTS} inputs in ${Math.round((Date.now() - began) / 1000)} s, ${failures} processes have failed`);
    }
  }));
  return failures;
}

void main().then((failures) => process.exit(failures > 0 ? 1 : 0));
