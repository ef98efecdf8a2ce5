/** The share of a part that may stay empty, so that it can end where it ended before. */
const SLACK = 0.03;

/** A list in parts, and what there was no room for. */
export interface Parts<T> {
  readonly parts: T[][];
  readonly left: T[];
}

/**
 * Cuts a list into parts that hold so many entries each, in order, with few changes when the list changes.
 *
 * A part ends when it is full, or a little earlier at an entry that says so. An entry put in or taken out in the middle then
 * moves others between neighbours, and soon a part ends at the same entry as before. One put at the end changes the last
 * part only, because no part depends on what follows it.
 */
export function inParts<T>(entries: T[], capacities: number[], mayEnd: (entry: T) => boolean): Parts<T> {
  const parts: T[][] = [];
  let start = 0;
  for (const capacity of capacities) {
    const full = start + capacity;
    const earliest = full - Math.floor(capacity * SLACK);
    const later = entries.slice(earliest - 1, full - 1).findIndex(mayEnd);
    const end = later < 0 ? full : earliest + later;
    parts.push(entries.slice(start, end));
    start = end;
  }
  return { parts, left: entries.slice(start) };
}
