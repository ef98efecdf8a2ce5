import { Fn, Token } from 'aws-cdk-lib/core';

/** `a, b and c`; a list that only the deployment knows with commas alone. */
export function joinWithAnd(values: string[], conjunction: 'and' | 'or' = 'and'): string {
  if (Token.isUnresolved(values)) {
    return Fn.join(', ', values);
  }
  return values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} ${conjunction} ${values[values.length - 1]}`;
}
