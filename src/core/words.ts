/** The id of a construct as words, such as `Security read only` for `SecurityReadOnly`. Abbreviations stay as they are. */
export function wordsOf(id: string): string {
  const words = id
    .replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ')
    .split(/[\s_.-]+/)
    .filter((word) => word !== '')
    .map((word, i) => i > 0 && /^[A-Z][a-z]/.test(word) ? word.toLowerCase() : word);
  const text = words.join(' ');
  return text === '' ? id : `${text[0].toUpperCase()}${text.slice(1)}`;
}
