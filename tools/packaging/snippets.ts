import { readFileSync } from 'fs';
import { join } from 'path';

/** An example, and the fixture with the code around it. */
export interface Snippet {
  readonly source: string;
  readonly fixture?: string;
}

/** A TypeScript example of a page: its indent, its parameters and its source. */
export const EXAMPLE = /^( *)```ts(.*)\n([^]*?)^\1```$/gm;

/** The TypeScript examples of a page. */
export function snippetsOfPage(text: string): Snippet[] {
  return [...text.matchAll(EXAMPLE)].map(([, indent, parameters, source]) => snippetOf(indent, parameters, source));
}

/** The example that `EXAMPLE` has found. */
export function snippetOf(indent: string, parameters: string, source: string): Snippet {
  return { source: source.replaceAll(`\n${indent}`, '\n'), fixture: fixtureOf(parameters) };
}

/** The examples of docstrings. */
export function snippetsOfSource(text: string): Snippet[] {
  return [...text.matchAll(/(?:^ *\* @exampleMetadata (.*)\n)?^ *\* @example\n((?: *\*(?!\/| @).*\n)+)/gm)].map(([, parameters = '', source]) =>
    ({ source: source.replace(/^ *\* ?/gm, ''), fixture: fixtureOf(parameters) }));
}

/** An example inside its fixture, as Rosetta completes those of README and docstrings. */
export function complete({ source, fixture }: Snippet): string {
  if (fixture === undefined) {
    return source;
  }
  const [before, after] = readFileSync(join(__dirname, '../..', 'rosetta', `${fixture}.ts-fixture`), 'utf8').split('/// here');
  // Rosetta takes a directive in the first line for parameters of the snippet.
  return ['', '/// !hide', before, '/// !show', source, '/// !hide', after].join('\n');
}

function fixtureOf(parameters: string): string | undefined {
  const text = parameters.trim();
  return text === 'nofixture' ? undefined : /^fixture=([a-z-]+)$/.exec(text || 'fixture=default')![1];
}
