/** Markup, which is not escaped again. */
export class Html {
  /** Markup from this library, which contains no input. */
  public static trusted(markup: string): Html {
    return new Html(markup);
  }

  private constructor(private readonly markup: string) {}

  public toString(): string {
    return this.markup;
  }
}

export type Content = string | number | Html | Html[] | undefined;

/** A template for markup: escapes each value, except markup, and leaves out undefined values. */
export function html(parts: TemplateStringsArray, ...contents: Content[]): Html {
  return Html.trusted(parts.reduce((markup, part, i) => markup + render(contents[i - 1]) + part));
}

/** Escapes a text for an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return stripBidiControls(text).replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}

/** Replaces invisible characters that change how the text around them is shown: bidirectional controls, and controls other than tabs and line breaks. */
export function stripBidiControls(text: string): string {
  return text.replace(/[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]|(?![\t\n])[\p{Cc}\p{Cs}]/gu, '\uFFFD');
}

function render(content: Content): string {
  if (Array.isArray(content)) {
    return content.join('');
  }
  return content instanceof Html ? content.toString() : escapeHtml(String(content ?? ''));
}
