/** Prints what the proofs of a test file took: their number, processor time and memory. */
import { basename } from 'node:path';
import { Solver } from '../proof/solver';

const began = { proofs: Solver.proofs, processor: process.cpuUsage() };

afterAll(() => {
  const proofs = Solver.proofs - began.proofs;
  const { user, system } = process.cpuUsage(began.processor);
  const seconds = (user + system) / 1e6;
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  const each = proofs > 0 ? `, ${Math.round(1000 * seconds / proofs)} ms each` : '';
  console.log(`${basename(expect.getState().testPath ?? '')}: ${proofs} proofs, ${seconds.toFixed(1)} s of processor time${each}; at most ${memory} MiB in this process`);
});
