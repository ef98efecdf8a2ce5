import { ASTNodeTypes, TxtDocumentNode, TxtNode, TxtParentNode } from '@textlint/ast-node-types';
import { Piece, Range, replaced, without } from './pieces';

/** In the place of a value in a message. */
const VALUE = '…';

/** A text in which only prose and code of a file are left, and its tree. */
export interface ParsedText {
  readonly text: string;
  readonly ast: TxtDocumentNode;
}

/** Gives textlint places within a text. */
class Lines {
  private readonly starts: number[];

  public constructor(private readonly text: string) {
    this.starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  }

  public node(type: string, [start, end]: Range): TxtNode {
    const loc = { start: this.position(start), end: this.position(end) };
    return { type, range: [start, end], loc, raw: this.text.slice(start, end) } as TxtNode;
  }

  public parent(type: string, range: Range, children: TxtNode[]): TxtParentNode {
    return { ...this.node(type, range), children } as TxtParentNode;
  }

  private position(offset: number): { line: number; column: number } {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      [low, high] = this.starts[middle] <= offset ? [middle, high] : [low, middle - 1];
    }
    return { line: low + 1, column: offset - this.starts[low] };
  }
}

/** A document of the pieces alone, in which everything has the place that it has in the file. */
export function documentOf(text: string, pieces: readonly Piece[]): ParsedText {
  const ofAll = (ranges: (piece: Piece) => readonly Range[] | undefined) => pieces.flatMap((piece) => ranges(piece) ?? []);
  const between = without([0, text.length], [...ofAll(({ prose }) => prose), ...ofAll(({ code }) => code)]);
  const values = replaced(text, ofAll((piece) => piece.values), VALUE);
  const shown = replaced(values, [...between, ...ofAll(({ margins }) => margins)], ' ');
  const lines = new Lines(shown);
  const paragraphs = pieces.map(({ prose, code = [] }) => {
    const children = [
      ...prose.map((range) => lines.node(ASTNodeTypes.Str, range)),
      ...code.map((range) => lines.node(ASTNodeTypes.Code, range)),
    ].sort((a, b) => a.range[0] - b.range[0]);
    return lines.parent(ASTNodeTypes.Paragraph, [children[0].range[0], children.at(-1)!.range[1]], children);
  });
  return { text: shown, ast: lines.parent(ASTNodeTypes.Document, [0, text.length], paragraphs) as TxtDocumentNode };
}
