/** A regular language. It becomes a regular expression, which tests one string, or an automaton, which knows every string. */
export type Language =
  | { readonly sequence: Language[] }
  | { readonly anyOf: Language[] }
  | { readonly repeated: Language }
  /** One character of a class, as a regular expression writes it between brackets. */
  | { readonly oneOf: string };

/** The characters of all strings: printable ASCII. IAM's names, ids, tags and ARNs have others in tag values only, where none matters more. */
export const ALPHABET = Array.from({ length: 95 }, (_, i) => String.fromCharCode(i + 32));

export const anyCharacter: Language = { oneOf: ' -~' };
export const anything: Language = repeated(anyCharacter);

export function oneOf(characters: string): Language {
  return { oneOf: characters };
}

export function literally(text: string): Language {
  return { sequence: [...text].map((character) => ({ oneOf: escaped(character) })) };
}

export function ignoringCase(text: string): Language {
  return { sequence: [...text].map((character) => ({ oneOf: [...new Set([character.toLowerCase(), character.toUpperCase()])].map(escaped).join('') })) };
}

/** Strings of languages after each other; a text stands for itself. */
export function sequence(...parts: (Language | string)[]): Language {
  return { sequence: parts.map((part) => typeof part === 'string' ? literally(part) : part) };
}

export function anyOf(...languages: (Language | string)[]): Language {
  return { anyOf: languages.map((language) => typeof language === 'string' ? literally(language) : language) };
}

export function repeated(language: Language): Language {
  return { repeated: language };
}

export function oneOrMore(language: Language): Language {
  return sequence(language, repeated(language));
}

export function optional(language: Language): Language {
  return anyOf(language, '');
}

export function times(language: Language, count: number): Language {
  return { sequence: Array<Language>(count).fill(language) };
}

/** A language with each of its characters limited to a class. */
export function limitedTo(characters: string, language: Language): Language {
  if ('oneOf' in language) {
    const both = ALPHABET.filter((character) => isOneOf(characters, character) && isOneOf(language.oneOf, character));
    return { oneOf: both.map(escaped).join('') };
  }
  if ('repeated' in language) {
    return { repeated: limitedTo(characters, language.repeated) };
  }
  return 'sequence' in language
    ? { sequence: language.sequence.map((part) => limitedTo(characters, part)) }
    : { anyOf: language.anyOf.map((part) => limitedTo(characters, part)) };
}

export function isIn(language: Language, text: string): boolean {
  const pattern = PATTERNS.get(language) ?? new RegExp(`^(?:${patternOf(language)})$`);
  PATTERNS.set(language, pattern);
  return pattern.test(text);
}

/** Whether a character is of a class. */
export function isOneOf(characters: string, character: string): boolean {
  const members = MEMBERS.get(characters) ?? new Set(ALPHABET.filter((each) => characters !== '' && new RegExp(`^[${characters}]$`).test(each)));
  MEMBERS.set(characters, members);
  return members.has(character);
}

/** The same text for the same language. */
export function patternOf(language: Language): string {
  if ('oneOf' in language) {
    return `[${language.oneOf}]`;
  }
  if ('repeated' in language) {
    return `(?:${patternOf(language.repeated)})*`;
  }
  if ('sequence' in language) {
    return language.sequence.map(patternOf).join('');
  }
  // The class without members matches nothing.
  return language.anyOf.length > 0 ? `(?:${language.anyOf.map(patternOf).join('|')})` : '[]';
}

const MEMBERS = new Map<string, Set<string>>();
const PATTERNS = new WeakMap<Language, RegExp>();

function escaped(character: string): string {
  return /[a-zA-Z0-9]/.test(character) ? character : `\\${character}`;
}
