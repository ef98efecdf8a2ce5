import { snippetsOfPage } from '../../../tools/packaging/snippets';
import { TRANSLATED_PAGES, withTranslations } from '../../../tools/packaging/translated-pages';
import { page } from '../../support/pages';

const translation = ({ source }: { readonly source: string }, language: string) => `${language}: ${source.trim()}\nend`;

const PAGE = '1. First:\n\n   ```ts nofixture\n   a();\n   ```\n\nText.\n\n```ini\nb\n```\n';
const TRANSLATED = [
  '1. First:', '', '   ```ts nofixture', '   a();', '   ```',
  '   <!-- languages -->',
  '   <details><summary>Python</summary>', '', '   ```python', '   python: a();', '   end', '   ```', '', '   </details>',
  '   <details><summary>Java</summary>', '', '   ```java', '   java: a();', '   end', '   ```', '', '   </details>',
  '   <!-- /languages -->',
  '', 'Text.', '', '```ini', 'b', '```', '',
].join('\n');

test('each example in TypeScript gets its translations, indented like the example', () => {
  expect(withTranslations(PAGE, translation)).toBe(TRANSLATED);
});

test('a second run replaces them', () => {
  expect(withTranslations(TRANSLATED, translation)).toBe(TRANSLATED);
  expect(withTranslations(TRANSLATED, () => 'other')).toBe(TRANSLATED.replace(/(python|java): a\(\);\n +end/g, 'other'));
});

test('a translation without examples around it goes', () => {
  expect(withTranslations('<!-- languages -->\nold\n<!-- /languages -->\nText.\n', translation)).toBe('Text.\n');
});

// `npx projen examples` writes them, and CI fails if they are not what it writes.
test.each(TRANSLATED_PAGES)('%s has Python and Java below each example', (name) => {
  const text = page(`docs/${name}`);
  const examples = snippetsOfPage(text).length;
  expect(examples).toBeGreaterThan(3);
  ['python', 'java'].forEach((language) => expect([language, text.match(new RegExp(`^ *\`\`\`${language}$`, 'gm'))?.length]).toEqual([language, examples]));
});
