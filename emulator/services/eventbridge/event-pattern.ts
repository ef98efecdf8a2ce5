/**
 * Whether an event pattern matches an event. Supports the operators that the library uses, as AWS documents them. In
 * e2e/tools/event-ruler.spec.ts, the results are compared with event-ruler, AWS's own engine.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function matches(pattern: any, event: any): boolean {
  return Object.entries<any>(pattern).every(([name, expected]) => {
    if (name === '$or') {
      return expected.some((alternative: any) => matches(alternative, event));
    }
    return Array.isArray(expected) ? expected.some((matcher) => accepts(matcher, event?.[name])) : matches(expected, event?.[name]);
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
    case 'anything-but': return value !== undefined && ![argument].flat().some((excluded) => isExcluded(excluded, value));
    default: throw new Error(`unsupported operator: ${operator}`);
  }
}

function isExcluded(excluded: any, value: unknown): boolean {
  if (typeof excluded !== 'object') {
    return value === excluded;
  }
  const [[operator, texts]] = Object.entries<any>(excluded);
  return typeof value === 'string' && [texts].flat().some((text: string) => {
    switch (operator) {
      case 'prefix': return value.startsWith(text);
      case 'suffix': return value.endsWith(text);
      case 'wildcard': return new RegExp(`^${text.split('*').map((part) => part.replace(/[^\w]/g, '\\$&')).join('.*')}$`, 's').test(value);
      default: throw new Error(`unsupported operator: ${operator}`);
    }
  });
}
