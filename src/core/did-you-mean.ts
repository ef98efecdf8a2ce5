/** More than a name has: what follows is no slip of the keyboard, and would take minutes to compare. */
const COMPARED = 100;

/** The candidate that needs the fewest changes to become what was written, for messages that say what may have been meant. */
export function closestMatch(written: string, candidates: string[]): string {
  const compared = written.slice(0, COMPARED).toLowerCase();
  const distances = candidates.map((candidate) => ({ candidate, distance: changesBetween(compared, candidate.toLowerCase()) }));
  return distances.reduce((closest, other) => other.distance < closest.distance ? other : closest).candidate;
}

/** Characters to insert, to leave out or to replace. */
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
