/** Markup, as opposed to text that is yet to be escaped. */
export class Html {
  /** Markup of our own, with nothing in it that came from people. */
  public static trusted(markup: string): Html {
    return new Html(markup);
  }

  private constructor(private readonly markup: string) {}

  public toString(): string {
    return this.markup;
  }
}

export type Content = string | number | Html | Html[] | undefined;

/** Markup around content: whatever is put in is escaped, unless it is markup itself, and nothing where it is undefined. */
export function html(parts: TemplateStringsArray, ...contents: Content[]): Html {
  return Html.trusted(parts.reduce((markup, part, i) => markup + rendered(contents[i - 1]) + part));
}

/** Text that means itself in an element and in a quoted attribute. */
export function escaped(text: string): string {
  return stripBidiControls(text).replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}

/**
 * Text without characters that are not seen and change what is: those that reorder what is around them, and controls other than
 * tabs and line breaks.
 */
export function stripBidiControls(text: string): string {
  return text.replace(/[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]|(?![\t\n])[\p{Cc}\p{Cs}]/gu, '\uFFFD');
}

function rendered(content: Content): string {
  if (Array.isArray(content)) {
    return content.join('');
  }
  return content instanceof Html ? content.toString() : escaped(String(content ?? ''));
}
