/**
 * Tidies the imports in the tablet, from which construct hubs take the translated examples of README and docstrings. It is the same whether
 * Rosetta has translated them now or before: in another order, and when they were on other lines of the README.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { TargetLanguage } from 'jsii-rosetta';
import { javaPackages } from './java-packages';
import { withTidyImports } from './tidy-imports';

/** What of the tablet's format is needed here. */
interface Tablet {
  readonly snippets: Record<string, Translated>;
}

interface Translated {
  readonly location: { readonly field?: { readonly field: string; readonly line?: number } };
  readonly translations: Record<string, { readonly source: string }>;
  readonly fqnsReferenced?: string[];
}

function main(path: string): void {
  const tablet = JSON.parse(readFileSync(path, 'utf8')) as Tablet;
  const javaPackageOf = javaPackages();
  const tidied = (snippet: Translated) => ({
    ...snippet,
    location: snippet.location.field?.line === undefined ? snippet.location : { ...snippet.location, field: { ...snippet.location.field, line: 1 } },
    translations: mapSorted(snippet.translations, (translation, language) =>
      ({ ...translation, source: withTidyImports(language as TargetLanguage, translation.source, snippet.fqnsReferenced ?? [], javaPackageOf) })),
  });
  writeFileSync(path, JSON.stringify({ ...tablet, snippets: mapSorted(tablet.snippets, tidied) }));
}

function mapSorted<T>(values: Record<string, T>, change: (value: T, key: string) => T): Record<string, T> {
  return Object.fromEntries(Object.keys(values).sort().map((key) => [key, change(values[key], key)]));
}

main(process.argv[2]);
