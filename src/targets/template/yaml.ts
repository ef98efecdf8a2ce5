/** What a JSON document can hold. */
type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * Texts that every YAML parser reads as they are: they begin with a letter, and have another one or a colon behind it, so that
 * they are no numbers and no dates; and no colon is followed by a blank or by the end of the text.
 */
const PLAIN = /^[A-Za-z](?:[A-Za-z]|\w*:)[\w./*:-]*(?<!:)$/;

/** What YAML 1.1 reads as a boolean or as nothing, in any case. */
const KEYWORD = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** A JSON document as YAML, which YAML 1.1 and 1.2 read alike. Every text that could be something else is in double quotes. */
export function toYaml(document: Json): string {
  return `${block(document, '').trimStart()}\n`;
}

/** A value behind its key or dash, with the space or line break between them. */
function block(value: Json, indent: string): string {
  if (Array.isArray(value) && value.length > 0) {
    return value.map((entry) => `\n${indent}-${inItem(entry, indent)}`).join('');
  }
  if (isMap(value) && Object.keys(value).length > 0) {
    return Object.entries(value).map(([key, entry]) => `\n${indent}${text(key)}:${block(entry, `${indent}  `)}`).join('');
  }
  return ` ${typeof value === 'string' ? text(value) : JSON.stringify(value)}`;
}

/** An item of a list begins on the line of its dash. */
function inItem(value: Json, indent: string): string {
  return block(value, `${indent}  `).replace(/^\n\s*/, ' ');
}

function isMap(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Escapes all but printable ASCII characters, of which some end a line. */
function text(value: string): string {
  return PLAIN.test(value) && !KEYWORD.test(value)
    ? value
    : JSON.stringify(value).replace(/[^\x20-\x7e]/gu, (character) => `\\U${character.codePointAt(0)!.toString(16).padStart(8, '0')}`);
}
