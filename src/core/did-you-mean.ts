/** Longer than any name. Comparing longer texts would take minutes. */
const COMPARED = 100;

/** The candidate with the smallest edit distance to a misspelled name. */
export function closestMatch(written: string, candidates: string[]): string {
  const compared = written.slice(0, COMPARED).toLowerCase();
  const distances = candidates.map((candidate) => ({ candidate, distance: changesBetween(compared, candidate.toLowerCase()) }));
  return distances.reduce((closest, other) => other.distance < closest.distance ? other : closest).candidate;
}

/** The edit distance: the number of characters to insert, delete or replace. */
function changesBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + Number(one[i - 1] !== other[j - 1]));
    }
    row = next;
  }
  return row[other.length];
}
