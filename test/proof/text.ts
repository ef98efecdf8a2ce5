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
  const [whole, ...others] = languages.map((language) => new Automaton(language));
  const letters = lettersOf([whole, ...others]);
  const regions: Regions = new Map();
  const visited = new Set<string>();
  let reached = [{ text: '', states: [whole, ...others].map(({ start }) => start) }];
  while (reached.length > 0) {
    const next: typeof reached = [];
    for (const { text, states } of reached) {
      const [first, ...rest] = states;
      if (whole.accepts(first)) {
        const answers = others.map((automaton, i) => automaton.accepts(rest[i]) ? '1' : '0').join('');
        const examples = regions.get(answers) ?? [];
        regions.set(answers, examples.length < EXAMPLES ? [...examples, text] : examples);
      }
      const key = states.join();
      if (visited.has(key)) {
        // From here on, other strings give the same answers.
        continue;
      }
      visited.add(key);
      letters.forEach((letter, i) => {
        const after = whole.step(first, letter, i);
        if (!whole.isDead(after)) {
          next.push({ text: text + letter, states: [after, ...others.map((automaton, j) => automaton.step(rest[j], letter, i))] });
        }
      });
    }
    reached = next;
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
