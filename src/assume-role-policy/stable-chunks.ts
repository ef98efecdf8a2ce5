/** The share of a chunk that can stay empty, so that the chunk ends where it ended before. */
const SLACK = 0.03;

/** A list in chunks, and the entries that do not fit. */
export interface Chunks<T> {
  readonly chunks: T[][];
  readonly remainder: T[];
}

/**
 * Splits a list into chunks of the given capacities, in order, so that a change of the list changes few chunks.
 *
 * A chunk ends when it is full, or a little earlier at a boundary. If an entry is added or removed in the middle, entries move between
 * neighbouring chunks until a chunk ends at the same boundary as before. An entry at the end changes only the last chunk, because no
 * chunk depends on later entries.
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
