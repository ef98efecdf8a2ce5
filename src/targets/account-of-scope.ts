import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { checkAccountId, quoted } from '../core/validate-names';
import { Place } from '../core/validation-error';

/**
 * The account of a construct's stack. One that is not known at synth is rejected: in another account's template, a token for
 * it would mean that other account.
 */
export function accountOfScope(at: Place, prop: string, scope: IConstruct): string {
  const path = quoted(scope.node.path);
  if (!scope.node.scopes.some((ancestor) => Stack.isStack(ancestor))) {
    at.reject(`${prop} ${path} is not in a stack`, 'give a stack, or a construct in one');
  }
  return checkAccountId(at, `the account of ${prop} ${path}`, Stack.of(scope).account);
}
