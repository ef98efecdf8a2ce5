import { cpus, totalmem } from 'node:os';
import { version } from 'aws-cdk-lib/package.json';

/** What the numbers depend on. */
export function machine(): string {
  const all = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${all.length} cores of ${all[0].model}, ${gigabytes} GiB of memory, Node.js ${process.version}, aws-cdk-lib ${version}, ${new Date().toISOString().slice(0, 10)}`;
}
