import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { FinishedProperties } from './finished-resource';
import { validateInlineNames } from './inline-policy-names';
import { FinishedPolicy, finishedPolicies, possibleStatementsOf } from './policy-documents';
import { emptyListsByDefault } from '../core/list-parameters';
import { validateStatement } from '../core/statement-validation';
import { ErrorContext } from '../core/validation-error';
import { NamedValue, validateValues } from '../core/value-validation';

/**
 * Reports what is missing, or can be missing at deployment, in the policies of a role or group: IAM drops a condition without
 * values, and the statement then applies without it. Also reports what IAM would reject in a statement, and
 * policies of one name.
 *
 * @param values The values of props that are in these policies, by prop. If one of them can be missing, the policies are not reported too.
 */
export function validatePolicies(errors: ErrorContext, identity: IConstruct, values: NamedValue[], properties?: FinishedProperties): string[] {
  const stack = Stack.of(identity);
  const byProp = validateValues(errors, stack, values);
  if (byProp.length > 0) {
    return byProp;
  }
  const policies = finishedPolicies(identity, properties);
  return [...validateDocuments(errors, stack, policies), ...validateInlineNames(errors, policies.map(({ inline }) => inline))];
}

/** Reports what is wrong in the statements of finished policies. */
export function validateDocuments(errors: ErrorContext, stack: Stack, policies: FinishedPolicy[]): string[] {
  const isEmptyList = emptyListsByDefault(stack);
  return [...new Set(policies.flatMap(({ name, document }) =>
    possibleStatementsOf(document).flatMap((statement) => validateStatement(errors, name, statement, isEmptyList))))];
}
