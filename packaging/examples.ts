/** Compiles every TypeScript example of the docs, and looks that each of all examples translates to every language. */
import { readdirSync, readFileSync } from 'fs';
import { join, resolve } from 'path';
import { LanguageTablet, RosettaTranslator, TargetLanguage, TranslatedSnippet, typeScriptSnippetFromCompleteSource } from 'jsii-rosetta';

/** Where the examples of README and docstrings are, compiled and translated. */
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
    return [...readFileSync(fileName, 'utf8').matchAll(/^( *)```ts(.*)\n([^]*?)^\1```$/gm)].map(([, indent, parameters, source]) =>
      typeScriptSnippetFromCompleteSource(complete(source.replaceAll(`\n${indent}`, '\n'), parameters.trim()), { api: { api: 'file', fileName } }, true));
  });
  const { translatedSnippets, diagnostics } = await new RosettaTranslator({ includeCompilerDiagnostics: true })
    .translateAll(snippets.map((snippet) => ({ ...snippet, compilationDependencies: DEPENDENCIES })));
  diagnostics.forEach(({ formattedMessage }) => console.error(formattedMessage));

  const all = [...translatedSnippets, ...(await LanguageTablet.fromFile(TABLET)).translatedSnippets];
  const wrong = all.filter((snippet) => faultOf(snippet) !== undefined);
  wrong.forEach((snippet) => console.error(`${faultOf(snippet)}:\n${snippet.originalSource.source}\n`));
  console.log(`${all.length - wrong.length} of ${all.length} examples compile, and translate to ${LANGUAGES.join(', ')}; ${snippets.length} are from ${DOCS}`);
  process.exitCode = diagnostics.some(({ isError }) => isError) || wrong.length > 0 || snippets.length !== translatedSnippets.length ? 1 : 0;
}

/** An example in the middle of its fixture, as Rosetta has it for README and docstrings. */
function complete(source: string, parameters: string): string {
  if (parameters === 'nofixture') {
    return source;
  }
  const [, fixture] = /^fixture=([a-z-]+)$/.exec(parameters || 'fixture=default')!;
  const [before, after] = readFileSync(join('rosetta', `${fixture}.ts-fixture`), 'utf8').split('/// here');
  return ['/// !hide', before, '/// !show', source, '/// !hide', after].join('\n');
}

function faultOf(snippet: TranslatedSnippet): string | undefined {
  const missing = LANGUAGES.filter((language) => !snippet.get(language)?.source.trim());
  return !snippet.snippet.didCompile ? 'does not compile' : missing.length > 0 ? `has no translation to ${missing.join(', ')}` : undefined;
}

void main();
