import { Documented, namesIn, textOf } from './jsii-assembly';

/** A full stop at the end, and none before. jsii takes a semicolon for the end of a sentence too. */
export function isOneSentence({ docs: { summary = '' } }: Documented): boolean {
  return /[^.;:]\.$/.test(summary) && !/[.!?] +[A-Z]/.test(summary) && summary.split(' ').length > 1;
}

/** A capital, or a name in quotes or code. */
export function beginsWell({ docs: { summary = '' } }: Documented): boolean {
  return /^[A-Z`*']/.test(summary);
}

const SAY_NOTHING = ['a', 'an', 'the', 'this', 'of', 'for', 'to', 'in', 'on', 'is', 'its', 'and', 'with', 'properties', 'props', 'options'];

/** `The name of the role.` says nothing of `roleName`. */
export function saysMoreThanTheName({ name, docs: { summary = '' } }: Documented): boolean {
  const known = name.toLowerCase();
  const words = summary.toLowerCase().replace(/'s\b/g, '').match(/[a-z]+/g) ?? [];
  return words.some((word) => !SAY_NOTHING.includes(word) && !known.includes(word) && !known.includes(word.replace(/s$/, '')));
}

/**
 * Either words behind a hyphen, as the CDK has it, or a value that needs none: a text, a number whose unit is told, an enum
 * member, or what a static method of the library or of the CDK gives. Whether something is or is not needs words.
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

/** What it is counted in, and how few or how many there may be. */
export function hasLimits({ docs }: Documented): boolean {
  const text = textOf(docs);
  return /\b(seconds?|minutes?|hours?|characters|accounts|events?|percent)\b/.test(text) && /\bat (least|most)\b|\b\d+\b.* to .*\b\d+\b/.test(text);
}
