/**
 * Whether a metric filter matches an event. It implements the part of the documented syntax that the library uses.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function counts(filter: string, event: any): boolean {
  const [, expression] = /^\{ (.*) \}$/.exec(filter) ?? [];
  return decide(expression, event);
}

function decide(expression: string, event: any): boolean {
  const alternatives = split(expression, ' || ');
  if (alternatives.length > 1) {
    return alternatives.some((one) => decide(one, event));
  }
  const parts = split(expression, ' && ');
  if (parts.length > 1) {
    return parts.every((part) => decide(part, event));
  }
  return expression.startsWith('(') && expression.endsWith(')') ? decide(expression.slice(1, -1), event) : term(expression, event);
}

/** The parts of an expression between operators outside of parentheses and quotes. */
function split(expression: string, operator: string): string[] {
  let [depth, quoted, start] = [0, false, 0];
  const parts: string[] = [];
  for (let i = 0; i < expression.length; i++) {
    quoted = expression[i] === '"' ? !quoted : quoted;
    depth += quoted ? 0 : { '(': 1, ')': -1 }[expression[i]] ?? 0;
    if (!quoted && depth === 0 && expression.startsWith(operator, i)) {
      parts.push(expression.slice(start, i));
      start = i + operator.length;
    }
  }
  return [...parts, expression.slice(start)];
}

function term(text: string, event: any): boolean {
  const [, path, asked] = /^\$\.([\w.]+) (NOT EXISTS|= ".*")$/.exec(text) ?? [];
  if (!path) {
    throw new Error(`not understood: ${text}`);
  }
  const value = path.split('.').reduce((part, name) => part?.[name], event);
  if (asked === 'NOT EXISTS') {
    return value === undefined;
  }
  const wildcard = asked.slice(3, -1).split('*').map((part) => part.replace(/[^\w]/g, '\\$&')).join('.*');
  return typeof value === 'string' && new RegExp(`^${wildcard}$`).test(value);
}
