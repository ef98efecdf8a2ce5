/**
 * Compiles every TypeScript example of the docs, checks that all examples translate to every language, and writes the translations into the
 * first pages.
 */
import { readdirSync, readFileSync, writeFileSync } from 'fs';
import { join, resolve } from 'path';
import { completeSource, LanguageTablet, RosettaTranslator, TargetLanguage, TranslatedSnippet, TypeScriptSnippet, typeScriptSnippetFromCompleteSource } from 'jsii-rosetta';
import { javaPackages } from './java-packages';
import { complete, Snippet, snippetsOfPage } from './snippets';
import { withTidyFragment } from './tidy-fragments';
import { withTidyImports } from './tidy-imports';
import { TRANSLATED_PAGES, withTranslations } from './translated-pages';

/** The tablet with the compiled and translated examples of README and docstrings. */
const [, , TABLET] = process.argv;
const DOCS = 'docs';

const LANGUAGES = [...new Set(Object.values(TargetLanguage))];

const directoryOf = (path: string) => ({ type: 'concrete' as const, resolvedDirectory: resolve(path) });
const DEPENDENCIES = {
  'cdk-cross-account-read-only-access': directoryOf('.'),
  'aws-cdk-lib': directoryOf('node_modules/aws-cdk-lib'),
  'constructs': directoryOf('node_modules/constructs'),
};

async function main(): Promise<void> {
  const snippets = readdirSync(DOCS).filter((name) => name.endsWith('.md')).flatMap((name) => {
    const fileName = join(DOCS, name);
    return snippetsOfPage(readFileSync(fileName, 'utf8')).map((snippet) => toRosetta(snippet, fileName));
  });
  const { translatedSnippets, diagnostics } = await new RosettaTranslator({ includeCompilerDiagnostics: true })
    .translateAll(snippets.map((snippet) => ({ ...snippet, compilationDependencies: DEPENDENCIES })));
  diagnostics.forEach(({ formattedMessage }) => console.error(formattedMessage));

  const all = [...translatedSnippets, ...(await LanguageTablet.fromFile(TABLET)).translatedSnippets];
  const wrong = all.filter((snippet) => faultOf(snippet) !== undefined);
  wrong.forEach((snippet) => console.error(`${faultOf(snippet)}:\n${snippet.originalSource.source}\n`));
  console.log(`${all.length - wrong.length} of ${all.length} examples compile, and translate to ${LANGUAGES.join(', ')}; ${snippets.length} are from ${DOCS}`);
  writeTranslations(translatedSnippets);
  process.exitCode = diagnostics.some(({ isError }) => isError) || wrong.length > 0 || snippets.length !== translatedSnippets.length ? 1 : 0;
}

function toRosetta(snippet: Snippet, fileName: string): TypeScriptSnippet {
  return typeScriptSnippetFromCompleteSource(complete(snippet), { api: { api: 'file', fileName } }, true);
}

function writeTranslations(translated: TranslatedSnippet[]): void {
  const javaPackageOf = javaPackages();
  const bySource = new Map(translated.map((snippet) => [snippet.snippet.fullSource, snippet]));
  TRANSLATED_PAGES.map((name) => join(DOCS, name)).forEach((path) =>
    writeFileSync(path, withTranslations(readFileSync(path, 'utf8'), (snippet, language) => {
      const translation = bySource.get(completeSource(toRosetta(snippet, path)))!;
      const source = withTidyFragment(language, translation.get(language)!.source.trim());
      return withTidyImports(language, source, translation.snippet.fqnsReferenced ?? [], javaPackageOf);
    })));
}

function faultOf(snippet: TranslatedSnippet): string | undefined {
  const missing = LANGUAGES.filter((language) => !snippet.get(language)?.source.trim());
  return !snippet.snippet.didCompile ? 'does not compile' : missing.length > 0 ? `has no translation to ${missing.join(', ')}` : undefined;
}

void main();
