/**
 * Whether an EventBridge pattern matches an event. It implements the documented operators that the library uses;
 * e2e/tools/event-ruler.spec.ts compares it with AWS's engine.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function matches(pattern: any, event: any): boolean {
  return Object.entries<any>(pattern).every(([name, asked]) => {
    if (name === '$or') {
      return asked.some((one: any) => matches(one, event));
    }
    return Array.isArray(asked) ? asked.some((matcher) => accepts(matcher, event?.[name])) : matches(asked, event?.[name]);
  });
}

function accepts(matcher: any, value: unknown): boolean {
  if (typeof matcher !== 'object') {
    return value === matcher;
  }
  const [[operator, argument], ...others] = Object.entries<any>(matcher);
  if (others.length > 0) {
    throw new Error(`more than one operator: ${JSON.stringify(matcher)}`);
  }
  switch (operator) {
    case 'exists': return (value !== undefined) === argument;
    case 'prefix': return typeof value === 'string' && value.startsWith(argument);
    case 'anything-but': return value !== undefined && ![argument].flat().some((but) => isBut(but, value));
    default: throw new Error(`an operator that is not known: ${operator}`);
  }
}

function isBut(but: any, value: unknown): boolean {
  if (typeof but !== 'object') {
    return value === but;
  }
  const [[operator, texts]] = Object.entries<any>(but);
  return typeof value === 'string' && [texts].flat().some((text: string) => {
    switch (operator) {
      case 'prefix': return value.startsWith(text);
      case 'suffix': return value.endsWith(text);
      case 'wildcard': return new RegExp(`^${text.split('*').map((part) => part.replace(/[^\w]/g, '\\$&')).join('.*')}$`, 's').test(value);
      default: throw new Error(`an operator that is not known: ${operator}`);
    }
  });
}
