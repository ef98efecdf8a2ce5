/**
 * Finds words and names that `terms.yml` replaces, in all that people write, or in the files that are named.
 */
import { existsSync, readFileSync } from 'node:fs';
import { lint } from './lint';
import { pathWithin, sources } from './sources';

async function main(named: string[]): Promise<number> {
  const files = named.length > 0 ? named : sources().filter((file) => existsSync(file));
  let count = 0;
  for (const file of files) {
    for (const { line, column, message } of await lint(pathWithin(file), readFileSync(file, 'utf8'))) {
      console.log(`${file}:${line}:${column}  ${message}`);
      count++;
    }
  }
  console.log(`terminology: ${count === 0 ? 'nothing' : count} to replace in ${files.length} files`);
  return count === 0 ? 0 : 1;
}

void main(process.argv.slice(2)).then((code) => process.exit(code));
