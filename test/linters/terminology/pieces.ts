/** Where something is in a file, from the first letter to behind the last. */
export type Range = readonly [number, number];

/** A text within a file that is no text itself, such as a comment in code. */
export interface Piece {
  /** Where its prose is; between these is what does not belong to it, such as the quotes of joined strings. */
  readonly prose: readonly Range[];

  /** Where it has code, if anywhere. */
  readonly code?: readonly Range[];

  /** What is no letter of the text, such as the asterisk before each line of a docstring. */
  readonly margins?: readonly Range[];

  /** What a value will stand in the place of. */
  readonly values?: readonly Range[];
}

/** The ranges of all matches, in a text that starts at an offset of the file. */
export function rangesOf(pattern: RegExp, text: string, offset = 0): Range[] {
  return [...text.matchAll(pattern)].map(({ 0: { length }, index }): Range => [offset + index, offset + index + length]);
}

/** A range without other ranges: what is left of it, in order. */
export function without([start, end]: Range, others: readonly Range[]): Range[] {
  const within = others.filter((other) => other[0] < end && other[1] > start).sort((a, b) => a[0] - b[0]);
  const rest: Range[] = [];
  let next = start;
  for (const [from, to] of within) {
    rest.push([next, from]);
    next = Math.max(next, to);
  }
  return [...rest, [next, end] as const].filter(([from, to]) => from < to);
}

/** A text of the same length, in which each letter of the ranges is another one, and lines stay lines. */
export function replaced(text: string, ranges: readonly Range[], letter: string): string {
  let [result, done] = ['', 0];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const from = Math.max(start, done);
    if (end > from) {
      result += text.slice(done, from) + text.slice(from, end).replace(/[^\n]/g, letter);
      done = end;
    }
  }
  return result + text.slice(done);
}
