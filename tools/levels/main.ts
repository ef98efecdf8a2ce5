import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { writeLibraryData } from './library-data';
import { pageWithTables, report } from './report';
import { survey } from './survey';

const docs = (name: string) => join(__dirname, '../../docs', name);

/** Writes everything that depends on AWS's reference and policies: the data that the library ships, then the pages about it. */
async function main(): Promise<void> {
  await writeLibraryData();
  const levels = await survey();
  writeFileSync(docs('levels.md'), await report(levels));
  writeFileSync(docs('permissions.md'), pageWithTables(readFileSync(docs('permissions.md'), 'utf8'), levels));
}

void main();
