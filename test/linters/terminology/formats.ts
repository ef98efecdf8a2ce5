import markdown from '@textlint/textlint-plugin-markdown';
import { TextlintMessage, TextlintPluginCreator, TextlintPluginPreProcessResult } from '@textlint/types';
import * as ts from 'typescript';
import { Document, parseAllDocuments, visit } from 'yaml';
import { comments } from './comments';
import { documentOf } from './document';
import { literalsOf, messages } from './messages';
import { Range, rangesOf, replaced } from './pieces';

type Parse = (text: string) => TextlintPluginPreProcessResult | Promise<TextlintPluginPreProcessResult>;

/** A plugin of textlint for one kind of file. */
function plugin(pluginId: string, extensions: string[], parse: Parse) {
  const creator: TextlintPluginCreator = {
    Processor: class {
      public availableExtensions() {
        return extensions;
      }

      public processor() {
        return { preProcess: parse, postProcess: (found: TextlintMessage[], filePath = '') => ({ messages: found, filePath }) };
      }
    },
  };
  return { pluginId, plugin: creator };
}

/** What commands write into pages by hand, between `<!-- name -->` and `<!-- /name -->`. */
const GENERATED_PART = /<!-- ([\w-]+) -->[\s\S]*?<!-- \/\1 -->/g;

async function parseMarkdown(text: string) {
  const written = replaced(text, rangesOf(GENERATED_PART, text), ' ');
  const { preProcess } = new markdown.Processor().processor('.md');
  return { text: written, ast: await preProcess(written) as never };
}

function parseTypeScript(text: string, withMessages: boolean) {
  const source = ts.createSourceFile('text.ts', text, ts.ScriptTarget.Latest, true);
  const pieces = [...comments(text, literalsOf(source)), ...(withMessages ? messages(source) : [])];
  return documentOf(text, pieces);
}

/** The values of YAML and JSON: descriptions and labels of forms and schemas. */
function parseYaml(text: string) {
  const values: Range[] = [];
  parseAllDocuments(text).forEach((document) => visit(document as Document, {
    Scalar: (key, { value, range }) => {
      if (key !== 'key' && range && typeof value === 'string') {
        values.push([range[0], range[1]]);
      }
    },
  }));
  return documentOf(text, values.map((value) => ({ prose: [value] })));
}

/** The texts in a picture. */
function parseSvg(text: string) {
  const texts: Range[] = rangesOf(/(?<=>)[^<>]*[^<>\s][^<>]*(?=<)/g, text);
  return documentOf(text, texts.map((range) => ({ prose: [range] })));
}

/** Code with messages is linted under this extension, which no file has: in most code only the comments are for readers. */
export const WITH_MESSAGES = '.ts+messages';

export const FORMATS = [
  plugin('markdown', ['.md'], parseMarkdown),
  plugin('comments', ['.ts'], (text) => parseTypeScript(text, false)),
  plugin('comments-and-messages', [WITH_MESSAGES], (text) => parseTypeScript(text, true)),
  plugin('values', ['.yml', '.json'], parseYaml),
  plugin('pictures', ['.svg'], parseSvg),
];
