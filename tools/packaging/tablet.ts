/** Tidies the imports in the tablet, from which construct hubs and API references take the translated examples of README and docstrings. */
import { readFileSync, writeFileSync } from 'node:fs';
import { TargetLanguage } from 'jsii-rosetta';
import { javaPackages } from './java-packages';
import { withTidyImports } from './tidy-imports';

/** What of the tablet's format is needed here. */
interface Tablet {
  readonly snippets: Record<string, { readonly translations: Record<string, { source: string }>; readonly fqnsReferenced?: string[] }>;
}

function main(path: string): void {
  const tablet = JSON.parse(readFileSync(path, 'utf8')) as Tablet;
  const javaPackageOf = javaPackages();
  Object.values(tablet.snippets).forEach(({ translations, fqnsReferenced = [] }) =>
    Object.entries(translations).forEach(([language, translation]) => {
      translation.source = withTidyImports(language as TargetLanguage, translation.source, fqnsReferenced, javaPackageOf);
    }));
  writeFileSync(path, JSON.stringify(tablet));
}

main(process.argv[2]);
