import { and, constant, Formula, or } from './formula';
import { Arn, Keys, Words } from './keys';
import { anyCharacter, isIn, Language, literally, repeated, sequence } from './languages';

export function asList<T>(value: unknown): T[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value as T];
}

export function isPattern(text: string): boolean {
  return /[*?]/.test(text);
}

/** What a value with IAM's wildcards matches: `*` any characters, `?` one. */
export function pattern(text: string): Language {
  const language = LANGUAGES.get(text)
    ?? { sequence: [...text].map((character) => character === '*' ? repeated(anyCharacter) : character === '?' ? anyCharacter : literally(character)) };
  LANGUAGES.set(text, language);
  return language;
}

const LANGUAGES = new Map<string, Language>();

/**
 * Whether an ARN matches a pattern. IAM compares the six components each by itself, so that a wildcard crosses a colon only in the last one,
 * and a slash always. A policy variable stands for itself: its value is no pattern.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function arnMatches(arn: Arn, text: string, keys?: Keys): Formula {
  const [prefix, partition, service, region, account, ...resource] = text.split(':');
  if (resource.length === 0) {
    return constant(false);
  }
  const components: [string | Words, string][] = [
    ['arn', prefix], [arn.service, service], [arn.partition, partition], [arn.region, region], [arn.account, account], [arn.resource, resource.join(':')],
  ];
  // Constants that do not match spare the questions about the rest.
  return components.reduce((matches, [component, wanted]) => matches === 'false' ? matches : and(matches, componentMatches(component, wanted, keys)), constant(true));
}

function componentMatches(component: string | Words, text: string, keys?: Keys): Formula {
  if (text === '*') {
    return constant(true);
  }
  const isOneOf = languagesOf(text, keys).map(({ language, holds }) =>
    and(holds, typeof component === 'string' ? constant(isIn(language, component)) : component.in(language)));
  return or(...isOneOf);
}

/** What a pattern of a resource matches, for each value of its policy variable that the request is known to have. */
function languagesOf(text: string, keys?: Keys): { language: Language; holds: Formula }[] {
  const [before, variable, after] = text.split(/\$\{([^}]*)\}/);
  if (variable === undefined) {
    return [{ language: pattern(text), holds: 'true' }];
  }
  const key = keys?.(variable);
  if (key?.type !== 'string' || after.includes('${')) {
    throw new Error(`the proof does not know the policy variable of ${text}`);
  }
  return key.values.map(({ present, value }) => {
    if (value.constant === undefined) {
      throw new Error(`the proof knows no constant value of the policy variable ${variable}`);
    }
    return { language: sequence(pattern(before), value.constant, pattern(after)), holds: present };
  });
}
