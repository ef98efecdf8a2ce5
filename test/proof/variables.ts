import { and, choose, Formula, implies } from './formula';
import { Words } from './keys';
import { ALPHABET, isOneOf, Language } from './languages';
import { Theory } from './solver';
import { Text } from './text';

/** A string that is the same as another string of the request, or any other. */
export interface SameOrOther extends Words {
  readonly isSame: Formula;
  readonly other: Text;
}

/** The free variables of a request, and what is known of them. */
export class Variables {
  protected readonly axioms: Formula[] = [];
  private readonly texts: Text[] = [];
  private readonly booleans: Formula[] = [];
  private readonly numbers: Formula[] = [];

  /** All that is known, once all questions about the texts are known. */
  public get theory(): Theory {
    return {
      booleans: [...this.booleans, ...this.texts.flatMap(({ variables }) => variables)],
      numbers: this.numbers,
      axioms: [...this.axioms, ...this.texts.map(({ axiom }) => axiom)],
    };
  }

  /** Strings for the texts of a model. */
  public examples(isTrue: (variable: Formula) => boolean): Map<Text, string> {
    return new Map(this.texts.map((text, i) => [text, text.example(isTrue, i)]));
  }

  protected text(name: string, language: Language): Text {
    const text = new Text(name, language);
    this.texts.push(text);
    return text;
  }

  protected boolean(name: string): Formula {
    this.booleans.push(name);
    return name;
  }

  protected number(name: string): Formula {
    this.numbers.push(name);
    return name;
  }

  /** A string of a language that may be the same as an original, if that exists. */
  protected sameOrOther(name: string, language: Language, original: Words, exists: Formula): SameOrOther {
    const other = this.text(name, language);
    const isSame = this.boolean(`${name}IsSame`);
    this.axioms.push(implies(isSame, and(exists, original.in(language))));
    return {
      isSame,
      other,
      in: (asked) => {
        const [isOther, isOriginal] = [other.in(asked), original.in(asked)];
        if (isSingle(asked)) {
          // Where both are the one string of a language, they are the same.
          this.axioms.push(implies(and(exists, isOther, isOriginal), isSame));
        }
        return choose(isSame, isOriginal, isOther);
      },
      sameAs: (words) => {
        if (words !== original) {
          throw new Error(`the proof compares ${name} with one string of the request only`);
        }
        return isSame;
      },
    };
  }
}

/** Whether a language has one string only. */
function isSingle(language: Language): boolean {
  return 'sequence' in language
    ? language.sequence.every(isSingle)
    : 'oneOf' in language && ALPHABET.filter((character) => isOneOf(language.oneOf, character)).length === 1;
}
