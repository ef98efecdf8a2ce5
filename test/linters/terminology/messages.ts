import * as ts from 'typescript';
import { Piece, Range } from './pieces';

/** What a literal says, without its quotes or backticks, and without the braces of what it inserts. */
function inside(literal: ts.Node, source: ts.SourceFile, atEnd = 1): Range {
  return [literal.getStart(source) + 1, literal.getEnd() - atEnd];
}

function isJoined(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}

/** The parts of a text that is joined with `+`, in order. */
function partsOf(node: ts.Expression): ts.Expression[] {
  return isJoined(node) ? [...partsOf(node.left), ...partsOf(node.right)] : [node];
}

function pieceOfPart(part: ts.Expression, source: ts.SourceFile): { prose: Range[]; values: Range[] } {
  if (ts.isStringLiteralLike(part)) {
    return { prose: [inside(part, source)], values: [] };
  }
  if (!ts.isTemplateExpression(part)) {
    const value: Range = [part.getStart(source), part.getEnd()];
    return { prose: [value], values: [value] };
  }
  // The dollar sign and the braces belong to the value, so that it touches the text on both sides, as the value does.
  const values = part.templateSpans.map(({ literal }, index): Range => {
    const before = index === 0 ? part.head : part.templateSpans[index - 1].literal;
    return [before.getEnd() - 2, literal.getStart(source) + 1];
  });
  return { prose: [inside(part, source)], values };
}

function isText(node: ts.Node): node is ts.Expression {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || (isJoined(node) && partsOf(node).some(isText));
}

/** What names something, and says nothing: a module, a key, a type. */
function isName({ parent }: ts.Node): boolean {
  return ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isExternalModuleReference(parent)
    || ts.isLiteralTypeNode(parent) || ts.isElementAccessExpression(parent)
    || (ts.isCallExpression(parent) && (parent.expression.kind === ts.SyntaxKind.ImportKeyword || parent.expression.getText() === 'require'));
}

/** The texts in TypeScript: strings, templates, and what is joined of both. */
export function messages(source: ts.SourceFile): Piece[] {
  const pieces: Piece[] = [];
  const visit = (node: ts.Node): void => {
    const isWhole = isText(node) && !isJoined(node.parent) && !isName(node);
    if (isWhole) {
      const parts = partsOf(node).map((part) => pieceOfPart(part, source));
      pieces.push({ prose: parts.flatMap(({ prose }) => prose), values: parts.flatMap(({ values }) => values) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return pieces;
}

/** Where the literals are: no comment starts in them. */
export function literalsOf(source: ts.SourceFile): Range[] {
  const ranges: Range[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isLiteralExpression(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      ranges.push([node.getStart(source), node.getEnd()]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return ranges;
}
