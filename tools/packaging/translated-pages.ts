import { TargetLanguage } from 'jsii-rosetta';
import { EXAMPLE, Snippet, snippetOf } from './snippets';

/** The pages that a new user reads first. They show each example in these languages too. */
export const TRANSLATED_PAGES = ['getting-started.md', 'permissions.md', 'who-may-assume.md'];
const SHOWN = { Python: TargetLanguage.PYTHON, Java: TargetLanguage.JAVA };

const GENERATED = /^ *<!-- languages -->\n[^]*?<!-- \/languages -->\n/gm;

/** A page with the translations below each of its examples, folded. */
export function withTranslations(page: string, translationOf: (snippet: Snippet, language: TargetLanguage) => string): string {
  return page.replace(GENERATED, '').replace(EXAMPLE, (example, indent: string, parameters: string, source: string) => {
    const snippet = snippetOf(indent, parameters, source);
    const blocks = Object.entries(SHOWN).flatMap(([name, language]) => [
      `<details><summary>${name}</summary>`, '', `\`\`\`${language}`, ...translationOf(snippet, language).split('\n'), '```', '', '</details>',
    ]);
    return `${example}\n${['<!-- languages -->', ...blocks, '<!-- /languages -->'].map((line) => line && indent + line).join('\n')}`;
  });
}
