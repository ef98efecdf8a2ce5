/** The share of a part that may stay empty, so that it can end where it ended before. */
const SLACK = 0.03;

/** A list in chunks, and what there was no room for. */
export interface Chunks<T> {
  readonly chunks: T[][];
  readonly remainder: T[];
}

/**
 * Cuts a list into chunks that hold so many entries each, in order, with few changes when the list changes.
 *
 * A part ends when it is full, or a little earlier at an entry that says so. An entry put in or taken out in the middle then
 * moves others between neighbours, and soon a part ends at the same entry as before. One put at the end changes the last
 * part only, because no part depends on what follows it.
 */
export function splitStably<T>(entries: T[], capacities: number[], isBoundary: (entry: T) => boolean): Chunks<T> {
  const chunks: T[][] = [];
  let start = 0;
  for (const capacity of capacities) {
    const full = start + capacity;
    const earliest = full - Math.floor(capacity * SLACK);
    const later = entries.slice(earliest - 1, full - 1).findIndex(isBoundary);
    const end = later < 0 ? full : earliest + later;
    chunks.push(entries.slice(start, end));
    start = end;
  }
  return { chunks, remainder: entries.slice(start) };
}
