import { Automaton } from './automaton';
import { and, Formula, not, or } from './formula';
import { ALPHABET, Language, isOneOf, literally, patternOf } from './languages';

/** Examples for each combination of answers, so that several variables can have different values. */
const EXAMPLES = 3;

/** Strings by the answers that they give, one digit for each question. */
type Regions = Map<string, string[]>;

/**
 * A string that can be any of a language.
 *
 * Policies and promises ask of a string only whether it is in one of finitely many regular languages. So a string is one truth value for each
 * question, and one formula says which answers are possible together: those that the product of all automata finds, each with an example.
 */
export class Text {
  private static readonly known = new Map<string, Regions>();
  private readonly questions = new Map<string, { readonly variable: Formula; readonly language: Language }>();

  constructor(public readonly name: string, private readonly language: Language) {}

  public in(language: Language): Formula {
    const key = patternOf(language);
    const question = this.questions.get(key) ?? { variable: `${this.name}_${this.questions.size}`, language };
    this.questions.set(key, question);
    return question.variable;
  }

  public is(text: string): Formula {
    return this.in(literally(text));
  }

  public get variables(): Formula[] {
    return [...this.questions.values()].map(({ variable }) => variable);
  }

  /** Which answers are possible together. */
  public get axiom(): Formula {
    const { variables } = this;
    return or(...[...this.regions.keys()].map((answers) => and(...variables.map((variable, i) => answers[i] === '1' ? variable : not(variable)))));
  }

  /** A string that gives the answers of a model; another one for each `choice`. */
  public example(isTrue: (variable: Formula) => boolean, choice: number): string {
    const examples = this.regions.get(this.variables.map((variable) => isTrue(variable) ? '1' : '0').join(''))!;
    return examples[choice % examples.length];
  }

  private get regions(): Regions {
    const key = [patternOf(this.language), ...this.questions.keys()].join('\n');
    const regions = Text.known.get(key) ?? regionsOf([this.language, ...[...this.questions.values()].map(({ language }) => language)]);
    Text.known.set(key, regions);
    return regions;
  }
}

/** Every combination of answers that a string of the first language gives, with its shortest examples: a walk through the product of the automata. */
function regionsOf(languages: Language[]): Regions {
  const automata = languages.map((language) => new Automaton(language));
  const [whole, ...others] = automata;
  const letters = lettersOf(automata);
  const regions: Regions = new Map();
  const regionOf = ([first, ...rest]: number[]) => {
    if (!whole.accepts(first)) {
      return undefined;
    }
    const answers = others.map((automaton, i) => automaton.accepts(rest[i]) ? '1' : '0').join('');
    return regions.set(answers, regions.get(answers) ?? []).get(answers);
  };
  /** The region of each state of the product that was reached, if the state accepts a string. */
  const known = new Map<string, string[] | undefined>();
  let next: { text: string; states: number[] }[] = [];
  const reach = (text: string, states: number[]) => {
    const key = states.join();
    if (!known.has(key)) {
      // From a state that is known, other strings give the same answers.
      known.set(key, regionOf(states));
      next.push({ text, states });
    }
    const examples = known.get(key);
    if (examples && examples.length < EXAMPLES) {
      examples.push(text);
    }
  };
  reach('', automata.map(({ start }) => start));
  while (next.length > 0) {
    const reached = next;
    next = [];
    for (const { text, states } of reached) {
      letters.forEach((letter, i) => {
        if (!whole.isDead(whole.step(states[0], letter, i))) {
          reach(text + letter, automata.map((automaton, j) => automaton.step(states[j], letter, i)));
        }
      });
    }
  }
  return regions;
}

/** One character for each combination of classes: no automaton tells the others apart. Letters come first, so that examples look like names. */
function lettersOf(automata: Automaton[]): string[] {
  const classes = [...new Set(automata.flatMap((automaton) => [...automaton.classes]))];
  const letters = new Map<string, string>();
  for (const character of [...ALPHABET].sort((one, other) => Number(/[^a-z0-9]/.test(one)) - Number(/[^a-z0-9]/.test(other)))) {
    const memberships = classes.map((characters) => isOneOf(characters, character) ? '1' : '0').join('');
    letters.set(memberships, letters.get(memberships) ?? character);
  }
  return [...letters.values()];
}
