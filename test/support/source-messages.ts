import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import * as ts from 'typescript';
import { ROOT } from './pages';

const SOURCES = join(ROOT, 'src');

/** Replaces each value in a message. */
const VALUE = '…';

/** Every message in the source, with `…` for each value; without messages that are composed elsewhere. */
export function messagesOfSources(): string[] {
  return [...new Set(sources().flatMap((text) => messagesOf(ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest))))];
}

/** The ids of all warnings, without the library's name before them. */
export function warningsOfSources(): string[] {
  return sources().flatMap((text) => [...text.matchAll(/(?<!CONTEXT = )'cdk-cross-account-read-only-access:(\w+)'/g)].map(([, id]) => id));
}

function sources(): string[] {
  return (readdirSync(SOURCES, { recursive: true }) as string[]).filter((file) => file.endsWith('.ts')).sort()
    .map((file) => readFileSync(join(SOURCES, file), 'utf8'));
}

function messagesOf(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && ['fail', 'message'].includes(node.expression.name.text)) {
      found.push(...textOf(node.arguments[0]));
    }
    if (ts.isPropertyAssignment(node) && node.name.getText(source) === 'problem') {
      found.push(...textOf(node.initializer));
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
