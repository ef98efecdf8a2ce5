import { isOneOf, Language } from './languages';

/** The states that some string leads to, in order; none is a dead end. */
type States = number[];

/**
 * Thompson's construction: for each language a nondeterministic automaton, of which the subsets of states are made only when a string reaches them.
 */
export class Automaton {
  /** The classes of characters that the language tells apart. */
  public readonly classes = new Set<string>();
  private readonly steps: { characters: string; to: number }[][] = [];
  private readonly free: number[][] = [];
  private readonly subsets: States[] = [];
  private readonly ids = new Map<string, number>();
  private readonly known: (number | undefined)[][] = [];
  private readonly last: number;
  public readonly start: number;

  constructor(language: Language) {
    const [first, last] = this.build(language);
    this.last = last;
    this.start = this.idOf(this.closure([first]));
  }

  /** The subset that a character leads to; `letter` is the number by which it is remembered. */
  public step(subset: number, character: string, letter: number): number {
    const known = this.known[subset] ??= [];
    return known[letter] ??= this.idOf(this.closure(this.subsets[subset].flatMap((state) =>
      this.steps[state].filter(({ characters }) => isOneOf(characters, character)).map(({ to }) => to))));
  }

  public accepts(subset: number): boolean {
    return this.subsets[subset].includes(this.last);
  }

  public isDead(subset: number): boolean {
    return this.subsets[subset].length === 0;
  }

  private idOf(states: States): number {
    const key = states.join();
    const id = this.ids.get(key) ?? this.subsets.push(states) - 1;
    this.ids.set(key, id);
    return id;
  }

  private closure(states: States): States {
    const reached = new Set(states);
    for (const state of reached) {
      this.free[state].forEach((next) => reached.add(next));
    }
    return [...reached].sort((one, other) => one - other);
  }

  /** The first and last state of a language's part. */
  private build(language: Language): [number, number] {
    const [first, last] = [this.state(), this.state()];
    if ('oneOf' in language) {
      this.steps[first].push({ characters: language.oneOf, to: last });
      this.classes.add(language.oneOf);
    } else if ('repeated' in language) {
      const [start, end] = this.build(language.repeated);
      this.free[first].push(start, last);
      this.free[end].push(start, last);
    } else if ('anyOf' in language) {
      language.anyOf.map((part) => this.build(part)).forEach(([start, end]) => {
        this.free[first].push(start);
        this.free[end].push(last);
      });
    } else {
      const end = language.sequence.map((part) => this.build(part)).reduce((before, [start, next]) => {
        this.free[before].push(start);
        return next;
      }, first);
      this.free[end].push(last);
    }
    return [first, last];
  }

  private state(): number {
    this.free.push([]);
    return this.steps.push([]) - 1;
  }
}
