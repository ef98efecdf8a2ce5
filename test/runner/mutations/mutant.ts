interface Position {
  readonly line: number;
  readonly column: number;
}

/** A mutant, and its result. */
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

export const isKilled = ({ status }: Mutant) => status === 'Killed' || status === 'Timeout';

/** Whether the mutant was skipped, because it changes code that runs when a file is loaded. */
export const isUntried = ({ status }: Mutant) => status === 'Ignored';

/** A unique key within one version of the library. */
export const keyOf = ({ file, start, end, replacement }: Mutant) => `${file} ${start.line}:${start.column} ${end.line}:${end.column} ${replacement}`;

/** The beginning of a text, in one line. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
