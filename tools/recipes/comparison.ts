import { readSource, SourceText } from './read-source';
import { RecordedSources } from './recorded-sources';
import { factsOf, KINDS, merged, SourceFacts } from './source-facts';

/** What is new and what is gone, since something was recorded. */
export interface Change {
  readonly what: string;
  readonly added: string[];
  readonly removed: string[];
}

/** What the comparison of one recipe, or of one file of AWS's data, has found. */
export interface Comparison {
  readonly name: string;
  /** What was compared, for the reader of the report. */
  readonly recorded: string;
  readonly changes: Change[];
  readonly gone: string[];
  /** Sources that could not be read, with the reason. Nothing is known about them, and the others are not compared either. */
  readonly unread: string[];
  /** Why there is nothing to compare. */
  readonly skipped?: string;
}

export async function compareRecipe(name: string, recorded: RecordedSources, read = readSource): Promise<Comparison> {
  const texts = await Promise.all(recorded.sources.map(read));
  const unread = texts.filter(({ failure }) => failure !== undefined).map(({ url, failure }) => `${url}: ${failure}`);
  return {
    name,
    recorded: `${recorded.sources.join(', ')}, as of ${recorded.read}`,
    changes: unread.length > 0 ? [] : changesOf(recorded, factsOfTexts(texts)),
    gone: texts.filter(({ isGone }) => isGone).map(({ url }) => url),
    unread,
    skipped: recorded.sources.length === 0 ? recorded.note : undefined,
  };
}

export function factsOfTexts(texts: SourceText[]): SourceFacts {
  return merged(texts.map(({ text = '' }) => factsOf(text)));
}

function changesOf(recorded: RecordedSources, facts: SourceFacts): Change[] {
  return recorded.sources.length === 0 ? [] : KINDS.flatMap((kind) => changeOf(kind, recorded[kind], facts[kind]));
}

/** The change of one list, or nothing. */
export function changeOf(what: string, before: string[], now: string[]): Change[] {
  const [added, removed] = [without(now, before), without(before, now)];
  return added.length + removed.length > 0 ? [{ what, added, removed }] : [];
}

function without(names: string[], others: string[]): string[] {
  const known = new Set(others);
  return names.filter((name) => !known.has(name));
}

export function differs({ changes, gone }: Comparison): boolean {
  return changes.length + gone.length > 0;
}
