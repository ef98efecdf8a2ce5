interface Position {
  readonly line: number;
  readonly column: number;
}

/** A change, and what has come of it. */
export interface Mutant {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
  /** Shortened. */
  readonly original: string;
  readonly mutator: string;
  readonly replacement: string;
  readonly status: string;
}

export const isFound = ({ status }: Mutant) => status === 'Killed' || status === 'Timeout';

/** Whether it was left out of the first try, as it is made when a file is loaded. */
export const isUntried = ({ status }: Mutant) => status === 'Ignored';

/** As nothing else of one version of the library is called. */
export const keyOf = ({ file, start, end, replacement }: Mutant) => `${file} ${start.line}:${start.column} ${end.line}:${end.column} ${replacement}`;

/** A text in one line, with no more of it than tells it from others. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
