/** Runs the integration tests on the emulator: `npm run integ:emulator`. */
import { runIntegrationTests } from './integ-run';

async function main(): Promise<void> {
  const { passed, output, notEmulated } = await runIntegrationTests();
  console.log(output);
  notEmulated.forEach((message) => console.error(`The emulator does not support: ${message}`));
  process.exitCode = passed && notEmulated.length === 0 ? 0 : 1;
}

void main();
