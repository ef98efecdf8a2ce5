import { Fn, Token } from 'aws-cdk-lib/core';

/** `a, b and c`; only commas for a list token. */
export function joinWithAnd(values: string[], conjunction: 'and' | 'or' = 'and'): string {
  if (Token.isUnresolved(values)) {
    return Fn.join(', ', values);
  }
  return values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} ${conjunction} ${values[values.length - 1]}`;
}
