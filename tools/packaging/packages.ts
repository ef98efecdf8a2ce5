/** Packages the compiled library for every language whose toolchain is installed, and only generates the code for the others. */
import { spawnSync } from 'child_process';
import { missingPrograms, TOOLCHAINS } from './toolchains';

const built = TOOLCHAINS.filter((toolchain) => missingPrograms(toolchain).length === 0);
const generated = TOOLCHAINS.filter((toolchain) => !built.includes(toolchain));

pacmak(built.map(({ target }) => target));
if (generated.length > 0) {
  pacmak(generated.map(({ target }) => target), '--code-only');
}
console.log(`Packaged for ${built.map(({ language }) => language).join(', ')}`);
generated.forEach((toolchain) =>
  console.warn(`SKIPPED: the package for ${toolchain.language} is generated but NOT built, because ${missingPrograms(toolchain).join(' and ')} is not installed`));

function pacmak(targets: string[], ...options: string[]): void {
  const { status } = spawnSync('jsii-pacmak', [...targets.flatMap((target) => ['--target', target]), ...options], { stdio: 'inherit' });
  if (status !== 0) {
    process.exit(1);
  }
}
