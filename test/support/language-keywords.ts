/** The keywords of a language, and how jsii converts names for it. */
export interface Language {
  readonly keywords: string;
  /** A method, prop or attribute. */
  readonly member: (name: string) => string;
  readonly parameter: (name: string) => string;
}

const asIs = (name: string) => name;
const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const pascalCase = (name: string) => name[0].toUpperCase() + name.slice(1);

export const LANGUAGES: Record<string, Language> = {
  // https://docs.python.org/3/reference/lexical_analysis.html#keywords
  'Python': {
    member: snakeCase,
    parameter: snakeCase,
    keywords: `False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda
      nonlocal not or pass raise return try while with yield`,
  },
  // https://docs.oracle.com/javase/specs/jls/se21/html/jls-3.html#jls-3.9
  'Java': {
    member: asIs,
    parameter: asIs,
    keywords: `abstract assert boolean break byte case catch char class const continue default do double else enum extends final finally float for goto
      if implements import instanceof int interface long native new package private protected public return short static strictfp super switch
      synchronized this throw throws transient try void volatile while _ true false null`,
  },
  // https://learn.microsoft.com/dotnet/csharp/language-reference/keywords/
  'C#': {
    member: pascalCase,
    parameter: asIs,
    keywords: `abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit
      extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator out
      override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true
      try typeof uint ulong unchecked unsafe ushort using virtual void volatile while`,
  },
  // https://go.dev/ref/spec#Keywords
  'Go': {
    member: pascalCase,
    parameter: asIs,
    keywords: `break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct
      switch type var`,
  },
};

/** The converted name, if it is a keyword of the language. */
export function keywordIn({ keywords, member, parameter }: Language, name: string, kind: 'type' | 'member' | 'parameter' | 'constant'): string | undefined {
  const written = kind === 'member' ? member(name) : kind === 'parameter' ? parameter(name) : name;
  return keywords.split(/\s+/).includes(written) ? written : undefined;
}
