import { Stack } from 'aws-cdk-lib/core';
import { emptyListsByDefault } from './list-parameters';
import { isKnownButPartition, renderTokens } from './token-text';
import { ErrorContext } from './validation-error';
import { vanishingReason, VanishingReason } from './vanishing-values';

/** A value of a policy, and its name in messages. */
export type NamedValue = readonly [name: string, value: unknown];

/** Reports values that can be missing at deployment, each by its name, when tokens can be resolved. */
export function validateValues(errors: ErrorContext, stack: Stack, values: NamedValue[]): string[] {
  const isEmptyList = emptyListsByDefault(stack);
  return [...new Set(values.filter(([, value]) => !isKnownButPartition(value)).flatMap(([name, value]) => {
    const reason = vanishingReason(stack.resolve(value), isEmptyList);
    return reason ? vanishingMessage(errors, renderTokens(stack, name), reason) : [];
  }))];
}

export function vanishingMessage(errors: ErrorContext, name: string, reason: VanishingReason): string {
  return errors.message(`${name} ${reason}, but a policy needs a value there in every case`,
    'give a value in both branches of Fn::If, and at least one in each list');
}
