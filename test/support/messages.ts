import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import * as ts from 'typescript';

const SOURCES = join(__dirname, '..', '..', 'src');

/** What stands for a value in a message. */
export const VALUE = '…';

/** Every message of the library, as its source has it, with `…` for each value in it. Those that are put together elsewhere are left out. */
export function messagesOfSources(): string[] {
  const files = (readdirSync(SOURCES, { recursive: true }) as string[]).filter((file) => file.endsWith('.ts')).sort();
  return [...new Set(files.flatMap((file) => messagesOf(ts.createSourceFile(file, readFileSync(join(SOURCES, file), 'utf8'), ts.ScriptTarget.Latest))))];
}

function messagesOf(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && ['reject', 'message'].includes(node.expression.name.text)) {
      found.push(...textOf(node.arguments[0]));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function textOf(node: ts.Expression): string[] {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
    return [node.text];
  }
  return ts.isTemplateExpression(node) ? [[node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join(VALUE)] : [];
}
