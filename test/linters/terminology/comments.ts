import { Piece, Range, rangesOf, replaced, without } from './pieces';

const CODE = /`[^`\n]+`|\{@link [^}]+\}/g;

/** One block comment, or lines that start with `//` and follow each other. */
const COMMENT = /\/\*[\s\S]*?\*\/|\/\/[^\n]*(?:\n[ \t]*\/\/[^\n]*)*/g;

/** What starts and ends a comment, and stands before each of its lines. */
const MARGIN = /^\/\*+|\*+\/$|^\/\/+|\n[ \t]*(?:\/\/+|\*(?!\/))/g;

/** An empty line, or a tag of a docstring. */
const PARAGRAPH_END = /\n[ \t]*\*?[ \t]*(?=\n)|\n[ \t]*\*[ \t]*(?=@\w)/g;

function pieceOf(text: string, [start, end]: Range, margins: readonly Range[]): Piece {
  const paragraph = text.slice(start, end);
  if (/^[\s*]*@(example|see)\b/.test(paragraph)) {
    return { prose: [], code: [[start, end]], margins };
  }
  const code = rangesOf(CODE, paragraph, start);
  return { prose: without([start, end], code), code, margins };
}

/** An example may have empty lines, and ends at the next tag or with its comment. */
function joinExamples(text: string, paragraphs: readonly Range[]): Range[] {
  const joined: Range[] = [];
  for (const [start, end] of paragraphs) {
    const last = joined.at(-1);
    const isExample = last && /^[\s*]*@example\b/.test(text.slice(...last)) && !/^[\s*]*@\w/.test(text.slice(start, end));
    joined.push(isExample ? [joined.pop()![0], end] : [start, end]);
  }
  return joined;
}

/** The comments and docstrings of TypeScript, by paragraphs; literals are where no comment starts. */
export function comments(text: string, literals: readonly Range[]): Piece[] {
  const blank = replaced(text, literals, '_');
  return rangesOf(COMMENT, blank).flatMap(([start, end]) => {
    const comment = text.slice(start, end);
    const margins = rangesOf(MARGIN, comment, start);
    return joinExamples(text, without([start, end], rangesOf(PARAGRAPH_END, comment, start))).map((range) => pieceOf(text, range, margins));
  });
}
