import { TxtNode, TxtParentNode } from '@textlint/ast-node-types';
import { TextlintRuleModule } from '@textlint/types';
import { TERMS } from './terms';

/** Between two paragraphs, so that no phrase goes across. */
const BORDER = '\u0000';

/** In the place of code within a sentence. */
const CODE = '\u00a4';

/** The prose of a document, each letter where it is in the file, to find phrases across lines, links and emphasis. */
class Prose {
  private readonly letters: string[];

  public constructor(text: string) {
    this.letters = Array<string>(text.length).fill(BORDER);
  }

  public put([start, end]: readonly [number, number], text: string): void {
    for (let index = start; index < end; index++) {
      this.letters[index] = text.length === 1 ? text : text[index - start];
    }
  }

  public toString(): string {
    return this.letters.join('');
  }
}

/** The rule of textlint that finds the words and names of `terms.yml`. */
export const terminology: TextlintRuleModule = ({ Syntax, RuleError, getSource, report, locator }) => {
  let prose = new Prose('');
  const open = ({ range }: TxtNode) => prose.put(range, ' ');
  return {
    [Syntax.Document]: (document) => {
      prose = new Prose(getSource(document));
    },
    [Syntax.Paragraph]: open,
    [Syntax.Header]: open,
    TableCell: open,
    [Syntax.Str]: (node) => prose.put(node.range, getSource(node).replace(/\n\s*>+/g, (quote) => ' '.repeat(quote.length))),
    [Syntax.Code]: ({ range }) => prose.put(range, CODE),
    [Syntax.Image]: (node) => {
      const alt = (node as TxtNode & { alt?: string }).alt ?? '';
      const start = node.range[0] + '!['.length;
      prose.put([start, start + alt.length], alt);
    },
    [Syntax.DocumentExit]: (document: TxtParentNode) => {
      const [text, code] = [prose.toString(), getSource(document)];
      for (const { row, pattern, inCode } of TERMS) {
        for (const { index, 0: { length } } of (inCode ? code : text).matchAll(pattern)) {
          const found = code.slice(index, index + length).replace(/\s+/g, ' ').replace(/…+/g, '…');
          report(document, new RuleError(`"${found}" → write "${row.write}"${row.why ? `  (${row.why})` : ''}`, {
            padding: locator.range([index, index + length]),
          }));
        }
      }
    },
  };
};
