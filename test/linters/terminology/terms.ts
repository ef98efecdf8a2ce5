import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A row of `terms.yml`, which says what each field means. */
export interface Row {
  readonly find: string;
  readonly write: string;
  readonly why?: string;
  readonly part?: boolean;
  readonly bad: readonly string[];
  readonly good: string;
}

export interface Term {
  readonly row: Row;
  readonly pattern: RegExp;

  /** Whether code is searched too, and not prose alone. */
  readonly inCode: boolean;
}

const FILE = join(__dirname, 'terms.yml');
const FIELDS = new Map([['find', 'string'], ['write', 'string'], ['why', 'string'], ['part', 'boolean'], ['bad', 'object'], ['good', 'string']]);
const OPTIONAL = ['why', 'part'];

/** One bad example needs no list. */
function checked(written: Record<string, unknown>): Row {
  const row: Record<string, unknown> = { ...written, bad: [written.bad ?? []].flat() };
  const isRight = Object.entries(row).every(([field, value]) => typeof value === FIELDS.get(field))
    && [...FIELDS.keys()].every((field) => field in row || OPTIONAL.includes(field));
  if (!isRight) {
    throw new Error(`${FILE}: a row needs find, write, bad and good as text, and may have why and part: ${JSON.stringify(written)}`);
  }
  return row as unknown as Row;
}

/** An underscore is part of a name, and a hyphen part of a word. */
function patternOf({ find, part }: Row, flags: string): RegExp {
  const source = find.replace(/ (\??)/g, (_, maybe) => (maybe ? '\\s*' : '\\s+'));
  return new RegExp(part ? source : `(?<![\\w-])(?:${source})(?![\\w])`, flags);
}

function read(): Term[] {
  const { words, names } = parse(readFileSync(FILE, 'utf8')) as { words: Record<string, unknown>[]; names: Record<string, unknown>[] };
  return [
    ...words.map(checked).map((row) => ({ row, pattern: patternOf(row, 'gi'), inCode: false })),
    ...names.map(checked).map((row) => ({ row, pattern: patternOf(row, 'g'), inCode: true })),
  ];
}

export const TERMS: readonly Term[] = read();
