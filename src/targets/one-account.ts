import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { TargetForm } from './target-form';
import { checkAccountId } from '../private/names';
import { Place } from '../private/validation-error';

export function accountOfScope(scope: Construct): TargetForm {
  const label = 'TrustingTarget.scope';
  return { label, accounts: (at) => [{ account: knownAccountOf(at, label, scope), scope }] };
}

export function accountElsewhere(accountId: string): TargetForm {
  const label = 'TrustingTarget.account';
  return { label, accounts: (at) => [{ account: checkAccountId(at, label, accountId) }] };
}

/**
 * The account of a construct's stack. One that is not known at synth is rejected: in another account's template, a token for
 * it would mean that other account.
 */
export function knownAccountOf(at: Place, prop: string, scope: Construct): string {
  const path = JSON.stringify(scope.node.path);
  if (!scope.node.scopes.some((ancestor) => Stack.isStack(ancestor))) {
    at.reject(`${prop} ${path} is not in a stack`, 'give a stack, or a construct in one');
  }
  return checkAccountId(at, `the account of ${prop} ${path}`, Stack.of(scope).account);
}
