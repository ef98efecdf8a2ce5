import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SourceFacts } from './source-facts';
import { writeJson } from '../levels/json-files';

/** Where a recipe comes from, and what the sources had when the recipe was written. */
export interface RecordedSources extends SourceFacts {
  /** The public texts. None, if the vendor publishes nothing that names permissions. */
  readonly sources: string[];
  /** The date of the texts, or the month in which they were read. */
  readonly read: string;
  /** Where the facts are from, if not from the sources, or why there are no sources. */
  readonly note?: string;
}

export const RECORDED = join(__dirname, 'recorded');

export function recordedSources(folder: string): Map<string, RecordedSources> {
  return new Map(readdirSync(folder).sort().map((file) => [file.replace(/\.json$/, ''), JSON.parse(readFileSync(join(folder, file), 'utf8'))]));
}

export function record(folder: string, scanner: string, recorded: RecordedSources): void {
  writeJson(join(folder, `${scanner}.json`), recorded);
}
