/** The widths of characters in pixels, in a sans-serif font of 13 pixels. They are generous, because fonts differ. */
const WIDTHS = { narrow: 5, regular: 8, wide: 12, full: 15 };

/** Truncates a text to a width in pixels. */
export function truncate(text: string, width: number): string {
  const characters = [...text];
  const fitting = countFitting(characters, width);
  return fitting === characters.length ? text : `${characters.slice(0, countFitting(characters, width - WIDTHS.full)).join('')}…`;
}

/** Wraps a text into lines of a width in pixels, and truncates the last line if there are more. */
export function wrap(text: string, width: number, lines: number): string[] {
  const words = text.split(/\s+/);
  const done: string[] = [];
  while (words.length > 0 && done.length < lines - 1) {
    let line = words.shift()!;
    while (words.length > 0 && countFitting([...`${line} ${words[0]}`], width) === [...`${line} ${words[0]}`].length) {
      line = `${line} ${words.shift()}`;
    }
    done.push(truncate(line, width));
  }
  return words.length > 0 ? [...done, truncate(words.join(' '), width)] : done;
}

function countFitting(characters: string[], width: number): number {
  let left = width;
  const tooMany = characters.findIndex((character) => (left -= widthOf(character)) < 0);
  return tooMany < 0 ? characters.length : tooMany;
}

function widthOf(character: string): number {
  if (/[\u2E80-\uFFFF]|[\u{10000}-\u{10FFFF}]/u.test(character)) {
    return WIDTHS.full;
  }
  return /[ ijltfr.,:;'|!()[\]/-]/.test(character) ? WIDTHS.narrow : /[A-Z@%&#<>=+~^_mw]/.test(character) ? WIDTHS.wide : WIDTHS.regular;
}
