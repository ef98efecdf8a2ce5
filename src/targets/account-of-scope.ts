import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { checkAccountId, quoted } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';

/**
 * The account of a construct's stack. It must be known at synth: in another account's template, a token would mean that other account.
 */
export function accountOfScope(errors: ErrorContext, prop: string, scope: IConstruct): string {
  const path = quoted(scope.node.path);
  if (!scope.node.scopes.some((ancestor) => Stack.isStack(ancestor))) {
    errors.fail(`${prop} ${path} is not in a stack`, 'give a stack, or a construct in one');
  }
  return checkAccountId(errors, `the account of ${prop} ${path}`, Stack.of(scope).account);
}
