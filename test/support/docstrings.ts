import { Documented, namesIn, textOf } from './jsii-assembly';

/** Whether the summary is one sentence. jsii ends a summary at a semicolon too. */
export function isOneSentence({ docs: { summary = '' } }: Documented): boolean {
  return /[^.;:]\.$/.test(summary) && !/[.!?] +[A-Z]/.test(summary) && summary.split(' ').length > 1;
}

/** Whether the summary begins with a capital letter, or a name in quotes or code. */
export function beginsWell({ docs: { summary = '' } }: Documented): boolean {
  return /^[A-Z`*']/.test(summary);
}

const SAY_NOTHING = ['a', 'an', 'the', 'this', 'of', 'for', 'to', 'in', 'on', 'is', 'its', 'and', 'with', 'properties', 'props', 'options'];

/** `The name of the role.` says nothing new about `roleName`. */
export function saysMoreThanTheName({ name, docs: { summary = '' } }: Documented): boolean {
  const known = name.toLowerCase();
  const words = summary.toLowerCase().replace(/'s\b/g, '').match(/[a-z]+/g) ?? [];
  return words.some((word) => !SAY_NOTHING.includes(word) && !known.includes(word) && !known.includes(word.replace(/s$/, '')));
}

/**
 * Whether the default is a description after a hyphen, as in the CDK, or a value that needs none: a text, a number with a documented unit, an
 * enum member, or the result of a static method of the library or of the CDK. A boolean needs a description.
 */
export function saysWhatHappens({ docs, type }: Documented, methods: string[]): boolean {
  const text = docs.default ?? '';
  if (text.startsWith('- ')) {
    return text.slice(2).trim().split(/\s+/).length > 1;
  }
  const [, called] = /^(\w+\.\w+)\([^()]*\)$/.exec(text) ?? [];
  return /^'[^']+'$/.test(text)
    || /^\d+$/.test(text) && namesIn(type!).includes('number')
    || /^[A-Z]\w+\.[A-Z_]+$/.test(text)
    || called !== undefined && (methods.includes(called) || called.startsWith('Duration.'));
}

/** Whether the docstring has the unit, the minimum and the maximum. */
export function hasLimits({ docs }: Documented): boolean {
  const text = textOf(docs);
  return /\b(seconds?|minutes?|hours?|characters|accounts|events?|percent)\b/.test(text) && /\bat (least|most)\b|\b\d+\b.* to .*\b\d+\b/.test(text);
}
